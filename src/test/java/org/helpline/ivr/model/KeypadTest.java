package org.helpline.ivr.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeypadTest {

    @ParameterizedTest
    @CsvSource({
        "Ada Lovelace, 23256835223", // first name first
        "Ada Lovelace, 56835223232", // last name first
        "Şule Çağrı, 785322474", // ş and ç are s and c, ğ and ı are g and i
        "İpek Işık, 47354745", // both kinds of i
        "Özgür Ünlü, 694878658",
        "ayşe, 2973",
        "Иванов, 482668", // ivanov
        "Иванов, 422552", // as Russian telephones print it
        "Щукин, 74248546", // shchukin
        "Щукин, 86445",
        "Ёлкин, 34445", // ё stands with е
        "Андрей, 263739", // andrey
        "Андрей, 253634", // й is a letter of its own
        "Weiß, 93477",
        "O'Brien, 627436"
    })
    void aNameIsKeyedSo(String name, String keys) {
        assertThat(Keypad.spellings(name)).anyMatch(s -> s.startsWith(keys));
    }

    /** The Cyrillic keys of ETSI ES 202 130, which Russian telephones and phones' keypads have. */
    @ParameterizedTest
    @CsvSource({
        "2, АБВГҐ",
        "3, ДЕЁЖЗЄ",
        "4, ИЙКЛІЇ",
        "5, МНОП",
        "6, РСТУ",
        "7, ФХЦЧ",
        "8, ШЩЪЫ",
        "9, ЬЭЮЯ",
    })
    void cyrillicLettersStandOnTheKeysOfTheStandard(String key, String letters) {
        letters.codePoints()
                .mapToObj(Character::toString)
                .forEach(letter ->
                        assertThat(Keypad.spellings(letter)).as(letter).contains(key));
    }

    /** The same standard's Turkish keys. */
    @ParameterizedTest
    @CsvSource({"2, ABCÇÂ", "3, DEF", "4, GHIĞİı", "5, JKL", "6, MNOÖ", "7, PQRSŞ", "8, TUVÜÛ", "9, WXYZ"})
    void turkishLettersStandOnTheKeysOfTheStandard(String key, String letters) {
        letters.codePoints()
                .mapToObj(Character::toString)
                .forEach(letter ->
                        assertThat(Keypad.spellings(letter)).as(letter).containsExactly(key));
    }

    @ParameterizedTest
    @CsvSource({"Ada Lovelace, 3", "204, 2", "!!!, 2", "Şule, 2"})
    void andNotSo(String name, String keys) {
        assertThat(Keypad.spellings(name)).noneMatch(s -> s.startsWith(keys));
    }
}
