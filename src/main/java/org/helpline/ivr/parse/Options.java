package org.helpline.ivr.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.ivr.lexicon.Table;

/** The entries of one mapping, taken one by one; what nobody took is unknown. One thread. */
public final class Options {

    private final SourceText source;
    private final YamlNode.Fields fields;
    private final Optional<Table> table;
    private final Set<String> asked = new LinkedHashSet<>();

    /** The entries of {@code fields}, whose words somebody chose (sections, keys, variables); problems go to {@code source}. */
    public Options(SourceText source, YamlNode.Fields fields) {
        this(source, fields, Optional.empty());
    }

    private Options(SourceText source, YamlNode.Fields fields, Optional<Table> table) {
        this.source = source;
        this.fields = fields;
        this.table = table;
    }

    /** The same entries as those of a table of the lexicon; what is asked for beyond it fails a test. */
    public Options as(Table words) {
        return new Options(source, fields, Optional.of(words));
    }

    /** The mapping itself. */
    public YamlNode.Fields fields() {
        return fields;
    }

    /** Whether the word is there. */
    public boolean has(String word) {
        return fields.fields().stream().anyMatch(f -> f.key().value().equals(word));
    }

    /** The word's value, whatever it is; empty when the word is not there. */
    public Optional<YamlNode> take(String word) {
        asked.add(word);
        return fields.fields().stream()
                .filter(f -> f.key().value().equals(word))
                .map(YamlNode.Field::value)
                .findFirst();
    }

    /** The word's value, which must be one word or number. */
    public Optional<YamlNode.Text> text(String word) {
        Optional<YamlNode> node = take(word);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof YamlNode.Text t && !(t.value().isEmpty() && !t.quoted())) {
            return Optional.of(t);
        }
        source.report(node.get(), "'" + word + "' has no plain value.", "Write '" + word + ": something'.");
        return Optional.empty();
    }

    /** One word, or those of a list. */
    static List<YamlNode.Text> texts(YamlNode node) {
        return switch (node) {
            case YamlNode.Text t -> t.value().isEmpty() ? List.of() : List.of(t);
            case YamlNode.Items i ->
                i.nodes().stream().flatMap(n -> texts(n).stream()).toList();
            case YamlNode.Fields _ -> List.of();
        };
    }

    /** The word's value, which must be a mapping. */
    public Optional<Options> fields(String word) {
        Optional<YamlNode> node = take(word);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof YamlNode.Fields f) {
            return Optional.of(new Options(source, f));
        }
        boolean empty = node.get() instanceof YamlNode.Text t && t.value().isEmpty();
        source.report(
                node.get(),
                empty ? "There is nothing below '" + word + "'." : "'" + word + "' is no table.",
                empty
                        ? "Indent what belongs to it by two more spaces than '" + word + "' itself."
                        : "Write '" + word
                                + ": {name: value, …}', or 'name: value' in lines below it, each with its colon.");
        return Optional.empty();
    }

    /** Ends the asking where words beyond the table are names: tells the source which were asked for. */
    void asked() {
        table.ifPresent(t -> source.asked(t, asked));
    }

    /** Reports every entry that was not taken. */
    public void done(String of) {
        List<String> known = new ArrayList<>(asked);
        asked();
        for (YamlNode.Field f : fields.fields()) {
            if (!asked.contains(f.key().value())) {
                source.report(
                        f.key(),
                        of + " has no '" + f.key().value() + "'.",
                        Words.suggestion(f.key().value(), known, "other word"));
            }
        }
    }
}
