package org.helpline.ivr.spoken;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The case endings of Turkish words by vowel harmony: beşte, altıda, üçe, ikiye, dörtten. The names of months and days keep their
 * spelling before an apostrophe, 17 Aralık'a, however they are pronounced.
 *
 * @see <a href="https://tdk.gov.tr/icerik/yazim-kurallari/noktalama-isaretleri-aciklamalar/">Türk Dil Kurumu, the apostrophe</a>
 */
final class TurkishSuffix {

    private static final String VOWELS = "aıoueiöü";
    private static final String BACK = "aıou";
    private static final String VOICELESS = "çfhkpsşt";

    /** What the last consonant becomes before a vowel, where it changes. */
    private static final Map<String, String> SOFTENED = Map.of("dört", "dörd", "kopek", "kopeğ");

    /** Back vowels with endings of front ones. */
    private static final List<String> FRONT = List.of("saat");

    private TurkishSuffix() {}

    /** What is said, its last word with the ending of a case; instrumental and prepositional have none. */
    static List<Fragment> onLast(List<Fragment> said, Case grammaticalCase) {
        return Stream.concat(said.stream().limit(said.size() - 1L), Stream.of(on(said.getLast(), grammaticalCase)))
                .toList();
    }

    /** A word with the ending of a case. */
    static Fragment on(Fragment word, Case grammaticalCase) {
        boolean proper = word.kind().equals("month") || word.kind().equals("weekday");
        String text = word.text();
        char last = text.charAt(text.length() - 1);
        boolean open = VOWELS.indexOf(last) >= 0;
        char vowel = vowel(text);
        String dental = VOICELESS.indexOf(last) >= 0 ? "t" : "d";
        String low = BACK.indexOf(vowel) >= 0 ? "a" : "e";
        String high = high(vowel);
        String ending = switch (grammaticalCase) {
            case NOMINATIVE, INSTRUMENTAL, PREPOSITIONAL -> "";
            case GENITIVE -> (open ? "n" : "") + high + "n";
            case ACCUSATIVE -> (open ? "y" : "") + high;
            case DATIVE -> (open ? "y" : "") + low;
            case LOCATIVE -> dental + low;
            case ABLATIVE -> dental + low + "n";
        };
        if (ending.isEmpty()) {
            return word;
        }
        boolean beforeVowel = VOWELS.indexOf(ending.charAt(0)) >= 0;
        String stem = beforeVowel ? SOFTENED.getOrDefault(text, text) : text;
        return new Fragment(word.id() + grammaticalCase.suffix(), stem + (proper ? "'" : "") + ending);
    }

    /** The vowel that the ending goes by: the last one. */
    private static char vowel(String text) {
        if (FRONT.contains(text)) {
            return 'e';
        }
        for (int i = text.length() - 1; i >= 0; i--) {
            if (VOWELS.indexOf(text.charAt(i)) >= 0) {
                return text.charAt(i);
            }
        }
        return 'e';
    }

    private static String high(char vowel) {
        return switch (vowel) {
            case 'a', 'ı' -> "ı";
            case 'o', 'u' -> "u";
            case 'ö', 'ü' -> "ü";
            default -> "i";
        };
    }
}
