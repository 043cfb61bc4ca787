package org.helpline.sip.transport;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a STUN binding request on a SIP port, by which a phone keeps its way through a NAT open and learns whether it has changed: RFC 5626
 * §4.4.2 and §8, RFC 8489. Nothing else of STUN is known here. Pure.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  |0 0|     STUN Message Type     |         Message Length        |
 *  |                         Magic Cookie                          |
 *  |                     Transaction ID (96 bits)                  |
 * </pre>
 */
public final class Stun {

    private static final int HEADER = 20;
    private static final int LONGEST = 548; // RFC 8489 §6.1: what passes any IPv4 network
    private static final int COOKIE = 0x2112A442;
    private static final int BINDING_REQUEST = 0x0001;
    private static final int BINDING_SUCCESS = 0x0101;
    private static final int BINDING_ERROR = 0x0111;
    private static final int ERROR_CODE = 0x0009;
    private static final int UNKNOWN_ATTRIBUTES = 0x000A;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private static final int COMPREHENSION_OPTIONAL = 0x8000;
    private static final int UNKNOWN_ATTRIBUTE = 420;
    private static final int MOST_UNKNOWN = 2; // so that no answer is much longer than what it answers

    private Stun() {}

    /** Whether the bytes claim to be STUN, which no SIP message does: RFC 5626 §8.1. */
    public static boolean is(byte[] datagram) {
        return datagram.length >= HEADER
                && (datagram[0] & 0xC0) == 0
                && ByteBuffer.wrap(datagram).getInt(4) == COOKIE;
    }

    /**
     * The answer: where the request came from, or 420 if it has attributes that whoever answers must know.
     *
     * @param datagram not changed
     * @return 32 bytes for IPv4, 44 for IPv6, at most 36 for a 420; empty if it is no well-formed binding request
     */
    public static Optional<byte[]> answer(byte[] datagram, InetSocketAddress sender) {
        ByteBuffer request = ByteBuffer.wrap(datagram);
        boolean wellFormed = is(datagram)
                && datagram.length <= LONGEST
                && request.getShort(0) == BINDING_REQUEST
                && (request.getShort(2) & 0xFFFF) == datagram.length - HEADER
                && datagram.length % 4 == 0;
        return wellFormed ? unknown(request).map(attributes -> answer(datagram, sender, attributes)) : Optional.empty();
    }

    private static byte[] answer(byte[] datagram, InetSocketAddress sender, List<Integer> unknown) {
        byte[] attributes = unknown.isEmpty() ? mapped(datagram, sender) : refusal(unknown);
        return ByteBuffer.allocate(HEADER + attributes.length)
                .putShort((short) (unknown.isEmpty() ? BINDING_SUCCESS : BINDING_ERROR))
                .putShort((short) attributes.length)
                .put(datagram, 4, HEADER - 4) // cookie and transaction
                .put(attributes)
                .array();
    }

    /** The first attributes that must be understood and are not (RFC 8489 §14); empty if their lengths make no sense. */
    private static Optional<List<Integer>> unknown(ByteBuffer request) {
        List<Integer> unknown = new ArrayList<>();
        int at = HEADER;
        while (at < request.capacity()) {
            int type = request.getShort(at) & 0xFFFF;
            int length = request.getShort(at + 2) & 0xFFFF;
            if (type < COMPREHENSION_OPTIONAL && unknown.size() < MOST_UNKNOWN) {
                unknown.add(type);
            }
            at += 4 + (length + 3) / 4 * 4;
        }
        return at == request.capacity() ? Optional.of(unknown) : Optional.empty();
    }

    /** RFC 8489 §14.2: the port and address, each mixed with the cookie, so that no NAT rewrites them on the way. */
    private static byte[] mapped(byte[] datagram, InetSocketAddress sender) {
        byte[] address = sender.getAddress().getAddress();
        ByteBuffer attribute = ByteBuffer.allocate(8 + address.length)
                .putShort((short) XOR_MAPPED_ADDRESS)
                .putShort((short) (4 + address.length))
                .putShort((short) (sender.getAddress() instanceof Inet6Address ? 2 : 1))
                .putShort((short) (sender.getPort() ^ (COOKIE >>> 16)));
        for (int i = 0; i < address.length; i++) {
            attribute.put((byte) (address[i] ^ datagram[4 + i])); // the cookie, and for IPv6 the transaction after it
        }
        return attribute.array();
    }

    private static byte[] refusal(List<Integer> unknown) {
        ByteBuffer attributes = ByteBuffer.allocate(12 + 2 * MOST_UNKNOWN)
                .putShort((short) ERROR_CODE)
                .putShort((short) 4)
                .putInt(((UNKNOWN_ATTRIBUTE / 100) << 8) | (UNKNOWN_ATTRIBUTE % 100))
                .putShort((short) UNKNOWN_ATTRIBUTES)
                .putShort((short) (2 * unknown.size()));
        unknown.forEach(type -> attributes.putShort(type.shortValue()));
        return attributes.array();
    }
}
