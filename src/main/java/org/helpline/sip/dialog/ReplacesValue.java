package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import org.helpline.sip.Referral.Replaced;

/** Reads a Replaces header's value: RFC 3891 §6.1. Pure. */
final class ReplacesValue {

    private static final String NAME = "Replaces";
    private static final int LONGEST = 600;

    private ReplacesValue() {}

    /** What an INVITE wants to replace. */
    static Optional<Replaced> of(SIPRequest invite) {
        String value = Headers.first(invite, NAME);
        return value.isEmpty() ? Optional.empty() : read(value);
    }

    /** Why its Replaces cannot be taken: RFC 3891 §3. */
    static Optional<Refusal> fault(SIPRequest invite) {
        ListIterator<?> all = invite.getHeaders(NAME);
        if (all == null || !all.hasNext()) {
            return Optional.empty();
        }
        all.next();
        boolean fits = !all.hasNext()
                && of(invite).isPresent()
                && Headers.first(invite, "Join").isEmpty();
        return fits
                ? Optional.empty()
                : Optional.of(
                        Refusal.of(
                                400,
                                "Replaces Is Malformed",
                                "The INVITE names a call to replace in a way that nobody can understand; this is a fault of the phone: look for an update of its firmware."));
    }

    /** Empty if it is none: no Call-ID, or not exactly one to-tag and one from-tag. */
    static Optional<Replaced> read(String value) {
        if (value.length() > LONGEST) {
            return Optional.empty();
        }
        int semicolon = value.indexOf(';');
        String callId = value.substring(0, Math.max(semicolon, 0)).strip();
        String toTag = "";
        String fromTag = "";
        boolean earlyOnly = false;
        int tags = 0;
        for (int from = semicolon + 1; semicolon >= 0 && from <= value.length(); ) {
            int next = value.indexOf(';', from);
            int to = next < 0 ? value.length() : next;
            String parameter = value.substring(from, to).strip();
            int equals = parameter.indexOf('=');
            String name = parameter
                    .substring(0, equals < 0 ? parameter.length() : equals)
                    .strip()
                    .toLowerCase(Locale.ROOT);
            String text = equals < 0 ? "" : parameter.substring(equals + 1).strip();
            switch (name) {
                case "to-tag" -> {
                    toTag = text;
                    tags++;
                }
                case "from-tag" -> {
                    fromTag = text;
                    tags += 10;
                }
                case "early-only" -> earlyOnly = true;
                default -> {} // a parameter that we do not know is left aside
            }
            from = to + 1;
        }
        return callId.isEmpty() || tags != 11
                ? Optional.empty()
                : Optional.of(new Replaced(callId, toTag, fromTag, earlyOnly));
    }
}
