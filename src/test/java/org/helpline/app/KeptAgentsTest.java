package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.acd.Acd.KeptAgent;
import org.helpline.acd.Board;
import org.helpline.core.AgentFact;
import org.helpline.core.AgentId;
import org.helpline.core.Fact;
import org.helpline.core.InteractionId;
import org.helpline.core.ManualClock;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents' states in a file: written at each change, read at the next start. */
class KeptAgentsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private Path data;

    private final ManualClock clock = new ManualClock(NOON);
    private List<Board.AgentLine> people = List.of();

    private KeptAgents kept() {
        return new KeptAgents(data.resolve("agent-states"), clock, () -> new Board(clock.now(), List.of(), people));
    }

    private static Board.AgentLine person(String name, String state, String reason, Optional<Instant> until) {
        return new Board.AgentLine(
                new AgentId(name),
                name,
                state,
                reason,
                NOON,
                until,
                state.equals("talking") || state.equals("wrap-up")
                        ? Optional.of(new InteractionId("kim"))
                        : Optional.empty(),
                List.of(new QueueName("support")),
                true);
    }

    private void tell(KeptAgents agents, Fact fact) {
        agents.publish(new Published("agent:anna", 1, clock.now(), 0, fact));
    }

    /** Says them all, and ends the server. */
    private void day(Board.AgentLine... lines) throws IOException {
        try (KeptAgents agents = kept()) {
            people = List.of(lines);
            tell(agents, new QueueFact.Connected(new QueueName("billing"), new AgentId("ben"), Duration.ZERO));
            tell(agents, new AgentFact.StateChanged(new AgentId("anna"), "ready", "", ""));
        }
    }

    @Test
    void whoIsLoggedInIsFoundAsTheyWere() throws IOException {
        Instant end = NOON.plusSeconds(17);
        day(
                person("anna", "wrap-up", "then lunch", Optional.of(end)),
                person("ben", "talking", "", Optional.empty()),
                person("cem", "offline", "", Optional.empty()),
                person("deniz", "not-ready", "two\tfar\nwords", Optional.empty()));
        assertThat(kept().found())
                .containsExactly(
                        new KeptAgent(
                                new AgentId("anna"),
                                "wrap-up",
                                "then lunch",
                                Optional.of(end),
                                Optional.of(new InteractionId("kim")),
                                Optional.empty()),
                        new KeptAgent(
                                new AgentId("ben"),
                                "talking",
                                "",
                                Optional.empty(),
                                Optional.of(new InteractionId("kim")),
                                Optional.of(new QueueName("billing"))),
                        new KeptAgent(
                                new AgentId("deniz"),
                                "not-ready",
                                "two far words",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void afterALongStopTheyAreLoggedOutAndSeeWhy() throws IOException {
        day(person("anna", "ready", "", Optional.empty()));
        clock.move(KeptAgents.LONGEST);
        assertThat(kept().found()).extracting(KeptAgent::state).containsExactly("ready");
        clock.move(Duration.ofMinutes(35));
        assertThat(kept().found())
                .extracting(k -> k.state() + ": " + k.reason())
                .containsExactly("offline: the server was away for 45 min");
    }

    /** A night in which nobody's state changes is no stop. */
    @Test
    void aServerThatLivesSaysSo() throws IOException {
        day(person("anna", "ready", "", Optional.empty()));
        clock.move(Duration.ofHours(8));
        assertThat(kept().lives()).isTrue();
        clock.move(Duration.ofMinutes(1));
        assertThat(kept().found()).extracting(KeptAgent::state).containsExactly("ready");
    }

    @Test
    void aLineThatCannotBeReadIsLeftOut() throws IOException {
        Path file = data.resolve("agent-states");
        Files.writeString(file, "anna\tready\t\t\t\t\nben\nanna\twrap-up\t\tsoon\t\t\n\tready\t\t\t\t\n");
        Files.setLastModifiedTime(file, FileTime.from(NOON));
        assertThat(kept().found()).extracting(k -> k.agent().value()).containsExactly("anna");
    }

    @Test
    void beforeTheFirstLogInThereIsNothing() throws IOException {
        assertThat(kept().found()).isEmpty();
        assertThat(kept().lives()).isFalse();
    }
}
