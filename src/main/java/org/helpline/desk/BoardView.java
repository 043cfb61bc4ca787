package org.helpline.desk;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.helpline.acd.Board;
import org.helpline.acd.Board.AgentLine;
import org.helpline.acd.Board.QueueLine;
import org.helpline.acd.ExpectedWait;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.desk.LiveFigures.Today;
import org.helpline.interaction.AnnouncementBoard.Announcement;
import org.helpline.interaction.DeskPort.DeskCall;
import org.helpline.interaction.DeskPort.HelpCall;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The board as one person may see it. A supervisor sees every queue and every agent with reason and time; an agent sees the
 * queues that the agent serves and, of the colleagues in them, name, state and how long. Pure.
 */
final class BoardView {

    private BoardView() {}

    /** For a supervisor. */
    static ObjectNode whole(Board board, Duration serviceLevel) {
        return render(board, board.queues(), board.agents(), serviceLevel, true);
    }

    /** For an agent. */
    static ObjectNode reduced(Board board, AgentId viewer, Duration serviceLevel) {
        Set<QueueName> mine = served(board, viewer);
        List<QueueLine> queues =
                board.queues().stream().filter(q -> mine.contains(q.queue())).toList();
        List<AgentLine> agents = board.agents().stream()
                .filter(a -> a.queues().stream().anyMatch(mine::contains))
                .toList();
        return render(board, queues, agents, serviceLevel, false);
    }

    /** The queues that an agent serves now. */
    static Set<QueueName> served(Board board, AgentId agent) {
        Set<QueueName> served = new HashSet<>();
        board.agents().stream().filter(a -> a.agent().equals(agent)).forEach(a -> served.addAll(a.queues()));
        return served;
    }

    private static ObjectNode render(
            Board board, List<QueueLine> queues, List<AgentLine> agents, Duration serviceLevel, boolean whole) {
        ObjectNode root =
                DeskJson.object().put("level", serviceLevel.toMillis()).put("whole", whole);
        ArrayNode lines = root.putArray("queues");
        queues.forEach(q -> queue(lines.addObject(), q, board));
        ArrayNode people = root.putArray("agents");
        agents.forEach(a -> agent(people.addObject(), a, whole));
        return root;
    }

    private static void queue(ObjectNode line, QueueLine q, Board board) {
        line.put("name", q.queue().value())
                .put("waiting", q.waiting())
                .put("offered", q.offered())
                .put("answered", q.answered())
                .put("inTime", q.answeredInTime())
                .put("abandoned", q.abandoned())
                .put("sentOn", q.sentOn())
                .put("callback", q.callback())
                .put("promised", q.promised())
                .put("urgent", q.urgent());
        ExpectedWait.of(q, 0)
                .ifPresent(wait -> line.put("expectedLeast", wait.least().toMinutes())
                        .put("expected", wait.most().toMinutes()));
        if (q.waiting() > 0) {
            // a point in time instead of a duration: the line then changes only when something happened
            line.put("oldest", board.at().minus(q.longestWait()).getEpochSecond() * 1000);
        }
    }

    /** Who calls for help: for supervisors. */
    static void help(ArrayNode list, List<HelpCall> calls, Board board) {
        for (HelpCall call : calls) {
            String name = board.agents().stream()
                    .filter(a -> a.agent().equals(call.agent()))
                    .map(AgentLine::name)
                    .findFirst()
                    .orElse(call.agent().value());
            list.addObject()
                    .put("agent", call.agent().value())
                    .put("name", name)
                    .put("queue", call.queue().value())
                    .put("text", call.text())
                    .put("since", call.since().toEpochMilli());
        }
    }

    /** The figures of today, for the queues that are shown. */
    static void today(ObjectNode board, Map<QueueName, Today> figures) {
        for (JsonNode line : board.path("queues")) {
            Today today = figures.getOrDefault(new QueueName(line.path("name").asString("")), Today.NOBODY);
            ObjectNode to = ((ObjectNode) line)
                    .putObject("today")
                    .put("offered", today.offered())
                    .put("answered", today.answered())
                    .put("abandoned", today.abandoned())
                    .put("short", today.shortAbandoned());
            known(to, "level", today.level());
            known(to, "asa", today.asa());
            known(to, "aht", today.aht());
        }
    }

    private static void known(ObjectNode to, String name, double value) {
        if (!Double.isNaN(value)) {
            to.put(name, Math.round(value * 1000) / 1000.0);
        }
    }

    static void alarms(ArrayNode list, List<Alarms.Alarm> alarms) {
        alarms.forEach(a -> list.addObject()
                .put("queue", a.queue().value())
                .put("what", a.what())
                .put("value", a.value())
                .put("limit", a.limit())
                .put("since", a.since().toEpochMilli()));
    }

    static void announcements(ArrayNode list, List<Announcement> announcements) {
        announcements.forEach(a -> {
            ObjectNode line = list.addObject()
                    .put("id", a.id())
                    .put("text", a.text())
                    .put("by", a.by())
                    .put("at", a.at().toEpochMilli())
                    .put("until", a.until().toEpochMilli());
            DeskJson.names(
                    line.putArray("queues"),
                    a.queues().stream()
                            .sorted(Comparator.comparing(QueueName::value))
                            .toList());
        });
    }

    /** What each agent's call is: for supervisors. */
    static void calls(ObjectNode board, Function<AgentId, Optional<DeskCall>> inHand) {
        for (JsonNode line : board.path("agents")) {
            inHand.apply(new AgentId(line.path("id").asString(""))).ifPresent(call -> call((ObjectNode) line, call));
        }
    }

    private static void call(ObjectNode agent, DeskCall call) {
        ScreenPop pop = call.pop();
        ObjectNode shown = agent.putObject("call")
                .put("id", call.interaction().value())
                .put("phase", call.phase())
                .put("queue", pop.queue().value())
                .put("since", call.since().toEpochMilli())
                .put("number", pop.number().value())
                .put(
                        "customer",
                        pop.matches().isEmpty()
                                ? ""
                                : pop.matches().getFirst().name().value());
        call.hand().supervised().ifPresent(s -> DeskJson.supervised(shown, s));
    }

    private static void agent(ObjectNode line, AgentLine a, boolean whole) {
        line.put("id", a.agent().value())
                .put("name", a.name())
                .put("state", a.state())
                .put("since", a.since().toEpochMilli());
        DeskJson.names(line.putArray("queues"), a.queues());
        if (whole) {
            line.put("reason", a.reason()).put("reachable", a.reachable());
        }
    }
}
