package org.helpline.desk;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.helpline.interaction.Callbacks;
import org.helpline.interaction.DeskPort;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Promised call-backs on desks: an agent sees those of the queues that the agent serves; a supervisor all, cancels them and brings them forward. Any thread. */
final class CallbackDoor {

    private static final int MOST = 200;

    private final Callbacks callbacks;
    private final DeskPort port;

    CallbackDoor(Callbacks callbacks, DeskPort port) {
        this.callbacks = callbacks;
        this.port = port;
    }

    /** The list, the oldest promise first. */
    CompletionStage<Reply> list(DeskSession session) {
        Set<QueueName> mine = queues(session);
        return callbacks
                .list()
                .thenApply(all -> Reply.json(
                        200,
                        listed(all.stream()
                                .filter(l -> isSupervisor(session) || mine.contains(l.queue()))
                                .limit(MOST)
                                .toList())));
    }

    private static ObjectNode listed(List<Callbacks.Line> lines) {
        ObjectNode root = DeskJson.object();
        ArrayNode list = root.putArray("callbacks");
        lines.forEach(line -> CallbackJson.line(list.addObject(), line, CallbackJson.Reader.PAGE));
        return root;
    }

    /** Those that are over, the last first. */
    CompletionStage<Reply> past(DeskSession session) {
        Set<QueueName> mine = queues(session);
        return callbacks.past(MOST).thenApply(all -> {
            ObjectNode root = DeskJson.object();
            ArrayNode list = root.putArray("callbacks");
            all.stream()
                    .filter(e -> isSupervisor(session) || mine.contains(e.queue()))
                    .forEach(e -> CallbackJson.ended(list.addObject(), e, CallbackJson.Reader.PAGE));
            return Reply.json(200, root);
        });
    }

    /** Asks for one: an agent in the queues that the agent serves, a supervisor in all. */
    CompletionStage<Reply> book(DeskSession session, ObjectNode body) {
        return switch (CallbackJson.wanted(body, "desk:" + session.account().name())) {
            case CallbackJson.Read.Bad(String why) -> now(Reply.error(400, why));
            case CallbackJson.Read.Good(Callbacks.Wanted wanted)
            when !isSupervisor(session) && !queues(session).contains(wanted.queue()) ->
                now(Reply.error(403, "You book call-backs in the queues that you serve."));
            case CallbackJson.Read.Good(Callbacks.Wanted wanted) ->
                callbacks.book(wanted).thenApply(CallbackJson::answer);
        };
    }

    private Set<QueueName> queues(DeskSession session) {
        return port.board().agents().stream()
                .filter(a -> a.agent().equals(session.agent()))
                .flatMap(a -> a.queues().stream())
                .collect(Collectors.toSet());
    }

    /** Cancels one, or makes it the next of its queue. */
    CompletionStage<Reply> change(DeskSession session, ObjectNode body) {
        if (!isSupervisor(session)) {
            return now(Reply.error(403, "Only supervisors cancel call-backs or bring them forward."));
        }
        String id = body.path("id").asString("");
        if (!id.matches("[0-9a-z-]{1,60}")) {
            return now(gone());
        }
        InteractionId callback = new InteractionId(id);
        return switch (body.path("act").asString("")) {
            case "cancel" ->
                callbacks
                        .cancel(callback, session.account().name() + " at the desk")
                        .thenApply(CallbackDoor::done);
            case "now" -> callbacks.now(callback).thenApply(CallbackDoor::done);
            default -> now(Reply.error(400, "A call-back is cancelled or made the next."));
        };
    }

    private static Reply done(boolean was) {
        return was ? Reply.json(200, DeskJson.object()) : gone();
    }

    private static Reply gone() {
        return Reply.error(404, "This call-back is not open any more.");
    }

    private static boolean isSupervisor(DeskSession session) {
        return session.account().role().supervises();
    }

    private static CompletionStage<Reply> now(Reply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
