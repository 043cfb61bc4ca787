package org.helpline.sdp;

import java.util.Locale;

/** Whether one audio line can be used as far as encryption goes: what it offers against what we want. */
sealed interface Secrecy {

    /** In the clear. */
    record Clear() implements Secrecy {}

    /** Encrypted; the peer's key is {@code line}'s. */
    record Under(CryptoLine line) implements Secrecy {}

    /** Encrypted, under keys that DTLS makes. */
    record ByDtls(IceDtls theirs) implements Secrecy {}

    /** Not at all; warn-code (RFC 3261 §20.43) and sentence as in {@link AudioLine.NotFound}. */
    record Refused(int warning, String why) implements Secrecy {}

    /** What {@code line} comes to. */
    static Secrecy of(SessionDescription all, MediaDescription line, Protection protection, String theyDo) {
        String protocol = line.protocol().toUpperCase(Locale.ROOT);
        return switch (protocol) {
            case AudioLine.AVP -> clear(line, protection, theyDo);
            case AudioLine.SAVP -> encrypted(line, protection, theyDo);
            case AudioLine.DTLS, AudioLine.DTLS_PLAIN, AudioLine.SAVPF ->
                protection.dtls().isPresent() ? byDtls(all, line, theyDo) : otherwise(protocol, theyDo);
            default -> otherwise(protocol, theyDo);
        };
    }

    private static Secrecy byDtls(SessionDescription all, MediaDescription line, String theyDo) {
        return switch (IceDtls.read(all, line)) {
            case IceDtls.Reading.Understood(IceDtls theirs) -> new ByDtls(theirs);
            case IceDtls.Reading.Unreadable(String why) -> new Refused(306, theyDo + " audio " + why);
        };
    }

    private static Refused otherwise(String protocol, String theyDo) {
        return new Refused(302, theyDo + " audio only " + otherwise(protocol));
    }

    private static String otherwise(String protocol) {
        return protocol.contains("SAVP") || protocol.contains("TLS")
                ? "encrypted as " + protocol
                        + "; Helpline encrypts by RTP/SAVP with keys in SDP (SDES), and by DTLS-SRTP with ICE as"
                        + " browsers do, so switch the phone or trunk to one of them"
                : "as " + protocol + "; Helpline speaks " + AudioLine.AVP + " and " + AudioLine.SAVP;
    }

    private static Secrecy encrypted(MediaDescription line, Protection protection, String theyDo) {
        if (protection.policy() == Protection.Policy.REFUSED) {
            return new Refused(
                    302,
                    theyDo + " audio only encrypted (" + AudioLine.SAVP
                            + "), and encryption is switched off here for it"
                            + " (srtp = no): set srtp = optional, or switch SRTP off in the phone or trunk");
        }
        return switch (CryptoLine.first(line, protection.suites())) {
            case CryptoLine.Search.Usable(CryptoLine found) -> new Under(found);
            case CryptoLine.Search.Unusable(String why) -> new Refused(306, theyDo + " audio " + why);
            case CryptoLine.Search.Absent _ ->
                new Refused(306, theyDo + " encrypted audio (" + AudioLine.SAVP + ") without a key (a=crypto)");
        };
    }

    // some phones write RTP/AVP with a=crypto and mean: encrypted if you can
    private static Secrecy clear(MediaDescription line, Protection protection, String theyDo) {
        if (protection.policy() == Protection.Policy.REFUSED) {
            return new Clear();
        }
        return switch (CryptoLine.first(line, protection.suites())) {
            case CryptoLine.Search.Usable(CryptoLine found) -> new Under(found);
            case CryptoLine.Search.Unusable(String why) ->
                protection.isDemanded() ? new Refused(306, theyDo + " audio " + why) : new Clear();
            case CryptoLine.Search.Absent _ ->
                protection.isDemanded() ? new Refused(302, theyDo + inTheClear(protection)) : new Clear();
        };
    }

    private static String inTheClear(Protection protection) {
        return " audio only in the clear (" + AudioLine.AVP + "), "
                + (protection.policy() == Protection.Policy.KEPT
                        ? "but this call is encrypted and stays so: let the phone or trunk keep SRTP on for the whole call"
                        : "and encryption is required here (srtp = required): switch SRTP on in the phone or trunk, or set"
                                + " srtp = optional");
    }
}
