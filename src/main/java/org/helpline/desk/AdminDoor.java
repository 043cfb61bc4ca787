package org.helpline.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.helpline.config.Sections.Setting;
import org.helpline.config.Sections.Where;
import org.helpline.interaction.SettingsBoard;
import org.helpline.interaction.SettingsBoard.Change;
import org.helpline.interaction.SettingsBoard.Conflict;
import org.helpline.interaction.SettingsBoard.Done;
import org.helpline.interaction.SettingsBoard.Family;
import org.helpline.interaction.SettingsBoard.Fault;
import org.helpline.interaction.SettingsBoard.Fine;
import org.helpline.interaction.SettingsBoard.OpenAt;
import org.helpline.interaction.SettingsBoard.Outcome;
import org.helpline.interaction.SettingsBoard.Refused;
import org.helpline.interaction.SettingsBoard.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Settings and accounts on administrators' pages, below {@code /api/admin/}. Any thread; the work is done on {@code heavy}. */
final class AdminDoor {

    private static final int MOST_PAST = 200;

    private final SettingsBoard board;
    private final Executor heavy;

    AdminDoor(SettingsBoard board, Executor heavy) {
        this.board = board;
        this.heavy = heavy;
    }

    CompletionStage<Reply> answer(DeskSession session, Request request) {
        if (!session.account().role().administers()) {
            return CompletableFuture.completedStage(Reply.error(403, "Only administrators change settings."));
        }
        String by = session.account().name();
        return switch (request.path()) {
            case "/api/admin/settings" -> later(() -> settings(request.query("family")));
            case "/api/admin/history" -> later(this::history);
            default -> posted(by, request.path(), DeskJson.read(request.body()));
        };
    }

    private CompletionStage<Reply> posted(String by, String path, ObjectNode body) {
        return switch (path) {
            case "/api/admin/undo" ->
                later(() -> told(board.undo(by, body.path("number").asLong(0))));
            case "/api/admin/password" ->
                later(() -> told(board.newPassword(body.path("name").asString(""))));
            default ->
                change(body)
                        .map(change -> later(() -> switch (path) {
                            case "/api/admin/check" -> told(board.check(change));
                            case "/api/admin/open" ->
                                open(board.openAt(change, body.path("moment").asString("")));
                            default -> told(board.change(by, change));
                        }))
                        .orElseGet(() -> CompletableFuture.completedStage(
                                Reply.error(400, "It is one of agents, queues and hours.")));
        };
    }

    private CompletionStage<Reply> later(Supplier<Reply> work) {
        return CompletableFuture.supplyAsync(work, heavy);
    }

    private static Optional<Change> change(ObjectNode body) {
        Map<String, Optional<String>> settings = new LinkedHashMap<>();
        if (body.path("settings") instanceof ObjectNode given) {
            given.properties()
                    .forEach(e -> settings.put(
                            e.getKey(),
                            e.getValue().isNull()
                                    ? Optional.empty()
                                    : Optional.of(e.getValue().asString(""))));
        }
        return Family.of(body.path("family").asString(""))
                .map(family -> new Change(
                        family,
                        body.path("section").asString(""),
                        body.path("mark").asString(""),
                        body.path("remove").asBoolean(false),
                        settings));
    }

    private Reply settings(String word) {
        Optional<Family> family = Family.of(word);
        if (family.isEmpty()) {
            return Reply.error(400, "It is one of agents, queues and hours.");
        }
        Shown shown = board.shown(family.get());
        ObjectNode root = DeskJson.object()
                .put("file", shown.file())
                .put("refusal", shown.refusal().orElse(""));
        ArrayNode sections = root.putArray("sections");
        shown.sections().forEach(known -> {
            ObjectNode section =
                    sections.addObject().put("name", known.section().name()).put("mark", known.mark());
            lines(section.putArray("settings"), known.section().settings());
        });
        lines(root.putArray("blank"), shown.blank());
        return Reply.json(200, root);
    }

    private static void lines(ArrayNode list, List<Setting> settings) {
        settings.forEach(s -> {
            ObjectNode line = list.addObject()
                    .put("key", s.key())
                    .put("value", s.value())
                    .put("usual", s.usual())
                    .put("expected", s.expected())
                    .put("origin", s.origin())
                    .put("said", s.where() != Where.DEFAULT)
                    .put("above", s.where() == Where.ABOVE)
                    .put("secret", s.isSecret());
            s.choices().forEach(line.putArray("choices")::add);
        });
    }

    private Reply history() {
        ObjectNode root = DeskJson.object();
        ArrayNode list = root.putArray("changes");
        board.history(MOST_PAST)
                .forEach(p -> list.addObject()
                        .put("number", p.number())
                        .put("at", p.at().toEpochMilli())
                        .put("by", p.by())
                        .put("file", p.file())
                        .put("section", p.section())
                        .put("before", p.before())
                        .put("after", p.after())
                        .put("undoes", p.undoes())
                        .put("undone", p.undoneBy()));
        return Reply.json(200, root);
    }

    private static Reply told(Outcome outcome) {
        return switch (outcome) {
            case Fine _ -> Reply.json(200, DeskJson.object());
            case Done done -> Reply.json(200, done(done));
            case Refused(List<Fault> faults) -> Reply.json(409, faults(DeskJson.object(), faults));
            case Conflict conflict ->
                Reply.json(
                        409,
                        DeskJson.object()
                                .put("error", conflict.why())
                                .put("then", conflict.then())
                                .put("now", conflict.now()));
        };
    }

    private static ObjectNode done(Done done) {
        ObjectNode root = DeskJson.object().put("number", done.number());
        done.lines().forEach(root.putArray("lines")::add);
        ArrayNode made = root.putArray("made");
        done.made()
                .forEach(m -> made.addObject()
                        .put("name", m.name())
                        .put("password", m.password())
                        .put("secret", m.secret()));
        return root;
    }

    private static ObjectNode faults(ObjectNode root, List<Fault> faults) {
        root.put("error", faults.isEmpty() ? "" : faults.getFirst().what());
        ArrayNode list = root.putArray("faults");
        faults.forEach(
                f -> list.addObject().put("key", f.key()).put("what", f.what()).put("fix", f.fix()));
        return root;
    }

    private static Reply open(OpenAt open) {
        ObjectNode root = faults(DeskJson.object(), open.faults())
                .put("state", open.state())
                .put("next", open.next());
        open.remarks().forEach(root.putArray("remarks")::add);
        return Reply.json(open.faults().isEmpty() ? 200 : 409, root);
    }
}
