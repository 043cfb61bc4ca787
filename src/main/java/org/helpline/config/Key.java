package org.helpline.config;

/**
 * One setting that the program knows.
 *
 * @param name in full; {@code *} stands for the name of a queue, agent, calendar or number
 * @param usual the default, as one would write it in the file
 * @param secret whether its value is never shown
 */
record Key<T>(String name, String usual, Shape<T> shape, boolean secret) {

    static <T> Key<T> of(String name, String usual, Shape<T> shape) {
        return new Key<>(name, usual, shape, false);
    }

    static <T> Key<T> secret(String name, Shape<T> shape) {
        return new Key<>(name, "", shape, true);
    }

    /** The default. */
    T usually() {
        return shape.parse().apply(usual).orElseThrow();
    }

    /** The full name for one member of the family. */
    String of(String member) {
        return name.replace("*", member);
    }
}
