package org.helpline.ivr.spoken;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The grammatical case, where a language has any; of inanimate things. Forms that are alike are recorded by the first of them. */
public enum Case {
    /** две минуты, двадцать второе ноября; beş. */
    NOMINATIVE(""),
    /** двух минут, двадцать второго ноября; beşin. */
    GENITIVE(".gen"),
    /** одну минуту, среду; beşi. */
    ACCUSATIVE(".acc"),
    /** к двум минутам, к двадцать второму ноября; beşe. */
    DATIVE(".dat"),
    /** двумя минутами, двадцать вторым ноября. */
    INSTRUMENTAL(".ins"),
    /** о двух минутах, о двадцать втором ноября. */
    PREPOSITIONAL(".pre"),
    /** beşte. */
    LOCATIVE(".loc"),
    /** beşten. */
    ABLATIVE(".abl");

    private final String suffix;

    Case(String suffix) {
        this.suffix = suffix;
    }

    /** The case that is written as {@code word}. */
    public static Optional<Case> of(String word) {
        return Arrays.stream(values()).filter(c -> c.written().equals(word)).findFirst();
    }

    /** As it is written in texts: {@code genitive}. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The end of a recording's name; empty in the nominative. */
    String suffix() {
        return suffix;
    }
}
