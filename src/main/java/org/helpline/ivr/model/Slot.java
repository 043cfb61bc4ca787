package org.helpline.ivr.model;

/** A value's place in a text: {@code {name}} or {@code {name|digits}}. */
public record Slot(String name, Filter filter) {

    /** How the value is said. */
    public enum Filter {
        /** As it is. */
        PLAIN,
        /** As one whole number: leading zeros are dropped. */
        NUMBER,
        /** Digit by digit. */
        DIGITS
    }

    /** The value as it is spoken. */
    public String say(String value) {
        return switch (filter) {
            case PLAIN -> value;
            case NUMBER -> value.matches("0+") ? "0" : value.replaceFirst("^0+", "");
            case DIGITS ->
                String.join(" ", value.chars().mapToObj(Character::toString).toList());
        };
    }
}
