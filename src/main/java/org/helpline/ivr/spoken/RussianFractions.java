package org.helpline.ivr.spoken;

import java.util.ArrayList;
import java.util.List;

/** Russian decimal fractions: двенадцать целых пять десятых; одна целая одна сотая. What is zero before the comma is not said. */
final class RussianFractions {

    /** Of wholes, tenths, hundredths … */
    private static final List<String> STEMS =
            List.of("цел", "десят", "сот", "тысячн", "десятитысячн", "стотысячн", "миллионн");

    private RussianFractions() {}

    static List<Fragment> of(Decimal n, Case grammaticalCase) {
        List<Fragment> said = new ArrayList<>();
        if (n.negative()) {
            said.add(new Fragment("number@minus", "минус"));
        }
        if (n.whole() > 0) {
            parts(n.whole(), 0, grammaticalCase, said);
        }
        parts(Long.parseLong(n.fraction()), n.fraction().length(), grammaticalCase, said);
        return said;
    }

    private static void parts(long count, int places, Case grammaticalCase, List<Fragment> said) {
        said.addAll(RussianCardinals.of(count, new Inflection(Gender.FEMININE, grammaticalCase)));
        String stem = STEMS.get(places);
        String id = "decimal@" + places;
        said.add((Russian.pluralOf(count) == PluralForm.ONE ? one(stem) : many(stem))
                .fragment(Russian.pluralOf(count) == PluralForm.ONE ? id + ".one" : id, grammaticalCase));
    }

    private static Forms one(String stem) {
        return new Forms(stem + "ая", stem + "ой", stem + "ую", stem + "ой", stem + "ой", stem + "ой");
    }

    private static Forms many(String stem) {
        return Forms.of(stem + "ых", stem + "ых", stem + "ым", stem + "ыми", stem + "ых");
    }
}
