package org.helpline.ivr.model;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a script can say.
 *
 * @param texts prompt id to language to text
 * @param notes prompt id to what is told to the voice talent
 * @param recordings language (or {@code any}) to the base names of its files, without {@code .wav}
 */
public record Prompts(
        Map<String, Map<String, Template>> texts, Map<String, String> notes, Map<String, Set<String>> recordings) {

    /** Before the id of a person whose name is recorded. */
    public static final String NAMES = "names/";

    /** The text of a prompt; empty if it has none in this language. */
    public Optional<Template> text(String id, String language) {
        return Optional.ofNullable(texts.getOrDefault(id, Map.of()).get(language));
    }

    /** Whether {@code prompts/LANGUAGE/NAME.wav} exists. */
    public boolean recorded(String language, String name) {
        return recordings.getOrDefault(language, Set.of()).contains(name);
    }

    /** Whether the prompt can be said in this language, by text or recording. */
    public boolean has(String id, String language) {
        return text(id, language).isPresent() || recorded(language, id);
    }
}
