package org.helpline.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A program that may ask by the API. What it shows is kept by nobody but itself: here is only the hash.
 *
 * @param name 1 to 32 of a-z, 0-9, '.', '-', '_'
 * @param hash SHA-256 of what it shows
 * @param expires from then on it is good for nothing; empty: never
 * @param used when it was last shown, to the minute; empty: never
 */
public record Token(
        String name,
        String hash,
        Set<Scope> scopes,
        String madeBy,
        Instant made,
        Optional<Instant> expires,
        Optional<Instant> used) {

    /** Whether it is good for {@code scope}. */
    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /** Never the hash. */
    @Override
    public String toString() {
        return "Token[" + name + "]";
    }
}
