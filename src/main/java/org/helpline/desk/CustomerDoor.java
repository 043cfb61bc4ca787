package org.helpline.desk;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.core.Clock;
import org.helpline.customer.Changed;
import org.helpline.customer.CustomerExport;
import org.helpline.customer.Draft;
import org.helpline.customer.Happening;
import org.helpline.customer.Person;
import org.helpline.customer.Reach;
import org.helpline.journal.CallText;
import tools.jackson.databind.node.ObjectNode;

/**
 * Customers on desks, {@code /api/customers} and what is below it: everybody finds, reads, makes and changes them; supervisors put two together
 * and take them apart, flag, import and export. Any thread.
 */
final class CustomerDoor {

    private static final String ALL = "/api/customers";
    private static final Pattern ONE = Pattern.compile("/api/customers/([^/]{1,100})(?:/([a-z]+))?");
    private static final int MOST_FOUND = 50;
    private static final int MOST_HAPPENINGS = 50;

    /** More than a person has; of an export. */
    private static final int ALL_HAPPENINGS = 10_000;

    private final Optional<Clientele> clientele;
    private final RecordingDoor recordings;
    private final Clock clock;
    private final Executor heavy;

    CustomerDoor(Optional<Clientele> clientele, RecordingDoor recordings, Clock clock, Executor heavy) {
        this.clientele = clientele;
        this.recordings = recordings;
        this.clock = clock;
        this.heavy = heavy;
    }

    CompletionStage<Reply> answer(DeskSession session, Request request) {
        if (clientele.isEmpty()) {
            return now(Reply.error(404, "This house shows no customers."));
        }
        Clientele house = clientele.get();
        boolean isPost = request.method().equals("POST");
        if (request.path().equals(ALL)) {
            return isPost ? create(house, session, DeskJson.read(request.body())) : found(house, request.query("q"));
        }
        Matcher one = ONE.matcher(request.path());
        if (!one.matches()) {
            return now(nobody());
        }
        String id = one.group(1);
        String act = Optional.ofNullable(one.group(2)).orElse("");
        return isPost
                ? change(house, session, id, act, DeskJson.read(request.body()))
                : read(house, session, id, act, request);
    }

    private CompletionStage<Reply> found(Clientele house, String words) {
        return house.people()
                .search(words, MOST_FOUND)
                .thenApply(found -> found.map(people -> {
                            ObjectNode root = DeskJson.object();
                            var list = root.putArray("customers");
                            people.forEach(p -> list.add(PersonJson.brief(p)));
                            return Reply.json(200, root);
                        })
                        .orElseGet(CustomerDoor::unread));
    }

    private CompletionStage<Reply> read(Clientele house, DeskSession session, String id, String act, Request request) {
        return switch (act) {
            case "" ->
                switch (id) {
                    case "export" -> exportAll(house, session);
                    case "import" -> supervisor(session, () -> progress(house));
                    default -> one(house, id);
                };
            case "timeline" -> timeline(house, session, id, before(request.query("before")));
            case "export" -> supervisor(session, () -> export(house, id));
            default -> now(nobody());
        };
    }

    private CompletionStage<Reply> one(Clientele house, String id) {
        return house.people()
                .find(id)
                .thenApply(found -> found.map(person -> person.map(p -> Reply.json(200, PersonJson.whole(p)))
                                .orElseGet(CustomerDoor::nobody))
                        .orElseGet(CustomerDoor::unread));
    }

    private Instant before(String text) {
        return text.matches("\\d{1,15}")
                ? Instant.ofEpochMilli(Long.parseLong(text))
                : clock.now().plusSeconds(1);
    }

    private CompletionStage<Reply> timeline(Clientele house, DeskSession session, String id, Instant before) {
        return house.people()
                .timeline(id, before, MOST_HAPPENINGS + 1)
                .thenCompose(found -> found.isEmpty()
                        ? now(unread())
                        : withTexts(
                                        house,
                                        found.get().stream()
                                                .limit(MOST_HAPPENINGS)
                                                .toList())
                                .thenCompose(root -> recordings.mark(session, root.path("happenings"), "id", root))
                                .thenApply(root -> Reply.json(
                                        200, root.put("more", found.get().size() > MOST_HAPPENINGS))));
    }

    private static CompletionStage<ObjectNode> withTexts(Clientele house, List<Happening> happenings) {
        List<String> calls =
                happenings.stream().filter(Happening::isCall).map(Happening::id).toList();
        return house.texts().apply(calls).thenApply(texts -> {
            ObjectNode root = DeskJson.object();
            var list = root.putArray("happenings");
            happenings.forEach(h -> list.add(PersonJson.happening(h, texts.getOrDefault(h.id(), CallText.NOTHING))));
            return root;
        });
    }

    /** All that is known of one, for whoever asks what a business keeps of them. */
    private CompletionStage<Reply> export(Clientele house, String id) {
        return house.people().find(id).thenCompose(found -> {
            if (found.isEmpty()) {
                return now(unread());
            }
            if (found.get().isEmpty()) {
                return now(nobody());
            }
            ObjectNode person = PersonJson.whole(found.get().get());
            return house.people()
                    .timeline(id, clock.now().plusSeconds(1), ALL_HAPPENINGS)
                    .thenCompose(all -> withTexts(house, all.orElse(List.of())))
                    .thenApply(timeline -> {
                        person.set("happenings", timeline.get("happenings"));
                        return Reply.json(200, person)
                                .with("content-disposition", "attachment; filename=\"customer.json\"");
                    });
        });
    }

    private CompletionStage<Reply> exportAll(Clientele house, DeskSession session) {
        return supervisor(
                session,
                () -> house.people()
                        .all()
                        .thenApplyAsync(
                                all -> all.map(people -> Reply.of(200, "text/csv", CustomerExport.csv(people))
                                                .with("content-disposition", "attachment; filename=\"customers.csv\""))
                                        .orElseGet(CustomerDoor::unread),
                                heavy));
    }

    private CompletionStage<Reply> create(Clientele house, DeskSession session, ObjectNode body) {
        Draft draft = new Draft(
                ApiCustomers.fields(body.path("fields")),
                ApiCustomers.texts(body.path("numbers")),
                ApiCustomers.texts(body.path("emails")));
        return house.people().create(draft, by(session)).thenApply(CustomerDoor::changed);
    }

    private CompletionStage<Reply> change(
            Clientele house, DeskSession session, String id, String act, ObjectNode body) {
        return switch (act) {
            case "" ->
                id.equals("import")
                        ? supervisor(session, () -> importing(house))
                        : house.people()
                                .edit(id, ApiCustomers.fields(body.path("fields")), by(session))
                                .thenApply(CustomerDoor::changed);
            case "reaches" -> reach(house, session, id, body);
            case "merge" -> supervisor(session, () -> merge(house, session, id, body));
            case "split" ->
                supervisor(
                        session,
                        () -> house.people()
                                .split(id, body.path("merge").asLong(0), by(session))
                                .thenApply(CustomerDoor::changed));
            case "flags" -> supervisor(session, () -> flag(house, session, id, body));
            default -> now(nobody());
        };
    }

    private CompletionStage<Reply> reach(Clientele house, DeskSession session, String id, ObjectNode body) {
        String kind = body.path("kind").asString("");
        if (!kind.equals("number") && !kind.equals("email")) {
            return now(Reply.error(400, "It is a number or an email."));
        }
        return house.people()
                .reach(
                        id,
                        kind.equals("number") ? Reach.Kind.NUMBER : Reach.Kind.EMAIL,
                        body.path("value").asString(""),
                        body.path("on").asBoolean(true),
                        by(session))
                .thenApply(CustomerDoor::changed);
    }

    private CompletionStage<Reply> merge(Clientele house, DeskSession session, String id, ObjectNode body) {
        String other = body.path("other").asString("");
        return house.people().merge(id, other, by(session)).thenApply(CustomerDoor::changed);
    }

    private CompletionStage<Reply> flag(Clientele house, DeskSession session, String id, ObjectNode body) {
        return switch (FlagWish.of(body)) {
            case FlagWish.Bad(String why) -> now(Reply.error(400, why));
            case FlagWish.Good wish ->
                wish.carryOut(house.people(), id, by(session)).thenApply(CustomerDoor::changed);
        };
    }

    private CompletionStage<Reply> importing(Clientele house) {
        return CompletableFuture.supplyAsync(house.importing()::again, heavy).thenApply(CustomerDoor::report);
    }

    /** Whose body is in a file by now: it becomes the customers' file. */
    CompletionStage<Reply> replace(Path file) {
        return clientele
                .map(house -> CompletableFuture.supplyAsync(
                                () -> house.importing().replace(file), heavy)
                        .<Reply>thenApply(CustomerDoor::report))
                .orElseGet(() -> CompletableFuture.completedFuture(Reply.error(404, "This house shows no customers.")));
    }

    private static Reply report(Clientele.Report report) {
        ObjectNode root = DeskJson.object().put("fine", report.isFine());
        report.lines().forEach(root.putArray("lines")::add);
        return Reply.json(200, root);
    }

    private static CompletionStage<Reply> progress(Clientele house) {
        return now(
                Reply.json(200, DeskJson.object().put("line", house.importing().progress())));
    }

    private static Reply changed(Changed changed) {
        return switch (changed) {
            case Changed.Done(Person person) -> Reply.json(200, PersonJson.whole(person));
            case Changed.Refused(String why) -> Reply.error(409, why);
            case Changed.NotStored(String why) -> Reply.error(503, why);
        };
    }

    private static CompletionStage<Reply> supervisor(DeskSession session, Supplier<CompletionStage<Reply>> then) {
        return session.account().role().supervises()
                ? then.get()
                : now(Reply.error(403, "Only supervisors may do this to customers."));
    }

    private static String by(DeskSession session) {
        return session.account().name();
    }

    private static Reply nobody() {
        return Reply.error(404, "There is no such customer.");
    }

    private static Reply unread() {
        return Reply.error(503, "The customers cannot be read just now.");
    }

    private static CompletionStage<Reply> now(Reply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
