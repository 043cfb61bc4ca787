package org.helpline.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.helpline.access.Scope;
import org.helpline.access.Token;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that a program may ask for.
 *
 * @param path with its variable parts in braces, for example {@code /api/v1/calls/{id}}
 * @param scope what its token must be good for; empty: any token is
 * @param parameters of the query
 * @param body what a POST carries; empty: nothing
 * @param answer what is answered when all is well
 */
record Endpoint(
        String method,
        String path,
        Optional<Scope> scope,
        String summary,
        List<Parameter> parameters,
        Optional<ObjectNode> body,
        ObjectNode answer,
        Handler handler) {

    private static final Pattern PART = Pattern.compile("[\\p{Alnum}+._:-]{1,80}");

    /** A parameter of the query. */
    record Parameter(String name, ObjectNode shape) {}

    /** What was asked: by whom, and the variable parts of the path. */
    record Asked(Token token, Map<String, String> parts, Request request) {
        /** Whether callers' names and numbers may be told. */
        boolean seesPersons() {
            return token.may(Scope.PERSONAL);
        }
    }

    /** Answers. On the desk's loop. */
    @FunctionalInterface
    interface Handler {
        CompletionStage<Reply> answer(Asked asked);
    }

    /** The variable parts of {@code asked}; empty if this is another path. */
    Optional<Map<String, String>> match(String asked) {
        String[] ours = path.split("/", -1);
        String[] theirs = asked.split("/", -1);
        if (ours.length != theirs.length) {
            return Optional.empty();
        }
        Map<String, String> parts = new HashMap<>();
        for (int i = 0; i < ours.length; i++) {
            boolean isVariable = ours[i].startsWith("{");
            if (isVariable && PART.matcher(theirs[i]).matches()) {
                parts.put(ours[i].substring(1, ours[i].length() - 1), theirs[i]);
            } else if (!ours[i].equals(theirs[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }

    /** The names of the variable parts, in order. */
    List<String> variables() {
        List<String> names = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.startsWith("{")) {
                names.add(part.substring(1, part.length() - 1));
            }
        }
        return names;
    }
}
