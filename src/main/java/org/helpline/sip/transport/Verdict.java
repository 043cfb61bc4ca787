package org.helpline.sip.transport;

/** What the gate says of a message. */
public sealed interface Verdict {

    /** To the parser. */
    record Passed(Head head) implements Verdict {}

    /** No SIP at all: keep-alives, STUN, noise. No word is lost on it. */
    record Ignored() implements Verdict {}

    /** Broken, and not to be answered: a response, an ACK, or a request without a Via to answer to. */
    record Dropped(Refusal why) implements Verdict {}

    /** A broken request, to be answered with {@code why} from the sane lines of {@code head}. */
    record Refused(Refusal why, Head head) implements Verdict {}
}
