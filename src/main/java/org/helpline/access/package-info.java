/**
 * Who may, and who did: programs' tokens, and the audit log.
 *
 * <p>In: acts of people and programs. Out: {@link org.helpline.access.AuditLine}, {@link org.helpline.access.Token}. Thread: any; the store's
 * own write and read. Sources: none. Not here: people's accounts and sessions, which are the desk's.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.access;
