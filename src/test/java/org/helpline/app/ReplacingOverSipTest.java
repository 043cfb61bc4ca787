package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.helpline.sip.LoopbackPhone.SDP;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.sip.LoopbackPhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server with four SIP loops; the trunk, a PBX at 127.0.0.2, lets another of its phones take its caller's place. */
class ReplacingOverSipTest {

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            start:
              - {menu: which, keys: {1: bye}, wait: 20s, silence: [hangup], wrong: [hangup]}
            bye: [hangup]
            """;

    private static final int CALLS = 8; // so that some of the pairs begin on two loops

    @TempDir
    private Path folder;

    private Starting starting;
    private int port;

    @BeforeEach
    void start() throws IOException {
        starting = new Starting(folder);
        Path script = Files.createDirectories(starting.scripts().resolve("wait"));
        Files.writeString(script.resolve("script.yaml"), SCRIPT);
        Files.writeString(script.resolve("prompts.yaml"), "which: Words.\n");
        Path prompts = Files.createDirectories(script.resolve("prompts/en"));
        Files.copy(Path.of("ivr-scripts/support-line/prompts/en/digit@1.wav"), prompts.resolve("which.wav"));
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("trunks.ini"), "[pbx]\nserver = 127.0.0.2:9\nping = 0\nfrom = 127.0.0.2\n");
        port = starting.mustStartWith(conf, "sip.listen=*:0", "sip.loops=4", "numbers.100=wait")
                .server()
                .edge()
                .listening()
                .getFirst()
                .address()
                .getPort();
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    private LoopbackPhone phone() throws IOException {
        return new LoopbackPhone("UDP", InetAddress.ofLiteral("127.0.0.2"), port);
    }

    private static String found(String message, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(message);
        assertThat(matcher.find()).as(pattern + " in\n" + message).isTrue();
        return matcher.group(1);
    }

    private static String calls(LoopbackPhone phone, String more) throws IOException {
        phone.send(phone.request("INVITE", "sip:100@127.0.0.1", 1, more, SDP));
        String answer = phone.awaitFinal("INVITE");
        if (answer.startsWith("SIP/2.0 200")) {
            phone.send(phone.request("ACK", "sip:helpline@127.0.0.1", 1, "", ""));
        }
        return answer;
    }

    @Test
    void thePbxLetsAnotherPhoneTakeItsCallersPlaceWhicheverLoopsTheyBeganOn() throws Exception {
        for (int i = 0; i < CALLS; i++) {
            try (LoopbackPhone first = phone();
                    LoopbackPhone second = phone()) {
                String talk = calls(first, "");
                assertThat(talk).startsWith("SIP/2.0 200");
                String replaces = "Require: replaces\nReplaces: " + found(talk, "Call-ID: *(\\S+)") + ";to-tag="
                        + found(talk, "To: [^\r]*tag=([^;\\s]+)") + ";from-tag=phone\n";
                assertThat(calls(second, replaces)).as("pair " + i).startsWith("SIP/2.0 200");
                String bye = first.awaitRequest("BYE");
                assertThat(bye).contains("Another call has taken this one's place");
                first.send(first.response(bye, "200 OK", ""));
                second.send(second.request("BYE", "sip:helpline@127.0.0.1", 2, "", ""));
                assertThat(second.awaitFinal("BYE")).as("pair " + i).startsWith("SIP/2.0 200");
            }
        }
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(
                                starting.command("calls", "show", "last").out().replaceAll("\\s+", " "))
                        .containsSubsequence(
                                "another call of phone by trunk pbx takes the place of",
                                "the call ends, self-served, by the caller"));
    }

    @Test
    void aStrangerTakesNobodysPlace() throws Exception {
        try (LoopbackPhone first = phone();
                LoopbackPhone second = phone()) {
            String talk = calls(first, "");
            assertThat(calls(second, "Replaces: " + found(talk, "Call-ID: *(\\S+)") + ";to-tag=guess;from-tag=phone\n"))
                    .as("without our tag")
                    .startsWith("SIP/2.0 481");
            first.send(first.request("BYE", "sip:helpline@127.0.0.1", 2, "", ""));
            assertThat(first.awaitFinal("BYE")).startsWith("SIP/2.0 200");
        }
    }
}
