package org.helpline.desk;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.core.ScreenPop;
import org.helpline.desk.Endpoint.Asked;
import org.helpline.journal.CallQuery;
import org.helpline.journal.CallRecord;
import org.helpline.journal.CallStory;
import org.helpline.journal.Found;
import org.helpline.journal.Reading;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls and customers for programs. On the desk's loop; answers come from the store's threads. */
final class ApiCalls {

    private static final int USUAL = 50;
    private static final int MOST = 500;
    private static final int MOST_CUSTOMERS = 20;

    private final DeskAccess.Records records;

    ApiCalls(DeskAccess.Records records) {
        this.records = records;
    }

    CompletionStage<Reply> list(Asked asked) {
        Optional<CallQuery> query = query(asked.request());
        if (query.isEmpty()) {
            return CompletableFuture.completedStage(
                    Reply.error(400, "last is 1 to " + MOST + ", and since is a time such as 2026-11-22T08:00:00Z."));
        }
        return records.calls(query.get()).thenApply(reading -> switch (reading) {
            case Reading.NotRead<List<CallRecord>>(String why) -> unread(why);
            case Reading.Read<List<CallRecord>>(List<CallRecord> calls) -> {
                ObjectNode root = DeskJson.object();
                ArrayNode list = root.putArray("calls");
                calls.reversed().forEach(c -> list.add(call(c, asked.seesPersons())));
                yield Reply.json(200, root);
            }
        });
    }

    private static Optional<CallQuery> query(Request request) {
        try {
            String last = request.query("last");
            int most = last.isEmpty() ? USUAL : Integer.parseInt(last);
            Optional<Instant> since = given(request, "since").map(Instant::parse);
            return most < 1 || most > MOST
                    ? Optional.empty()
                    : Optional.of(new CallQuery(
                            most, given(request, "outcome"), given(request, "queue"), given(request, "agent"), since));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> given(Request request, String name) {
        return Optional.of(request.query(name)).filter(v -> !v.isEmpty());
    }

    CompletionStage<Reply> one(Asked asked) {
        String id = asked.parts().getOrDefault("id", "");
        return records.call(id).thenApply(reading -> switch (reading) {
            case Reading.NotRead<Found>(String why) -> unread(why);
            case Reading.Read<Found>(Found.One found) ->
                Reply.json(200, told(found.record(), found.story(), asked.seesPersons()));
            case Reading.Read<Found> _ -> Reply.error(404, "There is no such call, or several begin so.");
        });
    }

    private static ObjectNode told(CallRecord record, CallStory story, boolean withPersons) {
        ObjectNode root = DeskJson.object();
        root.set("call", call(record, withPersons));
        if (withPersons) { // a story tells numbers, notes and what was keyed in
            ArrayNode steps = root.putArray("story");
            story.steps()
                    .forEach(s -> steps.addObject()
                            .put("afterMs", s.offsetMillis())
                            .put("kind", s.kind())
                            .put("words", s.words()));
        }
        return root;
    }

    static ObjectNode call(CallRecord c, boolean withPersons) {
        ObjectNode call = DeskJson.object()
                .put("id", c.id().value())
                .put("callId", c.callId())
                .put("arrived", c.arrived().toString())
                .put("dialled", c.dialled())
                .put("script", c.script())
                .put("language", c.language())
                .put("queue", c.queue())
                .put("agent", c.agent())
                .put("waitedMs", c.waited().toMillis())
                .put("talkedMs", c.talked().toMillis())
                .put("outcome", c.outcome())
                .put("endedBy", c.by())
                .put("reason", c.reason())
                .put("sipStatus", c.sipStatus())
                .put("wrapUp", c.wrapUp())
                .put("direction", c.direction())
                .put("trunk", c.trunk());
        c.answered().ifPresent(t -> call.put("answered", t.toString()));
        c.connected().ifPresent(t -> call.put("connected", t.toString()));
        c.ended().ifPresent(t -> call.put("ended", t.toString()));
        if (withPersons) {
            call.put("caller", c.caller().value())
                    .put("callerName", c.callerName().value());
        }
        return call;
    }

    CompletionStage<Reply> customers(Asked asked) {
        String number = asked.request().query("number");
        if (number.isBlank() || number.length() > 64) {
            return CompletableFuture.completedStage(Reply.error(400, "Say whose: ?number=+442079460018."));
        }
        return records.customers(number).thenApply(all -> {
            ObjectNode root = DeskJson.object();
            ArrayNode list = root.putArray("customers");
            all.stream().limit(MOST_CUSTOMERS).forEach(m -> list.add(customer(m, asked.seesPersons())));
            return Reply.json(200, root);
        });
    }

    private static ObjectNode customer(ScreenPop.Match m, boolean withPersons) {
        ObjectNode customer = DeskJson.object()
                .put("id", m.id())
                .put("company", m.company())
                .put("revenue", m.revenue())
                .put("satisfaction", m.satisfaction());
        m.language().ifPresent(l -> customer.put("language", l));
        if (withPersons) {
            customer.put("name", m.name().value()).put("email", m.email().value());
        }
        return customer;
    }

    private static Reply unread(String why) {
        return Reply.error(503, why);
    }
}
