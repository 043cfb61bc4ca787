package org.helpline.desk;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.desk.Forgetter.Thing;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Having a caller forgotten: what there is, and then for good. The number is in a body, never in an address. Any thread. */
final class ForgetDoor {

    private static final int LONGEST = 64;
    private static final String NOBODY = "That names nobody: give the number as a call showed it.";

    private final Forgetter forgetter;

    ForgetDoor(Forgetter forgetter) {
        this.forgetter = forgetter;
    }

    /**
     * {@code {"act":"look","caller"}} is answered with {@code {"things":[{"kind","count"}]}}; {@code forget} likewise, with {@code "remarks":[…]} and
     * {@code "proof":{"files","bytes","hits":[…],"unread":[…]}} where the number is long enough to be looked for.
     */
    CompletionStage<Reply> answer(ObjectNode body) {
        String caller = body.path("caller").asString("").strip();
        if (caller.isEmpty() || caller.length() > LONGEST) {
            return CompletableFuture.completedStage(Reply.error(400, NOBODY));
        }
        return switch (body.path("act").asString("")) {
            case "look" -> forgetter.found(caller).thenApply(ForgetDoor::found);
            case "forget" -> forgetter.forget(caller).thenApply(ForgetDoor::forgotten);
            default -> CompletableFuture.completedStage(Reply.error(400, "A number is looked at or forgotten."));
        };
    }

    private static Reply found(Optional<List<Thing>> things) {
        return things.map(t -> Reply.json(200, told(t))).orElseGet(() -> Reply.error(409, NOBODY));
    }

    private static Reply forgotten(Optional<Forgetter.Forgotten> done) {
        return done.map(d -> {
                    ObjectNode root = told(d.things());
                    d.remarks().forEach(root.putArray("remarks")::add);
                    d.proof().ifPresent(p -> {
                        ObjectNode proof =
                                root.putObject("proof").put("files", p.files()).put("bytes", p.bytes());
                        p.hits().forEach(proof.putArray("hits")::add);
                        p.unread().forEach(proof.putArray("unread")::add);
                    });
                    return Reply.json(200, root);
                })
                .orElseGet(() -> Reply.error(409, NOBODY));
    }

    private static ObjectNode told(List<Thing> things) {
        ObjectNode root = DeskJson.object();
        ArrayNode list = root.putArray("things");
        things.forEach(t -> list.addObject().put("kind", t.kind().word()).put("count", t.count()));
        return root;
    }
}
