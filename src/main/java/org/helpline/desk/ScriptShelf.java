package org.helpline.desk;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.helpline.ivr.draw.ScriptPicture;
import org.helpline.ivr.model.Script;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The scripts in force, listed and drawn, for supervisors. Any thread. */
final class ScriptShelf {

    /** A picture's own style sheet is allowed by its hash, and nothing else. */
    private static final String POLICY = "default-src 'none'; style-src '" + ScriptPicture.styleHash() + "' '"
            + ScriptPicture.trafficHash() + "'; frame-ancestors 'none'";

    private final Supplier<Map<String, Script>> scripts;
    private final Supplier<Map<String, Instant>> since;
    private final BiFunction<Script, Integer, String> traffic;
    private final Executor heavy;

    /** {@code heavy} draws. */
    ScriptShelf(
            Supplier<Map<String, Script>> scripts,
            Supplier<Map<String, Instant>> since,
            BiFunction<Script, Integer, String> traffic,
            Executor heavy) {
        this.scripts = scripts;
        this.traffic = traffic;
        this.since = since;
        this.heavy = heavy;
    }

    /** Name, version, since when it answers, and languages of each, by name. */
    CompletionStage<Reply> list() {
        return CompletableFuture.supplyAsync(this::listed, heavy);
    }

    private Reply listed() {
        Map<String, Instant> times = since.get();
        ObjectNode root = DeskJson.object();
        ArrayNode list = root.putArray("scripts");
        new TreeMap<>(scripts.get()).forEach((name, script) -> {
            ObjectNode entry = list.addObject().put("name", name).put("version", script.version());
            Instant time = times.get(name);
            if (time != null) {
                entry.put("since", time.toString());
            }
            script.languages().forEach(entry.putArray("languages")::add);
        });
        return Reply.json(200, root);
    }

    /** The flow of one as a document of its own; {@code days}: coloured by the calls of so many days, empty for none. */
    CompletionStage<Reply> picture(String name, String days) {
        Script script = scripts.get().get(name);
        if (script == null) {
            return CompletableFuture.completedStage(Reply.error(404, "No script of this name is in force."));
        }
        boolean coloured = days.matches("[1-9]\\d{0,2}");
        return CompletableFuture.supplyAsync(
                () -> Reply.of(
                                200,
                                "image/svg+xml",
                                coloured ? traffic.apply(script, Integer.valueOf(days)) : ScriptPicture.svg(script))
                        .with("content-security-policy", POLICY),
                heavy);
    }
}
