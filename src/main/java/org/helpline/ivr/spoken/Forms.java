package org.helpline.ivr.spoken;

/**
 * The forms of a Russian word by case; what is inanimate has one accusative with the nominative, but for feminine words.
 */
record Forms(
        String nominative,
        String genitive,
        String accusative,
        String dative,
        String instrumental,
        String prepositional) {

    /** A word that is its own accusative. */
    static Forms of(String nominative, String genitive, String dative, String instrumental, String prepositional) {
        return new Forms(nominative, genitive, nominative, dative, instrumental, prepositional);
    }

    /** A number that ends in a soft sign: пять, пяти, пятью. */
    static Forms soft(String nominative, String oblique) {
        return of(nominative, oblique, oblique, nominative + "ю", oblique);
    }

    /** A number with one form for all cases but the nominative: сорок, сорока. */
    static Forms two(String nominative, String oblique) {
        return of(nominative, oblique, oblique, oblique, oblique);
    }

    /** The word in a case; what other languages call locative and ablative is the nearest that Russian has. */
    String in(Case grammaticalCase) {
        return switch (grammaticalCase) {
            case NOMINATIVE -> nominative;
            case GENITIVE, ABLATIVE -> genitive;
            case ACCUSATIVE -> accusative;
            case DATIVE -> dative;
            case INSTRUMENTAL -> instrumental;
            case PREPOSITIONAL, LOCATIVE -> prepositional;
        };
    }

    /** The word as a fragment; forms that are spelled alike share one recording. */
    Fragment fragment(String id, Case grammaticalCase) {
        String text = in(grammaticalCase);
        Case first = grammaticalCase;
        for (Case c : Case.values()) {
            if (in(c).equals(text)) {
                first = c;
                break;
            }
        }
        return new Fragment(id + first.suffix(), text);
    }
}
