package org.helpline.ivr.guide;

import java.util.List;
import org.helpline.ivr.lexicon.Form;
import org.helpline.ivr.lexicon.PlaybookTables;
import org.helpline.ivr.lexicon.Table;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of playbooks and of their tests. Lists are lists there: one alone stands for none. */
final class PlaybookSchema {

    private PlaybookSchema() {}

    /** Fills {@code schema}, which has its head. */
    static ObjectNode playbook(ObjectNode schema) {
        schema.setAll(table(PlaybookTables.PLAYBOOK, List.of(), FormSchema.NODES.objectNode()));
        lists(schema, "steps", FormSchema.ref("step")).put("minItems", 1).put("maxItems", 100);
        ObjectNode step = FormSchema.table(PlaybookTables.STEP, List.of());
        lists(step, "links", FormSchema.ref("link"));
        ObjectNode definitions = FormSchema.NODES.objectNode();
        definitions.set("step", step);
        definitions.set("link", FormSchema.table(PlaybookTables.LINK, List.of()));
        schema.set("$defs", definitions);
        return schema;
    }

    /** Likewise of {@code NAME.test.yaml}. */
    static ObjectNode tests(ObjectNode schema) {
        ObjectNode definitions = FormSchema.NODES.objectNode();
        schema.setAll(FormSchema.table(PlaybookTables.TEST_FILE, List.of()));
        lists(schema, "tests", FormSchema.ref("test"));
        definitions.set("test", table(PlaybookTables.TEST, List.of("shows", "required", "links"), definitions));
        definitions.set("block.given", table(PlaybookTables.CASE, List.of("tags", "done"), definitions));
        definitions.set(
                "block.customer", table(PlaybookTables.CUSTOMER, List.of("tags", "flags", "orders"), definitions));
        schema.set("$defs", definitions);
        return schema;
    }

    /** {@code words}: those that are one text or a list of texts, which may be empty. */
    private static ObjectNode table(Table table, List<String> words, ObjectNode definitions) {
        ObjectNode object = FormSchema.table(table, List.of());
        for (String word : words) {
            ObjectNode each = FormSchema.of(Form.TEXT);
            ObjectNode list = FormSchema.NODES.objectNode().put("type", "array");
            list.set("items", each);
            definitions.set("texts", FormSchema.anyOf(List.of(each, list)));
            property(object, word).put("$ref", "#/$defs/texts");
        }
        return object;
    }

    private static ObjectNode lists(ObjectNode object, String word, ObjectNode each) {
        ObjectNode list = property(object, word).put("type", "array");
        list.set("items", each);
        return list;
    }

    private static ObjectNode property(ObjectNode object, String word) {
        return (ObjectNode) object.get("properties").get(word);
    }
}
