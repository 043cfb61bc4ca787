package org.helpline.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.helpline.sip.transport.Gate;
import org.helpline.sip.transport.Head;
import org.helpline.sip.transport.JainCodec;
import org.helpline.sip.transport.Limits;
import org.helpline.sip.transport.Reply;
import org.helpline.sip.transport.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written from a request's bytes says what JAIN-SIP would write. */
class AnswerTest {

    private static final Gate GATE = new Gate(Limits.of(8_192));
    private static final JainCodec CODEC = new JainCodec();
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=\u00e9\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n";
    private static final Answer OK = new Answer(
            200,
            "OK",
            "ours",
            List.of("Contact: <sip:helpline@192.0.2.1:5060>", "Allow: INVITE, ACK, BYE", "Supported: timer"),
            SDP);
    private static final Answer BUSY = Answer.of(503, "Service Unavailable", "ours", List.of("Retry-After: 2"));

    static Stream<Path> torture() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("src/test/checks/rfc4475/cases"))) {
            return all
                    .filter(f -> f.toString().endsWith(".dat"))
                    // JAIN-SIP takes our tag behind a bare isbn:2983792873 for a part of it; RFC 3261 §20 says
                    // otherwise
                    .filter(f -> !f.endsWith("unksm2.dat"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("torture")
    void answersToTortureSayTheSame(Path file) throws IOException {
        saysTheSame(Files.readAllBytes(file), OK);
        saysTheSame(Files.readAllBytes(file), BUSY);
    }

    @Test
    void aCallThroughProxiesGetsItsRoutesBackInTheAnswerAndNotInARefusal() {
        String invite = Messages.request("INVITE", "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKroutes", "routes@x", 1, "")
                .replace("Max-Forwards: 70\r\n", """
                        Max-Forwards: 70
                        Record-Route: <sip:a.example.com;lr>
                        Record-Route: <sip:b.example.com;lr>
                        Via: SIP/2.0/TCP b.example.com;branch=z9hG4bKb
                        Timestamp: 54
                        """.replace("\n", "\r\n"));

        assertThat(saysTheSame(Messages.bytes(invite), OK))
                .containsSubsequence("Record-Route: <sip:a.", "Record-Route: <sip:b.")
                .contains("Via: SIP/2.0/TCP b.example.com");
        assertThat(saysTheSame(Messages.bytes(invite), BUSY)).doesNotContain("Record-Route");
    }

    @Test
    void aRequestWithinACallKeepsItsTagAndItsRoutesToItself() {
        String bye = Messages.request("BYE", "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKbye", "bye@x", 2, "theirs")
                .replace("\r\nCall-ID", "\r\nRecord-Route: <sip:a.example.com;lr>\r\nCall-ID");

        assertThat(saysTheSame(Messages.bytes(bye), Answer.of(200, "OK", "ours", List.of())))
                .contains(";tag=theirs")
                .doesNotContain("ours")
                .doesNotContain("Record-Route");
    }

    @Test
    void theAnswerOfACallIsRepeatedByteForByteAndFindsTheWayBack() {
        Bench bench = new Bench(false);
        bench.arrives(Messages.request("INVITE", "SIP/2.0/UDP 10.0.0.9;branch=z9hG4bKnat;rport", "nat@x", 1, ""));
        ServerTransaction invite = bench.opened.getLast();

        invite.respond(new Answer(180, "Ringing", "ours", List.of(), ""));
        invite.respond(OK);
        invite.respond(OK);

        assertThat(bench.wire.firstWords()).containsExactly("100", "180", "200", "200");
        String ok = bench.wire.sent.getLast().text();
        assertThat(ok).contains("rport=5060").contains("received=192.0.2.7").contains(";tag=ours\r\n");
        assertThat(bench.wire.sent.get(2).text()).isEqualTo(ok);
        assertThat(invite.isAnswered()).isTrue();
    }

    /** The answer from the bytes, once it is held against JAIN-SIP's; empty where the gate or the parser refuse the request. */
    private static String saysTheSame(byte[] bytes, Answer answer) {
        if (!(GATE.examine(bytes, false) instanceof Verdict.Passed(Head head))
                || !(CODEC.parse(head).orElse(null) instanceof SIPRequest request)) {
            return "";
        }
        // from where its Via says, so that nothing is marked in it
        InetSocketAddress source = new InetSocketAddress("192.0.2.7", 5060);
        Optional<byte[]> made =
                Reply.answer(head, answer.status(), answer.reason(), source, answer.toTag(), answer.rest());
        if (made.isEmpty()) {
            return ""; // control characters: JAIN-SIP writes it
        }
        byte[] written = made.get();
        String text = new String(written, StandardCharsets.UTF_8);
        SIPResponse ours = (SIPResponse) CODEC.parse(written).orElseThrow();
        if (head.wantsRport()) {
            mark(request);
        }
        SIPResponse theirs =
                (SIPResponse) CODEC.parse(CODEC.encode(answer.message(request))).orElseThrow();
        assertThat(words(ours)).as(text).isEqualTo(words(theirs));
        assertThat(ours.getRawContent()).isEqualTo(theirs.getRawContent());
        return text;
    }

    private static void mark(SIPRequest request) {
        try {
            request.getTopmostVia().setParameter("rport", "5060");
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> words(SIPResponse response) {
        Set<String> words = new TreeSet<>();
        words.add(response.getFirstLine().strip());
        response.getTopmostVia().removeParameter("received");
        response.getHeaders().forEachRemaining(header -> {
            if (!(header instanceof gov.nist.javax.sip.header.TimeStamp)) { // repeated in 100 alone: RFC 3261 §8.2.6.1
                words.add(header.encode().strip());
            }
        });
        return words;
    }
}
