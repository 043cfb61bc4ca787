package org.helpline.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.acd.LineEntry;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.helpline.interaction.DeskPort;
import org.helpline.interaction.DeskPort.Result;
import org.helpline.interaction.Supervision;
import org.helpline.interaction.Supervision.Order;
import org.helpline.interaction.Supervision.To;
import org.helpline.interaction.Supervision.Waiting;
import org.helpline.interaction.SupervisorVoice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Supervisors' orders, and who waits: supervisors see every queue and who calls, agents their own queues without that. Any thread. */
final class SupervisionDoor {

    private static final int MOST_WAITING = 100;
    private static final int MOST_NAMES = 64;
    private static final int HIGHEST_LEVEL = 5;
    private static final String NAME = "[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}";

    private final Supervision supervision;
    private final DeskPort port;

    SupervisionDoor(Supervision supervision, DeskPort port) {
        this.supervision = supervision;
        this.port = port;
    }

    // ---- orders

    /** Carries out {@code {"act": "move", "id": CALL, "queue": "billing"}} and its kin. */
    CompletionStage<Reply> order(DeskSession session, ObjectNode body) {
        if (!session.account().role().supervises()) {
            return now(Reply.error(403, "Only supervisors do this."));
        }
        Optional<Order> order = read(body);
        return order.isEmpty()
                ? now(Reply.error(400, "That is no order that a supervisor can give."))
                : supervision.carryOut(session.account().name(), order.get()).thenApply(result -> switch (result) {
                    case Result.Done _ -> Reply.json(200, DeskJson.object());
                    case Result.Refused(String why) -> Reply.error(409, why);
                });
    }

    private static Optional<Order> read(ObjectNode body) {
        Optional<InteractionId> call =
                text(body, "id").filter(id -> id.matches("[0-9a-z-]{1,60}")).map(InteractionId::new);
        Optional<AgentId> agent = name(body, "agent").map(AgentId::new);
        Optional<QueueName> queue = name(body, "queue").map(QueueName::new);
        return switch (body.path("act").asString("")) {
            case "force" ->
                agent.flatMap(a -> to(body).map(to ->
                        new Order.Force(a, to, text(body, "reason").orElse(""))));
            case "move" -> call.flatMap(c -> queue.map(q -> new Order.Move(c, q)));
            case "assign" -> call.flatMap(c -> agent.map(a -> new Order.Assign(c, a)));
            case "first" -> call.map(Order.First::new);
            case "hang-up" -> call.map(Order.HangUp::new);
            case "listen" -> beside(call, agent, SupervisorVoice.LISTEN);
            case "whisper" -> beside(call, agent, SupervisorVoice.WHISPER);
            case "barge" -> beside(call, agent, SupervisorVoice.BARGE);
            case "leave" -> call.map(Order.Leave::new);
            case "reassign" -> agent.flatMap(a -> reassign(a, body));
            case "as-written" -> agent.map(Order.AsWritten::new);
            default -> Optional.empty();
        };
    }

    /** The agent who has that call, or the call that this agent has. */
    private static Optional<Order> beside(
            Optional<InteractionId> call, Optional<AgentId> agent, SupervisorVoice voice) {
        return call.<Order>map(c -> new Order.Beside(c, voice))
                .or(() -> agent.map(a -> new Order.BesideAgent(a, voice)));
    }

    private static Optional<To> to(ObjectNode body) {
        return switch (body.path("state").asString("")) {
            case "ready" -> Optional.of(To.READY);
            case "not-ready" -> Optional.of(To.NOT_READY);
            case "offline" -> Optional.of(To.OFFLINE);
            case "end-wrap-up" -> Optional.of(To.END_WRAP_UP);
            default -> Optional.empty();
        };
    }

    /** {@code "queues": ["support"], "skills": {"german": 3}}. */
    private static Optional<Order> reassign(AgentId agent, ObjectNode body) {
        List<QueueName> queues = new ArrayList<>();
        for (JsonNode queue : body.path("queues")) {
            queues.add(new QueueName(queue.asString("")));
        }
        Map<String, Integer> skills = new TreeMap<>();
        body.path("skills")
                .properties()
                .forEach(s -> skills.put(s.getKey(), s.getValue().asInt(0)));
        boolean isGood = queues.size() <= MOST_NAMES
                && skills.size() <= MOST_NAMES
                && queues.stream().allMatch(q -> q.value().matches(NAME))
                && skills.entrySet().stream()
                        .allMatch(s -> s.getKey().matches(NAME) && s.getValue() >= 1 && s.getValue() <= HIGHEST_LEVEL);
        return isGood ? Optional.of(new Order.Reassign(agent, queues, skills)) : Optional.empty();
    }

    // ---- lists

    /** What an agent serves and knows. */
    CompletionStage<Reply> duties(DeskSession session, Request request) {
        if (!session.account().role().supervises()) {
            return now(Reply.error(403, "Only supervisors do this."));
        }
        return now(supervision
                .duties(new AgentId(request.query("agent")))
                .map(this::told)
                .orElseGet(() -> Reply.error(404, "There is no such agent.")));
    }

    private Reply told(Supervision.Duties duties) {
        ObjectNode root = DeskJson.object().put("forNow", duties.forNow());
        DeskJson.names(root.putArray("queues"), duties.queues());
        ObjectNode skills = root.putObject("skills");
        duties.skills().forEach(skills::put);
        DeskJson.names(root.putArray("allQueues"), port.targets().queues());
        return Reply.json(200, root);
    }

    /** Who waits in a queue. */
    CompletionStage<Reply> waiting(DeskSession session, Request request) {
        QueueName queue = new QueueName(request.query("queue"));
        boolean isWhole = session.account().role().supervises();
        boolean isMine = port.board().agents().stream()
                .anyMatch(a -> a.agent().equals(session.agent()) && a.queues().contains(queue));
        return isWhole || isMine
                ? supervision.waiting(queue, MOST_WAITING).thenApply(all -> listed(all, isWhole))
                : now(Reply.json(
                        200, DeskJson.object().set("waiting", DeskJson.object().arrayNode())));
    }

    private static Reply listed(List<Waiting> waiting, boolean isWhole) {
        ObjectNode root = DeskJson.object();
        ArrayNode list = root.putArray("waiting");
        for (Waiting w : waiting) {
            LineEntry e = w.entry();
            ObjectNode line = list.addObject()
                    .put("id", e.interaction().value())
                    .put("queue", e.queue().value())
                    .put("position", e.position())
                    .put("since", e.since().toEpochMilli())
                    .put("priority", e.priority())
                    .put("needs", e.needs())
                    .put("only", e.only().map(AgentId::value).orElse(""));
            ArrayNode rung = line.putArray("rung");
            e.rung().forEach(a -> rung.add(a.value()));
            w.expected()
                    .ifPresent(wait -> line.put("expectedLeast", wait.least().toMinutes())
                            .put("expected", wait.most().toMinutes()));
            if (isWhole) {
                line.put("number", w.number().value())
                        .put("customer", w.customer().value());
            }
        }
        return Reply.json(200, root);
    }

    private static Optional<String> name(ObjectNode body, String field) {
        return text(body, field).filter(t -> t.matches(NAME));
    }

    private static Optional<String> text(ObjectNode body, String field) {
        return Optional.of(body.path(field).asString("")).filter(t -> !t.isEmpty());
    }

    private static CompletionStage<Reply> now(Reply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
