package org.helpline.desk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.helpline.interaction.UrgentBoard;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which queues are urgent, and the switch, for supervisors. Any thread; the work is done on {@code heavy}. */
final class UrgentDoor {

    private final UrgentBoard urgent;
    private final Executor heavy;

    UrgentDoor(UrgentBoard urgent, Executor heavy) {
        this.urgent = urgent;
        this.heavy = heavy;
    }

    CompletionStage<Reply> answer(DeskSession session, Request request) {
        if (!session.account().role().supervises()) {
            return CompletableFuture.completedStage(Reply.error(403, "Only supervisors declare queues urgent."));
        }
        return CompletableFuture.supplyAsync(
                () -> request.method().equals("POST")
                        ? set(session, DeskJson.read(request.body()))
                        : Reply.json(200, listed()),
                heavy);
    }

    private ObjectNode listed() {
        ObjectNode root = DeskJson.object();
        ArrayNode list = root.putArray("queues");
        urgent.queues()
                .forEach((name, story) -> list.addObject()
                        .put("name", name)
                        .put("urgent", story.isPresent())
                        .put("story", story.orElse("")));
        return root;
    }

    private Reply set(DeskSession session, ObjectNode body) {
        return urgent.set(
                        body.path("queue").asString(""),
                        body.path("on").asBoolean(false),
                        session.account().name())
                .map(why -> Reply.error(409, why))
                .orElseGet(() -> Reply.json(200, DeskJson.object()));
    }
}
