package org.helpline.desk;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.helpline.acd.Acd.CallbackWindow;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.interaction.Callbacks.Booking;
import org.helpline.interaction.Callbacks.Ended;
import org.helpline.interaction.Callbacks.Line;
import org.helpline.interaction.Callbacks.Try;
import org.helpline.interaction.Callbacks.Wanted;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Call-backs as pages and programs read and write them; times are ISO 8601 for programs, milliseconds since 1970 for pages. */
final class CallbackJson {

    private CallbackJson() {}

    /** How a reader wants times. {@code persons}: whether numbers, names and notes are told. */
    record Reader(boolean iso, boolean persons) {

        /** A page of the desk. */
        static final Reader PAGE = new Reader(false, true);

        private void time(ObjectNode node, String name, Instant at) {
            if (iso) {
                node.put(name, at.toString());
            } else {
                node.put(name, at.toEpochMilli());
            }
        }
    }

    static void line(ObjectNode entry, Line line, Reader reader) {
        entry.put("id", line.callback().value())
                .put("queue", line.queue().value())
                .put("attempts", line.attempts())
                .put("calling", line.calling())
                .put("state", line.state().word())
                .put("source", line.source());
        reader.time(entry, "asked", line.asked());
        line.agent().ifPresent(a -> entry.put("agent", a));
        line.notBefore().ifPresent(t -> reader.time(entry, "notBefore", t));
        line.window().ifPresent(w -> reader.time(entry, "until", w.until()));
        person(entry, line.number(), line.name(), line.note(), reader);
        tries(entry.putArray("tries"), line.tries(), reader);
    }

    static void ended(ObjectNode entry, Ended ended, Reader reader) {
        entry.put("id", ended.callback().value())
                .put("queue", ended.queue().value())
                .put("attempts", ended.attempts())
                .put("source", ended.source())
                .put("agent", ended.agent())
                .put("outcome", ended.outcome());
        reader.time(entry, "asked", ended.asked());
        reader.time(entry, "ended", ended.ended());
        person(entry, ended.number(), ended.name(), ended.note(), reader);
        tries(entry.putArray("tries"), ended.tries(), reader);
    }

    private static void person(ObjectNode entry, Personal number, Personal name, Personal note, Reader reader) {
        if (reader.persons()) {
            entry.put("number", number.value()).put("name", name.value()).put("note", note.value());
        }
    }

    private static void tries(ArrayNode list, List<Try> tries, Reader reader) {
        for (Try t : tries) {
            ObjectNode entry = list.addObject().put("agent", t.agent()).put("outcome", t.outcome());
            reader.time(entry, "at", t.at());
        }
    }

    /** What is asked for, or what is wrong with it. */
    sealed interface Read {
        record Good(Wanted wanted) implements Read {}

        record Bad(String why) implements Read {}
    }

    /** {@code source} says who asks. */
    static Read wanted(ObjectNode body, String source) {
        String queue = body.path("queue").asString("");
        String number = body.path("number").asString("");
        if (!queue.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}") || number.isBlank() || number.length() > 31) {
            return new Read.Bad("A call-back needs a queue and a number.");
        }
        Optional<CallbackWindow> window = Optional.empty();
        if (body.has("from") || body.has("until")) {
            Optional<Instant> from = instant(body.path("from"));
            Optional<Instant> until = instant(body.path("until"));
            if (from.isEmpty() || until.isEmpty() || !until.get().isAfter(from.get())) {
                return new Read.Bad("A time needs a beginning and an end after it.");
            }
            window = Optional.of(new CallbackWindow(from.get(), until.get()));
        }
        return new Read.Good(new Wanted(
                new QueueName(queue),
                new Personal(number),
                new Personal(body.path("name").asString("")),
                new Personal(body.path("note").asString("")),
                window,
                source,
                body.path("language").asString("")));
    }

    private static Optional<Instant> instant(JsonNode node) {
        if (node.isNumber()) {
            return Optional.of(Instant.ofEpochMilli(node.asLong()));
        }
        try {
            return Optional.of(Instant.parse(node.asString("")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Reply answer(Booking booking) {
        return switch (booking) {
            case Booking.Taken(var id, int position) ->
                Reply.json(
                        200,
                        DeskJson.object()
                                .put("id", id.value())
                                .put("position", position)
                                .put("already", false));
            case Booking.There(var id) ->
                Reply.json(200, DeskJson.object().put("id", id.value()).put("already", true));
            case Booking.Refused(String why) -> Reply.error(409, "There is no call-back: " + why + ".");
        };
    }
}
