package org.helpline.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gate lets through and what it answers. */
class GateTest {

    private static final InetSocketAddress SOURCE = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 4711);

    private final Gate gate = new Gate(Limits.of(8_192));

    @Test
    void passesAPlainRequest() {
        assertThat(verdict(Sip.OPTIONS)).isEqualTo("passed");
        assertThat(verdict("\r\n\r\n" + Sip.OPTIONS)).isEqualTo("passed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        From: <sip:b@example.com>;tag=2         | REPEATED_HEADER
        f: <sip:b@example.com>;tag=2            | REPEATED_HEADER
        To: <sip:b@example.com>                 | REPEATED_HEADER
        t: <sip:b@example.com>                  | REPEATED_HEADER
        i: another                              | REPEATED_HEADER
        CSEQ: 1 OPTIONS                         | REPEATED_HEADER
        max-forwards : 70                       | REPEATED_HEADER
        l: 0                                    | REPEATED_HEADER
        Contact: < sip:a@example.com>           | ADDRESS
        Contact: <sip:a@example.com >           | ADDRESS
        Contact: sip:a@example.com?x=y          | ADDRESS
        Contact: "?< " <sip:a@example.com?x=y>  | passed
        Contact: *                              | passed
        Via: SIP/2.0/UDP 192.0.2.8 (me\\        | VIA
        Via: SIP/2.0/UDP 192.0.2.8 (me\\\\)      | passed
        no colon                                | HEADER_LINE
        : no name                               | HEADER_LINE
        Bad Name: x                             | HEADER_LINE
        X-Empty:                                | passed
        """)
    void judgesAFurtherHeader(String line, String verdict) {
        assertThat(verdict(Sip.with(line))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        OPTIONS sip:100@example.com SIP/2.0 | OPTIONS sip:100@example.com sip/2.0   | passed
        OPTIONS sip:100@example.com SIP/2.0 | OPTIONS sip:100@example.com SIP/3.0   | VERSION
        OPTIONS sip:100@example.com SIP/2.0 | OPTIONS  sip:100@example.com SIP/2.0  | FIRST_LINE
        OPTIONS sip:100@example.com SIP/2.0 | OPTIONS sip:100@example.com  SIP/2.0  | FIRST_LINE
        OPTIONS sip:100@example.com SIP/2.0 | OPTIONS SIP/2.0                       | FIRST_LINE
        OPTIONS sip:100@example.com SIP/2.0 | OPTIONS <sip:100@example.com> SIP/2.0 | FIRST_LINE
        CSeq: 1 OPTIONS    | CSeq: 1 INVITE          | CSEQ_METHOD
        CSeq: 1 OPTIONS    | CSeq: 1 options         | CSEQ_METHOD
        CSeq: 1 OPTIONS    | CSeq: 2147483648 OPTIONS| CSEQ
        CSeq: 1 OPTIONS    | CSeq: 2147483647 OPTIONS| passed
        CSeq: 1 OPTIONS    | CSeq: -1 OPTIONS        | CSEQ
        CSeq: 1 OPTIONS    | CSeq: OPTIONS           | CSEQ
        CSeq: 1 OPTIONS    | CSeq: 1                 | CSEQ
        CSeq: 1 OPTIONS    | CSeq: 1 OPTIONS x       | CSEQ
        CSeq: 1 OPTIONS    | X-Seq: 1 OPTIONS        | MISSING_HEADER
        Call-ID: call@x    | Call-ID: call x         | CALL_ID
        Call-ID: call@x    | Call-ID:                | CALL_ID
        Call-ID: call@x    | X: call@x               | MISSING_HEADER
        From: <sip:a       | X: <sip:a               | MISSING_HEADER
        To: <sip:100       | X: <sip:100             | MISSING_HEADER
        Max-Forwards: 70   | Max-Forwards: 256       | MAX_FORWARDS
        Max-Forwards: 70   | Max-Forwards: x         | MAX_FORWARDS
        Max-Forwards: 70   | X: an old client        | passed
        Content-Length: 0  | Content-Length: -1      | CONTENT_LENGTH
        Content-Length: 0  | Content-Length: 1x      | CONTENT_LENGTH
        Content-Length: 0  | Content-Length: 99999999999999 | CONTENT_LENGTH
        Content-Length: 0  | Content-Length: 1       | BODY_MISSING
        Content-Length: 0  | X: 0                    | passed
        Via: SIP/2.0/UDP 192.0.2.7 | X: SIP/2.0/UDP 192.0.2.7       | silence
        Via: SIP/2.0/UDP 192.0.2.7 | Via: SIP/2.0/UDP               | silence
        Via: SIP/2.0/UDP 192.0.2.7 | Via: SIP/2.0/UDP 192.0.2.7:0   | silence
        Via: SIP/2.0/UDP 192.0.2.7 | Via: SIP/2.0/UDP 192.0.2.7:99999 | silence
        Via: SIP/2.0/UDP 192.0.2.7 | Via: SIP/2.0/UDP [2001:db8::1]:5062 | passed
        Via: SIP/2.0/UDP 192.0.2.7 | Via: SIP/2.0/UDP [2001:db8::1  | silence
        OPTIONS            | ACK                     | passed
        """)
    void judgesAChangedLine(String was, String is, String verdict) {
        String text = Sip.OPTIONS;
        assertThat(text).contains(was);
        assertThat(verdict(text.replace(was, is))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\r\n", "\r\n\r\n", "\0\1\0\0!\u0012¤B", "GET / HTTP/1.1\r\n\r\n", "hello", "\0", "SIP"})
    void ignoresWhatIsNoSip(String text) {
        assertThat(gate.examine(Sip.bytes(text), false)).isInstanceOf(Verdict.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0",
                "SIP/2.0 200",
                "SIP/2.0 99 OK\r\n\r\n",
                "SIP/2.0 700 OK\r\n\r\n",
                "SIP/3.0 200 OK\r\n\r\n"
            })
    void dropsBrokenResponsesInSilence(String text) {
        assertThat(gate.examine(Sip.bytes(text), false)).isInstanceOf(Verdict.Dropped.class);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void eachRefusalIsToldWithWhatToDo(Refusal refusal) {
        assertThat(refusal.explained()).startsWith(refusal.sentence() + "; ").containsPattern("; (let|look) .{12,}");
    }

    @Test
    void neverAnswersAnAck() {
        String ack = Sip.OPTIONS.replace("OPTIONS", "ACK").replace("1 ACK", "1 INVITE");
        assertThat(gate.examine(Sip.bytes(ack), false)).isEqualTo(new Verdict.Dropped(Refusal.CSEQ_METHOD));
    }

    @Test
    void refusesLinesAboveTheLimitBeforeTheParser() {
        assertThat(verdict(Sip.with("Route: <sip:a@b" + ";".repeat(2_100) + ">")))
                .isEqualTo("LINE_TOO_LONG");
        assertThat(verdict(Sip.with("Contact: " + "<sip:a@b;x>,".repeat(200) + "<sip:a@b>")))
                .isEqualTo("LINE_TOO_LONG");
        assertThat(verdict(Sip.with("X-Folded: a" + "\r\n a".repeat(600)))).isEqualTo("LINE_TOO_LONG");
        assertThat(verdict(Sip.with("Identity: " + "a".repeat(4_000)))).isEqualTo("passed");
        assertThat(verdict(Sip.with("Identity: " + "a".repeat(4_100)))).isEqualTo("LINE_TOO_LONG");
        assertThat(verdict(Sip.OPTIONS.replace("100@", "1".repeat(2_100) + "@")))
                .isEqualTo("LINE_TOO_LONG");
        assertThat(verdict(Sip.with("a: b\r\n".repeat(100) + "c: d"))).isEqualTo("TOO_MANY_HEADERS");
        assertThat(verdict(Sip.with("a: b\r\n".repeat(90) + "c: d"))).isEqualTo("passed");
    }

    @Test
    void refusesADatagramOfOneByteTooMany() {
        String head = Sip.OPTIONS.replace("Content-Length: 0", "X: 0");
        assertThat(verdict(head + "x".repeat(8_192 - head.length()))).isEqualTo("passed");
        assertThat(verdict(head + "x".repeat(8_193 - head.length()))).isEqualTo("DATAGRAM_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r \n", "\n\n"})
    void refusesLineEndsOtherThanCrLf(String end) {
        assertThat(verdict(Sip.with("Subject: x" + end + "X-Evil: 1"))).isEqualTo("LINE_BREAKS");
        assertThat(verdict(Sip.OPTIONS.strip())).isEqualTo("LINE_BREAKS");
    }

    @Test
    void discardsWhatADatagramBringsBehindTheBody() {
        Head head = passed(Sip.OPTIONS + "INVITE sip:x SIP/2.0\r\n");
        assertThat(Sip.text(head.message())).isEqualTo(Sip.OPTIONS);
    }

    @Test
    void answersFromTheSaneLinesAlone() {
        String text = Sip.with("X-Secret: 1\r\nVia: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKtwo\r\nContent-Length: 5");
        assertThat(answer(text)).isEqualTo("""
                SIP/2.0 400 A header that may stand once stands twice
                Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKone;received=192.0.2.9
                From: <sip:a@example.com>;tag=1
                To: <sip:100@example.com>;tag=t
                Call-ID: call@x
                CSeq: 1 OPTIONS
                Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKtwo
                Content-Length: 0

                """.replace("\n", "\r\n"));
    }

    @Test
    void copiesNoControlCharactersAndUnfoldsLines() {
        String text = Sip.OPTIONS
                .replace("CSeq: 1 OPTIONS", "CSeq: 1\r\n   OPTIONS\r\nCSeq: 2 OPTIONS")
                .replace("From: <", "From: \"a\u0007\" <");
        assertThat(answer(text))
                .contains("CSeq: 1   OPTIONS\r\n")
                .doesNotContain("From:")
                .doesNotContain("CSeq: 2");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.9;branch=z9hG4bKa, 192.0.2.9;branch=z9hG4bKa",
        "192.0.2.9;rport;branch=z9hG4bKa, 192.0.2.9;rport=4711;branch=z9hG4bKa;received=192.0.2.9",
        "10.0.0.1;branch=z9hG4bKa ; rport, 10.0.0.1;branch=z9hG4bKa ; rport=4711;received=192.0.2.9",
        "'10.0.0.1 , SIP/2.0/UDP b;rport', '10.0.0.1;received=192.0.2.9 , SIP/2.0/UDP b;rport'",
        "'10.0.0.1;x=\";rport,\";rport', '10.0.0.1;x=\";rport,\";rport=4711;received=192.0.2.9'",
    })
    void writesTheRealSourceIntoTheTopVia(String via, String written) {
        String text = Sip.OPTIONS.replace("192.0.2.7;branch=z9hG4bKone", via).replace("CSeq: 1", "CSeq: x");
        assertThat(answer(text)).contains("Via: SIP/2.0/UDP " + written + "\r\n");
    }

    @Test
    void measuresWhatAVeryOddButValidRequestSays() throws IOException {
        Head head = passed(Sip.text(TortureTest.message("wsinv")));
        assertThat(head.method()).isEqualTo("INVITE");
        assertThat(head.toTag()).isEqualTo("1918181833n");
        assertThat(head.callId()).isEqualTo("wsinv.ndaksdj@192.0.2.1");
        assertThat(head.sentByHost()).isEqualTo("192.0.2.2");
        assertThat(head.sentByPort()).isEqualTo(5060);
        assertThat(head.hasCookie()).isFalse();
        assertThat(head.mergeKey()).isEqualTo("INVITE 9 wsinv.ndaksdj@192.0.2.1 98asjd8");
    }

    @Test
    void nothingButAVerdictComesOutOfMutations() throws IOException {
        long seed = 20_250_101;
        Random random = new Random(seed);
        JainCodec codec = new JainCodec();
        String[] names = {
            "wsinv",
            "intmeth",
            "esc01",
            "longreq",
            "dblreq",
            "semiuri",
            "mpart01",
            "badinv01",
            "ncl",
            "multi01",
            "quotbal",
            "regescrt",
            "unreason",
            "sdp01",
            "inv2543",
            "cparam01",
            "badaspec",
            "transports"
        };
        int[] verdicts = new int[2];
        for (int i = 0; i < 6_000; i++) {
            byte[] bytes = mutated(TortureTest.message(names[random.nextInt(names.length)]), random);
            Verdict verdict = gate.examine(bytes, random.nextBoolean());
            boolean parsed = verdict instanceof Verdict.Passed(Head head)
                    && codec.parse(head.message()).isPresent();
            verdicts[parsed ? 0 : 1]++;
            if (verdict instanceof Verdict.Refused(Refusal why, Head head)) {
                Optional<byte[]> answer = Reply.response(head, why.status(), why.sentence(), SOURCE, "t", "");
                assertThat(answer.map(Sip::text).orElse("Content-Length: 0\r\n\r\n"))
                        .as("seed %d, case %d", seed, i)
                        .endsWith("Content-Length: 0\r\n\r\n")
                        .doesNotContainPattern("[^\r]\n")
                        .doesNotContainPattern("\r[^\n]");
            }
        }
        assertThat(verdicts[0]).as("some still parse").isGreaterThan(200);
        assertThat(verdicts[1]).as("some do not").isGreaterThan(200);
    }

    private static byte[] mutated(byte[] message, Random random) {
        byte[] bytes = message.clone();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "\r\n\0;,<>\"\\:/@[] =%".charAt(random.nextInt(17));
                case 2 -> bytes = java.util.Arrays.copyOf(bytes, 1 + at);
                default -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(40), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
            }
        }
        return bytes;
    }

    private Head passed(String text) {
        if (gate.examine(Sip.bytes(text), false) instanceof Verdict.Passed(Head head)) {
            return head;
        }
        throw new AssertionError("refused");
    }

    private String answer(String text) {
        if (gate.examine(Sip.bytes(text), false) instanceof Verdict.Refused(Refusal why, Head head)) {
            return Sip.text(Reply.response(head, why.status(), why.sentence(), SOURCE, "t", "")
                    .orElseThrow());
        }
        throw new AssertionError("not refused");
    }

    private String verdict(String text) {
        return switch (gate.examine(Sip.bytes(text), false)) {
            case Verdict.Passed _ -> "passed";
            case Verdict.Refused(Refusal why, Head _) -> why.name();
            case Verdict.Dropped _ -> "silence";
            case Verdict.Ignored _ -> "ignored";
        };
    }
}
