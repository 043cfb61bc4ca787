package org.helpline.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.helpline.customer.Changed;
import org.helpline.customer.Draft;
import org.helpline.customer.People;
import org.helpline.customer.Person;
import org.helpline.customer.Reach;
import org.helpline.desk.Endpoint.Asked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Programs read, make, change, flag, merge and split customers, as agents and supervisors do at the desk. On the desk's loop; answers come from the store's threads. */
final class ApiCustomers {

    private static final int MOST_REACHES = 50;
    private static final String NOBODY = "This house shows no customers.";

    private final Optional<Clientele> clientele;

    ApiCustomers(Optional<Clientele> clientele) {
        this.clientele = clientele;
    }

    /** Makes one. */
    CompletionStage<Reply> create(Asked asked) {
        ObjectNode body = DeskJson.read(asked.request().body());
        List<String> numbers = texts(body.path("numbers"));
        List<String> emails = texts(body.path("emails"));
        return numbers.size() + emails.size() > MOST_REACHES
                ? now(Reply.error(400, "A customer has at most " + MOST_REACHES + " numbers and addresses."))
                : change(people -> people.create(new Draft(fields(body.path("fields")), numbers, emails), by(asked)));
    }

    /** Changes fields of one; an empty text takes a field away. */
    CompletionStage<Reply> edit(Asked asked) {
        Map<String, String> fields =
                fields(DeskJson.read(asked.request().body()).path("fields"));
        return change(people -> people.edit(id(asked), fields, by(asked)));
    }

    /** Adds a number or an address, or takes one off. */
    CompletionStage<Reply> reach(Asked asked) {
        ObjectNode body = DeskJson.read(asked.request().body());
        Optional<Reach.Kind> kind = kind(body.path("kind").asString(""));
        return kind.isEmpty()
                ? now(Reply.error(400, "kind is number or email."))
                : change(people -> people.reach(
                        id(asked),
                        kind.get(),
                        body.path("value").asString(""),
                        body.path("on").asBoolean(true),
                        by(asked)));
    }

    /** One of them. */
    CompletionStage<Reply> one(Asked asked) {
        return clientele
                .map(house -> house.people()
                        .find(id(asked))
                        .thenApply(found -> found.map(person -> person.map(
                                                p -> Reply.json(200, CustomerJson.of(p, asked.seesPersons())))
                                        .orElseGet(() -> Reply.error(404, "There is no such customer.")))
                                .orElseGet(() -> Reply.error(503, "The customers cannot be read just now."))))
                .orElseGet(() -> now(Reply.error(404, NOBODY)));
    }

    /** Raises a flag or takes it off. */
    CompletionStage<Reply> flag(Asked asked) {
        return switch (FlagWish.of(DeskJson.read(asked.request().body()))) {
            case FlagWish.Bad(String why) -> now(Reply.error(400, why));
            case FlagWish.Good wish -> change(people -> wish.carryOut(people, id(asked), by(asked)));
        };
    }

    /** From now on the other is this one. */
    CompletionStage<Reply> merge(Asked asked) {
        String other = DeskJson.read(asked.request().body()).path("other").asString("");
        return clientele
                .map(house -> house.people().merge(id(asked), other, by(asked)).thenApply(ApiCustomers::merged))
                .orElseGet(() -> now(Reply.error(404, NOBODY)));
    }

    /** With the number by which it is undone: the newest is this one. */
    private static Reply merged(Changed changed) {
        return changed instanceof Changed.Done(Person person)
                ? Reply.json(
                        200,
                        DeskJson.object()
                                .put("id", person.id())
                                .put(
                                        "merge",
                                        person.merged().stream()
                                                .mapToLong(Person.Merged::number)
                                                .max()
                                                .orElse(0)))
                : reply(changed);
    }

    /** Undoes a merge. */
    CompletionStage<Reply> split(Asked asked) {
        long merge = DeskJson.read(asked.request().body()).path("merge").asLong(0);
        return change(people -> people.split(id(asked), merge, by(asked)));
    }

    private CompletionStage<Reply> change(Function<People, CompletionStage<Changed>> change) {
        return clientele
                .map(house -> change.apply(house.people()).thenApply(ApiCustomers::reply))
                .orElseGet(() -> now(Reply.error(404, NOBODY)));
    }

    private static Reply reply(Changed changed) {
        return switch (changed) {
            case Changed.Done(var person) -> Reply.json(200, DeskJson.object().put("id", person.id()));
            case Changed.Refused(String why) -> Reply.error(409, why);
            case Changed.NotStored(String why) -> Reply.error(503, why);
        };
    }

    private static Optional<Reach.Kind> kind(String word) {
        return switch (word) {
            case "number" -> Optional.of(Reach.Kind.NUMBER);
            case "email" -> Optional.of(Reach.Kind.EMAIL);
            default -> Optional.empty();
        };
    }

    private static String id(Asked asked) {
        return asked.parts().getOrDefault("id", "");
    }

    private static String by(Asked asked) {
        return "the program " + asked.token().name();
    }

    /** The texts of an object by their names. */
    static Map<String, String> fields(JsonNode node) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(e -> fields.put(e.getKey(), e.getValue().asString("")));
        }
        return fields;
    }

    /** The texts of a list that are not blank. */
    static List<String> texts(JsonNode node) {
        return node.values().stream()
                .map(n -> n.asString(""))
                .filter(t -> !t.isBlank())
                .toList();
    }

    private static CompletionStage<Reply> now(Reply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
