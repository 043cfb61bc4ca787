package org.helpline.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A line of the audit log.
 *
 * @param number 1 and up, without a gap
 * @param hash SHA-256, in hex, over the hash of the line before and this line's own words
 */
public record AuditLine(long number, Instant at, Act act, String before, String hash) {

    /**
     * What somebody did.
     *
     * @param who an account, {@code token:NAME}, or {@code os:USER}; "" where nobody was logged in
     * @param source {@code desk} with the address, {@code api} likewise, {@code command}, or {@code call}: what somebody did in one
     * @param act which address or command
     * @param what the particulars; no number of a caller
     * @param result {@code done}, or what was answered
     */
    public record Act(String who, String source, String act, String what, String result) {
        private static final int LONGEST = 200;

        /** Texts are cut at 200 characters and hold no control characters. */
        public Act {
            who = plain(who);
            source = plain(source);
            act = plain(act);
            what = plain(what);
            result = plain(result);
        }

        private static String plain(String text) {
            String clean = text.replaceAll("\\p{Cntrl}", " ");
            return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
        }
    }

    /** The line after one whose hash is {@code before}. */
    static AuditLine after(String before, long number, Instant at, Act act) {
        return new AuditLine(number, at, act, before, hash(before, number, at, act));
    }

    /** Whether nothing of it was changed. */
    boolean isWhole() {
        return hash.equals(hash(before, number, at, act));
    }

    private static String hash(String before, long number, Instant at, Act act) {
        StringBuilder text = new StringBuilder();
        for (String part : new String[] {
            before, Long.toString(number), at.toString(), act.who, act.source, act.act, act.what, act.result
        }) {
            text.append(part.length()).append(':').append(part); // lengths, so that no two lines make the same text
        }
        return sha256(text.toString());
    }

    /** SHA-256 of a text in UTF-8, in hex. */
    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
