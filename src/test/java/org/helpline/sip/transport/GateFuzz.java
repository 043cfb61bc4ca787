package org.helpline.sip.transport;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Any bytes at the gate: it never throws, and what is answered from their lines is a sound message with nothing smuggled in. */
public final class GateFuzz {

    private static final Gate GATE = new Gate(Limits.of(8_192));
    private static final InetSocketAddress SOURCE = new InetSocketAddress("192.0.2.7", 5060);

    private GateFuzz() {}

    /** One input of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        examine(data, false);
        examine(data, true);
    }

    private static void examine(byte[] data, boolean stream) {
        switch (GATE.examine(data, stream)) {
            case Verdict.Passed(Head head) -> {
                check(head.end <= data.length && head.bodyStart <= head.end, "the message ends within its bytes");
                answered(head, true);
            }
            case Verdict.Refused(Refusal _, Head head) -> answered(head, false);
            case Verdict.Dropped _, Verdict.Ignored _ -> {} // no word is said
        }
    }

    private static void answered(Head head, boolean whole) {
        if (!head.isRequest()) {
            return;
        }
        Reply.response(head, 400, "Bad Request", SOURCE, "tag", "Server: x\r\n").ifPresent(reply -> {
            String text = new String(reply, StandardCharsets.ISO_8859_1);
            check(text.startsWith("SIP/2.0 400 Bad Request\r\n"), "the status line is ours");
            check(text.endsWith("\r\n\r\n") && text.indexOf("\r\n\r\n") == text.length() - 4, "no empty line within");
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean endOfLine =
                        (c == '\r' && text.charAt(i + 1) == '\n') || (c == '\n' && text.charAt(i - 1) == '\r');
                boolean shown = c >= ' ' && c != 0x7f;
                check(shown || c == '\t' || endOfLine, "no control characters");
            }
        });
        if (whole && head.method().equals("INVITE")) {
            check(
                    GATE.examine(Reply.cancel(head), false) instanceof Verdict.Passed,
                    "our CANCEL passes a gate like ours");
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("does not hold: " + what);
        }
    }
}
