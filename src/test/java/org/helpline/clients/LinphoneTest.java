package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** linphone, a phone of another make than baresip: it presses keys by INFO too, and logs in by SHA-256. */
@Tag("clients")
class LinphoneTest {

    private static final Path PROMPTS = Path.of("ivr-scripts/support-line/prompts/en");
    private static final double CALLERS_TONE = 440;
    private static final double AGENTS_TONE = 800;
    private static final String SECRET = "a-secret-of-the-test-2";

    private static HelplineProcess server;

    @BeforeAll
    static void serve() throws IOException {
        server = HelplineProcess.start(
                        "linphone",
                        "--set",
                        "sip.digests=SHA-256",
                        "--set",
                        "agents.anna.always-ready=yes",
                        "--set",
                        "agents.anna.phone-secret=" + SECRET)
                .withCustomers();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"RTP, 1, order_number, opening_hours", "INFO, 3, opening_hours, order_number"})
    void aPhoneHearsTheGreetingAndGoesWhereItsKeySays(Linphone.Keys keys, String key, String there, String elsewhere)
            throws IOException, InterruptedException {
        Path folder = folder("caller-" + key);
        try (Linphone phone = Linphone.caller(folder, said(folder, CALLERS_TONE), keys)) {
            phone.call(server.sip("100")); // "caller" is a customer of the samples, who speaks English
            phone.hear("the greeting", heard -> heard.likeness(prompt("welcome")) > 0.85);
            phone.press(key);
            phone.hear(there, heard -> heard.likeness(prompt(there).part(0, 2.5)) > 0.85);
            phone.hangUp();
            assertThat(phone.recording().likeness(prompt(elsewhere).part(0, 2.5)))
                    .as("what was not said")
                    .isLessThan(0.7);
        }
        JsonNode call = server.endedCall();
        JsonNode pressed = call.path("keys");
        assertThat(pressed.valueStream().map(k -> k.path("key").asString())).containsExactly(key);
        assertThat(pressed.path(0).path("via").asString()).isEqualToIgnoringCase(keys.name());
        List<String> prompts = call.path("prompts")
                .valueStream()
                .map(p -> p.path("prompt").asString())
                .toList();
        assertThat(prompts).first().isEqualTo("welcome");
        assertThat(prompts).contains(there).doesNotContain(elsewhere);
        assertThat(call.path("outcome").asString()).isEqualTo("self-served");
        assertThat(call.path("by").asString()).isEqualTo("caller");
        assertThat(server.story("last")).contains("(Linphonec/").contains("by the caller: The caller hung up.");
    }

    @Test
    void anAgentsPhoneLogsInBySha256AndBothHearEachOther() throws IOException, InterruptedException {
        Path agents = folder("agent");
        Path callers = folder("served");
        try (Linphone agent = Linphone.agent(agents, said(agents, AGENTS_TONE), "anna", SECRET, server.sipPort());
                Linphone caller = Linphone.caller(callers, said(callers, CALLERS_TONE), Linphone.Keys.RTP)) {
            agent.registered();
            caller.call(server.sip("100"));
            caller.hear(
                    "the greeting", heard -> heard.likeness(prompt("welcome").part(0, 1.2)) > 0.85);
            caller.press("2");
            agent.answer();
            caller.hear("the agent", heard -> heard.secondsOf(AGENTS_TONE) > 2);
            agent.hear("the caller", heard -> heard.secondsOf(CALLERS_TONE) > 2);
            agent.hangUp();
            caller.awaitEnd();

            assertThat(caller.recording().secondsOf(CALLERS_TONE)).as("an echo").isLessThan(0.3);
            assertThat(agent.recording().secondsOf(AGENTS_TONE)).as("an echo").isLessThan(0.3);
        }
        JsonNode call = server.endedCall();
        assertThat(call.path("outcome").asString()).isEqualTo("served");
        assertThat(call.path("by").asString()).isEqualTo("agent");
        assertThat(call.path("agent").asString()).isEqualTo("anna");
        assertThat(call.path("queue").asString()).isEqualTo("billing");
        assertThat(call.path("talkedMillis").asLong()).isGreaterThan(2_000);
        assertThat(server.story("last"))
                .contains("anna's phone rings")
                .contains("caller and anna hear each other")
                .contains("hung up by the agent");
    }

    private static Path folder(String name) throws IOException {
        return Files.createDirectories(HelplineProcess.folder("linphone").resolve(name));
    }

    private static Path said(Path folder, double tone) throws IOException {
        Path file = folder.resolve("said.wav");
        Wav.tone(tone, 60, 8_000).write(file);
        return file;
    }

    private static Wav prompt(String name) {
        try {
            return Wav.read(PROMPTS.resolve(name + ".wav"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
