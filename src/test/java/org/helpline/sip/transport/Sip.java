package org.helpline.sip.transport;

import java.nio.charset.StandardCharsets;

/** Messages for tests. */
final class Sip {

    static final String OPTIONS = """
            OPTIONS sip:100@example.com SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKone
            From: <sip:a@example.com>;tag=1
            To: <sip:100@example.com>
            Call-ID: call@x
            CSeq: 1 OPTIONS
            Max-Forwards: 70
            Content-Length: 0

            """.replace("\n", "\r\n");

    private Sip() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** OPTIONS with a further header line. */
    static String with(String line) {
        return OPTIONS.replace("Max-Forwards", line + "\r\nMax-Forwards");
    }
}
