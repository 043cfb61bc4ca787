package org.helpline.desk;

import org.helpline.customer.Flag;
import org.helpline.customer.Happening;
import org.helpline.customer.Person;
import org.helpline.journal.CallText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Customers as the pages read them. Times are milliseconds since 1970, durations milliseconds. Pure. */
final class PersonJson {

    private PersonJson() {}

    /** A line of a list. */
    static ObjectNode brief(Person p) {
        ObjectNode person = DeskJson.object()
                .put("id", p.id())
                .put("name", p.field("name"))
                .put("company", p.field("company"))
                .put("vip", p.vip())
                .put("source", p.source());
        p.numbers().forEach(person.putArray("numbers")::add);
        p.emails().forEach(person.putArray("emails")::add);
        p.tags().forEach(person.putArray("tags")::add);
        ArrayNode flags = person.putArray("flags");
        p.flags().forEach(f -> flag(flags.addObject(), f));
        return person;
    }

    private static void flag(ObjectNode flag, Flag f) {
        flag.put("name", f.name())
                .put("number", f.number() ? f.subject() : "")
                .put("why", f.why())
                .put("by", f.by())
                .put("since", f.since().toEpochMilli());
        f.until().ifPresent(u -> flag.put("until", u.toEpochMilli()));
    }

    /** All of the card. */
    static ObjectNode whole(Person p) {
        ObjectNode person = brief(p);
        ObjectNode fields = person.putObject("fields");
        Person.FIELDS.forEach(f -> fields.put(f, p.field(f)));
        p.changed().forEach(person.putArray("changed")::add);
        p.orders().forEach(person.putArray("orders")::add);
        ArrayNode reaches = person.putArray("reaches");
        p.reaches()
                .forEach(r -> reaches.addObject()
                        .put("kind", r.kind().word())
                        .put("value", r.value().value())
                        .put("source", r.source()));
        ArrayNode merged = person.putArray("merged");
        p.merged()
                .forEach(m -> merged.addObject()
                        .put("merge", m.number())
                        .put("other", m.other())
                        .put("name", m.name())
                        .put("by", m.by())
                        .put("at", m.at().toEpochMilli()));
        return person;
    }

    /** A line of the timeline. */
    static ObjectNode happening(Happening h, CallText text) {
        ObjectNode line = DeskJson.object()
                .put("at", h.at().toEpochMilli())
                .put("kind", h.kind())
                .put("id", h.id())
                .put("queue", h.queue())
                .put("by", h.by())
                .put("outcome", h.outcome())
                .put("waited", h.waited().toMillis())
                .put("talked", h.talked().toMillis())
                .put("code", h.code());
        h.scores().forEach(line.putArray("scores")::add);
        ArrayNode notes = line.putArray("notes");
        text.notes()
                .forEach(n -> notes.addObject()
                        .put("agent", n.agent().value())
                        .put("text", n.text().value()));
        text.tags().forEach(line.putArray("tags")::add);
        answers(line.putArray("answers"), text);
        return line;
    }

    /** What the caller chose in the menus. */
    static void answers(ArrayNode answers, CallText text) {
        text.choices()
                .forEach(c -> answers.addObject()
                        .put("label", c.label())
                        .put("value", c.value().value()));
    }
}
