package org.helpline.sip.trace;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One message as a packet of HEP version 3: {@code HEP3}, the length of all, then chunks of vendor (0: generic), type, length and value.
 * Numbers in network order; what is not generic is not used. Source: the HEP3 network protocol specification, revision 36.
 *
 * <pre>{@code
 *  0                   1                   2                   3
 * |      'H'      |      'E'      |      'P'      |      '3'      |
 * |          total length         |           chunks ...
 * |        vendor (0)             |         chunk type            |
 * |   length, head of 6 included  |         value ...
 * }</pre>
 */
public final class HepPacket {

    /** What is in the payload, chunk 11. */
    public static final int SIP = 1;

    /** RTCP as JSON. */
    public static final int RTCP_JSON = 5;

    private static final int HEAD = 6;
    private static final int MOST = 65_000;

    private HepPacket() {}

    /**
     * Writes it.
     *
     * @param payloadType {@link #SIP} or {@link #RTCP_JSON}
     * @param correlation the call, the same for all of its legs; empty for none
     * @param password empty for none
     */
    public static byte[] write(
            TraceEntry e, int payloadType, byte[] payload, int captureId, String correlation, String password) {
        InetSocketAddress from = e.out() ? e.local() : e.remote();
        InetSocketAddress to = e.out() ? e.remote() : e.local();
        boolean six = from.getAddress() instanceof Inet6Address && to.getAddress() instanceof Inet6Address;
        int length = Math.min(payload.length, MOST - 1_000);
        ByteBuffer b = ByteBuffer.allocate(MOST);
        b.put("HEP3".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0);
        chunk(b, 1, 1).put((byte) (six ? 10 : 2)); // as the sockets API numbers families
        chunk(b, 2, 1).put((byte) (payloadType == SIP && !e.transport().equals("UDP") ? 6 : 17));
        byte[] source = from.getAddress().getAddress();
        byte[] target = to.getAddress().getAddress();
        chunk(b, six ? 5 : 3, source.length).put(source);
        chunk(b, six ? 6 : 4, target.length).put(target);
        chunk(b, 7, 2).putShort((short) from.getPort());
        chunk(b, 8, 2).putShort((short) to.getPort());
        chunk(b, 9, 4).putInt((int) (e.micros() / 1_000_000));
        chunk(b, 10, 4).putInt((int) (e.micros() % 1_000_000));
        chunk(b, 11, 1).put((byte) payloadType);
        chunk(b, 12, 4).putInt(captureId);
        text(b, 14, password);
        text(b, 17, correlation);
        chunk(b, 15, length).put(payload, 0, length);
        int total = b.position();
        return java.util.Arrays.copyOf(b.putShort(4, (short) total).array(), total);
    }

    private static void text(ByteBuffer b, int type, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && bytes.length < 500) {
            chunk(b, type, bytes.length).put(bytes);
        }
    }

    private static ByteBuffer chunk(ByteBuffer b, int type, int length) {
        return b.putShort((short) 0).putShort((short) type).putShort((short) (HEAD + length));
    }
}
