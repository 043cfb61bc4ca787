package org.helpline.sdp;

/**
 * One {@code a=} line that we understand; the parser keeps no others.
 *
 * @param name before the colon, lower case: {@code rtpmap}, {@code sendonly}
 * @param value after the colon; empty for a property attribute
 */
public record Attribute(String name, String value) {

    /** A property attribute such as {@code a=sendrecv}. */
    static Attribute property(String name) {
        return new Attribute(name, "");
    }

    void encode(StringBuilder to) {
        to.append("a=").append(name);
        if (!value.isEmpty()) {
            to.append(':').append(value);
        }
        to.append("\r\n");
    }
}
