package org.helpline.core;

/**
 * The name of an ACD queue.
 *
 * @param value as configured, for example {@code support}
 */
public record QueueName(String value) {

    @Override
    public String toString() {
        return value;
    }
}
