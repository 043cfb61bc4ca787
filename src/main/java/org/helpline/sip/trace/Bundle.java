package org.helpline.sip.trace;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The messages of one Call-ID packed together, for as long as its call just goes on: a fifth of their size, since they repeat each other and what all messages
 * say. Immutable.
 */
final class Bundle {

    /** Direction, way, time and bytes of a message, before it. */
    private static final int HEAD = 1 + Short.BYTES + Long.BYTES + Integer.BYTES;

    private static final int OBJECTS = 160;

    /** What most messages have; the packer points to it. What is said most often stands last. */
    private static final byte[] USUAL = """
            Route: <sip:;lr>\r
            Record-Route: <sip:;lr>\r
            Privacy: id\r
            P-Asserted-Identity: <sip:+49\
            Authorization: Digest username="", realm="", nonce="", uri="sip:", response="", algorithm=MD5, qop=auth, nc=00000001, cnonce=""\r
            SIP/2.0 180 Ringing\r
            SIP/2.0 100 Trying\r
            BYE sip:CSeq: 2 BYE\r
            Reason: Q.850;cause=16;text=""\r
            Session-Expires: 1800;refresher=uas\r
            Min-SE: 90\r
            Supported: 100rel, replaces, timer\r
            Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, REFER, NOTIFY, REGISTER, PRACK, UPDATE\r
            Accept: application/sdp\r
            Server: User-Agent: Expires: 3600\r
            o=- IN IP4 192.168.\r
            s=-\r
            t=0 0\r
            m=audio RTP/AVP 0 8 9 101 13\r
            a=rtpmap:9 G722/8000\r
            a=rtpmap:8 PCMA/8000\r
            a=rtpmap:0 PCMU/8000\r
            a=rtpmap:101 telephone-event/8000\r
            a=fmtp:101 0-16\r
            a=ptime:20\r
            a=sendrecv\r
            ACK sip:CSeq: 1 ACK\r
            Max-Forwards: 70\r
            Content-Length: 0\r
            \r
            SIP/2.0 200 OK\r
            INVITE sip:@;transport=udp SIP/2.0\r
            Via: SIP/2.0/UDP 10.0.0.:5060;rport=5060;received=;branch=z9hG4bK\
            From: "" <sip:;user=phone>;tag=To: <sip:@127.0.0.1:5060>;tag=Call-ID: @127.0.0.1\r
            CSeq: 1 INVITE\r
            Contact: <sip:helpline@127.0.0.1:5060>\r
            Content-Type: application/sdp\r
            Content-Length: \
            """.getBytes(StandardCharsets.US_ASCII);

    private final byte[] packed;
    private final int plainBytes;
    private final List<Way> ways;

    /** Between whom messages went. */
    private record Way(String transport, InetSocketAddress local, InetSocketAddress remote) {}

    private Bundle(byte[] packed, int plainBytes, List<Way> ways) {
        this.packed = packed;
        this.plainBytes = plainBytes;
        this.ways = ways;
    }

    /** Packs, one bundle after the other. Confined to one thread; hold it for a round only, since its memory is outside the heap. */
    static final class Press implements AutoCloseable {

        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        private final byte[] piece = new byte[8_192];

        Bundle of(List<TraceEntry> entries) {
            int plainBytes =
                    entries.stream().mapToInt(e -> HEAD + e.bytes().length).sum();
            ByteBuffer plain = ByteBuffer.allocate(plainBytes);
            List<Way> ways = new ArrayList<>(1);
            for (TraceEntry e : entries) {
                Way way = new Way(e.transport(), e.local(), e.remote());
                if (!ways.contains(way)) {
                    ways.add(way);
                }
                plain.put((byte) (e.out() ? 1 : 0)).putShort((short) ways.indexOf(way));
                plain.putLong(e.micros()).putInt(e.bytes().length).put(e.bytes());
            }
            return new Bundle(packed(plain.array()), plainBytes, List.copyOf(ways));
        }

        private byte[] packed(byte[] plain) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2);
            deflater.reset();
            deflater.setDictionary(USUAL);
            deflater.setInput(plain);
            deflater.finish();
            while (!deflater.finished()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
            return out.toByteArray();
        }

        @Override
        public void close() {
            deflater.end();
        }
    }

    /** What it weighs in memory, about. */
    int weight() {
        return packed.length + OBJECTS;
    }

    /** The messages, in the order in which they were given. */
    List<TraceEntry> entries() {
        ByteBuffer plain = ByteBuffer.wrap(unpacked());
        List<TraceEntry> entries = new ArrayList<>();
        while (plain.hasRemaining()) {
            boolean out = plain.get() != 0;
            Way way = ways.get(plain.getShort() & 0xffff);
            long micros = plain.getLong();
            byte[] bytes = new byte[plain.getInt()];
            plain.get(bytes);
            entries.add(new TraceEntry(micros, out, way.transport, way.local, way.remote, bytes));
        }
        return entries;
    }

    private byte[] unpacked() {
        byte[] plain = new byte[plainBytes];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setDictionary(USUAL);
            inflater.setInput(packed);
            int at = 0;
            while (at < plainBytes) {
                int more = inflater.inflate(plain, at, plainBytes - at);
                if (more == 0) {
                    throw new IllegalStateException("a bundle ends after " + at + " of " + plainBytes + " bytes");
                }
                at += more;
            }
            return plain;
        } catch (DataFormatException e) {
            throw new IllegalStateException("what was packed here cannot be unpacked", e);
        }
    }
}
