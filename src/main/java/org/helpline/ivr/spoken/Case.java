package org.helpline.ivr.spoken;

/** The grammatical case, where a language has any; of inanimate things. */
public enum Case {
    /** две минуты, двадцать второе ноября. */
    NOMINATIVE,
    /** двух минут, двадцать второго ноября. */
    GENITIVE,
    /** одну минуту, среду. */
    ACCUSATIVE
}
