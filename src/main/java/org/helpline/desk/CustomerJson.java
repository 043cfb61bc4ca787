package org.helpline.desk;

import static org.helpline.desk.ApiShapes.field;
import static org.helpline.desk.ApiShapes.flag;
import static org.helpline.desk.ApiShapes.list;
import static org.helpline.desk.ApiShapes.moment;
import static org.helpline.desk.ApiShapes.object;
import static org.helpline.desk.ApiShapes.perhaps;
import static org.helpline.desk.ApiShapes.text;
import static org.helpline.desk.ApiShapes.whole;
import static org.helpline.desk.ApiShapes.word;

import java.util.List;
import java.util.Set;
import org.helpline.customer.Flag;
import org.helpline.customer.Person;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A customer as programs are told: in RFC 3339's times, and without name, notes, numbers and addresses where the token is not good for them. Pure. */
final class CustomerJson {

    /** Fields that tell who somebody is, or may. */
    private static final Set<String> PERSONAL = Set.of("name", "notes");

    private CustomerJson() {}

    static ObjectNode of(Person p, boolean withPersons) {
        ObjectNode customer = DeskJson.object().put("id", p.id()).put("source", p.source());
        ObjectNode fields = customer.putObject("fields");
        Person.FIELDS.stream()
                .filter(f -> withPersons || !PERSONAL.contains(f))
                .filter(f -> !p.field(f).isEmpty())
                .forEach(f -> fields.put(f, p.field(f)));
        p.changed().forEach(customer.putArray("changed")::add);
        if (withPersons) {
            p.numbers().forEach(customer.putArray("numbers")::add);
            p.emails().forEach(customer.putArray("emails")::add);
        }
        ArrayNode flags = customer.putArray("flags");
        p.flags().forEach(f -> warning(flags.addObject(), f, withPersons));
        ArrayNode merged = customer.putArray("merged");
        p.merged()
                .forEach(m -> merged.addObject()
                        .put("merge", m.number())
                        .put("other", m.other())
                        .put("by", m.by())
                        .put("at", m.at().toString()));
        return customer;
    }

    private static void warning(ObjectNode flag, Flag f, boolean withPersons) {
        flag.put("flag", f.name())
                .put("whole", !f.number())
                .put("why", f.why())
                .put("by", f.by())
                .put("since", f.since().toString());
        f.until().ifPresent(u -> flag.put("until", u.toString()));
        if (f.number() && withPersons) {
            flag.put("number", f.subject());
        }
    }

    static ObjectNode shape() {
        return object(
                field("id", text("The customer's id.")),
                field("source", word("Who made them.", List.of("file", "desk"))),
                field(
                        "fields",
                        object(Person.FIELDS.stream()
                                .map(name -> perhaps(
                                        name,
                                        text("The field " + name + ", if it is known"
                                                + (PERSONAL.contains(name) ? "; only with the scope personal." : "."))))
                                .toArray(ApiShapes.Field[]::new))),
                field("changed", list("Fields that the customers' file does not overwrite.", text("A field."))),
                perhaps("numbers", list("Only with the scope personal.", text("A number."))),
                perhaps("emails", list("Only with the scope personal.", text("An address."))),
                field(
                        "flags",
                        list(
                                "Warnings that hold now.",
                                object(
                                        field("flag", word("Which.", Flag.NAMES)),
                                        field("whole", flag("Whether it is about all of the customer's numbers.")),
                                        perhaps(
                                                "number",
                                                text("The one that it is about; only with the scope personal.")),
                                        field("why", text("Why.")),
                                        field("by", text("Who raised it.")),
                                        field("since", moment("Since when.")),
                                        perhaps("until", moment("When it ends by itself; not there: never."))))),
                field(
                        "merged",
                        list(
                                "Who was found to be the same.",
                                object(
                                        field("merge", whole("By this number a split undoes it.")),
                                        field("other", text("The other's id.")),
                                        field("by", text("Who said so.")),
                                        field("at", moment("When."))))));
    }
}
