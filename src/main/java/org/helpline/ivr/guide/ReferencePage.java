package org.helpline.ivr.guide;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.lexicon.Key;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.lexicon.Phrase;
import org.helpline.ivr.lexicon.Table;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.parse.ScriptParser;

/** {@code docs/reference.md}: every word of the language, from the lexicon; what slips are told comes from the parser itself. */
public final class ReferencePage {

    private static final String TOP = "helpline: 1\nlanguages: [en, tr]\nhours: office\nhuman: {queue: support}\n";

    private final StringBuilder page = new StringBuilder();

    private ReferencePage() {}

    /** The page, in Markdown. */
    public static String text() {
        ReferencePage made = new ReferencePage();
        made.write();
        return made.page.toString();
    }

    private void write() {
        page.append("""
                # Reference of the script language
                Every word, made from the code by `bin/helpline script reference`. [Writing scripts](scripts.md) explains them; the
                [tutorial](tutorial.md) is where to begin. A word in **bold** must be there.

                ## In your editor
                Completion, explanations and squiggles come from the JSON Schemas in `docs/schema/` (`bin/helpline script schema script`,
                `prompts`, `tests`, `playbook` or `playbook-tests` prints them). Visual Studio Code with the YAML extension, and JetBrains' editors, take the one that the
                first line of a file names, from the file's folder:

                ```yaml
                # yaml-language-server: $schema=../../docs/schema/script.schema.json
                ```

                Or say it once for all, in Visual Studio Code's `settings.json`:

                ```json
                "yaml.schemas": {
                  "docs/schema/script.schema.json": "ivr-scripts/*/script.yaml",
                  "docs/schema/prompts.schema.json": "ivr-scripts/*/prompts.yaml",
                  "docs/schema/tests.schema.json": ["ivr-scripts/*/*.test.yaml", "!ivr-scripts/playbooks/*"],
                  "docs/schema/playbook.schema.json": ["ivr-scripts/playbooks/*.yaml", "!ivr-scripts/playbooks/*.test.yaml"],
                  "docs/schema/playbook-tests.schema.json": "ivr-scripts/playbooks/*.test.yaml"
                }
                ```

                JetBrains' editors have the same under *Languages & Frameworks, Schemas and DTDs, JSON Schema Mappings*. An editor sees
                shapes; `bin/helpline script check` sees what they mean. `bin/helpline script fmt -` lays out what an editor sends it.

                """);
        page.append("## Steps\n");
        page.append(String.join(
                " · ",
                Lexicon.verbs().stream()
                        .map(v -> "[" + v + "](#" + v.replace(" ", "-") + ")")
                        .toList()));
        page.append("\n\nThe words ");
        page.append(
                String.join(", ", Lexicon.ALONE.stream().map(w -> "`" + w + "`").toList()));
        page.append(" stand alone, and a section's name alone goes there.\n\n");
        Lexicon.steps().forEach(step -> {
            table(step, "### " + step.name(), "- ");
            mistakes(step.mistakes(), m -> TOP + "start:\n  - " + m.indent(4).strip() + "\n  - hangup\n");
        });
        page.append("## Around the steps\n");
        Lexicon.blocks().forEach(block -> table(block, "### " + block.name() + (isFile(block) ? "" : ":"), ""));
        page.append("## Prompts\n");
        table(Lexicon.prompt(), "### prompts.yaml", "");
        phrases("### How a value is said", "Behind `|` in `{value|…}`, in texts and among prompts.", Lexicon.filters());
        page.append("## Values and expressions\n");
        phrases("### Kinds of values", "As a script, a test and the settings write them.", Lexicon.types());
        phrases(
                "### Values that every call has",
                "In texts as `{position}`, in expressions as they are.",
                Lexicon.builtIn());
        phrases(
                "### What can be worked out",
                "After `when`, and after `=` where a variable is set. A function of one value may stand behind it: `name.size()`.",
                Lexicon.functions());
        page.append("## Tests\n");
        table(Lexicon.testFile(), "### *.test.yaml", "");
        table(Lexicon.test(), "### A test", "");
        phrases("### In `call`", "One after another; `press: 1` is the same as `press 1`.", Lexicon.acts());
        phrases("### In `ends`", "Where the call is when all of it has happened.", Lexicon.endings());
    }

    private static boolean isFile(Table table) {
        return table.name().endsWith(".yaml");
    }

    private void table(Table table, String title, String before) {
        page.append(title).append('\n').append(table.says()).append("\n\n");
        page.append("| word | what it is | if not written | |\n|---|---|---|---|\n");
        for (Key key : table.keys()) {
            String name = "`" + key.name() + "`";
            page.append("| ").append(key.needed() ? "**" + name + "**" : name);
            page.append(" | ").append(cell(key.form().said()));
            page.append(" | ").append(cell(key.usual()));
            page.append(" | ").append(cell(key.says())).append(" |\n");
        }
        page.append('\n');
        if (!table.examples().isEmpty()) {
            page.append("```yaml\n");
            for (String example : table.examples()) {
                page.append(before)
                        .append(
                                before.isEmpty()
                                        ? example
                                        : example.indent(before.length()).strip());
                page.append('\n');
            }
            page.append("```\n\n");
        }
    }

    private void phrases(String title, String says, List<Phrase> phrases) {
        page.append(title).append('\n').append(says).append("\n\n| | |\n|---|---|\n");
        for (Phrase phrase : phrases) {
            String written = String.join(
                    ", ", phrase.examples().stream().map(e -> "`" + e + "`").toList());
            boolean named = phrase.examples().stream().anyMatch(e -> e.contains(phrase.word()));
            page.append("| ")
                    .append(named ? "" : phrase.word() + ": ")
                    .append(cell(written))
                    .append(" | ");
            page.append(cell(phrase.says())).append(" |\n");
        }
        page.append('\n');
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    /** Asks the parser what it says to each. */
    private void mistakes(List<String> mistakes, java.util.function.UnaryOperator<String> script) {
        if (mistakes.isEmpty()) {
            return;
        }
        page.append("| a slip | what you are told |\n|---|---|\n");
        for (String mistake : mistakes) {
            Problems problems = new Problems();
            ScriptParser.parse(
                    new ScriptFiles("test", Path.of("test"), script.apply(mistake), "", Map.of(), "0"), problems);
            Problem first = problems.inOrder().getFirst();
            page.append("| `").append(cell(mistake.replace("\n", " "))).append("` | ");
            page.append(cell(first.what() + " " + first.fix())).append(" |\n");
        }
        page.append('\n');
    }
}
