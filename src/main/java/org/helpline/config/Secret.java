package org.helpline.config;

/**
 * A secret that never prints itself.
 *
 * @param value the secret
 */
public record Secret(String value) {

    @Override
    public String toString() {
        return "********";
    }
}
