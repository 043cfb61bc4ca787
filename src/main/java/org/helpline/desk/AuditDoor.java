package org.helpline.desk;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.helpline.access.AuditLine;
import org.helpline.access.AuditLog;
import org.helpline.access.AuditLog.Checked;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The audit log, to be read and searched. Any thread. */
final class AuditDoor {

    private static final int AT_ONCE = 100;
    private static final int MOST_WORDS = 8;

    private final AuditLog audit;

    AuditDoor(AuditLog audit) {
        this.audit = audit;
    }

    /**
     * {@code ?words=&from=&until=&below=}, times in ms since 1970, as {@code {"lines":[{"number","at","who","source","act","what","result"}],
     * "more"}}, the latest first; {@code more}: there are earlier ones.
     */
    CompletionStage<Reply> lines(Request request) {
        List<String> words = Arrays.stream(request.query("words").strip().split("\\s+", -1))
                .filter(w -> !w.isEmpty())
                .limit(MOST_WORDS)
                .toList();
        AuditLog.Wanted wanted = new AuditLog.Wanted(
                words,
                number(request.query("from")).map(Instant::ofEpochMilli),
                number(request.query("until")).map(Instant::ofEpochMilli),
                number(request.query("below")).orElse(Long.MAX_VALUE));
        return audit.search(wanted, AT_ONCE + 1)
                .thenApply(found -> found.map(AuditDoor::told)
                        .orElseGet(() -> Reply.error(503, "The audit log cannot be read just now.")));
    }

    private static Reply told(List<AuditLine> found) {
        ObjectNode root = DeskJson.object().put("more", found.size() > AT_ONCE);
        ArrayNode list = root.putArray("lines");
        found.stream()
                .limit(AT_ONCE)
                .forEach(l -> list.addObject()
                        .put("number", l.number())
                        .put("at", l.at().toEpochMilli())
                        .put("who", l.act().who())
                        .put("source", l.act().source())
                        .put("act", l.act().act())
                        .put("what", l.act().what())
                        .put("result", l.act().result()));
        return Reply.json(200, root);
    }

    /** {@code {"lines","last","hash"}} of a log in which nothing was changed, or {@code {"broken":NUMBER}}. */
    CompletionStage<Reply> chain() {
        return audit.check().thenApply(checked -> switch (checked) {
            case Checked.Whole(long lines, long last, String hash) ->
                Reply.json(
                        200,
                        DeskJson.object().put("lines", lines).put("last", last).put("hash", hash));
            case Checked.Broken(long number) ->
                Reply.json(200, DeskJson.object().put("broken", number));
            case Checked.Unread _ -> Reply.error(503, "The audit log cannot be read just now.");
        });
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,15}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
