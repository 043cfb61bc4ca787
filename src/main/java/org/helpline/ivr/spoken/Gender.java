package org.helpline.ivr.spoken;

/** The gender of what is counted, where a language has any. */
public enum Gender {
    /** один, два, первый. */
    MASCULINE,
    /** одна, две, первая. */
    FEMININE,
    /** одно, два, первое. */
    NEUTER
}
