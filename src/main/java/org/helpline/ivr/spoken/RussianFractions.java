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
        said.add(
                Russian.pluralOf(count) == PluralForm.ONE
                        ? switch (grammaticalCase) {
                            case NOMINATIVE -> new Fragment(id + ".one", stem + "ая");
                            case GENITIVE -> new Fragment(id + ".one.gen", stem + "ой");
                            case ACCUSATIVE -> new Fragment(id + ".one.acc", stem + "ую");
                        }
                        : new Fragment(id, stem + "ых"));
    }
}
