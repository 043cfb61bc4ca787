package org.helpline.desk;

import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.helpline.interaction.PromptRack;
import org.helpline.interaction.PromptRack.Done;
import org.helpline.interaction.PromptRack.Heard;
import org.helpline.interaction.PromptRack.Take;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The recordings of scripts' prompts, for supervisors: listed, heard, uploaded, taken away. Any thread. */
final class PromptDoor {

    private final PromptRack rack;
    private final int mostMegabytes;

    PromptDoor(PromptRack rack, int mostMegabytes) {
        this.rack = rack;
        this.mostMegabytes = mostMegabytes;
    }

    /** Everything that is to be recorded for the script that is asked for, or for the first one. */
    CompletionStage<Reply> list(Request request) {
        return later(() -> {
            SortedSet<String> scripts = rack.scripts();
            String asked = request.query("script");
            String script = scripts.contains(asked) || scripts.isEmpty() ? asked : scripts.getFirst();
            ObjectNode root = DeskJson.object().put("script", script).put("megabytes", mostMegabytes);
            scripts.forEach(root.putArray("scripts")::add);
            ArrayNode sheets = root.putArray("sheets");
            for (PromptRack.Sheet sheet : rack.sheets(script)) {
                ObjectNode entry = sheets.addObject().put("language", sheet.language());
                sheet.unused().forEach(entry.putArray("unused")::add);
                ArrayNode lines = entry.putArray("lines");
                sheet.lines()
                        .forEach(line -> lines.addObject()
                                .put("name", line.name())
                                .put("text", line.text())
                                .put("note", line.note())
                                .put("state", line.state().name().toLowerCase(Locale.ROOT))
                                .put("fault", line.fault())
                                .put("piece", line.piece()));
            }
            return Reply.json(200, root);
        });
    }

    /** What callers hear. */
    CompletionStage<Reply> sound(Request request) {
        return later(() -> switch (rack.hear(take(request))) {
            case Heard.Sound s -> Reply.sound(200, "audio/wav", s.wav());
            case Heard.Nothing(String why) -> Reply.error(404, why);
        });
    }

    /** An uploaded file becomes the recording; the file is the caller's to delete. */
    CompletionStage<Reply> keep(DeskSession session, Request request, Path file) {
        return later(() -> told(rack.keep(take(request), file, session.account().name())));
    }

    /** A recording goes, the text is spoken again. */
    CompletionStage<Reply> remove(DeskSession session, ObjectNode body) {
        Take take = new Take(
                body.path("script").asString(""),
                body.path("language").asString(""),
                body.path("prompt").asString(""));
        return later(() -> told(rack.remove(take, session.account().name())));
    }

    private static Reply told(Done done) {
        return switch (done) {
            case Done.Kept(String remark) -> Reply.json(200, DeskJson.object().put("remark", remark));
            case Done.Refused(String why) -> Reply.error(409, why);
        };
    }

    private static Take take(Request request) {
        return new Take(request.query("script"), request.query("language"), request.query("prompt"));
    }

    private CompletionStage<Reply> later(Supplier<Reply> work) {
        return CompletableFuture.supplyAsync(work, rack.own());
    }
}
