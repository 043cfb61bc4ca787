package org.helpline.ivr.spoken;

/** How a number agrees with what it counts; languages without gender or case pass over it. */
public record Inflection(Gender gender, Case grammaticalCase) {

    /** As one counts: один, два, три. */
    public static final Inflection PLAIN = new Inflection(Gender.MASCULINE, Case.NOMINATIVE);

    /** The end of a recording's name: empty, {@code .f}, {@code .n}, {@code .gen}, {@code .f.acc} … */
    public String suffix() {
        return switch (gender) {
                    case MASCULINE -> "";
                    case FEMININE -> ".f";
                    case NEUTER -> ".n";
                }
                + grammaticalCase.suffix();
    }
}
