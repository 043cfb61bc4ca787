package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.Digit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server: what was said over SIP in a call of two legs is shown as one, stored without secrets, saved and forgotten (P56). */
class SipTraceTest {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final Path SAMPLE = Path.of("ivr-scripts/support-line/prompts/en");

    @TempDir
    private Path folder;

    private Starting starting;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
        Path script = Files.createDirectories(starting.scripts().resolve("office"));
        Files.writeString(script.resolve("script.yaml"), """
                helpline: 1
                languages: [en]
                human: none
                start:
                  - extension: which
                    then: [hangup]
                    after: [hangup]
                    silence: [hangup]
                    wrong: [hangup]
                """);
        Files.writeString(script.resolve("prompts.yaml"), "which: Words.\n");
        Path recordings = Files.createDirectories(script.resolve("prompts/en"));
        Files.write(recordings.resolve("which.wav"), Files.readAllBytes(SAMPLE.resolve("digit@1.wav")));
        Path names = Files.createDirectories(script.resolve("prompts/any/names"));
        Files.write(names.resolve("204.wav"), Files.readAllBytes(SAMPLE.resolve("digit@2.wav")));
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    private Assembly.Running start() {
        return starting.mustStart(
                "numbers.100=office", "extensions.204.to=phone", "extensions.204.phone-secret=front-desk-secret");
    }

    /** A call through to a phone; a look at it while it is up. @return what the look showed */
    private String call(Assembly.Running running) throws Exception {
        InetSocketAddress sip = running.server().edge().listening().getFirst().address();
        try (StagePhone caller = new StagePhone("+905321234567", sip);
                StagePhone desk = new StagePhone("204", sip)) {
            desk.register("front-desk-secret");
            caller.call("100");
            "204".chars().forEach(key -> caller.press(Digit.ofSymbol((char) key).orElseThrow()));
            assertThat(desk.awaitRing(PATIENCE_MILLIS)).as("the phone rings").isTrue();
            desk.answer();
            long before = desk.heard();
            await().until(() -> desk.heard() > before);
            String live = starting.command("sip", "trace", caller.callId()).out();
            desk.hangUp();
            assertThat(caller.awaitHangUp(PATIENCE_MILLIS)).isTrue();
            return live;
        }
    }

    @Test
    void bothLegsOfACallAreOneLadderLiveAndAfterwards() throws Exception {
        Assembly.Running running = start();
        String live = call(running);
        assertThat(live)
                .as("while it is up")
                .startsWith("Call 20")
                .containsSubsequence(
                        "caller", "Helpline", "phone:204", "INVITE", "to 100", "200 OK", "ACK", "INVITE", "200 OK")
                .doesNotContain("BYE");
        starting.stop(running);
        Starting.Said told = starting.command("sip", "trace", "last");
        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.out())
                .containsSubsequence("caller", "Helpline", "phone:204")
                .containsSubsequence("INVITE", "200 OK", "ACK", "INVITE", "200 OK", "ACK", "BYE", "200 OK")
                .contains("Sound of caller: ", "Sound of phone:204: ", "Nothing is wrong by what can be seen here.");
        String id = told.out().split("[ ,]", 3)[1];
        assertThat(starting.command("sip", "trace", id).out()).isEqualTo(told.out());
        assertThat(starting.command("sip", "trace", id, "--json").out())
                .contains("\"leg\" : \"phone:204\"", "\"direction\" : \"out\"", "\"findings\" : [ ]");
        assertThat(starting.command("sip", "trace", "no-such-call").err()).contains("There is no trace of that call");
    }

    /** It is stored a moment after its end: until then the one before was shown. */
    @Test
    void theLastCallIsTheOneThatHasJustEnded() throws Exception {
        Assembly.Running running = start();
        call(running);
        await().until(() -> !files().isEmpty());
        InetSocketAddress sip = running.server().edge().listening().getFirst().address();
        try (StagePhone caller = new StagePhone("+905329999999", sip)) {
            assertThatThrownBy(() -> caller.call("777")).hasMessageContaining("404");
            assertThat(starting.command("sip", "trace", "last").out()).contains("to 777", "404");
        }
    }

    @Test
    void whoIsForgottenHasNoTracesAnyMore() throws Exception {
        Assembly.Running running = start();
        call(running);
        await().until(() -> starting.command("sip", "trace", "last").code() == 0 && !files().isEmpty());
        assertThat(starting.command("forget", "+90 532 123 45 67").out()).contains("1 trace of a call was deleted.");
        assertThat(files()).isEmpty();
    }

    @Test
    void noPasswordIsInAStoredTrace() throws Exception {
        Assembly.Running running = start();
        call(running);
        starting.stop(running);
        for (Path file : files()) {
            try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                        .startsWith("helpline-trace 1\n")
                        .doesNotContainPattern("response=\"[0-9a-f]");
            }
        }
    }

    @Test
    void nothingIsKeptWhereTracesAreOff() throws Exception {
        Assembly.Running running = starting.mustStart(
                "sip.trace=off",
                "numbers.100=office",
                "extensions.204.to=phone",
                "extensions.204.phone-secret=front-desk-secret");
        assertThat(call(running)).isEmpty();
        starting.stop(running);
        assertThat(files()).isEmpty();
    }

    @Test
    @Tag("clients")
    void tsharkReadsTheSavedCapture() throws Exception {
        Assembly.Running running = start();
        call(running);
        starting.stop(running);
        Path saved = folder.resolve("call.pcap");
        assertThat(starting.command("sip", "trace", "last", "--pcap", saved.toString())
                        .code())
                .isZero();
        Process tshark = new ProcessBuilder(
                        "tshark",
                        "-r",
                        saved.toString(),
                        "-o",
                        "udp.check_checksum:TRUE",
                        "-o",
                        "ip.check_checksum:TRUE",
                        "-T",
                        "fields",
                        "-e",
                        "sip.Method",
                        "-e",
                        "sip.Status-Code",
                        "-e",
                        "udp.checksum.status",
                        "-e",
                        "ip.checksum.status",
                        "-d",
                        "udp.port==1-65535,sip")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String read = new String(tshark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tshark.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(read.lines()).hasSizeGreaterThan(9);
        assertThat(read).contains("INVITE\t\t1\t1", "\t200\t1\t1", "BYE\t\t1\t1");
        Starting.Said judged = starting.bare("doctor", saved.toString());
        assertThat(judged.code()).as(judged.out()).isZero();
    }

    private java.util.List<Path> files() throws IOException {
        Path traces = starting.data().resolve("traces");
        if (!Files.isDirectory(traces)) {
            return java.util.List.of();
        }
        try (Stream<Path> all = Files.walk(traces)) {
            return all.filter(f -> f.toString().endsWith(".trace.gz")).toList();
        }
    }
}
