package org.helpline.ivr.guide;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.helpline.ivr.lexicon.Form;
import org.helpline.ivr.lexicon.Key;
import org.helpline.ivr.lexicon.Table;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shapes of values as JSON Schema. Editors read YAML by its own rules, so what people type without quotes may come as a number or as
 * true: every shape takes what they would see.
 */
final class FormSchema {

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    static final String ID = "^([a-z][a-z0-9_]{0,63}|\\{.+\\})$";
    private static final String ANY_KEY = "^([0-9]|star|hash|[*]|#)$";
    private static final String OTHER_KEYS = "^(star|hash|[*]|#)$";

    private FormSchema() {}

    static ObjectNode of(Form form) {
        return switch (form) {
            case Form.Plain _ -> types("string", "number", "boolean");
            case Form.Anything _ -> NODES.objectNode();
            case Form.OneOf words -> words(words.words());
            case Form.Matching m -> matching(m);
            case Form.Whole w ->
                types("integer", "string")
                        .put("minimum", w.least())
                        .put("maximum", w.most())
                        .put("pattern", "^[0-9]{1,6}$");
            case Form.YesNo _ -> yesNo();
            case Form.Steps _ -> ref("steps");
            case Form.Prompts _ -> ref("prompts");
            case Form.Keys keys -> named(keys.digits() ? ANY_KEY : OTHER_KEYS, ref("choice"));
            case Form.Inner inner -> ref("block." + inner.table().name());
            case Form.Named n -> named(n.regex(), of(n.each()));
            case Form.ListOf list -> list(of(list.each()));
            case Form.Either either -> either(either.forms());
        };
    }

    /** A mapping of a table's words; {@code more} are further ones, such as a key's {@code show}. */
    static ObjectNode table(Table table, List<Key> more) {
        ObjectNode object = NODES.objectNode().put("type", "object").put("description", said(table));
        ArrayNode needed = NODES.arrayNode();
        ObjectNode properties = NODES.objectNode();
        table.keys().forEach(key -> {
            properties.set(key.name(), described(of(key.form()), key));
            if (key.needed()) {
                needed.add(key.name());
            }
        });
        more.stream()
                .filter(key -> !properties.has(key.name()))
                .forEach(key -> properties.set(key.name(), described(of(key.form()), key)));
        object.set("properties", properties);
        if (!needed.isEmpty()) {
            object.set("required", needed);
        }
        return object.put("additionalProperties", false);
    }

    private static String said(Table table) {
        return table.examples().isEmpty()
                ? table.says()
                : table.says() + "\n\nFor example:\n\n" + table.examples().getFirst();
    }

    /** With what is shown when somebody points at the word. */
    private static ObjectNode described(ObjectNode schema, Key key) {
        String usual = key.usual().isEmpty() ? "" : "\n\nIf it is not written: " + key.usual() + ".";
        ObjectNode described = NODES.objectNode().put("description", key.says() + usual);
        described.setAll(schema);
        return described;
    }

    static ObjectNode ref(String name) {
        return NODES.objectNode().put("$ref", "#/$defs/" + name);
    }

    static ObjectNode types(String... types) {
        ArrayNode all = NODES.arrayNode();
        List.of(types).forEach(all::add);
        ObjectNode node = NODES.objectNode();
        node.set("type", all);
        return node;
    }

    static ObjectNode anyOf(List<ObjectNode> schemas) {
        ArrayNode all = NODES.arrayNode();
        schemas.forEach(all::add);
        ObjectNode node = NODES.objectNode();
        node.set("anyOf", all);
        return node;
    }

    static ObjectNode list(ObjectNode each) {
        ObjectNode list = NODES.objectNode().put("type", "array").put("minItems", 1);
        list.set("items", each);
        return anyOf(List.of(each, list));
    }

    static ObjectNode named(String regex, ObjectNode each) {
        ObjectNode object = NODES.objectNode().put("type", "object").put("minProperties", 1);
        object.set("propertyNames", NODES.objectNode().put("pattern", regex));
        object.set("additionalProperties", each);
        return object;
    }

    private static ObjectNode either(List<Form> forms) {
        return anyOf(forms.stream().map(FormSchema::of).toList());
    }

    private static ObjectNode words(List<String> words) {
        ArrayNode all = NODES.arrayNode();
        words.forEach(w -> {
            all.add(w);
            if (w.matches("[0-9]{1,6}")) {
                all.add(Integer.parseInt(w));
            }
        });
        ObjectNode node = NODES.objectNode();
        node.set("enum", all);
        return node;
    }

    private static ObjectNode yesNo() {
        ArrayNode all = NODES.arrayNode();
        for (String word : List.of("yes", "no", "on", "off", "true", "false")) {
            all.add(word);
            all.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        all.add(true).add(false);
        ObjectNode node = NODES.objectNode();
        node.set("enum", all);
        return node;
    }

    /** A shape that figures alone have is a number to an editor, and one of words such as {@code no} may be true or false. */
    private static ObjectNode matching(Form.Matching m) {
        boolean number = Set.of("1", "12").stream().anyMatch(n -> n.matches(m.regex()));
        ObjectNode node =
                number ? types("string", "number") : NODES.objectNode().put("type", "string");
        node.put("pattern", m.regex());
        ArrayNode examples = NODES.arrayNode();
        m.examples().forEach(examples::add);
        node.set("examples", examples);
        return node;
    }
}
