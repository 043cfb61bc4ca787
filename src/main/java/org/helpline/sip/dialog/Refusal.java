package org.helpline.sip.dialog;

import java.util.List;

/**
 * A final response by which the core refuses a request.
 *
 * @param headers further header lines, for example {@code Allow: …}
 * @param explanation one plain sentence with cause and fix, for the record of a refused call
 */
public record Refusal(int status, String reason, List<String> headers, String explanation) {

    /** With further header lines. */
    public static Refusal of(int status, String reason, String explanation, String... headers) {
        return new Refusal(status, reason, List.of(headers), explanation);
    }
}
