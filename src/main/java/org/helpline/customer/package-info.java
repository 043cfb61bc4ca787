/**
 * Who calls: the customers a business knows, matched by number, and the language each caller chose.
 *
 * <p>In: {@code customers.csv}, numbers. Out: {@link org.helpline.core.ScreenPop.Match}. Thread: look-ups answer on the
 * store's reading threads; an import blocks the thread that asks for it. Sources: RFC 4180 (CSV), E.164 by libphonenumber.
 * Not here: the journal's sealed texts; who may see a customer (desk).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.customer;
