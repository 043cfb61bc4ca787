package org.helpline.desk;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.helpline.core.ScreenPop;
import org.helpline.core.SoundVerdict;
import org.helpline.core.SoundWords;
import org.helpline.desk.Endpoint.Asked;
import org.helpline.journal.CallQuery;
import org.helpline.journal.CallRecord;
import org.helpline.journal.Found;
import org.helpline.journal.LegVerdict;
import org.helpline.journal.Reading;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls and customers for programs. On the desk's loop; answers come from the store's threads. */
final class ApiCalls {

    private static final int USUAL = 50;
    private static final int MOST = 500;
    private static final int MOST_CUSTOMERS = 20;
    private static final String A_NUMBER = "number:";

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
        return records.calls(query.get()).thenCompose(reading -> switch (reading) {
            case Reading.NotRead<List<CallRecord>>(String why) -> CompletableFuture.completedStage(unread(why));
            case Reading.Read<List<CallRecord>>(List<CallRecord> calls) ->
                sounding(calls, sounds -> {
                    ObjectNode root = DeskJson.object();
                    ArrayNode list = root.putArray("calls");
                    calls.reversed().forEach(c -> list.add(call(c, legs(sounds, c), asked.seesPersons())));
                    return root;
                });
        });
    }

    private CompletionStage<Reply> sounding(
            List<CallRecord> calls, Function<Map<String, List<LegVerdict>>, ObjectNode> told) {
        return records.sounds(calls.stream().map(c -> c.id().value()).toList()).thenApply(reading -> switch (reading) {
            case Reading.NotRead<Map<String, List<LegVerdict>>>(String why) -> unread(why);
            case Reading.Read<Map<String, List<LegVerdict>>>(Map<String, List<LegVerdict>> sounds) ->
                Reply.json(200, told.apply(sounds));
        });
    }

    private static List<LegVerdict> legs(Map<String, List<LegVerdict>> sounds, CallRecord call) {
        return sounds.getOrDefault(call.id().value(), List.of());
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
        return records.call(id).thenCompose(reading -> switch (reading) {
            case Reading.NotRead<Found>(String why) -> CompletableFuture.completedStage(unread(why));
            case Reading.Read<Found>(Found.One found) ->
                sounding(
                        List.of(found.record()),
                        sounds -> told(found, legs(sounds, found.record()), asked.seesPersons()));
            case Reading.Read<Found> _ ->
                CompletableFuture.completedStage(Reply.error(404, "There is no such call, or several begin so."));
        });
    }

    private static ObjectNode told(Found.One found, List<LegVerdict> legs, boolean withPersons) {
        ObjectNode root = DeskJson.object();
        root.set("call", call(found.record(), legs, withPersons));
        if (withPersons) { // a story tells numbers, notes and what was keyed in
            ArrayNode steps = root.putArray("story");
            found.story()
                    .steps()
                    .forEach(s -> steps.addObject()
                            .put("afterMs", s.offsetMillis())
                            .put("kind", s.kind())
                            .put("words", s.words()));
        }
        return root;
    }

    private static ObjectNode call(CallRecord c, List<LegVerdict> legs, boolean withPersons) {
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
        ArrayNode sound = call.putArray("sound");
        legs.forEach(l -> sound.add(leg(l.sound(), shown(l.leg(), withPersons))));
        return call;
    }

    /** The leg of a number that was called tells it. */
    private static String shown(String leg, boolean withPersons) {
        return leg.startsWith(A_NUMBER) && !withPersons ? "number" : leg;
    }

    private static ObjectNode leg(SoundVerdict sound, String name) {
        ObjectNode leg = DeskJson.object()
                .put("leg", name)
                .put("direction", sound.way())
                .put("quality", tenth(sound.quality()))
                .put("poor", sound.isPoor())
                .put("cause", sound.cause())
                .put("words", SoundWords.of(sound, name));
        if (!sound.way().equals(SoundVerdict.ONE_WAY)) {
            leg.put("lostPercent", tenth(sound.lostPercent()));
        }
        if (sound.jitterMillis() >= 0) {
            leg.put("jitterMs", Math.round(sound.jitterMillis()));
        }
        if (sound.roundTripMillis() >= 0) {
            leg.put("roundTripMs", Math.round(sound.roundTripMillis()));
        }
        return leg;
    }

    private static double tenth(double value) {
        return Math.round(10 * value) / 10.0;
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
