package org.helpline.sip.registrar;

import java.util.List;

/**
 * How a REGISTER is answered.
 *
 * @param headers further header lines
 */
record Outcome(int status, String reason, List<String> headers) {

    static Outcome of(int status, String reason, String... headers) {
        return new Outcome(status, reason, List.of(headers));
    }
}
