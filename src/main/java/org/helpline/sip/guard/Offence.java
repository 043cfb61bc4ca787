package org.helpline.sip.guard;

/** What speaks against a source. The word stands in logs and metrics, so it never changes. */
public enum Offence {
    /** Its User-Agent is a scanner's. */
    SCANNER("scanner", true),
    /** A wrong password, or a user that there is not; nobody can tell which. */
    WRONG_PASSWORD("wrong-password", false),
    /** It dialled a number that is not here. */
    UNKNOWN_NUMBER("unknown-number", false),
    /** It is neither a trunk nor a phone of ours, where only those may call. */
    NOT_ALLOWED("not-allowed", false),
    /** What it sent is no SIP message. */
    MALFORMED("malformed", false),
    /** It sent more requests a second than one source may. */
    TOO_MANY("too-many", false);

    private final String word;
    private final boolean atOnce;

    Offence(String word, boolean atOnce) {
        this.word = word;
        this.atOnce = atOnce;
    }

    /** Its name in logs, metrics and {@code bin/helpline bans}. */
    public String word() {
        return word;
    }

    /** Whether once is enough. */
    boolean isAtOnce() {
        return atOnce;
    }
}
