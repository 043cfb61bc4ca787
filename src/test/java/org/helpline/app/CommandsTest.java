package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators type, beside a running server and without one. */
class CommandsTest {

    @TempDir
    private Path folder;

    private Starting starting;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    @Test
    void checkAnswersByItsExitCodeAndWritesNothing() throws IOException {
        assertThat(starting.command("--check").code()).isZero();
        Starting.Said wrong = starting.command("--check", "--set", "numbers.300=nowhere", "--set", "sip.tcp=perhaps");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("numbers.300", "nowhere", "sip.tcp", "perhaps");
        assertThat(starting.data()).doesNotExist();
    }

    @Test
    void checkReadsTheCustomersAsAnImportWould() throws IOException {
        Path file = folder.resolve("customers.csv");
        Files.writeString(file, "id,name,phones\n1,Ada,+442079460001\n1,\"Grace,+442079460002\n");
        Starting.Said said = starting.command("--check", "--set", "store.customers=" + file);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(file + ":3:");
        assertThat(said.out()).contains("can start like this, but");
    }

    @Test
    void checkMissesTheSpeechProgramThatTheOperatorNamed() {
        Starting.Said said = starting.command("--check", "--set", "speech.command=no-such-program {out}");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("speech.command names no-such-program, which is not installed");
    }

    @Test
    void checkTellsOfAPortThatAnotherProgramHasAndOfAFolderThatTakesNothing() throws IOException {
        Files.writeString(starting.data(), "a file where the folder should be");
        try (ServerSocket desk = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(desk.getLocalPort());
            Starting.Said said = starting.command("--check", "--set", "desk.listen=127.0.0.1:" + port);
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err())
                    .contains("TCP port " + port + " is taken", starting.data() + ": The server cannot write there");
        }
    }

    @Test
    void checkBesideOurOwnServerDoesNotTakeItsPortsForBusy() throws IOException {
        String desk = "desk.listen=127.0.0.1:" + freePort();
        starting.mustStart(desk);
        assertThat(starting.command("--check", "--set", desk).err()).isEmpty();
    }

    @Test
    void configShowAsksTheRunningServer() throws IOException {
        String desk = "127.0.0.1:" + freePort();
        starting.mustStart("desk.listen=" + desk, "agents.anna.phone-secret=open-sesame");
        Starting.Said said = starting.bare("config", "show", "desk.listen");
        assertThat(said.code()).isZero();
        assertThat(said.out()).startsWith("# In force in the running server on " + starting.data());
        assertThat(said.out().lines().toList().get(1)).matches("desk\\.listen +" + desk + " +command line");
        assertThat(starting.bare("config", "show", "agents.anna").out()).doesNotContain("open-sesame");
        assertThat(starting.command("config", "show", "desk.listen").out()).startsWith("# From files and this command");
    }

    @Test
    void configShowWithoutAServerSaysThatItReadFiles() {
        assertThat(starting.bare("config", "show", "desk.listen").out())
                .startsWith("# From files; no server runs on " + starting.data())
                .contains("127.0.0.1:8080");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void checkReadsTheRecordingsToo() throws IOException {
        Files.writeString(starting.scripts().resolve("line/prompts/en/welcome.wav"), "ID3 and more of an MP3 file");
        Starting.Said wrong = starting.command("script", "check");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.out()).contains("welcome.wav: this is an MP3 file", "line: 1 problem");
        assertThat(starting.command("--check").code()).isEqualTo(2);
    }

    @Test
    void configShowMasksSecrets() {
        Starting.Said said =
                starting.command("--set", "agents.anna.phone-secret=open-sesame", "config", "show", "agents.anna");
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("agents.anna.phone-secret", "command line")
                .doesNotContain("open-sesame");
    }

    @Test
    void promptsListTellsWhatIsToBeRecordedAndWhatSoundsBad() throws IOException {
        Path script = Files.createDirectories(folder.resolve("hotline"));
        Path recordings = Files.createDirectories(script.resolve("prompts/en"));
        Files.writeString(
                script.resolve("script.yaml"),
                "helpline: 1\nlanguages: [en]\nhuman: none\nstart: [{say: [welcome, goodbye]}, hangup]\n");
        Files.writeString(
                script.resolve("prompts.yaml"), "welcome: {en: Hello., note: Friendly.}\ngoodbye: {en: Goodbye.}\n");
        Files.write(recordings.resolve("welcome.wav"), wav(Short.MAX_VALUE));
        Files.write(recordings.resolve("old.wav"), wav((short) 100));
        Files.createDirectories(recordings.resolve("names"));
        Files.write(recordings.resolve("names/nobody.wav"), wav((short) 100));
        Files.createDirectories(recordings.resolve("old"));
        Files.write(recordings.resolve("old/welcome-20260101-000000.wav"), wav((short) 100));
        Starting.Said said = starting.command("--set", "speech.command=", "prompts", "list", script.toString());
        assertThat(said.out())
                .contains("hotline, en: 2 recordings, 1 there, 1 missing, 2 unused")
                .contains("there    welcome: Hello.  (Friendly.)")
                .contains("missing  goodbye: Goodbye.")
                .contains("unused   old")
                .contains("unused   names/nobody", "quiet    names/nobody.wav")
                .contains("clipped  welcome.wav", "quiet    old.wav")
                .doesNotContain("20260101");
        assertThat(said.code()).isZero();
        assertThat(starting.command("prompts", "sing").code()).isEqualTo(2);
        assertThat(starting.command("prompts", "--help").out()).contains("list");
    }

    /** A tenth of a second of one sample value at 8 kHz, 16 bit, mono. */
    private static byte[] wav(short sample) {
        ByteBuffer file = ByteBuffer.allocate(44 + 1_600).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 1_600);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(16_000);
        file.putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(1_600);
        while (file.hasRemaining()) {
            file.putShort(sample);
        }
        return file.array();
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheOneThatIsMeant() {
        Starting.Said said = starting.command("--prfile", "bench");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--prfile", "--profile");
    }

    @Test
    void aCommandForAServerThatDoesNotRunSaysSo() {
        Starting.Said said = starting.command("notice", "on", "outage");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("No server runs on", "--data");
    }

    @Test
    void aNoticeIsHeardByTheNextCallOnly() {
        Assembly.Running running = starting.mustStart();
        assertThat(promptsOfACall(running).toString()).contains("welcome").doesNotContain("outage");
        assertThat(starting.command("notice", "on", "outage").out()).contains("outage is on");
        assertThat(starting.command("notice").out()).contains("On: outage");
        assertThat(promptsOfACall(running).toString()).contains("outage");
        starting.command("notice", "off", "outage");
        assertThat(promptsOfACall(running).toString()).contains("welcome").doesNotContain("outage");
    }

    @Test
    void aNoticeThatNoScriptHasIsRefusedWithTheOneThatIsMeant() {
        starting.mustStart();
        Starting.Said said = starting.command("notice", "on", "outag");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("No script has the notice outag. Did you mean 'outage'?");
        assertThat(starting.command("notice", "on", "something-else").err()).contains("There is: outage");
        assertThat(starting.command("notice").out()).contains("No notice is on.", "The scripts have: outage");
    }

    @Test
    void aNoticeThatNoScriptHasAnyMoreCanStillBeSwitchedOff() throws IOException {
        Files.createDirectories(starting.data());
        Files.writeString(starting.data().resolve("notices"), "gone\n");
        starting.mustStart();
        assertThat(starting.command("notice", "off", "gone").code()).isZero();
        assertThat(starting.command("notice").out()).contains("No notice is on.");
    }

    private JsonNode promptsOfACall(Assembly.Running running) {
        TrainingCall.place(running.server());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !lastCall().path("outcome").asString().equals("live"));
        return lastCall().path("prompts");
    }

    private JsonNode lastCall() {
        return JsonMapper.builder()
                .build()
                .readTree(starting.command("calls", "show", "last", "--json").out());
    }

    @Test
    void customersAreTakenInAgainWhenTheFileHasChanged() throws IOException {
        Path file = folder.resolve("customers.csv");
        String head = Files.readAllLines(Path.of("conf/customers.csv")).stream()
                .filter(l -> !l.startsWith("#"))
                .findFirst()
                .orElseThrow();
        Files.writeString(file, head + "\n");
        Assembly.Running running = starting.mustStart("store.customers=" + file);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> starting.command("customers", "import").out().contains("unchanged"));
        Files.writeString(file, Files.readString(Path.of("conf/customers.csv")));
        assertThat(starting.command("customers", "import").out()).contains("customers with");
        assertThat(starting.command("customers", "export").code()).isEqualTo(2);
        starting.stop(running);
    }

    @Test
    void aLostPasswordIsReplaced() {
        starting.mustStart();
        String before = file("accounts.json");
        Starting.Said said = starting.command("password", "anna");
        assertThat(said.out()).containsPattern("[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}");
        assertThat(file("accounts.json")).isNotEqualTo(before);
        assertThat(starting.command("password", "nobody").code()).isEqualTo(1);
    }

    private String file(String name) {
        try {
            return Files.readString(starting.data().resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
