package org.helpline.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.core.AgentId;
import org.helpline.core.ScreenPop;
import org.helpline.interaction.DeskPort;
import org.helpline.interaction.DeskPort.DeskCall;
import org.helpline.journal.CallText;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was said of the earlier calls that an agent's pop lists: tags and menu answers. Asked for by the page once it shows the pop, so that it
 * costs no call anything; only of the call in the agent's own hand. Any thread.
 */
final class PastDoor {

    private final Optional<Clientele> clientele;
    private final DeskPort port;

    PastDoor(Optional<Clientele> clientele, DeskPort port) {
        this.clientele = clientele;
        this.port = port;
    }

    /** By the call; those of which nothing was said are left out. {@code agent}: empty for somebody who takes no calls. */
    CompletionStage<Reply> texts(Optional<AgentId> agent) {
        List<String> calls = agent
                .flatMap(a -> port.snapshot(a).call())
                .map(DeskCall::pop)
                .map(ScreenPop::matches)
                .orElse(List.of())
                .stream()
                .flatMap(m -> m.more().past().stream())
                .map(ScreenPop.Past::interaction)
                .distinct()
                .toList();
        return clientele
                .filter(_ -> !calls.isEmpty())
                .map(house -> house.texts().apply(calls))
                .orElseGet(() -> CompletableFuture.completedStage(Map.of()))
                .thenApply(PastDoor::reply);
    }

    private static Reply reply(Map<String, CallText> texts) {
        ObjectNode root = DeskJson.object();
        ObjectNode calls = root.putObject("calls");
        texts.forEach((call, text) -> {
            ObjectNode node = calls.putObject(call);
            text.tags().forEach(node.putArray("tags")::add);
            PersonJson.answers(node.putArray("answers"), text);
        });
        return Reply.json(200, root);
    }
}
