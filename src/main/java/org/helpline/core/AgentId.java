package org.helpline.core;

/**
 * The name an agent (a person at a desk) logs in with; also the user part of the agent's phone registration.
 *
 * @param value as configured, for example {@code anna}
 */
public record AgentId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
