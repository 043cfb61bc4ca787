package org.helpline.desk;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.helpline.core.QueueName;
import org.helpline.interaction.AnnouncementBoard;
import org.helpline.interaction.DeskPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Supervisors tell desks something, or end it. Any thread. */
final class AnnouncementDoor {

    private final AnnouncementBoard announcements;
    private final DeskPort port;
    private final Executor heavy;

    AnnouncementDoor(AnnouncementBoard announcements, DeskPort port, Executor heavy) {
        this.announcements = announcements;
        this.port = port;
        this.heavy = heavy;
    }

    /** {@code {"act": "announce", "text": "…", "queues": ["support"], "minutes": 60}} or {@code {"act": "end", "id": "…"}}. */
    CompletionStage<Reply> change(DeskSession session, ObjectNode body) {
        if (!session.account().role().supervises()) {
            return now(Reply.error(403, "Only supervisors do this."));
        }
        String by = session.account().name();
        return switch (body.path("act").asString("")) {
            case "announce" -> announce(by, body);
            case "end" -> done(() -> announcements.end(by, body.path("id").asString("")));
            default -> now(Reply.error(400, "An announcement is made or ended."));
        };
    }

    private CompletionStage<Reply> announce(String by, ObjectNode body) {
        Set<QueueName> queues = new HashSet<>();
        for (JsonNode queue : body.path("queues")) {
            queues.add(new QueueName(queue.asString("")));
        }
        Optional<QueueName> unknown = queues.stream()
                .filter(q -> !port.targets().queues().contains(q))
                .findFirst();
        return unknown.isPresent()
                ? now(Reply.error(409, "There is no such queue any more."))
                : done(() -> announcements.announce(
                        by,
                        body.path("text").asString(""),
                        queues,
                        Duration.ofMinutes(body.path("minutes").asInt(0))));
    }

    private CompletionStage<Reply> done(Supplier<Optional<String>> act) {
        return CompletableFuture.supplyAsync(act, heavy)
                .thenApply(
                        why -> why.map(w -> Reply.error(409, w)).orElseGet(() -> Reply.json(200, DeskJson.object())));
    }

    private static CompletionStage<Reply> now(Reply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
