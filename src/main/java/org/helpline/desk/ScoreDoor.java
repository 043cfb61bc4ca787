package org.helpline.desk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helpline.acd.Board;
import org.helpline.interaction.DeskPort;
import org.helpline.journal.Ratings.Total;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The scores of today on desks: supervisors see those of every queue and agent, agents their own. Any thread. */
final class ScoreDoor {

    private final Scores scores;
    private final DeskPort port;
    private final Executor heavy;

    ScoreDoor(Scores scores, DeskPort port, Executor heavy) {
        this.scores = scores;
        this.port = port;
        this.heavy = heavy;
    }

    CompletionStage<Reply> today(DeskSession session) {
        return CompletableFuture.supplyAsync(() -> Reply.json(200, listed(session, scores.today())), heavy);
    }

    private ObjectNode listed(DeskSession session, List<Total> totals) {
        ObjectNode root = DeskJson.object();
        lines(
                root.putArray("mine"),
                totals.stream()
                        .filter(t -> t.agent().equals(session.agent().value()))
                        .toList(),
                Total::agent,
                Map.of());
        if (session.account().role().supervises()) {
            Map<String, String> names = port.board().agents().stream()
                    .collect(Collectors.toMap(a -> a.agent().value(), Board.AgentLine::name));
            lines(root.putArray("queues"), totals, Total::queue, Map.of());
            lines(root.putArray("agents"), totals, Total::agent, names);
        }
        return root;
    }

    /** A line for each name and scale; scores that belong to none are left out. */
    private static void lines(
            ArrayNode list, List<Total> totals, Function<Total, String> name, Map<String, String> shown) {
        Map<String, Map<Integer, long[]>> sums = new TreeMap<>();
        for (Total t : totals) {
            if (!name.apply(t).isEmpty()) {
                long[] sum = sums.computeIfAbsent(name.apply(t), _ -> new TreeMap<>())
                        .computeIfAbsent(t.most(), _ -> new long[2]);
                sum[0] += t.count();
                sum[1] += t.sum();
            }
        }
        sums.forEach((who, scales) -> scales.forEach((most, sum) -> list.addObject()
                .put("name", shown.getOrDefault(who, who))
                .put("most", most)
                .put("count", sum[0])
                .put("sum", sum[1])));
    }
}
