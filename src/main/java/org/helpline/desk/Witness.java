package org.helpline.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.helpline.access.AuditLine.Act;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the audit log what people at desks changed or tried to: every POST, whatever becomes of it. Agents' commands on their own calls are
 * not among them, since the journal has them as facts. Pure but for what it tells.
 */
final class Witness {

    /** In the journal already, everybody's own affair, or no change. */
    private static final Set<String> NOT_TOLD =
            Set.of("/callback", "/api/command", "/api/phone", "/api/language", "/api/admin/check", "/api/admin/open");

    private static final int TOO_MANY = 429;
    /** Fields of a body that say what was meant and never who a caller is. */
    private static final List<String> TOLD = List.of(
            "name", "id", "act", "what", "on", "queue", "agent", "state", "reason", "command", "role", "script",
            "prompt", "box", "skill", "key", "flag", "merge", "other", "family", "section", "remove", "number",
            "scopes");

    private final Consumer<Act> audit;

    Witness(Consumer<Act> audit) {
        this.audit = audit;
    }

    /** A request was answered. {@code session} as it was before the answer. */
    void answered(Request request, Optional<DeskSession> session, Reply reply) {
        boolean isTold =
                request.method().equals("POST") && !NOT_TOLD.contains(request.path()) && reply.status() != TOO_MANY;
        if (isTold) {
            audit.accept(new Act(
                    session.map(s -> s.account().name()).orElse(""),
                    "desk " + request.client(),
                    request.path(),
                    what(request),
                    result(reply.status())));
        }
    }

    /** Somebody came back from the company's log-in, which is no POST. */
    void cameBack(Request request, Doorway.Entry entry) {
        audit.accept(
                switch (entry) {
                    case Doorway.Entry.In(Sessions.Opened opened) ->
                        act(request, "name=" + opened.session().account().name(), "done");
                    case Doorway.Entry.Out(Reply reply) -> act(request, "", result(reply.status()));
                });
    }

    private static Act act(Request request, String what, String result) {
        return new Act("", "desk " + request.client(), CompanyDoor.PATH, what, result);
    }

    static String what(Request request) {
        if (request.path().equals("/login")) {
            // only what can be an account's name: people type passwords into this field by mistake
            String name = request.field("name");
            return name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,31}") ? "name=" + name : "";
        }
        ObjectNode body = DeskJson.read(request.body());
        List<String> words = new ArrayList<>();
        for (String field : TOLD) {
            String value = body.path(field).asString("");
            if (!value.isEmpty()) {
                words.add(field + "=" + withoutNumbers(value));
            }
        }
        return String.join(" ", words);
    }

    /** A caller's number may be typed into any field. */
    private static String withoutNumbers(String text) {
        return text.matches("\\+?[0-9][0-9 ()/.-]{5,}") ? "(number)" : text;
    }

    static String result(int status) {
        return status < 400 ? "done" : "refused: " + status;
    }
}
