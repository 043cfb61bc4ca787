package org.helpline.desk;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.access.Scope;
import org.helpline.access.Token;
import org.helpline.access.Tokens;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The programs that may use the API: listed, made, ended. Any thread. */
final class TokenDoor {

    private final Tokens tokens;

    TokenDoor(Tokens tokens) {
        this.tokens = tokens;
    }

    /** {@code {"scopes":[…],"mostDays","tokens":[{"name","scopes":[…],"by","made","expires","used"}]}}, by name; times in ms. */
    Reply list() {
        ObjectNode root = DeskJson.object().put("mostDays", Tokens.MOST_DAYS);
        ArrayNode scopes = root.putArray("scopes");
        Arrays.stream(Scope.values()).map(Scope::word).forEach(scopes::add);
        ArrayNode list = root.putArray("tokens");
        tokens.all().forEach(t -> add(list.addObject(), t));
        return Reply.json(200, root);
    }

    private static void add(ObjectNode line, Token token) {
        line.put("name", token.name())
                .put("by", token.madeBy())
                .put("made", token.made().toEpochMilli());
        ArrayNode scopes = line.putArray("scopes");
        token.scopes().stream().sorted().map(Scope::word).forEach(scopes::add);
        token.expires().ifPresent(e -> line.put("expires", e.toEpochMilli()));
        token.used().ifPresent(u -> line.put("used", u.toEpochMilli()));
    }

    /** {@code {"act":"make","name","scopes":"a,b","days"}}, answered with the secret, or {@code {"act":"end","name"}}. */
    CompletionStage<Reply> change(String by, ObjectNode body) {
        String name = body.path("name").asString("");
        return switch (body.path("act").asString("")) {
            case "make" -> make(by, name, body);
            case "end" ->
                tokens.end(name)
                        .thenApply(ended -> ended
                                ? Reply.json(200, DeskJson.object())
                                : Reply.error(409, "There is no token of this name any more."));
            default -> refused("A token is made or ended.");
        };
    }

    private CompletionStage<Reply> make(String by, String name, ObjectNode body) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : body.path("scopes").asString("").split(",", -1)) {
            Optional<Scope> scope = Scope.of(word);
            if (scope.isEmpty() && !word.isEmpty()) {
                return refused("There is no such scope.");
            }
            scope.ifPresent(scopes::add);
        }
        int days = body.path("days").asInt(-1);
        if (days < 0 || days > Tokens.MOST_DAYS) {
            return refused("A token is good for 1 to 3650 days, or until it is ended.");
        }
        Optional<Duration> lasts = days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days));
        return tokens.make(name, scopes, lasts, by).thenApply(made -> switch (made) {
            case Tokens.Made.Fresh(String secret) ->
                Reply.json(200, DeskJson.object().put("secret", secret));
            case Tokens.Made.Refused(String why) -> Reply.error(409, why);
        });
    }

    private static CompletionStage<Reply> refused(String why) {
        return CompletableFuture.completedStage(Reply.error(400, why));
    }
}
