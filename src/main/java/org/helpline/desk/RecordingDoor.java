package org.helpline.desk;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.helpline.access.AuditLine.Act;
import org.helpline.core.Clock;
import org.helpline.core.Directory;
import org.helpline.recording.FileSource;
import org.helpline.recording.Recording;
import org.helpline.recording.Recordings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The recordings of a call on desks: supervisors hear all, agents those of their own calls where the settings let them. What is not for somebody is not
 * there for them. Each listening is told to the audit log: once for a player that asks for one part after the other. Any thread.
 */
final class RecordingDoor {

    static final String SOUND = "/api/recordings/sound";

    /** What one answer brings of a long recording. */
    private static final int PART = 1_000_000;

    /** Who asks for nothing in parts is given no more than this. */
    private static final int WHOLE = 50_000_000;

    /** A player that has been quiet for so long listens anew. */
    private static final Duration ANEW = Duration.ofMinutes(10);

    private final Optional<Listening> listening;
    private final Consumer<Act> audit;
    private final Clock clock;
    private final Executor heavy;
    private final Directory<Listener, Instant> heard = new Directory<>();

    private record Listener(String who, String client, String recording) {}

    RecordingDoor(Optional<Listening> listening, Consumer<Act> audit, Clock clock, Executor heavy) {
        this.listening = listening;
        this.audit = audit;
        this.clock = clock;
        this.heavy = heavy;
    }

    /** Those of a call, oldest first. */
    CompletionStage<Reply> list(DeskSession session, Request request) {
        return listening
                .map(l -> l.recordings().ofCall(request.query("call")))
                .orElseGet(() -> CompletableFuture.completedStage(List.of()))
                .thenApply(all -> Reply.json(
                        200, listed(all.stream().filter(r -> isFor(session, r)).toList())));
    }

    /** Marks those lines of calls, each with its call in {@code key}, of which this session may hear a recording: {@code recorded}. */
    CompletionStage<ObjectNode> mark(DeskSession session, JsonNode lines, String key, ObjectNode marked) {
        List<String> calls =
                lines.valueStream().map(line -> line.path(key).asString("")).toList();
        return listening
                .map(l -> l.recordings().ofCalls(calls))
                .orElseGet(() -> CompletableFuture.completedStage(List.of()))
                .thenApply(all -> {
                    Set<String> heard = all.stream()
                            .filter(r -> r.isKept() && isFor(session, r))
                            .map(Recording::call)
                            .collect(Collectors.toSet());
                    lines.valueStream()
                            .forEach(line -> ((ObjectNode) line)
                                    .put(
                                            "recorded",
                                            heard.contains(line.path(key).asString(""))));
                    return marked;
                });
    }

    private static ObjectNode listed(List<Recording> recordings) {
        ObjectNode root = DeskJson.object();
        ArrayNode list = root.putArray("recordings");
        for (Recording r : recordings) {
            ObjectNode entry = list.addObject()
                    .put("id", r.id())
                    .put("at", r.at().toEpochMilli())
                    .put("length", r.length().toMillis())
                    .put("by", r.by())
                    .put("state", r.state().word())
                    .put("trouble", r.trouble());
            ArrayNode agents = entry.putArray("agents");
            r.agents().forEach(agents::add);
            ArrayNode pauses = entry.putArray("pauses");
            r.pauses()
                    .forEach(p -> pauses.addObject()
                            .put("from", p.from().toMillis())
                            .put("to", p.to().toMillis())
                            .put("by", p.by()));
        }
        return root;
    }

    /** Its sound, or the part that a player asks for (RFC 9110 §14.2). */
    CompletionStage<Reply> sound(DeskSession session, Request request) {
        if (listening.isEmpty()) {
            return CompletableFuture.completedStage(gone());
        }
        Recordings recordings = listening.get().recordings();
        return recordings
                .find(request.query("id"))
                .thenApplyAsync(
                        found -> found.filter(r -> r.isKept() && isFor(session, r))
                                .map(r -> sound(recordings, r, session, request))
                                .orElseGet(() -> refused(session, request)),
                        heavy);
    }

    private Reply sound(Recordings recordings, Recording recording, DeskSession session, Request request) {
        try (FileSource source = recordings.open(recording)) {
            long size = source.size();
            Optional<ByteRange> asked = ByteRange.of(request.header("range"), size);
            if (asked.isEmpty()) {
                return whole(source, recording, session, request);
            }
            if (!asked.get().isThere()) {
                return Reply.error(416, "The recording is shorter.").with("content-range", "bytes */" + size);
            }
            ByteRange part = asked.get().atMost(PART);
            byte[] bytes = source.read(part.from(), part.length());
            listens(session, request, recording, part.from() == 0);
            return Reply.sound(206, Recordings.type(recording), bytes).with("content-range", part.of(size));
        } catch (IOException e) {
            audit.accept(act(session, request, recording.id(), "refused: it cannot be read"));
            return Reply.error(404, "The recording cannot be played: " + e.getMessage() + ".");
        }
    }

    private Reply whole(FileSource source, Recording recording, DeskSession session, Request request)
            throws IOException {
        if (source.size() > WHOLE) {
            return Reply.error(413, "The recording is too long to be sent at once.");
        }
        byte[] bytes = source.read(0, (int) source.size());
        listens(session, request, recording, true);
        return Reply.sound(200, Recordings.type(recording), bytes);
    }

    private void listens(DeskSession session, Request request, Recording recording, boolean fromTheBeginning) {
        Instant now = clock.now();
        heard.removeAll((_, at) -> at.plus(ANEW).isBefore(now));
        Listener listener = new Listener(session.account().name(), request.client(), recording.id());
        boolean isNew = heard.find(listener).isEmpty();
        heard.put(listener, now);
        if (isNew || fromTheBeginning) {
            audit.accept(act(session, request, recording.id(), "done"));
        }
    }

    private Reply refused(DeskSession session, Request request) {
        String id = request.query("id");
        audit.accept(act(session, request, id.matches("[0-9A-Za-z-]{1,60}") ? id : "", "refused: 404"));
        return gone();
    }

    private static Act act(DeskSession session, Request request, String id, String result) {
        return new Act(session.account().name(), "desk " + request.client(), SOUND, "id=" + id, result);
    }

    private static Reply gone() {
        return Reply.error(404, "This recording is not there.");
    }

    private boolean isFor(DeskSession session, Recording recording) {
        return session.account().role().supervises()
                || (listening.filter(Listening::ownCalls).isPresent()
                        && recording.agents().contains(session.agent().value()));
    }
}
