package org.helpline.ivr.lexicon;

/**
 * A word of a {@link Table}.
 *
 * @param needed whether the table is none without it
 * @param usual what holds where it is not written; empty when that is nothing, or said in {@code says}
 * @param says one sentence, for the page and for who hovers over the word
 */
public record Key(String name, Form form, boolean needed, String usual, String says) {

    /** A word that must be there. */
    static Key need(String name, Form form, String says) {
        return new Key(name, form, true, "", says);
    }

    /** A word that may be there. */
    static Key may(String name, Form form, String usual, String says) {
        return new Key(name, form, false, usual, says);
    }
}
