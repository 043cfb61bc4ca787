package org.helpline.ivr.lexicon;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mapping of the language: a step, or a block such as {@code input}.
 *
 * @param name a step's own word, or what the block is called
 * @param says what it is for, in a sentence or two
 * @param examples as one writes them, each a step, or the value of the block
 * @param mistakes slips that people make, as they write them; the page shows what they are told
 */
public record Table(String name, String says, List<Key> keys, List<String> examples, List<String> mistakes) {

    static Table of(String name, String says, Key... keys) {
        return new Table(name, says, List.of(keys), List.of(), List.of());
    }

    /** With further words. */
    Table and(List<Key> more) {
        List<Key> all = new ArrayList<>(keys);
        all.addAll(more);
        return new Table(name, says, List.copyOf(all), examples, mistakes);
    }

    Table example(String... written) {
        return new Table(name, says, keys, List.of(written), mistakes);
    }

    Table mistake(String... written) {
        return new Table(name, says, keys, examples, List.of(written));
    }

    /** The word of this name. */
    public Optional<Key> key(String word) {
        return keys.stream().filter(k -> k.name().equals(word)).findFirst();
    }

    /** The names of all its words. */
    public List<String> words() {
        return keys.stream().map(Key::name).toList();
    }
}
