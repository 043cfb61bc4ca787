package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.acd.Board.QueueLine;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.ManualClock;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BoardViewTest {

    private static final Duration LEVEL = Duration.ofSeconds(18);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T02:15:03Z"));
    private final FakeHouse house = new FakeHouse(clock);

    @Test
    void aSupervisorSeesEverybodyWithReason() {
        house.state(FakeHouse.BEN, "not-ready", "lunch");
        JsonNode board = BoardView.whole(house.board(), LEVEL);
        assertThat(names(board.path("queues"))).containsExactly("support", "billing", "sales");
        assertThat(names(board.path("agents"))).containsExactly("Anna Kaya", "Ben Fischer", "Chiara Rossi");
        assertThat(board.at("/agents/1/reason").asString("")).isEqualTo("lunch");
    }

    @Test
    void anAgentSeesTheOwnQueuesAndNoReasons() {
        house.state(FakeHouse.BEN, "not-ready", "lunch");
        JsonNode anna = BoardView.reduced(house.board(), FakeHouse.ANNA, LEVEL);
        assertThat(names(anna.path("queues"))).containsExactly("support", "billing");
        assertThat(names(anna.path("agents"))).containsExactly("Anna Kaya", "Ben Fischer");
        assertThat(anna.toString()).doesNotContain("lunch", "Chiara");
        JsonNode chiara = BoardView.reduced(house.board(), new AgentId("chiara"), LEVEL);
        assertThat(names(chiara.path("queues"))).containsExactly("sales");
    }

    @Test
    void noCustomerIsEverOnTheBoard() {
        house.offer(FakeHouse.ANNA, new InteractionId("call-1"), Pops.one(), Duration.ofSeconds(1));
        assertThat(BoardView.whole(house.board(), LEVEL).toString()).doesNotContain("Elif", "555", "call-1");
    }

    @Test
    void aQueueTellsFromWhenToWhenWhoCalledNowWouldWait() {
        assertThat(BoardView.whole(house.board(), LEVEL)
                        .at("/queues/0/expected")
                        .isMissingNode())
                .as("nobody waits")
                .isTrue();
        house.waitingFor90SecondsEach(FakeHouse.SUPPORT, 3);
        JsonNode board = BoardView.whole(house.board(), LEVEL);
        assertThat(board.at("/queues/0/expectedLeast").asInt()).isBetween(2, 4);
        assertThat(board.at("/queues/0/expected").asInt()).isBetween(8, 15);
    }

    @Test
    void theBoardIsSentWhenItChangesAndOnlyThen() {
        Boards boards =
                new Boards(house, LEVEL, ControlRoom.NONE, new TodaysFigures(LiveFigures.NONE, clock, Runnable::run));
        List<String> sent = new ArrayList<>();
        Consumer<String> page = sent::add;
        boards.attach(page, Optional.empty());
        assertThat(sent).hasSize(1);
        waiting(10);
        boards.tick(clock.now());
        assertThat(sent).hasSize(2);
        clock.move(Duration.ofSeconds(1));
        waiting(11); // a second later the same caller has waited a second more: nothing new
        boards.tick(clock.now());
        assertThat(sent).hasSize(2);
        house.state(FakeHouse.BEN, "ready", "");
        boards.tick(clock.now());
        boards.tick(clock.now());
        assertThat(sent).hasSize(3);
        boards.detach(page);
        house.state(FakeHouse.BEN, "not-ready", "");
        boards.tick(clock.now());
        assertThat(sent).hasSize(3);
    }

    private void waiting(int longestSeconds) {
        house.queue(new QueueLine(FakeHouse.SUPPORT, 1, Duration.ofSeconds(longestSeconds), 1, 0, 0, 0, 0));
    }

    private static List<String> names(JsonNode lines) {
        List<String> names = new ArrayList<>();
        lines.forEach(line -> names.add(line.path("name").asString("")));
        return names;
    }
}
