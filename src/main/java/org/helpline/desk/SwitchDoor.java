package org.helpline.desk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.helpline.interaction.HoursBoard;
import org.helpline.interaction.NoticeBoard;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What supervisors switch for now: notices, and what is declared of calendars. Any thread; the work is done on {@code heavy}. */
final class SwitchDoor {

    private final NoticeBoard notices;
    private final HoursBoard hours;
    private final Executor heavy;

    SwitchDoor(NoticeBoard notices, HoursBoard hours, Executor heavy) {
        this.notices = notices;
        this.hours = hours;
        this.heavy = heavy;
    }

    /** Supervisors see calendars, and declare what holds for now. */
    CompletionStage<Reply> hours(DeskSession session, Request request) {
        if (!session.account().role().supervises()) {
            return now(Reply.error(403, "Only supervisors declare hours."));
        }
        if (request.method().equals("GET")) {
            ObjectNode root = DeskJson.object();
            ArrayNode list = root.putArray("hours");
            hours.calendars()
                    .forEach((name, shown) -> list.addObject()
                            .put("name", name)
                            .put("now", shown.now())
                            .put("declared", shown.declared())
                            .put("story", shown.story()));
            return now(Reply.json(200, root));
        }
        ObjectNode body = DeskJson.read(request.body());
        return CompletableFuture.supplyAsync(
                        () -> hours.set(
                                body.path("name").asString(""),
                                body.path("what").asString(""),
                                session.account().name()),
                        heavy)
                .thenApply(
                        why -> why.map(w -> Reply.error(409, w)).orElseGet(() -> Reply.json(200, DeskJson.object())));
    }

    /** Supervisors see and switch them. */
    CompletionStage<Reply> notices(DeskSession session, Request request) {
        if (!session.account().role().supervises()) {
            return now(Reply.error(403, "Only supervisors switch notices."));
        }
        if (request.method().equals("GET")) {
            ObjectNode root = DeskJson.object();
            ArrayNode list = root.putArray("notices");
            notices.notices()
                    .forEach((name, on) -> list.addObject().put("name", name).put("on", on));
            return now(Reply.json(200, root));
        }
        ObjectNode body = DeskJson.read(request.body());
        return CompletableFuture.supplyAsync(
                        () -> notices.set(
                                body.path("name").asString(""),
                                body.path("on").asBoolean(false),
                                session.account().name()),
                        heavy)
                .thenApply(
                        why -> why.map(w -> Reply.error(409, w)).orElseGet(() -> Reply.json(200, DeskJson.object())));
    }

    private static CompletionStage<Reply> now(Reply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
