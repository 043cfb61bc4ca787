package org.helpline.core;

/**
 * The name of one interaction (a call, later a chat): unique for ever, sortable by its start, short enough to read aloud.
 *
 * @param value lower-case letters, digits and '-', for example {@code 20261122-021503-7f3a9c}
 */
public record InteractionId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
