package org.helpline.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own reading of plain requests is JAIN-SIP's, header by header. */
class PlainRequestsTest {

    private static final Gate GATE = new Gate(Limits.of(8_192));

    private static final String INVITE = """
            INVITE sip:4711@192.0.2.1:5070;user=phone SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.7:5080;branch=z9hG4bK-one;rport
            Via: SIP/2.0/TCP proxy.example.com;branch=z9hG4bK-two;received=192.0.2.9
            Record-Route: <sip:192.0.2.7:5080;lr;ftag=abc>
            Record-Route: <sip:edge.example.com;transport=tcp;lr=on>
            Route: <sip:192.0.2.1;lr>
            From: "Ada Lovelace" <sip:+49301234@example.com:5080>;tag=a.b-c
            To: <sip:4711@192.0.2.1:5070>
            Call-ID: 1-20810@192.0.2.7
            CSeq: 1 INVITE
            Contact: <sip:ada@192.0.2.7:5080;transport=udp>;expires=60
            Max-Forwards: 70
            Allow: INVITE, ACK, BYE
            Allow: CANCEL
            Supported: replaces, timer
            User-Agent: Yealink SIP-T46S 66.85.0.5
            Session-Expires: 1800;refresher=uac
            P-Asserted-Identity: <sip:+49301234@example.com>
            X-Of-Ours: anything at all, "even this"
            Content-Type: application/sdp
            Content-Length: 5

            v=0
            """.replace("\n", "\r\n");

    @Test
    void aPhonesInviteIsReadWithoutTheParser() {
        assertThat(PlainRequests.read(head(INVITE))).isPresent();
        assertThat(SameReading.difference(head(INVITE))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CSeq: 1 INVITE|CSeq:   1\t INVITE",
                "Via: SIP/2.0/UDP|Via: SIP / 2.0 / UDP",
                "Via: SIP/2.0/UDP 192.0.2.7:5080;|Via: SIP/2.0/UDP [2001:db8::7]:5080;",
                "rport\r\nVia: |rport, ",
                "<sip:4711@192.0.2.1:5070>\r\nCall|sip:4711@192.0.2.1:5070\r\nCall",
                "\"Ada Lovelace\" <|Ada <",
                "\"Ada Lovelace\" <|\"Ada \\\"L\\\"\" <",
                "\"Ada Lovelace\" <|\"Ad\u00c3\u00a9\" <",
                "sip:4711@192.0.2.1:5070;user=phone SIP|tel:+4930 SIP",
                "sip:4711@192.0.2.1:5070;user=phone SIP|sip:a%20b:secret@192.0.2.1?Subject=x SIP",
                "sip:4711@192.0.2.1:5070;user=phone SIP/2.0|sip:4711@192.0.2.1:5070 sip/2.0",
                "branch=z9hG4bK-one;|branch;",
                "received=192.0.2.9|rport=65536",
                "received=192.0.2.9|rport=word",
                "Max-Forwards: 70|Max-Forwards: 70\r\nRequire: 100rel",
                "Max-Forwards: 70|Max-Forwards: 70\r\nContent-Type: text/plain",
                "application/sdp|multipart/mixed;boundary=\"x\"",
                "Contact: <|Contact: \"Ada\"<",
                "transport=udp>;expires=60|transport=udp>, <sip:b@192.0.2.8>",
                "User-Agent: Yealink| User-Agent: Yealink",
                "tag=a.b-c|tag=a.b-c ;other = 7",
                "tag=a.b-c|tag=\"q\"",
                "4711@192.0.2.1:5070>|4711@192.0.2.1:99999>",
                "Call-ID: 1-20810@192.0.2.7|Call-ID: a@b@c",
                "Content-Length: 5|X: y",
            })
    void whatIsNotPlainIsLeftToTheParser(String change) {
        String text =
                INVITE.replace(change.substring(0, change.indexOf('|')), change.substring(change.indexOf('|') + 1));

        assertThat(text).isNotEqualTo(INVITE);
        if (GATE.examine(Sip.bytes(text), false) instanceof Verdict.Passed(Head head)) {
            assertThat(PlainRequests.read(head)).isEmpty();
            assertThat(SameReading.difference(head)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Supported: replaces, timer|k: replaces, timer",
                "Session-Expires: 1800|x: 1800",
                "Content-Type: |c: ",
                "Supported: replaces, timer|SUPPORTED:replaces,timer",
                "Max-Forwards: 70\r\n|",
                "User-Agent: Yealink|User-Agent: (",
                "P-Asserted-Identity: <sip:+49301234@example.com>|P-Asserted-Identity: <<",
                "Via: SIP/2.0/TCP proxy.example.com;|v: SIP/2.0/TCP proxy.example.com:5066;",
                "<sip:4711@192.0.2.1:5070>\r\nCall|<sips:4711@HELP.example.com>\r\nCall",
                "5080;lr;ftag=abc>|5080;lr;ftag=abc>;x=y",
            })
    void whateverElseIsPlainIsReadAlike(String change) {
        String text =
                INVITE.replace(change.substring(0, change.indexOf('|')), change.substring(change.indexOf('|') + 1));

        assertThat(text).isNotEqualTo(INVITE);
        assertThat(PlainRequests.read(head(text))).isPresent();
        assertThat(SameReading.difference(head(text))).isEmpty();
    }

    /** A seeded walk: pieces of good messages in wrong places, doubled, cut and spelled in other ways. */
    @Test
    void noMessageIsReadInTwoWays() throws IOException {
        long seed = 4711;
        Random random = new Random(seed);
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(Sip.bytes(INVITE));
        seeds.add(Sip.bytes(Sip.OPTIONS));
        try (Stream<Path> files = Files.list(Path.of("src/test/checks/rfc4475/cases"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".dat")).sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        int plain = 0;
        for (int round = 0; round < 20_000; round++) {
            boolean asItIs = round < seeds.size();
            int seedOf = asItIs ? round : random.nextBoolean() ? 0 : random.nextInt(seeds.size());
            byte[] bytes = mutated(seeds.get(seedOf), random, asItIs);
            if (GATE.examine(bytes, false) instanceof Verdict.Passed(Head head)) {
                plain += PlainRequests.read(head).isPresent() ? 1 : 0;
                assertThat(SameReading.difference(head))
                        .as("seed %d, round %d:%n%s", seed, round, Sip.text(bytes))
                        .isEmpty();
            }
        }
        assertThat(plain).isGreaterThan(500);
    }

    private static byte[] mutated(byte[] good, Random random, boolean asItIs) {
        byte[] bytes = good.clone();
        String pieces = " \t;:,<>\"@=?/\\*%.-_[]()sipSIP019Az\u0000\u00e9\r\n";
        for (int changes = asItIs ? 0 : 1 + random.nextInt(3); changes > 0; changes--) {
            int place = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0, 1 -> bytes[place] = (byte) pieces.charAt(random.nextInt(pieces.length()));
                case 2 -> bytes = spliced(bytes, place, place + random.nextInt(3), "");
                default -> {
                    int from = random.nextInt(bytes.length);
                    String piece = Sip.text(bytes).substring(from, Math.min(bytes.length, from + random.nextInt(12)));
                    bytes = spliced(bytes, place, place, piece);
                }
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, String piece) {
        String text = Sip.text(bytes);
        return Sip.bytes(text.substring(0, from) + piece + text.substring(Math.min(text.length(), to)));
    }

    @Test
    void aHeaderThatDoesNotParseIsAbsentAndTheOthersAreThere() {
        SIPRequest request = PlainRequests.read(head(INVITE.replace("refresher=uac", "refresher=uac\r\nExpires: soon")))
                .orElseThrow();

        assertThat(request.getHeader("Expires")).isNull();
        assertThat(request.getHeader("Supported")).isNotNull();
    }

    static Stream<Path> torture() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("src/test/checks/rfc4475/cases"))) {
            return all.filter(f -> f.toString().endsWith(".dat")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("torture")
    void theTortureMessagesAreReadAlike(Path file) throws IOException {
        if (GATE.examine(Files.readAllBytes(file), false) instanceof Verdict.Passed(Head head)) {
            assertThat(SameReading.difference(head)).isEmpty();
        }
    }

    private static Head head(String text) {
        if (GATE.examine(Sip.bytes(text), false) instanceof Verdict.Passed(Head head)) {
            return head;
        }
        throw new AssertionError("the gate refused " + text);
    }
}
