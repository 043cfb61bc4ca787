package org.helpline.sip.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Any stream in pieces of any size: it is cut the same way, nothing is made up, and no more is held than the limits allow. */
public final class FramerFuzz {

    private static final Limits LIMITS = Limits.of(8_192);

    private FramerFuzz() {}

    /** One input of the fuzzer: the first byte says how the rest is cut into pieces. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(data, 1, data.length);
        List<String> byteByByte = cut(stream, 1);
        List<String> inPieces = cut(stream, 1 + (data[0] & 0xff));
        // without Content-Length a body is what came along with the headers: there the pieces do count
        boolean measured = new String(stream, java.nio.charset.StandardCharsets.ISO_8859_1)
                .toLowerCase(java.util.Locale.ROOT)
                .contains("\nl:");
        if (measured && !byteByByte.contains("part") && !inPieces.contains("part") && !byteByByte.equals(inPieces)) {
            throw new IllegalStateException("cut otherwise: " + byteByByte + " and " + inPieces);
        }
    }

    private static List<String> cut(byte[] stream, int piece) {
        List<String> out = new ArrayList<>();
        long[] bytes = new long[1];
        StreamFramer framer = new StreamFramer(LIMITS, new StreamFramer.Out() {
            @Override
            public void message(byte[] message) {
                bytes[0] += message.length;
                boolean whole = new Gate(LIMITS).examine(message, true) instanceof Verdict.Passed(Head head)
                        && head.contentLength >= 0;
                out.add(whole ? "message of " + message.length + " " + Arrays.hashCode(message) : "part");
            }

            @Override
            public void unframed(byte[] head) {
                bytes[0] += head.length;
                out.add("unframed");
            }

            @Override
            public void ping() {
                bytes[0] += 4;
                out.add("ping");
            }

            @Override
            public void junk() {
                out.add("junk");
            }
        });
        for (int at = 0; at < stream.length; at += piece) {
            framer.feed(Arrays.copyOfRange(stream, at, Math.min(at + piece, stream.length)));
        }
        if (bytes[0] > stream.length) {
            throw new IllegalStateException("more came out than went in");
        }
        return out;
    }
}
