/**
 * Sockets: UDP and TCP on Netty, framing, the gate before the parser, the codec.
 *
 * <p>In: bytes. Out: messages on the loop that owns their Call-ID, each with its {@link org.helpline.sip.transport.Flow}.
 * Thread: Netty event loops. Sources: RFC 3261 §18, RFC 3581. Not here: transactions.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.sip.transport;
