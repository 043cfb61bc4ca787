package org.helpline.speech;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is sent to a service: a template with {@code {text}}, {@code {voice}} … filled in as its kind of text wants it. */
final class FilledBody {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FilledBody() {}

    /** Whether the template is JSON. */
    static boolean isJson(String template) {
        return template.startsWith("{") || template.startsWith("[");
    }

    /** The body: within JSON every value is text as JSON writes it; what stands alone and is a number becomes one. */
    static String of(String template, Map<String, String> values) {
        return isJson(template) ? filled(JSON.readTree(template), values).toString() : fill(template, values);
    }

    private static JsonNode filled(JsonNode node, Map<String, String> values) {
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            object.properties().forEach(p -> fields.put(p.getKey(), filled(p.getValue(), values)));
            return NODES.objectNode().setAll(fields);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode all = NODES.arrayNode();
            array.forEach(n -> all.add(filled(n, values)));
            return all;
        }
        return node.isString() ? text(node.stringValue(), values) : node;
    }

    private static JsonNode text(String template, Map<String, String> values) {
        String filled = fill(template, values);
        return template.equals("{options}") ? number(filled) : NODES.stringNode(filled);
    }

    private static JsonNode number(String text) {
        try {
            return text.matches("-?[0-9][0-9.]*|[{\\[].*") ? JSON.readTree(text) : NODES.stringNode(text);
        } catch (JacksonException e) {
            return NODES.stringNode(text);
        }
    }

    /** Each place once: what is filled in is not looked at again, whatever a caller or a text says. */
    static String fill(String template, Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        for (int at = 0; at < template.length(); ) {
            int close = template.charAt(at) == '{' ? template.indexOf('}', at) : -1;
            String value = close < 0 ? null : values.get(template.substring(at + 1, close));
            if (value == null) {
                filled.append(template.charAt(at++));
            } else {
                filled.append(value);
                at = close + 1;
            }
        }
        return filled.toString();
    }
}
