package org.helpline.ivr.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names on the keys of a telephone: 2 ABC to 9 WXYZ, and for Cyrillic letters both the keys on which Russian telephones print them and
 * those of their transliteration. Pure.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-E.161">ITU-T E.161</a>, the Latin letters on the keys
 * @see <a href="https://www.etsi.org/deliver/etsi_es/202100_202199/202130/">ETSI ES 202 130</a>, the letters of other languages: Cyrillic
 *     ones four to a key in the order of the Russian alphabet, ё with е; Turkish ones with the letters that they are marked forms of
 */
public final class Keypad {

    private static final String LATIN = "22233344455566677778889999"; // a to z
    private static final Map<Character, String> ASIDE =
            Map.of('ı', "i", 'ß', "ss", 'æ', "ae", 'ø', "o", 'œ', "oe", 'ł', "l", 'đ', "d", 'ð', "d", 'þ', "th");
    private static final String CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяґєі";
    private static final String ON_RUSSIAN_KEYS = "22223333444455556666777788889999234";
    private static final List<String> TRANSLITERATED = List.of(
            "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f",
            "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "g", "ye", "i");

    private Keypad() {}

    /** Every way to key a name: beginning with each of its words, each alphabet; empty when it has no letters. */
    public static Set<String> spellings(String name) {
        List<String> words = words(name);
        Set<String> spellings = new TreeSet<>();
        for (int first = 0; first < words.size(); first++) {
            StringBuilder from = new StringBuilder();
            for (int i = 0; i < words.size(); i++) {
                from.append(words.get((first + i) % words.size()));
            }
            spellings.add(keys(from.toString(), false));
            spellings.add(keys(from.toString(), true));
        }
        spellings.remove("");
        return spellings;
    }

    /** Lower-case words without marks: {@code İpek Çağ} is {@code ipek cag}. */
    private static List<String> words(String name) {
        // the dot of İ is a mark like any other once it is taken apart; ё is told from е by nobody who keys
        String apart = Normalizer.normalize(name.replace('й', '\u0001').replace('Й', '\u0001'), Normalizer.Form.NFD);
        String bare = apart.replaceAll("\\p{M}+", "").replace('\u0001', 'й').toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        for (String word : bare.split("[^\\p{L}]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static String keys(String word, boolean onRussianKeys) {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char letter = word.charAt(i);
            int at = CYRILLIC.indexOf(letter);
            if (at >= 0 && onRussianKeys) {
                keys.append(ON_RUSSIAN_KEYS.charAt(at));
            } else {
                latin(at >= 0 ? TRANSLITERATED.get(at) : ASIDE.getOrDefault(letter, String.valueOf(letter)), keys);
            }
        }
        return keys.toString();
    }

    private static void latin(String letters, StringBuilder keys) {
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter >= 'a' && letter <= 'z') {
                keys.append(LATIN.charAt(letter - 'a'));
            }
        }
    }
}
