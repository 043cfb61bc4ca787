package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.config.SessionTimers;
import org.helpline.sip.dialog.SessionExpires.Refresher;

/** What we answer to a request that begins or refreshes a session: RFC 4028 §9, table 2. Pure. */
final class SessionRoles {

    private SessionRoles() {}

    /** What our 2xx says: its further header lines, and what is in force then; empty: no session timer. */
    record Answer(List<String> headers, Optional<SessionMachine.Terms> terms) {

        static final Answer NONE = new Answer(List.of(), Optional.empty());
    }

    /** 422 if the interval is too short for us; never to who would not know what that means: RFC 4028 §9. */
    static Optional<Refusal> tooBrief(SIPRequest request, SessionTimers settings) {
        long least = settings.least().toSeconds();
        Optional<SessionExpires> asked = SessionExpires.of(request);
        return asked.isPresent() && asked.get().seconds() < least && SessionExpires.isKnownTo(request)
                ? Optional.of(Refusal.of(
                        422,
                        "Session Interval Too Small",
                        "The caller wants to refresh the session every "
                                + asked.get().seconds() + " s, and sip.min-se allows " + least
                                + " s at least; it should ask again with more.",
                        "Min-SE: " + least))
                : Optional.empty();
    }

    /**
     * Answers.
     *
     * @param now whether we refresh by what was agreed before; empty: nothing was
     */
    static Answer answer(SIPRequest request, SessionTimers settings, Optional<Boolean> now) {
        boolean known = SessionExpires.isKnownTo(request);
        Optional<SessionExpires> asked = SessionExpires.of(request);
        if (asked.isEmpty() && !known) {
            return Answer.NONE; // nobody asks, and nobody would answer
        }
        long least = Math.max(
                settings.least().toSeconds(), SessionExpires.least(request).orElse(0));
        long wanted = asked.map(SessionExpires::seconds).orElse(Long.MAX_VALUE);
        long seconds = Math.max(least, Math.min(wanted, settings.expires().toSeconds()));
        Refresher refresher = known ? refresher(asked, now) : Refresher.UAS; // who does not know cannot refresh
        List<String> headers = new ArrayList<>();
        headers.add(new SessionExpires(seconds, Optional.of(refresher)).line());
        if (known) {
            headers.add("Require: timer");
        }
        return new Answer(
                List.copyOf(headers), Optional.of(new SessionMachine.Terms(seconds, refresher == Refresher.UAS)));
    }

    /** As the request says; else as before; else who asked refreshes, and we where nobody did. */
    private static Refresher refresher(Optional<SessionExpires> asked, Optional<Boolean> now) {
        return asked.flatMap(SessionExpires::refresher)
                .orElseGet(() -> now.map(ours -> ours ? Refresher.UAS : Refresher.UAC)
                        .orElse(asked.isPresent() ? Refresher.UAC : Refresher.UAS));
    }
}
