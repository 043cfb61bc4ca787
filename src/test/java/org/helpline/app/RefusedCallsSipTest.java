package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.helpline.sip.LoopbackPhone.SDP;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.helpline.sip.LoopbackPhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every way in which a call is refused or fails has one plain sentence with cause and fix, the same in the log, the record and
 * {@code calls show} (P46). Each is brought about by real SIP against a whole server; what the sources can say and nothing here hears
 * must be named with the test that does.
 */
class RefusedCallsSipTest {

    private static final InetAddress TRUNK = InetAddress.ofLiteral("127.0.0.2");
    private static final String SECRET = "front-desk-secret";
    private static final InetAddress HOUSE = InetAddress.ofLiteral("127.0.0.1");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What may stand in no sentence as it came. */
    private static final String EVIL = "evil\u001b[31m<b>";

    /** Every status that has words of its own, and one of each class that has none. */
    private static final List<Integer> STATUSES = List.of(
            300, 302, 400, 402, 403, 404, 405, 406, 408, 410, 413, 414, 415, 416, 420, 421, 423, 480, 481, 482, 483,
            484, 485, 486, 487, 488, 491, 494, 477, 500, 501, 502, 503, 504, 505, 513, 580, 599, 600, 603, 604, 606,
            607, 608, 699);

    /** Driven elsewhere, since no phone on loopback brings them about in a second: the beginning of each, to the test. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("The server is stopping", "org.helpline.clients.DrainByTermTest"),
            Map.entry("The server is shutting down", "org.helpline.interaction.EndsTest"),
            Map.entry("calls that sip.max-calls allows", "org.helpline.sip.dialog.RefusalsTest"),
            Map.entry("This address sends more", "org.helpline.sip.dialog.RefusalsTest"),
            Map.entry("calls a second that sip.calls-per-second", "org.helpline.sip.dialog.RefusalsTest"),
            Map.entry("The caller wants to refresh", "org.helpline.sip.dialog.SessionTimerTest"),
            Map.entry("s, and sip.min-se allows", "org.helpline.sip.dialog.SessionTimerTest"),
            Map.entry("s at least; it should ask again", "org.helpline.sip.dialog.SessionTimerTest"),
            Map.entry("that is to be taken over lives on another thread", "org.helpline.interaction.ReplacingTest"),
            Map.entry("that is to be taken over is at its end", "org.helpline.interaction.ReplacingTest"),
            Map.entry("that is to be taken over is one that we made", "org.helpline.interaction.CallbackTest"),
            Map.entry("No RTP port is free", "org.helpline.interaction.EndsTest"),
            Map.entry("There is no trunk", "org.helpline.sip.trunk.AllowancesTest"),
            Map.entry("or it is disabled: add it to trunks.ini", "org.helpline.sip.trunk.AllowancesTest"),
            Map.entry("that trunk", "org.helpline.sip.trunk.AllowancesTest"),
            Map.entry("may carry are in use", "org.helpline.sip.trunk.AllowancesTest"),
            Map.entry("has more than", "org.helpline.sip.trunk.AllowancesTest"),
            Map.entry("new calls a second", "org.helpline.sip.trunk.AllowancesTest"),
            Map.entry("has made the", "org.helpline.sip.trunk.AllowancesTest"),
            Map.entry("calls that calls-per-day", "org.helpline.sip.trunk.AllowancesTest"));

    /** Sentences of what is no call: other methods, requests within one, and what the desk says. */
    private static final List<String> NO_CALL = List.of(
            "is not served here.",
            "The method is not known here.",
            "A REFER outside of a call",
            "is no number that may be called from here.",
            "Its CSeq is below",
            "There is no such call: it is over");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Set<String> heard = new TreeSet<>();
    private Starting starting;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stop() {
        starting.close();
        logger().detachAppender(log);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("helpline");
    }

    /** One refused call: what is sent, and what the sentence has of cause and fix. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Refused(int status, InetAddress from, String uri, String more, String body, String... words) {

        static Refused of(int status, String uri, String more, String body, String... words) {
            return new Refused(status, TRUNK, uri, more, body, words);
        }

        static Refused offering(String from, String to, String... words) {
            return of(488, "sip:100@127.0.0.1", "", SDP.replace(from, to), words);
        }
    }

    private static List<Refused> calls() {
        String line = "sip:100@127.0.0.1";
        return List.of(
                Refused.of(
                        404,
                        "sip:%1b%5b31m9@127.0.0.1",
                        "",
                        SDP,
                        "No script answers",
                        "add it to conf/numbers.properties"),
                new Refused(
                        403,
                        HOUSE,
                        line,
                        "",
                        SDP,
                        "no trunk matched: the request came from",
                        "trunk acme expects",
                        "add the address to from"),
                new Refused(
                        403,
                        InetAddress.ofLiteral("127.0.0.3"),
                        line,
                        "",
                        SDP,
                        "trunk off, and that is disabled",
                        "say enabled = yes"),
                Refused.of(416, "tel:+4930555", "", SDP, "scheme is tel", "dial sip:NUMBER@HOST"),
                Refused.of(416, "sips:100@127.0.0.1", "", SDP, "did not come by TLS", "let the caller use TLS"),
                Refused.of(
                        420,
                        line,
                        "Require: " + EVIL.replaceAll("[^a-z]", "") + "\n",
                        SDP,
                        "requires evil",
                        "switch it off at the caller's side"),
                Refused.of(420, line, "Require: timer\n", SDP, "sip.session-timers-off"),
                Refused.of(415, line, "Content-Type: text/plain\n", EVIL, "type is text/plain", "send application/sdp"),
                Refused.of(415, line, "Content-Encoding: gzip\n", SDP, "encoded as gzip", "send it plain"),
                Refused.of(
                        406,
                        line,
                        "Accept: text/plain\n",
                        SDP,
                        "does not accept application/sdp",
                        "add it to its Accept"),
                Refused.of(400, line, "Replaces: x\n", SDP, "names a call to replace", "update of its firmware"),
                Refused.of(
                        481,
                        line,
                        "Replaces: x;to-tag=a;from-tag=b\n",
                        SDP,
                        "take over a call",
                        "not here, or not any more",
                        "transfer it while it is up"),
                Refused.offering(
                        "RTP/AVP 0",
                        "RTP/AVP 3",
                        "the caller offers only GSM; Helpline speaks PCM",
                        "Allow one of those at that side"),
                Refused.offering("RTP/AVP 0", "RTP/SAVP 0", "without a key", "Set the same SRTP suites"),
                Refused.offering("RTP/AVP 0", "UDP/TLS/RTP/SAVPF 0", "by DTLS without ICE", "let the phone speak ICE"),
                Refused.offering("RTP/AVP 0", "RTP/AVPF 0", "Helpline speaks", "Let that side offer RTP/AVP"),
                Refused.offering(
                        "m=audio 40000 RTP/AVP 0", "m=image 40000 udptl t38", "no audio", "Let that side offer sound"),
                Refused.offering("40000", "0", "port 0, which means switched off", "Let that side offer sound"),
                Refused.offering("c=IN IP4 127.0.0.2\r\n", "", "without a c= line", "sip trace shows what it sent"),
                Refused.offering(
                        "c=IN IP4 127.0.0.2",
                        "c=IN IP4 " + "evil.example",
                        "host names are not looked up",
                        "write an IP address"),
                Refused.offering("c=IN IP4 127.0.0.2", "c=IN IP4 239.1.1.1", "multicast", "an address of its own"),
                Refused.offering("v=0", EVIL, "cannot be read", "sip trace shows what it sent"));
    }

    private int start(int provider) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("trunks.ini"), """
                [acme]
                ping = 0
                from = 127.0.0.2
                allow = +4930*
                server = 127.0.0.2:%d
                [off]
                enabled = no
                server = 127.0.0.3:9
                ping = 0
                from = 127.0.0.3
                [dead]
                server = 127.0.0.4:9
                transport = tcp
                ping = 0
                allow = +4940*
                """.formatted(provider));
        Files.writeString(conf.resolve("queues.ini"), "[support]\n");
        Files.writeString(conf.resolve("agents.ini"), "[anna]\nqueues = support\nphone-secret = " + SECRET + "\n");
        transferring("out", "number: \"+4930555\"");
        transferring("lost", "number: \"+4940555\"");
        transferring("desk", "extension: \"204\"");
        return starting.mustStartWith(
                        conf,
                        "sip.listen=*:0",
                        "sip.session-timers-off=127.0.0.2",
                        "sip.calls-per-second=1000",
                        "sip.calls-per-second-per-source=1000",
                        "sip.digests=MD5",
                        "numbers.101=out",
                        "numbers.102=lost",
                        "numbers.103=desk",
                        "extensions.204.to=phone",
                        "extensions.205.to=phone",
                        "extensions.205.phone-secret=" + SECRET,
                        "extensions.204.phone-secret=" + SECRET)
                .server()
                .edge()
                .listening()
                .getFirst()
                .address()
                .getPort();
    }

    private void transferring(String name, String whom) throws IOException {
        starting.script(name, """
                helpline: 1
                languages: [en]
                human: none
                start:
                  - transfer: {%s}
                    then: [hangup]
                """.formatted(whom));
    }

    @Test
    void eachRefusedCallSaysWhyAndWhatToDoInLogRecordAndStory() throws Exception {
        int port = start(9);
        SoftAssertions all = new SoftAssertions();
        Map<String, Refused> made = new LinkedHashMap<>();
        for (Refused call : calls()) {
            try (LoopbackPhone phone = new LoopbackPhone("UDP", call.from, port)) {
                phone.send(phone.request("INVITE", call.uri, 1, call.more, call.body));
                all.assertThat(phone.awaitFinal("INVITE")).as(call.words[0]).startsWith("SIP/2.0 " + call.status);
                made.put(phone.callId(), call);
            }
        }
        made.forEach((id, call) -> all.assertThat(told(all, id, call.status)).contains(call.words));
        houseCalls(all, port);
        all.assertThat(unheard())
                .as("sentences of the sources that no call here or elsewhere brings about")
                .isEmpty();
        all.assertAll();
    }

    /** What the sources can answer an INVITE with, but nobody has heard. */
    private List<String> unheard() throws IOException {
        Pattern refusal = Pattern.compile(
                "(?s)(?:Refusal\\.of\\(|refuse\\(\\s*call,|new (?:CallerLeg\\.)?Refusal\\(|[ (]refused\\(|[ (]busy\\()(.*?);\\n");
        List<String> unheard = new ArrayList<>();
        for (String folder : List.of("sip/dialog", "sip/trunk", "interaction", "call")) {
            try (Stream<Path> files =
                    Files.list(Path.of("src/main/java/org/helpline").resolve(folder))) {
                for (Path file : files.filter(f -> f.toString().matches(".*\\.java"))
                        .filter(f ->
                                !f.toString().matches(".*(DeskDoor|DeskSupervision|ClientDigest|Explained)\\.java"))
                        .sorted()
                        .toList()) {
                    refusal.matcher(Files.readString(file))
                            .results()
                            .flatMap(r -> LITERAL.matcher(r.group(1)).results())
                            .map(r -> r.group(1).replace("\\\"", "").strip())
                            .filter(words -> words.length() > 14 && words.matches(".*[a-z,:] [a-z]+ .*"))
                            .filter(words -> heard.stream()
                                    .noneMatch(s -> s.replace("\"", "").contains(words)))
                            .filter(words -> NO_CALL.stream().noneMatch(words::startsWith))
                            .filter(words -> ELSEWHERE.keySet().stream().noneMatch(words::contains))
                            .forEach(words -> unheard.add(file.getFileName() + ": " + words));
                }
            }
        }
        return unheard;
    }

    @Test
    void whatIsDrivenElsewhereIsThere() {
        assertThat(ELSEWHERE.values())
                .allSatisfy(test -> assertThat(Path.of("src/test/java/" + test.replace('.', '/') + ".java"))
                        .exists());
    }

    /** A phone of the house: with a wrong password, to nobody, and with a call to take over that is none. */
    private void houseCalls(SoftAssertions all, int port) throws Exception {
        try (LoopbackPhone phone = new LoopbackPhone("UDP", HOUSE, port)) {
            assertThat(phone.register("204", SECRET, "MD5")).startsWith("SIP/2.0 200");
            String uri = "sip:204@127.0.0.1";
            as204(phone, uri, 11, "");
            String challenge = phone.awaitFinal("INVITE");
            as204(phone, uri, 12, phone.login(challenge, "INVITE", uri, "204", "nonsense"));
            all.assertThat(phone.awaitFinal("INVITE")).startsWith("SIP/2.0 401");
            told(all, phone.callId(), 401);
        }
        try (LoopbackPhone phone = new LoopbackPhone("UDP", HOUSE, port)) {
            String uri = "sip:205@127.0.0.1";
            as204(phone, uri, 11, "");
            String challenge = phone.awaitFinal("INVITE");
            as204(phone, uri, 12, phone.login(challenge, "INVITE", uri, "204", SECRET));
            all.assertThat(phone.awaitFinal("INVITE")).startsWith("SIP/2.0 480");
            told(all, phone.callId(), 480);
        }
        try (LoopbackPhone phone = new LoopbackPhone("UDP", HOUSE, port)) {
            String uri = "sip:205@127.0.0.1";
            as204(phone, uri, 11, "");
            String challenge = phone.awaitFinal("INVITE");
            as204(phone, uri, 12, phone.login(challenge, "INVITE", uri, "205", SECRET));
            all.assertThat(phone.awaitFinal("INVITE")).startsWith("SIP/2.0 403");
            told(all, phone.callId(), 403);
        }
        try (LoopbackPhone phone = new LoopbackPhone("UDP", HOUSE, port)) {
            as204(phone, "sip:100@127.0.0.1", 13, "Replaces: x;to-tag=a;from-tag=b\n");
            all.assertThat(phone.awaitFinal("INVITE")).startsWith("SIP/2.0 481");
            told(all, phone.callId(), 481);
        }
        insiders(all, port);
        all.assertThat(heard)
                .anyMatch(s -> s.contains("gave a wrong password; set its phone-secret"))
                .anyMatch(s -> s.contains("not there, that is not logged in") && s.contains("register the phone"))
                .anyMatch(s -> s.contains("that is not here, or not any more; transfer"));
    }

    /** An agent calls himself, and a queue; and a stranger beside a phone of the house wants to take a call over. */
    private void insiders(SoftAssertions all, int port) throws Exception {
        try (LoopbackPhone phone = new LoopbackPhone("UDP", HOUSE, port)) {
            assertThat(phone.register("anna", SECRET, "MD5")).startsWith("SIP/2.0 200");
        }
        dials(all, port, "anna", 486, "calls itself; dial somebody else");
        dials(all, port, "support", 403, "calls queue support, which only callers wait in");
        try (LoopbackPhone phone = new LoopbackPhone("UDP", HOUSE, port)) {
            phone.send(phone.request("INVITE", "sip:100@127.0.0.1", 1, "Replaces: x;to-tag=a;from-tag=b\n", SDP));
            all.assertThat(phone.awaitFinal("INVITE")).startsWith("SIP/2.0 403");
            all.assertThat(told(all, phone.callId(), 403)).contains("only registered phones of the house may");
        }
    }

    private void dials(SoftAssertions all, int port, String whom, int status, String words) throws Exception {
        try (LoopbackPhone phone = new LoopbackPhone("UDP", HOUSE, port)) {
            String uri = "sip:" + whom + "@127.0.0.1";
            as(phone, "anna", uri, 11, "");
            String challenge = phone.awaitFinal("INVITE");
            as(phone, "anna", uri, 12, phone.login(challenge, "INVITE", uri, "anna", SECRET));
            String answer = phone.awaitFinal("INVITE");
            while (answer.contains("CSeq: 11 ")) { // the challenge once more
                answer = phone.awaitFinal("INVITE");
            }
            all.assertThat(answer).startsWith("SIP/2.0 " + status);
            all.assertThat(told(all, phone.callId(), status)).contains(words);
        }
    }

    private static void as204(LoopbackPhone phone, String uri, int cseq, String more) throws IOException {
        as(phone, "204", uri, cseq, more);
    }

    private static void as(LoopbackPhone phone, String user, String uri, int cseq, String more) throws IOException {
        phone.send(phone.request("INVITE", uri, cseq, more, SDP)
                .replace("<sip:phone@127.0.0.1>;tag", "<sip:" + user + "@127.0.0.1>;tag"));
    }

    @Test
    void eachAnswerOfTheFarEndIsExplainedInLogAndStory() throws Exception {
        SoftAssertions all = new SoftAssertions();
        try (LoopbackPhone provider = new LoopbackPhone("UDP", TRUNK, 0);
                LoopbackPhone desk = new LoopbackPhone("UDP", HOUSE, start(provider.port()))) {
            int port = desk.server();
            assertThat(desk.register("204", SECRET, "MD5")).startsWith("SIP/2.0 200");
            Map<String, List<String>> made = new LinkedHashMap<>();
            for (int status : STATUSES) {
                String phrase = status + " " + EVIL;
                made.put(
                        legOf("101", port, provider, phrase, ""),
                        List.of("The call was refused with " + status + ": trunk acme: 127.0.0.2 refused with " + status
                                + ": "));
                made.put(legOf("103", port, desk, phrase, ""), List.of("The phone refused with " + status + ": "));
            }
            made.put(
                    legOf("101", port, provider, "200 OK", ""),
                    List.of("The phone answered without a session description", "update"));
            made.put(
                    legOf("103", port, desk, "200 OK", SDP.replace("AVP 0", "AVP 3")),
                    List.of("The phone answered with something else", "we offered PCMU", "media.codecs"));
            made.put(
                    legOf("102", port, provider, "", ""),
                    List.of("Trunk dead: 127.0.0.4 could not be reached", "bin/helpline trunks"));
            made.forEach((id, words) -> all.assertThat(leg(all, id))
                    .startsWith(words.getFirst())
                    .contains(words)
                    .matches(".+[.:;] .+[.;:,] .+\\."));
        }
        all.assertAll();
    }

    /** A caller is put through, whom the far end answers so. @return its Call-ID */
    private static String legOf(String number, int port, LoopbackPhone far, String answer, String body)
            throws IOException {
        try (LoopbackPhone caller = new LoopbackPhone("UDP", TRUNK, port)) {
            caller.send(caller.request("INVITE", "sip:" + number + "@127.0.0.1", 1, "", SDP));
            assertThat(caller.awaitFinal("INVITE")).startsWith("SIP/2.0 200");
            caller.send(caller.request("ACK", "sip:helpline@127.0.0.1", 1, "", ""));
            if (!answer.isEmpty()) {
                far.send(far.response(far.awaitRequest("INVITE"), answer, body));
                far.awaitRequest("ACK");
                if (answer.startsWith("2")) {
                    far.send(far.response(far.awaitRequest("BYE"), "200 OK", ""));
                }
            }
            caller.send(caller.response(caller.awaitRequest("BYE"), "200 OK", ""));
            return caller.callId();
        }
    }

    /** Why the other leg of a call ended, once it is seen to be the same everywhere. */
    private String leg(SoftAssertions all, String callId) {
        String story = story(callId);
        JsonNode call = JSON.readTree(
                starting.command("calls", "show", callId, "--json").out());
        String words = call.get("steps")
                .valueStream()
                .filter(step -> step.get("kind").asString().contains("leg"))
                .map(step -> step.get("words").asString())
                .findFirst()
                .orElse("no leg ended in " + story);
        String sentence = words.replaceFirst("^[^:]* is hung up by [^:]*: ", "");
        all.assertThat(sentence).doesNotContain("evil");
        all.assertThat(flat(story)).contains(flat(sentence)).doesNotContain("\u001b");
        all.assertThat(lines())
                .as("log")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("interaction=" + call.get("id").asString() + " leg=")
                        .endsWith(sentence));
        return sentence;
    }

    private String story(String callId) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> starting.command("calls", "show", callId).out(), told -> told.contains("the call ends"));
    }

    /** The sentence of a call, once it is seen to be the same everywhere. */
    private String told(SoftAssertions all, String callId, int status) {
        String story = story(callId);
        JsonNode record = JSON.readTree(
                starting.command("calls", "show", callId, "--json").out());
        String sentence = record.get("reason").asString();
        heard.add(sentence);
        all.assertThat(record.get("sipStatus").asInt()).as(sentence).isEqualTo(status);
        all.assertThat(sentence).endsWith(".").doesNotContain("\u001b", "<b>", "\n");
        all.assertThat(flat(story))
                .as("calls show")
                .contains("with SIP " + status + ": " + flat(sentence))
                .contains("refused with " + status + ": " + flat(sentence));
        all.assertThat(lines())
                .as("log")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("interaction=" + record.get("id").asString())
                        .endsWith(sentence));
        return sentence;
    }

    private List<String> lines() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
