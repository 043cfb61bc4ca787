package org.helpline.sip.transport;

/** Why the gate refuses a message: the status and the sentence that a request is answered with. Nothing of the request is in it. */
public enum Refusal {
    /** A datagram above the cap, RFC 3261 §21.5.7. */
    DATAGRAM_TOO_LARGE(513, "Message too large, send it over TCP"),
    /** A body above the cap of a stream. */
    BODY_TOO_LARGE(513, "Message body too large"),
    /** A header line above the cap. */
    LINE_TOO_LONG(400, "A header line is too long"),
    /** Too many header lines. */
    TOO_MANY_HEADERS(400, "Too many header lines"),
    /** CR or LF alone, or no empty line after the headers. */
    LINE_BREAKS(400, "Header lines must end with CR LF and the last one with an empty line"),
    /** Not {@code Method SP URI SP SIP-Version}, RFC 3261 §7.1. */
    FIRST_LINE(400, "The request line is malformed"),
    /** Another version of SIP, RFC 3261 §21.5.6. */
    VERSION(505, "SIP version not supported, this server speaks 2.0"),
    /** No name and colon. */
    HEADER_LINE(400, "A header line is malformed"),
    /** Via, From, To, Call-ID or CSeq is not there, RFC 3261 §8.1.1. */
    MISSING_HEADER(400, "A mandatory header is missing"),
    /** From, To, Call-ID, CSeq, Max-Forwards or Content-Length stands twice. */
    REPEATED_HEADER(400, "A header that may stand once stands twice"),
    /** No sent-by, or a backslash at the end of the line, RFC 3261 §20.42. */
    VIA(400, "The Via header is malformed"),
    /** Blanks or nothing. */
    CALL_ID(400, "The Call-ID header is malformed"),
    /** No number below 2^31 and method, RFC 3261 §20.16. */
    CSEQ(400, "The CSeq header is malformed"),
    /** RFC 3261 §8.1.1.5. */
    CSEQ_METHOD(400, "The CSeq method is not that of the request"),
    /** Not 0 to 255, RFC 3261 §20.22. */
    MAX_FORWARDS(400, "The Max-Forwards header is malformed"),
    /** Not a number of bytes. */
    CONTENT_LENGTH(400, "The Content-Length header is malformed"),
    /** More announced than a datagram brought, RFC 3261 §18.3. */
    BODY_MISSING(400, "The body is shorter than Content-Length"),
    /** From, To or Contact: blanks inside the angle brackets, or a question mark outside of them, RFC 3261 §20.10. */
    ADDRESS(400, "An address header is malformed"),
    /** What the parser does not take. */
    UNPARSABLE(400, "The message cannot be parsed");

    private final int status;
    private final String sentence;

    Refusal(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    /** The status code of the answer. */
    public int status() {
        return status;
    }

    /** For the log: the sentence, then what to do about it. */
    public String explained() {
        return sentence + "; " + remedy();
    }

    private String remedy() {
        return switch (this) {
            case DATAGRAM_TOO_LARGE -> "let the sender use TCP or TLS";
            case BODY_TOO_LARGE, LINE_TOO_LONG, TOO_MANY_HEADERS ->
                "let the sender write less, or look for a proxy between that adds to it";
            case VERSION -> "let the sender speak SIP/2.0";
            case LINE_BREAKS, FIRST_LINE, HEADER_LINE, UNPARSABLE, BODY_MISSING, CONTENT_LENGTH ->
                "look for an update of the sender, and for a router's SIP ALG between, which should be switched off";
            case MISSING_HEADER, REPEATED_HEADER, VIA, CALL_ID, CSEQ, CSEQ_METHOD, MAX_FORWARDS, ADDRESS ->
                "look for an update of the sender's software";
        };
    }

    /** The reason phrase of the answer. */
    public String sentence() {
        return sentence;
    }
}
