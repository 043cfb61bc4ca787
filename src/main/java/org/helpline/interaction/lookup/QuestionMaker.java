package org.helpline.interaction.lookup;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.config.LookUpSettings;
import org.helpline.config.LookUpSettings.Piece;
import org.helpline.ivr.model.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills a look-up's address and body. What comes from a caller is percent-encoded (RFC 3986 §2.1) and stands behind the host only;
 * in a path nothing goes in that could be read as a way to another place, encoded or not. In a body it becomes a JSON text, never a
 * piece of JSON.
 */
final class QuestionMaker {

    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z][a-z0-9_]{0,31})}");
    private static final Pattern LEADS_ELSEWHERE = Pattern.compile("[.]+|.*[/\\\\\\p{Cntrl}].*", Pattern.DOTALL);
    private static final int LONGEST = 1_000;
    private static final String UNRESERVED = "-._~"; // RFC 3986 §2.3

    private final LookUpSettings.Request request;
    private final Map<String, Value> parameters;

    private QuestionMaker(LookUpSettings.Request request, Map<String, Value> parameters) {
        this.request = request;
        this.parameters = parameters;
    }

    /** What became of it. */
    sealed interface Made {
        /** It can be asked. */
        record Whole(Question question) implements Made {}

        /** A part of the path is empty: there is nothing to ask for. */
        record OfNothing() implements Made {}

        /** It cannot be asked; {@code why} is a sentence without the value. */
        record Unfit(String why) implements Made {}
    }

    static Made make(LookUpSettings.Request request, Map<String, Value> parameters) {
        return new QuestionMaker(request, parameters).make();
    }

    private Made make() {
        for (Map.Entry<String, Value> parameter : parameters.entrySet()) {
            if (parameter.getValue().written().length() > LONGEST) {
                return new Made.Unfit("The value of '" + parameter.getKey() + "' is too long to be asked for.");
            }
        }
        for (Piece piece : request.path()) {
            if (piece instanceof Piece.Parameter(String name)) {
                String value = written(name);
                if (value.isEmpty()) {
                    return new Made.OfNothing();
                }
                if (LEADS_ELSEWHERE.matcher(value).matches()) {
                    return new Made.Unfit("The value of '" + name + "' cannot stand in an address.");
                }
            }
        }
        try {
            URI address = new URI(request.origin() + filled(request.path(), false) + filled(request.query(), false));
            String shown = request.method() + " " + request.origin() + filled(request.path(), true)
                    + filled(request.query(), true);
            return new Made.Whole(new Question(request.method(), address, request.headers(), body(), shown));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("settings let an address pass that is none", e);
        }
    }

    private String written(String name) {
        Value value = parameters.get(name);
        return value == null ? "" : value.written();
    }

    private String filled(List<Piece> pieces, boolean masked) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(
                    switch (piece) {
                        case Piece.Literal l -> l.text();
                        case Piece.Parameter p -> encoded(written(p.name()));
                        case Piece.Hidden h ->
                            masked ? h.shown() : encoded(h.secret().value());
                    });
        }
        return text.toString();
    }

    /** Everything but unreserved characters as %XX of its UTF-8. */
    static String encoded(String value) {
        StringBuilder text = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || UNRESERVED.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append('%').append(hex(c >> 4)).append(hex(c & 0xf));
            }
        }
        return text.toString();
    }

    private static char hex(int nibble) {
        return Character.toUpperCase(Character.forDigit(nibble, 16));
    }

    private Optional<String> body() {
        if (request.method() == LookUpSettings.Method.GET) {
            return Optional.empty();
        }
        JsonNode body = request.body()
                .map(text -> filled(JsonMapper.shared().readTree(text)))
                .orElseGet(this::all);
        return Optional.of(JsonMapper.shared().writeValueAsString(body));
    }

    private JsonNode all() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        parameters.forEach((name, value) -> object.set(name, json(value)));
        return object;
    }

    private JsonNode filled(JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(p -> object.set(p.getKey(), filled(p.getValue())));
            return object;
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(n -> array.add(filled(n)));
            return array;
        }
        return node.isString() ? text(node.stringValue()) : node;
    }

    /** A parameter alone keeps its kind; within other words it is text. */
    private JsonNode text(String written) {
        Matcher m = PARAMETER.matcher(written);
        if (m.matches()) {
            return json(parameters.getOrDefault(m.group(1), Value.NOTHING));
        }
        return JsonNodeFactory.instance.stringNode(
                m.replaceAll(found -> Matcher.quoteReplacement(written(found.group(1)))));
    }

    private static JsonNode json(Value value) {
        return switch (value) {
            case Value.Number n -> JsonNodeFactory.instance.numberNode(n.number());
            case Value.Truth t -> JsonNodeFactory.instance.booleanNode(t.truth());
            case Value.Text _, Value.Date _, Value.Span _, Value.Money _, Value.Many _, Value.Fields _ ->
                JsonNodeFactory.instance.stringNode(value.written());
        };
    }
}
