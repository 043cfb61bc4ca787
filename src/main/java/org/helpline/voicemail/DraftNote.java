package org.helpline.voicemail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whose a recording under way is and where it belongs, as JSON.
 *
 * @param least what is shorter, up to the end of the last speech, is nothing
 */
record DraftNote(Message message, Duration least) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Tells an agent why the message may end in the middle of a word. */
    private static final Message.Answer CUT =
            new Message.Answer("Cut short", new Personal("the server crashed while the caller spoke"));

    static String written(Message m, Duration least) {
        ObjectNode note = JSON.createObjectNode()
                .put("box", m.box().map(QueueName::value).orElse(""))
                .put("call", m.call())
                .put("at", m.at().toString())
                .put("caller", m.caller().value())
                .put("callerName", m.callerName().value())
                .put("dialled", m.dialled())
                .put("variable", m.variable())
                .put("language", m.language())
                .put("leastMillis", least.toMillis());
        ArrayNode answers = note.putArray("answers");
        m.answers()
                .forEach(a -> answers.addObject()
                        .put("label", a.label())
                        .put("value", a.value().value()));
        return JSON.writeValueAsString(note);
    }

    /** Throws Jackson's exception for what is no JSON, and {@link IllegalArgumentException} for what is none of ours. */
    static DraftNote read(String id, String json) {
        JsonNode note = JSON.readTree(json);
        if (!note.path("at").isString() || note.path("call").asString("").isEmpty()) {
            throw new IllegalArgumentException("the note is not whole");
        }
        List<Message.Answer> answers = new ArrayList<>();
        note.path("answers")
                .forEach(a -> answers.add(new Message.Answer(
                        a.path("label").asString(""),
                        new Personal(a.path("value").asString("")))));
        answers.add(CUT);
        String box = note.path("box").asString("");
        Message message = new Message(
                id,
                box.isEmpty() ? Optional.empty() : Optional.of(new QueueName(box)),
                note.path("call").asString(""),
                Instant.parse(note.path("at").asString("")),
                Duration.ZERO,
                0,
                new Personal(note.path("caller").asString("")),
                new Personal(note.path("callerName").asString("")),
                note.path("dialled").asString(""),
                note.path("variable").asString(""),
                note.path("language").asString(""),
                List.copyOf(answers),
                Message.State.NEW,
                "",
                List.of());
        return new DraftNote(message, Duration.ofMillis(note.path("leastMillis").asLong(1_000)));
    }

    /** The message, of this length. */
    Message lasting(Duration length) {
        Message m = message;
        return new Message(
                m.id(),
                m.box(),
                m.call(),
                m.at(),
                length,
                0,
                m.caller(),
                m.callerName(),
                m.dialled(),
                m.variable(),
                m.language(),
                m.answers(),
                m.state(),
                m.by(),
                m.letters());
    }

    /** Nothing of the caller. */
    @Override
    public String toString() {
        return "DraftNote[" + message.id() + "]";
    }
}
