package org.helpline.ivr.lexicon;

import java.util.List;

/**
 * Words that are written in a text of their own: an act of a test, a way to say a value, a function.
 *
 * @param word what it is called; it may be several words
 * @param examples as one writes it
 * @param says what it is for, in a sentence or two
 */
public record Phrase(String word, List<String> examples, String says) {

    static Phrase of(String word, String says, String... examples) {
        return new Phrase(word, List.of(examples), says);
    }

    /** The first of its words. */
    public String firstWord() {
        return word.replaceFirst(" .*", "");
    }

    /** The names of all. */
    public static List<String> words(List<Phrase> phrases) {
        return phrases.stream().map(Phrase::word).toList();
    }
}
