package org.helpline.voicemail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.store.Row;
import org.helpline.store.Tx;
import org.helpline.voicemail.Message.Answer;
import org.helpline.voicemail.Message.Letter;
import org.helpline.voicemail.Message.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Messages and their e-mails as the store keeps them. Each method inside one transaction. */
final class Messages {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS = "select id, box, call, at, length_ms, bytes, caller, caller_name, dialled,"
            + " variable, language, answers, state, changed_by from message";

    private Messages() {}

    /** Enters a message with letters to these addresses; {@code number} is the caller's in the store's own form. */
    static int insert(Tx tx, Message m, String number, List<String> addresses) {
        tx.execute(
                "insert into message (id, box, call, at, length_ms, bytes, number, caller, caller_name, dialled, variable,"
                        + " language, answers, state, changed_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                m.id(),
                m.box().map(QueueName::value).orElse(""),
                m.call(),
                m.at().toEpochMilli(),
                m.length().toMillis(),
                m.bytes(),
                number,
                m.caller().value(),
                m.callerName().value(),
                m.dialled(),
                m.variable(),
                m.language(),
                answers(m.answers()),
                m.state().word(),
                m.by());
        addresses.forEach(a -> tx.execute(
                "insert into message_letter (message, address, state, tries, next_at, trouble) values (?, ?, ?, 0, ?, '')",
                m.id(),
                a,
                Letter.WAITING,
                m.at().toEpochMilli()));
        return addresses.size();
    }

    /** All of a box, newest first; of all boxes where {@code box} is empty. */
    static List<Message> list(Tx tx, Optional<QueueName> box) {
        String where = box.isPresent() ? " where box = ? order by at desc, id" : " where ? = ? order by at desc, id";
        List<Message> rows = box.isPresent()
                ? tx.query(COLUMNS + where, Messages::message, box.get().value())
                : tx.query(COLUMNS + where, Messages::message, "", "");
        return rows.stream().map(m -> withLetters(tx, m)).toList();
    }

    static Optional<Message> find(Tx tx, String id) {
        return tx.first(COLUMNS + " where id = ?", Messages::message, id).map(m -> withLetters(tx, m));
    }

    /** Those whose id begins so, at most two. */
    static List<Message> beginning(Tx tx, String prefix) {
        return tx
                .query(
                        COLUMNS + " where substr(id, 1, ?) = ? order by id limit 2",
                        Messages::message,
                        (long) prefix.length(),
                        prefix)
                .stream()
                .map(m -> withLetters(tx, m))
                .toList();
    }

    static boolean mark(Tx tx, String id, State state, String by) {
        return tx.execute("update message set state = ?, changed_by = ? where id = ?", state.word(), by, id) > 0;
    }

    static boolean delete(Tx tx, String id) {
        tx.execute("delete from message_letter where message = ?", id);
        return tx.execute("delete from message where id = ?", id) > 0;
    }

    /** The ids of all messages of a caller. */
    static List<String> ofNumber(Tx tx, String number) {
        return tx.query("select id from message where number = ?", row -> row.text("id"), number);
    }

    /** A letter that is due. */
    record Due(String message, String address, int tries) {}

    static List<Due> due(Tx tx, Instant now, int limit) {
        return tx.query(
                "select message, address, tries from message_letter where state = ? and next_at <= ? order by next_at limit ?",
                row -> new Due(row.text("message"), row.text("address"), (int) row.number("tries")),
                Letter.WAITING,
                now.toEpochMilli(),
                limit);
    }

    static int letter(Tx tx, Due due, Letter now) {
        return tx.execute(
                "update message_letter set state = ?, tries = ?, next_at = ?, trouble = ? where message = ? and address = ?",
                now.state(),
                now.tries(),
                now.next().toEpochMilli(),
                now.trouble(),
                due.message(),
                due.address());
    }

    private static Message withLetters(Tx tx, Message m) {
        List<Letter> letters = tx.query(
                "select address, state, tries, next_at, trouble from message_letter where message = ? order by address",
                row -> new Letter(
                        row.text("address"),
                        row.text("state"),
                        (int) row.number("tries"),
                        Instant.ofEpochMilli(row.number("next_at")),
                        row.text("trouble")),
                m.id());
        return m.with(letters);
    }

    private static Message message(Row row) {
        String box = row.text("box");
        return new Message(
                row.text("id"),
                box.isEmpty() ? Optional.empty() : Optional.of(new QueueName(box)),
                row.text("call"),
                Instant.ofEpochMilli(row.number("at")),
                Duration.ofMillis(row.number("length_ms")),
                row.number("bytes"),
                new Personal(row.text("caller")),
                new Personal(row.text("caller_name")),
                row.text("dialled"),
                row.text("variable"),
                row.text("language"),
                answers(row.text("answers")),
                State.of(row.text("state")).orElse(State.NEW),
                row.text("changed_by"),
                List.of());
    }

    private static String answers(List<Answer> answers) {
        ArrayNode array = JSON.createArrayNode();
        answers.forEach(a ->
                array.addObject().put("label", a.label()).put("value", a.value().value()));
        return JSON.writeValueAsString(array);
    }

    private static List<Answer> answers(String json) {
        List<Answer> answers = new ArrayList<>();
        for (JsonNode node : JSON.readTree(json)) {
            answers.add(new Answer(
                    node.path("label").asString(""),
                    new Personal(node.path("value").asString(""))));
        }
        return List.copyOf(answers);
    }
}
