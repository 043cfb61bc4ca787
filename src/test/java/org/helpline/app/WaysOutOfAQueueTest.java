package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.AgentId;
import org.helpline.core.Digit;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.sdp.AudioCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way out of a queue over SIP and RTP, with its reason in the record; and what is to follow a conversation follows it (P41). */
class WaysOutOfAQueueTest {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final Path SAMPLE = Path.of("ivr-scripts/support-line/prompts/en");
    private static final String KIM = "+49301234567";

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            start: {queue: support, after: survey}
            queues:
              support:
                say: [hold_on]
                keys:
                  1: callback
                  2: {voicemail: support, greeting: leave_a_message, silence: 2s}
                  3: {queue: billing, after: survey}
            survey:
              - rating: how_satisfied
              - say: thanks
              - hangup
            """;

    private static final List<String> PROMPTS = List.of(
            "hold_on",
            "leave_a_message",
            "how_satisfied",
            "thanks",
            "callback_number",
            "callback_confirm",
            "callback_promise",
            "callback_there",
            "callback_refused");

    @TempDir
    private Path folder;

    private Starting starting;
    private InetSocketAddress sip;
    private StagePhone kim;
    private StagePhone anna;
    private Assembly.Running running;

    @BeforeEach
    void start() throws IOException {
        starting = new Starting(folder);
        Path script = Files.createDirectories(starting.scripts().resolve("waiting"));
        Files.writeString(script.resolve("script.yaml"), SCRIPT);
        Files.writeString(script.resolve("prompts.yaml"), String.join(": Words.\n", PROMPTS) + ": Words.\n");
        Path recordings = Files.createDirectories(script.resolve("prompts/en"));
        for (String name : PROMPTS) {
            Files.write(recordings.resolve(name + ".wav"), Files.readAllBytes(SAMPLE.resolve("digit@1.wav")));
        }
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
        kim = new StagePhone(KIM, sip);
        anna = new StagePhone("anna", sip);
        running = starting.mustStart(
                "sip.listen=127.0.0.1:" + sip.getPort(),
                "numbers.100=waiting",
                "callbacks.allow=+4930*",
                "callbacks.contact=sip:{number}@127.0.0.1:" + kim.port(),
                "agents.anna.phone-secret=annas-own-secret",
                "agents.anna.queues=support, billing");
    }

    @AfterEach
    void stop() {
        kim.close();
        anna.close();
        starting.close();
    }

    private void annaIsReady() throws IOException {
        anna.register("annas-own-secret");
        for (Command command : List.of(new Command.LogIn(), new Command.Ready())) {
            running.server()
                    .hallway()
                    .desk()
                    .command(new AgentId("anna"), command)
                    .toCompletableFuture()
                    .join();
        }
    }

    /** The agent hangs up; whoever stays is asked, and answers. */
    private void annaLeavesAndKimIsAsked() throws IOException {
        starting.storyWith("hear each other");
        anna.hangUp();
        starting.storyWith("hears how_satisfied in en");
        kim.press(Digit.FOUR);
        assertThat(kim.awaitHangUp(PATIENCE_MILLIS)).as("the script hangs up").isTrue();
        assertThat(starting.storyWith("the call ends")).contains("rates satisfaction 4 of 5", "hears thanks in en");
    }

    @Test
    void p41ByACallBackAndTheSurveyFollowsIt() throws Exception {
        kim.call("100");
        starting.storyWith("waits in queue support");
        kim.press(Digit.ONE);
        starting.storyWith("hears callback_confirm");
        kim.press(Digit.ONE);
        assertThat(kim.awaitHangUp(PATIENCE_MILLIS)).as("the script hangs up").isTrue();
        assertThat(starting.storyWith("the call ends"))
                .containsPattern("leaves queue support after waiting \\S.*: callback");
        annaIsReady();
        assertThat(anna.awaitRing(PATIENCE_MILLIS)).isTrue();
        anna.answer();
        assertThat(kim.awaitRing(PATIENCE_MILLIS)).isTrue();
        kim.answer();
        annaLeavesAndKimIsAsked();
    }

    @Test
    void toTheQueuesOwnBox() throws Exception {
        try (SpeakingPhone caller = new SpeakingPhone(sip.getPort(), AudioCodec.PCMU)) {
            caller.call("100").silent(100);
            starting.storyWith("waits in queue support");
            caller.press('2').untilTone(1_000, 30).speak(1_500, 500).silent(300).hangUp();
        }
        assertThat(starting.storyWith("the call ends"))
                .containsPattern("leaves queue support after waiting \\S.*: key")
                .contains("message");
        assertThat(starting.command("voicemail", "list").out()).contains("support");
    }

    @Test
    void p41ToAnotherQueueAndTheSurveyFollows() throws Exception {
        kim.call("100");
        starting.storyWith("waits in queue support");
        kim.press(Digit.THREE);
        assertThat(starting.storyWith("waits in queue billing"))
                .containsPattern("leaves queue support after waiting \\S.*: key");
        annaIsReady();
        assertThat(anna.awaitRing(PATIENCE_MILLIS)).isTrue();
        anna.answer();
        annaLeavesAndKimIsAsked();
    }
}
