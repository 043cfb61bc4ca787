package org.helpline.sip;

import java.util.Optional;
import org.helpline.core.Personal;

/**
 * Whom a phone that we call is to show.
 *
 * @param number shown as the From user; {@code name} as its display name; both cleaned by the edge
 * @param withheld whether they want to be unknown to whoever is outside the house (RFC 3323)
 * @param through the number of ours that they dialled: it is shown where theirs may not be; empty: none
 */
public record Caller(Personal number, Personal name, boolean withheld, Optional<String> through) {

    /** One who hides nothing, and dialled nothing. */
    public Caller(Personal number, Personal name) {
        this(number, name, false, Optional.empty());
    }
}
