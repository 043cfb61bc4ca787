package org.helpline.desk;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Programs' tokens and the audit log on administrators' pages. Any thread. */
final class CustodyDoor {

    private final Optional<Custody> custody;

    CustodyDoor(Optional<Custody> custody) {
        this.custody = custody;
    }

    CompletionStage<Reply> answer(DeskSession session, Request request) {
        if (!session.account().role().administers()) {
            return now(Reply.error(403, "Only administrators see tokens and the audit log."));
        }
        if (custody.isEmpty()) {
            return now(Reply.error(404, "This server keeps no tokens and no audit log."));
        }
        AuditDoor audit = new AuditDoor(custody.get().audit());
        TokenDoor tokens = new TokenDoor(custody.get().tokens());
        return switch (request.path()) {
            case "/api/admin/audit" -> audit.lines(request);
            case "/api/admin/audit/chain" -> audit.chain();
            default ->
                request.method().equals("POST")
                        ? tokens.change(session.account().name(), DeskJson.read(request.body()))
                        : now(tokens.list());
        };
    }

    private static CompletionStage<Reply> now(Reply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
