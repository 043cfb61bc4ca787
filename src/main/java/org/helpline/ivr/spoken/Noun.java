package org.helpline.ivr.spoken;

/**
 * A counted noun with the forms that stand beside numbers.
 *
 * @param id the recording of its first form
 * @param one beside 1 (nominative singular)
 * @param few beside 2 in Russian (the genitive singular); in the others as {@code many}
 * @param many beside 5 (the genitive plural)
 * @param accusative beside 1 in the accusative
 */
record Noun(String id, Gender gender, String one, String few, String many, String accusative) {

    /** A noun of a language with a singular and a plural. */
    static Noun of(String id, String one, String many) {
        return new Noun(id, Gender.MASCULINE, one, many, many, one);
    }

    /** A noun that never changes beside numbers. */
    static Noun same(String id, String word) {
        return of(id, word, word);
    }

    /** A Russian noun that is its own accusative. */
    static Noun russian(String id, Gender gender, String one, String few, String many) {
        return new Noun(id, gender, one, few, many, one);
    }

    /** A Russian feminine noun. */
    static Noun feminine(String id, String one, String few, String many, String accusative) {
        return new Noun(id, Gender.FEMININE, one, few, many, accusative);
    }

    /** Forms that sound alike share one recording. */
    Fragment form(PluralForm plural, Case grammaticalCase) {
        String text = text(plural, grammaticalCase);
        if (text.equals(one)) {
            return new Fragment(id, text);
        }
        if (text.equals(few) && !few.equals(many)) {
            return new Fragment(id + ".few", text);
        }
        return new Fragment(id + (text.equals(many) ? ".many" : ".acc"), text);
    }

    private String text(PluralForm plural, Case grammaticalCase) {
        return switch (grammaticalCase) {
            case NOMINATIVE -> beside(plural, one);
            case ACCUSATIVE -> beside(plural, accusative);
            case GENITIVE -> plural == PluralForm.ONE ? few : many;
        };
    }

    private String beside(PluralForm plural, String singular) {
        return switch (plural) {
            case ONE -> singular;
            case FEW -> few;
            case MANY, OTHER -> many;
        };
    }
}
