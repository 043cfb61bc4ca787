package org.helpline.desk;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.helpline.acd.Board;
import org.helpline.acd.Board.AgentLine;
import org.helpline.acd.Board.QueueLine;
import org.helpline.acd.ExpectedWait;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;
import org.helpline.interaction.DeskPort.HelpCall;
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
        Set<QueueName> mine = new HashSet<>();
        board.agents().stream().filter(a -> a.agent().equals(viewer)).forEach(a -> mine.addAll(a.queues()));
        List<QueueLine> queues =
                board.queues().stream().filter(q -> mine.contains(q.queue())).toList();
        List<AgentLine> agents = board.agents().stream()
                .filter(a -> a.queues().stream().anyMatch(mine::contains))
                .toList();
        return render(board, queues, agents, serviceLevel, false);
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
                .put("promised", q.promised());
        ExpectedWait.of(q, 0).ifPresent(wait -> line.put("expected", wait.toMinutes()));
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
