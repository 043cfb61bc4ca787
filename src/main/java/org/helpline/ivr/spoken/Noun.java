package org.helpline.ivr.spoken;

import java.util.List;

/**
 * A counted noun with the forms that stand beside numbers.
 *
 * @param id the recording of its first form
 * @param one beside 1 (nominative singular)
 * @param few beside 2 in Russian (the genitive singular); in the others as {@code many}
 * @param many beside 5 (the genitive plural)
 * @param accusative beside 1 in the accusative
 * @param oblique dative, instrumental and prepositional, singular and then plural: six forms; none of a noun that never changes
 */
record Noun(String id, Gender gender, String one, String few, String many, String accusative, List<String> oblique) {

    private static final List<String> OBLIQUE = List.of(".dat", ".ins", ".pre", ".many.dat", ".many.ins", ".many.pre");

    /** A noun of a language with a singular and a plural. */
    static Noun of(String id, String one, String many) {
        return new Noun(id, Gender.MASCULINE, one, many, many, one, List.of());
    }

    /** A noun that never changes beside numbers. */
    static Noun same(String id, String word) {
        return of(id, word, word);
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
        if (text.equals(many)) {
            return new Fragment(id + ".many", text);
        }
        return new Fragment(id + (text.equals(accusative) ? ".acc" : OBLIQUE.get(oblique.indexOf(text))), text);
    }

    private String text(PluralForm plural, Case grammaticalCase) {
        return switch (grammaticalCase) {
            case NOMINATIVE -> beside(plural, one);
            case ACCUSATIVE -> beside(plural, accusative);
            case GENITIVE, ABLATIVE -> plural == PluralForm.ONE ? few : many;
            case DATIVE -> oblique(plural, 0);
            case INSTRUMENTAL -> oblique(plural, 1);
            case PREPOSITIONAL, LOCATIVE -> oblique(plural, 2);
        };
    }

    private String oblique(PluralForm plural, int place) {
        if (oblique.isEmpty()) {
            return beside(plural, one);
        }
        return oblique.get(plural == PluralForm.ONE ? place : place + 3);
    }

    private String beside(PluralForm plural, String singular) {
        return switch (plural) {
            case ONE -> singular;
            case FEW -> few;
            case MANY, OTHER -> many;
        };
    }
}
