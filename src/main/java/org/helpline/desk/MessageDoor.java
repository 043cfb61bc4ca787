package org.helpline.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helpline.core.QueueName;
import org.helpline.interaction.DeskPort;
import org.helpline.voicemail.Message;
import org.helpline.voicemail.Message.State;
import org.helpline.voicemail.Voicemail;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The messages of callers on desks: an agent sees, hears and closes those of the queues that the agent serves; a supervisor all, and deletes them. What
 * is not for somebody is not there for them. Any thread.
 */
final class MessageDoor {

    private static final String WAV = "audio/wav";
    private static final int MOST = 200;

    private final Optional<Voicemail> voicemail;
    private final DeskPort port;
    private final Executor heavy;

    MessageDoor(Optional<Voicemail> voicemail, DeskPort port, Executor heavy) {
        this.voicemail = voicemail;
        this.port = port;
        this.heavy = heavy;
    }

    /** The list, newest first. */
    CompletionStage<Reply> list(DeskSession session) {
        if (voicemail.isEmpty()) {
            return now(Reply.json(200, listed(List.of())));
        }
        Set<QueueName> mine = queues(session);
        return voicemail
                .get()
                .listed()
                .thenApplyAsync(
                        stored -> stored.map(all -> Reply.json(
                                        200,
                                        listed(all.stream()
                                                .filter(m -> isFor(session, mine, m))
                                                .limit(MOST)
                                                .toList())))
                                .orElseGet(() -> Reply.error(503, "The messages cannot be read just now.")),
                        heavy);
    }

    private static ObjectNode listed(List<Message> messages) {
        ObjectNode root = DeskJson.object();
        ArrayNode list = root.putArray("messages");
        for (Message m : messages) {
            ObjectNode entry = list.addObject()
                    .put("id", m.id())
                    .put("queue", m.box().map(QueueName::value).orElse(""))
                    .put("at", m.at().toEpochMilli())
                    .put("length", m.length().toMillis())
                    .put("number", m.caller().value())
                    .put(
                            "name",
                            m.callerName().equals(m.caller())
                                    ? ""
                                    : m.callerName().value())
                    .put("language", m.language())
                    .put("state", m.state().word())
                    .put("by", m.by());
            ArrayNode answers = entry.putArray("answers");
            m.answers()
                    .forEach(a -> answers.addObject()
                            .put("label", a.label())
                            .put("value", a.value().value()));
        }
        return root;
    }

    /** The recording, whole or the part that a player asks for (RFC 9110 §14.2). */
    CompletionStage<Reply> sound(DeskSession session, Request request) {
        return one(session, request.query("id"), m -> CompletableFuture.supplyAsync(() -> sound(m, request), heavy));
    }

    private Reply sound(Message message, Request request) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(voicemail.orElseThrow().file(message));
        } catch (IOException e) {
            return Reply.error(404, "The recording is not there any more.");
        }
        Optional<ByteRange> asked = ByteRange.of(request.header("range"), bytes.length);
        if (asked.isEmpty()) {
            return Reply.sound(200, WAV, bytes);
        }
        ByteRange part = asked.get();
        if (!part.isThere()) {
            return Reply.error(416, "The recording is shorter.").with("content-range", "bytes */" + bytes.length);
        }
        byte[] sound = java.util.Arrays.copyOfRange(bytes, (int) part.from(), (int) part.to() + 1);
        return Reply.sound(206, WAV, sound).with("content-range", part.of(bytes.length));
    }

    /** Marks a message as new, heard or done; supervisors may delete it. */
    CompletionStage<Reply> change(DeskSession session, ObjectNode body) {
        String word = body.path("state").asString("");
        String who = session.account().name();
        return one(session, body.path("id").asString(""), message -> {
            if (word.equals("deleted")) {
                return session.account().role().supervises()
                        ? voicemail.orElseThrow().deleted(message, who).thenApply(MessageDoor::changed)
                        : now(Reply.error(403, "Only supervisors delete messages."));
            }
            return State.of(word)
                    .map(s -> voicemail.orElseThrow().marked(message, s, who).thenApply(MessageDoor::changed))
                    .orElseGet(() -> now(Reply.error(400, "A message is new, heard or done.")));
        });
    }

    private static Reply changed(Optional<Boolean> stored) {
        return stored.map(was -> was
                        ? Reply.json(200, DeskJson.object())
                        : Reply.error(404, "This message is not there any more."))
                .orElseGet(() -> Reply.error(503, "That could not be kept just now. Please try again."));
    }

    private CompletionStage<Reply> one(DeskSession session, String id, Function<Message, CompletionStage<Reply>> then) {
        if (voicemail.isEmpty()) {
            return now(gone());
        }
        Set<QueueName> mine = queues(session);
        return voicemail
                .get()
                .found(id)
                .thenComposeAsync(
                        stored -> stored.map(found -> found.stream()
                                        .filter(m -> isFor(session, mine, m))
                                        .findFirst()
                                        .map(then)
                                        .orElseGet(() -> now(gone())))
                                .orElseGet(() -> now(Reply.error(503, "The messages cannot be read just now."))),
                        heavy);
    }

    private static Reply gone() {
        return Reply.error(404, "This message is not there any more.");
    }

    /** The queues that somebody serves. */
    private Set<QueueName> queues(DeskSession session) {
        return port.board().agents().stream()
                .filter(a -> a.agent().equals(session.agent()))
                .flatMap(a -> a.queues().stream())
                .collect(Collectors.toSet());
    }

    private static boolean isFor(DeskSession session, Set<QueueName> mine, Message message) {
        return session.account().role().supervises()
                || message.box().filter(mine::contains).isPresent();
    }

    private static CompletionStage<Reply> now(Reply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
