package org.helpline.ivr.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.ivr.lexicon.Form;
import org.helpline.ivr.lexicon.Key;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.lexicon.Table;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schemas (draft 2020-12) of the files of a script and of playbooks, for completion, hovering and squiggles in editors. They see shapes, not
 * meaning: whether a section or a prompt is there, {@code script check} says.
 */
public final class ScriptSchema {

    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final String NAME = "^[a-z][a-z0-9_]{0,63}$";
    private static final Key SHOW =
            new Key("show", Form.TEXT, false, "", "The line that the agent sees when this key was pressed.");

    private ScriptSchema() {}

    /** The kinds of files that there is a schema of. */
    public static List<String> kinds() {
        return List.of("script", "prompts", "tests", "playbook", "playbook-tests");
    }

    /** The schema of one of {@link #kinds}, as text that ends with a line break. */
    public static String of(String kind) {
        ObjectNode schema = switch (kind) {
            case "script" -> script();
            case "prompts" -> prompts();
            case "tests" -> tests();
            case "playbook" -> PlaybookSchema.playbook(head(kind, "A playbook of Helpline"));
            case "playbook-tests" -> PlaybookSchema.tests(head(kind, "Tests of a playbook of Helpline"));
            default -> throw new IllegalStateException("a schema of " + kind);
        };
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(schema)
                        .replace("\r\n", "\n")
                + "\n";
    }

    private static ObjectNode head(String kind, String title) {
        return FormSchema.NODES
                .objectNode()
                .put("$schema", DRAFT)
                .put("$id", "urn:helpline:" + kind + ":1")
                .put("title", title);
    }

    private static ObjectNode script() {
        ObjectNode schema = head("script", "A script of Helpline");
        schema.setAll(FormSchema.table(Lexicon.top(), List.of()));
        ((ArrayNode) schema.get("required")).add("start");
        ((ObjectNode) schema.get("properties"))
                .set("start", FormSchema.ref("steps").put("description", "Where every call begins."));
        ObjectNode names = FormSchema.NODES.objectNode().put("pattern", NAME);
        ArrayNode kept = FormSchema.NODES.arrayNode();
        keptWords().forEach(kept::add);
        names.set("not", FormSchema.NODES.objectNode().set("enum", kept));
        schema.set("propertyNames", names);
        schema.set(
                "additionalProperties",
                FormSchema.ref("steps").put("description", "A section: a step, or a list of steps."));
        schema.set("$defs", definitions());
        return schema;
    }

    /** Words that name no section. */
    private static Set<String> keptWords() {
        Set<String> kept = new TreeSet<>(Lexicon.verbs());
        kept.addAll(Lexicon.ALONE);
        kept.add("none");
        kept.removeAll(Lexicon.top().words());
        return kept;
    }

    private static ObjectNode definitions() {
        ObjectNode all = FormSchema.NODES.objectNode();
        List<ObjectNode> steps = new ArrayList<>();
        List<ObjectNode> choices = new ArrayList<>();
        for (Table step : Lexicon.steps()) {
            all.set("step." + step.name(), FormSchema.table(step, List.of()));
            all.set("choice." + step.name(), FormSchema.table(step, List.of(SHOW)));
            steps.add(FormSchema.ref("step." + step.name()));
            choices.add(FormSchema.ref("choice." + step.name()));
        }
        all.set("word", word());
        all.set("step", FormSchema.anyOf(steps).put("type", "object"));
        all.set("steps", steps(FormSchema.ref("step")));
        all.set("choice", choice(choices));
        all.set("prompts", promptIds());
        inner().forEach(t -> all.set("block." + t.name(), FormSchema.table(t, List.of())));
        return all;
    }

    private static ObjectNode word() {
        return FormSchema.NODES
                .objectNode()
                .put("type", "string")
                .put("pattern", NAME)
                .put("description", "A section's name, or again, human, next, hangup.");
    }

    private static ObjectNode steps(ObjectNode step) {
        ObjectNode list = FormSchema.NODES.objectNode().put("type", "array").put("minItems", 1);
        list.set("items", FormSchema.anyOf(List.of(FormSchema.ref("word"), FormSchema.ref("step"))));
        return FormSchema.anyOf(List.of(FormSchema.ref("word"), step, list));
    }

    private static ObjectNode choice(List<ObjectNode> choices) {
        Key then = new Key("then", Form.STEPS, true, "", "What happens.");
        Table lines = new Table(
                "key", "What a key does, with the line that the agent sees.", List.of(then), List.of(), List.of());
        List<ObjectNode> all = new ArrayList<>(choices);
        all.add(FormSchema.table(lines, List.of(SHOW)));
        return steps(FormSchema.anyOf(all).put("type", "object"));
    }

    private static ObjectNode promptIds() {
        return FormSchema.list(FormSchema.NODES
                .objectNode()
                .put("type", "string")
                .put("pattern", FormSchema.ID)
                .put("description", "A prompt's id, or a value such as \"{order_no|digits}\"."));
    }

    /** The tables that stand within others, as the forms of their words say. */
    private static List<Table> inner() {
        List<Table> found = new ArrayList<>();
        Lexicon.steps().forEach(t -> t.keys().forEach(k -> inner(k.form(), found)));
        Lexicon.top().keys().forEach(k -> inner(k.form(), found));
        return found;
    }

    private static void inner(Form form, List<Table> found) {
        switch (form) {
            case Form.Inner inner
            when !found.contains(inner.table()) -> {
                found.add(inner.table());
                inner.table().keys().forEach(k -> inner(k.form(), found));
            }
            case Form.Named named -> inner(named.each(), found);
            case Form.ListOf list -> inner(list.each(), found);
            case Form.Either either -> either.forms().forEach(f -> inner(f, found));
            default -> {}
        }
    }

    private static ObjectNode prompts() {
        ObjectNode text = FormSchema.types("string", "number", "boolean");
        ObjectNode byLanguage = FormSchema.table(Lexicon.prompt(), List.of());
        byLanguage.put("minProperties", 1);
        byLanguage.set(
                "propertyNames",
                FormSchema.NODES.objectNode().put("pattern", "^(note|[a-z]{2,3}(-[A-Za-z0-9]{2,8})?)$"));
        byLanguage.set(
                "additionalProperties",
                FormSchema.types("string", "number", "boolean").put("description", "What is said in this language."));
        ObjectNode schema =
                head("prompts", "The prompts of a script of Helpline").put("type", "object");
        schema.put("description", Lexicon.prompt().says());
        schema.set("propertyNames", FormSchema.NODES.objectNode().put("pattern", NAME));
        schema.set("additionalProperties", FormSchema.anyOf(List.of(text, byLanguage)));
        return schema;
    }

    private static ObjectNode tests() {
        ObjectNode schema = head("tests", "Tests of a script of Helpline");
        schema.setAll(FormSchema.table(Lexicon.testFile(), List.of()));
        ObjectNode list = FormSchema.NODES.objectNode().put("type", "array");
        list.set("items", FormSchema.ref("test"));
        ((ObjectNode) schema.get("properties")).set("tests", list);
        ObjectNode definitions = FormSchema.NODES.objectNode();
        definitions.set("test", FormSchema.table(Lexicon.test(), List.of()));
        schema.set("$defs", definitions);
        return schema;
    }
}
