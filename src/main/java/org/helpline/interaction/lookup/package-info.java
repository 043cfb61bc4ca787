/**
 * Look-ups that scripts make: other programs over HTTP, and the customers.
 *
 * <p>In: a look-up's name and parameters, from a script. Out: {@link org.helpline.ivr.run.LookUpAnswer}, once, on the call's loop. Thread:
 * any; blocking work on virtual threads. Sources: RFC 9110, RFC 3986, docs/scripts.md, conf/look-ups.ini. Not here: what a script does
 * with an answer.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.interaction.lookup;
