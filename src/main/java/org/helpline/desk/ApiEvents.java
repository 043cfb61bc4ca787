package org.helpline.desk;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.desk.Endpoint.Asked;
import org.helpline.journal.EventTail.Span;
import org.helpline.journal.PublicEvent;
import org.helpline.journal.Reading;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Events by question and answer, for programs that do not listen. Any thread. */
final class ApiEvents {

    static final String NOT_KEPT = "No events are kept here: events-keep in store.properties has them kept.";
    private static final int USUAL = 50;
    private static final int MOST = 500;

    private final DeskAccess.Events events;

    ApiEvents(DeskAccess.Events events) {
        this.events = events;
    }

    CompletionStage<Reply> page(Asked asked) {
        String after = asked.request().query("after");
        String last = asked.request().query("last");
        if (!events.areKept()) {
            return now(Reply.error(409, NOT_KEPT));
        }
        if (!after.matches("[0-9]{0,15}") || !last.matches("([1-9][0-9]{0,2})?")) {
            return now(Reply.error(400, "after is a number of an event, and last is 1 to " + MOST + "."));
        }
        int most = last.isEmpty() ? USUAL : Math.min(MOST, Integer.parseInt(last));
        long known = after.isEmpty() ? 0 : Long.parseLong(after);
        return events.span().thenCompose(span -> switch (span) {
            case Reading.NotRead<Span>(String why) -> now(Reply.error(503, why));
            case Reading.Read<Span>(Span there) ->
                events.after(known, most).thenApply(list -> told(there, list, asked.seesPersons()));
        });
    }

    private static Reply told(Span span, Reading<List<PublicEvent>> reading, boolean withPersons) {
        return switch (reading) {
            case Reading.NotRead<List<PublicEvent>>(String why) -> Reply.error(503, why);
            case Reading.Read<List<PublicEvent>>(List<PublicEvent> events) -> {
                ObjectNode root = DeskJson.object().put("oldest", span.oldest()).put("newest", span.newest());
                ArrayNode list = root.putArray("events");
                events.forEach(e -> list.add(DeskJson.read(e.json(withPersons))));
                yield Reply.json(200, root);
            }
        };
    }

    private static CompletionStage<Reply> now(Reply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
