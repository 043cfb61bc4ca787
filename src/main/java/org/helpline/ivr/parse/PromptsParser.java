package org.helpline.ivr.parse;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Problems;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Prompts;
import org.helpline.ivr.model.Template;

/** Reads {@code prompts.yaml}: id, text per language, note. */
final class PromptsParser {

    private final ScriptFiles files;
    private final List<String> languages;
    private final SourceText source;
    private final Scalars scalars;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, String> notes = new HashMap<>();

    PromptsParser(ScriptFiles files, List<String> languages, Problems problems) {
        this.files = files;
        this.languages = languages;
        this.source = new SourceText(files.promptsName(), files.prompts(), problems);
        this.scalars = new Scalars(source);
    }

    SourceText source() {
        return source;
    }

    Map<String, Place> places() {
        return places;
    }

    Prompts read() {
        Map<String, Map<String, Template>> texts = new LinkedHashMap<>();
        Optional<YamlNode> root =
                files.prompts().isBlank() ? Optional.empty() : YamlReader.read(files.prompts(), source);
        if (root.isPresent() && root.get() instanceof YamlNode.Fields table) {
            table.fields().forEach(f -> texts.put(id(f.key()), texts(f)));
        } else {
            root.ifPresent(r -> source.report(r, "Prompts are a table.", "Write 'welcome: {en: Welcome.}'."));
        }
        return new Prompts(texts, notes, files.recordings());
    }

    private String id(YamlNode.Text key) {
        if (!key.value().matches("[a-z][a-z0-9_]{0,63}")) {
            source.report(key, "'" + key.value() + "' is no prompt's id.", "Take lower-case letters, digits and _.");
        }
        places.put(key.value(), new Place(key.value(), key.line(), key.column()));
        return key.value();
    }

    private Map<String, Template> texts(YamlNode.Field field) {
        Map<String, Template> texts = new LinkedHashMap<>();
        switch (field.value()) {
            case YamlNode.Text t
            when t.value().isBlank() ->
                source.report(
                        field.key(),
                        "There is no text here.",
                        "Write it behind the colon, or a line for each language, indented by two spaces.");
            case YamlNode.Text t ->
                texts.put(languages.getFirst(), scalars.template(t, Optional.of(languages.getFirst())));
            case YamlNode.Items i ->
                source.report(i, "A prompt is a table of languages.", "Write 'welcome: {en: Welcome.}'.");
            case YamlNode.Fields table -> table.fields().forEach(f -> text(field.key(), f, texts));
        }
        return texts;
    }

    private void text(YamlNode.Text id, YamlNode.Field field, Map<String, Template> texts) {
        String language = field.key().value();
        if (language.equals("note")) {
            if (field.value() instanceof YamlNode.Text note) {
                notes.put(id.value(), note.value());
            }
            return;
        }
        if (!languages.contains(language)) {
            source.report(
                    field.key(),
                    "'" + language + "' is not among the script's languages.",
                    Words.suggestion(language, languages, "language"));
        } else if (field.value() instanceof YamlNode.Text t && !t.value().isBlank()) {
            texts.put(language, scalars.template(t, Optional.of(language)));
        } else {
            source.report(field.key(), "There is no text here.", "Write what is to be said, or remove the line.");
        }
    }
}
