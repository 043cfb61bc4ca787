/**
 * Certificates: those that we show, with an authority of our own where there are none, and what we make of those that others show.
 *
 * <p>In: files, and the settings of TLS and trunks. Out: {@link org.helpline.tls.Certificates}, which makes the engines of connections.
 * Thread: engines from any; what reads files blocks and is one's own at a time. Sources: RFC 5280, RFC 5922, RFC 6066 §3. Not here:
 * sockets, and who listens where.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.tls;
