package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * What every make of phone can do with the sample support line: what it hears is recorded and measured. All tests of a class share one server, with a phone
 * for anna.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PhoneContract {

    static final double CALLERS_TONE = 440;
    static final double AGENTS_TONE = 800;

    private static final Path PROMPTS = Path.of("ivr-scripts/support-line/prompts/en");
    static final String SECRET = "a-secret-of-the-test";

    private final String make;
    private final List<String> settings;
    private Optional<HelplineProcess> server = Optional.empty();

    /** For phones that register by this digest, at a server with these settings besides. */
    PhoneContract(String make, String digest, String... settings) {
        this.make = make;
        this.settings = Stream.concat(
                        Stream.of(
                                "media.ports=0",
                                "sip.digests=" + digest,
                                "agents.anna.always-ready=yes",
                                "agents.anna.phone-secret=" + SECRET),
                        Stream.of(settings))
                .toList();
    }

    @BeforeAll
    final void serve() throws IOException {
        String[] options = settings.stream().flatMap(s -> Stream.of("--set", s)).toArray(String[]::new);
        server = Optional.of(HelplineProcess.start(make, options).withCustomers());
    }

    @AfterAll
    final void stop() {
        server.ifPresent(HelplineProcess::close);
    }

    final HelplineProcess server() {
        return server.orElseThrow();
    }

    /** A phone that calls as "caller", a customer of the samples who speaks English; it says the caller's tone. */
    abstract RealPhone caller(Path folder) throws IOException, InterruptedException;

    /** A phone that registers; it says the agent's tone. */
    abstract RealPhone agent(Path folder, String user, String secret) throws IOException, InterruptedException;

    /** Keys an order's number, and looks how the server says that the keys came: {@code rtp} or {@code info}. */
    final void hearsThePromptsAndItsKeysCount(RealPhone phone, String via) throws IOException, InterruptedException {
        phone.call(server().sip("100"));
        phone.hear("the greeting", heard -> heard.likeness(prompt("welcome")) > 0.85);
        phone.press("1");
        phone.hear(
                "the question", heard -> heard.likeness(prompt("order_number").part(0, 2.5)) > 0.85);
        phone.press("4711#");
        phone.hear("what was keyed", heard -> heard.likeness(prompt("you_keyed")) > 0.8);
        phone.hangUp();
        assertThat(phone.recording().likeness(prompt("opening_hours").part(0, 2.5)))
                .as("what was not said")
                .isLessThan(0.7);
        JsonNode call = server().endedCall();
        assertThat(call.path("keys").valueStream().map(k -> k.path("key").asString()))
                .containsExactly("1", "4", "7", "1", "1", "#");
        assertThat(call.path("keys").valueStream().map(k -> k.path("via").asString()))
                .containsOnly(via);
        assertThat(call.path("prompts").valueStream().map(p -> p.path("prompt").asString()))
                .contains("welcome", "order_number", "you_keyed")
                .doesNotContain("opening_hours");
        assertThat(call.path("outcome").asString()).isEqualTo("self-served");
        assertThat(call.path("by").asString()).isEqualTo("caller");
        assertThat(server().story("last")).contains("by the caller: The caller hung up.");
    }

    @Test
    void callerAndAgentHearEachOtherUntilTheAgentHangsUp() throws IOException, InterruptedException {
        try (RealPhone agent = agent(folder("agent"), "anna", SECRET);
                RealPhone caller = caller(folder("served"))) {
            talk(caller, agent);
            double talked = server().endedCall().path("talkedMillis").asLong() / 1_000.0;
            assertThat(caller.recording().secondsOf(AGENTS_TONE)).isBetween(3.0, talked + 0.5);
            assertThat(agent.recording().secondsOf(CALLERS_TONE)).isBetween(3.0, talked + 0.5);
            assertThat(caller.recording().secondsOf(CALLERS_TONE)).as("an echo").isLessThan(0.3);
            assertThat(agent.recording().secondsOf(AGENTS_TONE)).as("an echo").isLessThan(0.3);
        }
        JsonNode call = server().endedCall();
        assertThat(call.path("outcome").asString()).isEqualTo("served");
        assertThat(call.path("by").asString()).isEqualTo("agent");
        assertThat(call.path("agent").asString()).isEqualTo("anna");
        assertThat(call.path("queue").asString()).isEqualTo("billing");
        assertThat(server().story("last"))
                .contains("pressed 2 in the main menu: Billing")
                .contains("anna's phone rings")
                .contains("caller and anna hear each other")
                .contains("hung up by the agent");
    }

    /** The same without bounds for how long: some codecs cost phones much of a busy machine. */
    final void hearEachOtherHoweverLong() throws IOException, InterruptedException {
        try (RealPhone agent = agent(folder("agent"), "anna", SECRET);
                RealPhone caller = caller(folder("served"))) {
            talk(caller, agent);
        }
        assertThat(server().endedCall().path("agent").asString()).isEqualTo("anna");
    }

    /** They hear each other until the agent, anna, hangs up. */
    final void talk(RealPhone caller, RealPhone agent) throws IOException, InterruptedException {
        talk(caller, server().sip("100"), agent);
    }

    /** The same by the support line's address. */
    static void talk(RealPhone caller, String line, RealPhone agent) throws IOException, InterruptedException {
        agent.registered();
        caller.call(line);
        caller.hear("the greeting", heard -> heard.seconds() > 1);
        caller.press("2");
        agent.ring();
        agent.answer();
        caller.hearTone("the agent", AGENTS_TONE, 3);
        agent.hearTone("the caller", CALLERS_TONE, 3);
        agent.hangUp();
        caller.awaitEnd();
    }

    final Path folder(String name) throws IOException {
        return Files.createDirectories(HelplineProcess.folder(make).resolve(name));
    }

    static Wav prompt(String name) {
        try {
            return Wav.read(PROMPTS.resolve(name + ".wav"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
