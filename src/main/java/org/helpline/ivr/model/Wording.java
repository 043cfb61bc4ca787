package org.helpline.ivr.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.helpline.ivr.spoken.Filter;
import org.helpline.ivr.spoken.Fragment;
import org.helpline.ivr.spoken.Grammar;
import org.helpline.ivr.spoken.SpokenValue;

/**
 * A prompt's text with its values, as it is said in one language.
 *
 * <p>Its own words can be recorded piece by piece, so that values go between: {@code ID.1}, {@code ID.2} … in the order of the
 * text, and for a plural {@code ID.2.one}, {@code ID.2.few} … What has no letters and no digits is not recorded.
 *
 * @param text the whole
 * @param fragments the whole as recordings; empty where a value can only be read by a voice
 * @param odd the slots whose values are not what their filters speak of
 */
public record Wording(String text, List<Fragment> fragments, List<Slot> odd) {

    /** Fills a text; {@code value} gives a variable's value, empty for an unknown one. */
    public static Wording of(String id, String language, Template template, Function<String, String> value) {
        StringBuilder text = new StringBuilder();
        List<Fragment> fragments = new ArrayList<>();
        List<Slot> odd = new ArrayList<>();
        boolean recordable = true;
        int piece = 0;
        for (Template.Piece p : template.pieces()) {
            switch (p) {
                case Template.Piece.Literal l -> {
                    text.append(l.text());
                    if (isSpoken(l.text())) {
                        fragments.add(new Fragment(id + "." + ++piece, l.text().strip()));
                    }
                }
                case Template.Piece.Value v -> {
                    SpokenValue said =
                            SpokenValue.of(language, v.slot().filter(), v.slot().of(value::apply));
                    text.append(said.text());
                    if (!said.understood()) {
                        odd.add(v.slot());
                    }
                    if (v.slot().filter() instanceof Filter.Plural plural) {
                        int form = plural.forms().indexOf(said.text());
                        fragments.add(form(id + "." + ++piece, language, plural, form));
                    } else {
                        fragments.addAll(said.fragments());
                        recordable &= !said.fragments().isEmpty();
                    }
                }
            }
        }
        return new Wording(text.toString(), recordable ? fragments : List.of(), odd);
    }

    /** The recordings of a text's own words, whatever its values. */
    public static List<Fragment> pieces(String id, String language, Template template) {
        List<Fragment> pieces = new ArrayList<>();
        int piece = 0;
        for (Template.Piece p : template.pieces()) {
            if (p instanceof Template.Piece.Literal l && isSpoken(l.text())) {
                pieces.add(new Fragment(id + "." + ++piece, l.text().strip()));
            } else if (p instanceof Template.Piece.Value v && v.slot().filter() instanceof Filter.Plural plural) {
                String name = id + "." + ++piece;
                for (String form : plural.forms().stream().distinct().toList()) {
                    pieces.add(form(name, language, plural, plural.forms().indexOf(form)));
                }
            }
        }
        return pieces;
    }

    private static boolean isSpoken(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static Fragment form(String name, String language, Filter.Plural plural, int form) {
        boolean last = form == plural.forms().size() - 1;
        String end = Grammar.of(language)
                .map(g -> (last ? g.pluralForms().getLast() : g.pluralForms().get(form)).written())
                .orElse("other");
        return new Fragment(name + "." + end, plural.forms().get(form));
    }
}
