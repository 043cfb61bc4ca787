package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import tools.jackson.databind.JsonNode;

/** Real phones: what they hear is recorded and measured. */
@Tag("clients")
class BaresipTest {

    private static final Path PROMPTS = Path.of("ivr-scripts/support-line/prompts/en");
    private static final double CALLERS_TONE = 440;
    private static final double AGENTS_TONE = 800;
    private static final String SECRET = "a-secret-of-the-test-1";

    private static HelplineProcess server;

    private Path folder;

    @BeforeAll
    static void serve() throws IOException {
        server = HelplineProcess.start(
                        "baresip",
                        "--set",
                        "sip.digests=MD5", // all that baresip 1.0 understands
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

    @BeforeEach
    void name(TestInfo test) {
        folder = HelplineProcess.folder("baresip")
                .resolve(test.getTestMethod().orElseThrow().getName());
    }

    @Test
    void aPhoneHearsThePromptsAndItsKeysCount() throws IOException, InterruptedException {
        try (Baresip phone = phone("caller", Baresip.caller(), CALLERS_TONE)) {
            phone.call(server.sip("100")); // "caller" is a customer of the samples, who speaks English
            phone.listen(Duration.ofSeconds(4));
            phone.press("1");
            phone.listen(Duration.ofSeconds(4));
            phone.press("4711#");
            phone.listen(Duration.ofSeconds(6));
            phone.hangUp();

            Wav heard = phone.recording();
            assertThat(heard.likeness(prompt("welcome").part(0, 3)))
                    .as("welcome")
                    .isGreaterThan(0.8);
            assertThat(heard.likeness(prompt("order_number").part(0, 2.5)))
                    .as("order_number")
                    .isGreaterThan(0.8);
            assertThat(heard.likeness(prompt("you_keyed"))).as("you_keyed").isGreaterThan(0.8);
            assertThat(heard.likeness(prompt("opening_hours").part(0, 2.5)))
                    .as("what was not said")
                    .isLessThan(0.7);
        }
        JsonNode call = server.endedCall();
        assertThat(call.path("keys").valueStream().map(k -> k.path("key").asString()))
                .containsExactly("1", "4", "7", "1", "1", "#");
        assertThat(call.path("keys").valueStream().map(k -> k.path("via").asString()))
                .containsOnly("rtp");
        assertThat(call.path("outcome").asString()).isEqualTo("self-served");
        assertThat(call.path("by").asString()).isEqualTo("caller");
    }

    @Test
    void callerAndAgentHearEachOtherUntilTheAgentHangsUp() throws IOException, InterruptedException {
        String account = Baresip.agent("anna", SECRET, server.sipPort(), "manual");
        try (Baresip agent = phone("agent", account, AGENTS_TONE);
                Baresip caller = phone("caller", Baresip.caller(), CALLERS_TONE)) {
            agent.registered();
            caller.call(server.sip("100"));
            caller.listen(Duration.ofMillis(700));
            caller.press("2");
            JsonNode offer = agent.expect("CALL_INCOMING");
            assertThat(offer.path("peeruri").asString()).contains("caller");
            caller.listen(Duration.ofSeconds(4)); // it rings, and the caller hears music or where they stand
            agent.command("accept", "");
            agent.expect("CALL_ESTABLISHED");
            caller.listen(Duration.ofSeconds(4));
            agent.hangUp();
            caller.expect("CALL_CLOSED");

            Wav heardByCaller = caller.recording();
            Wav heardByAgent = agent.recording();
            double talked = server.endedCall().path("talkedMillis").asLong() / 1_000.0;
            assertThat(talked).as("as long as they listened").isGreaterThan(3.0);
            assertThat(heardByCaller.secondsOf(AGENTS_TONE)).isBetween(talked - 1, talked + 0.5);
            assertThat(heardByCaller.secondsOf(CALLERS_TONE)).isLessThan(0.3);
            assertThat(heardByAgent.secondsOf(CALLERS_TONE)).isBetween(talked - 1, talked + 0.5);
            assertThat(heardByAgent.secondsOf(AGENTS_TONE)).isLessThan(0.3);
        }
        JsonNode call = server.endedCall();
        assertThat(call.path("outcome").asString()).isEqualTo("served");
        assertThat(call.path("by").asString()).isEqualTo("agent");
        assertThat(call.path("agent").asString()).isEqualTo("anna");
        assertThat(call.path("queue").asString()).isEqualTo("billing");
        assertThat(server.story("last"))
                .contains("pressed 2 in the main menu: Billing")
                .contains("anna's phone rings")
                .contains("caller and anna hear each other")
                .contains("hung up by the agent");
    }

    private Baresip phone(String name, String account, double tone) throws IOException, InterruptedException {
        Path dir = folder.resolve(name);
        java.nio.file.Files.createDirectories(dir);
        Path said = dir.resolve("said.wav");
        Wav.tone(tone, 30, 8_000).write(said);
        return Baresip.start(dir, account, said);
    }

    private static Wav prompt(String name) throws IOException {
        return Wav.read(PROMPTS.resolve(name + ".wav"));
    }
}
