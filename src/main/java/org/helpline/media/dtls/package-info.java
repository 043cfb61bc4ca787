/**
 * The handshake by which a browser and we come to keys for SRTP; BouncyCastle's.
 *
 * <p>In: datagrams from an address that ICE has shown to be the peer's. Out: {@link org.helpline.sdp.SrtpKeys}. Thread: a virtual one for each
 * association. Sources: RFC 5763, RFC 5764, RFC 6347, RFC 8842. Not here: sockets, SRTP.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.media.dtls;
