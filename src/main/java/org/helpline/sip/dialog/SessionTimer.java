package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.helpline.config.SessionTimers;
import org.helpline.core.Timers;
import org.helpline.sip.dialog.SessionExpires.Refresher;
import org.jspecify.annotations.Nullable;

/** Carries out what {@link SessionMachine} decides for one call, and writes and reads its headers. Confined to its SIP loop. */
final class SessionTimer {

    /** The dialog that it belongs to. */
    interface Owner {
        /** Sends UPDATE or a re-INVITE; {@link SessionTimer#refused} if it cannot now. */
        void refresh();

        /** The session is over; {@code why} is a sentence. */
        void expired(String why);
    }

    private final SessionTimers settings;
    private final boolean on;
    private final Timers timers;
    private final Owner owner;
    private SessionMachine.State state = new SessionMachine.State.Off();
    private Timers.@Nullable Timer refresh;
    private Timers.@Nullable Timer expiry;
    private long least;
    private boolean peerTakesUpdate;
    private boolean peerKnows;

    /** {@code on}: whether any is agreed with this peer. */
    SessionTimer(SessionTimers settings, boolean on, Timers timers, Owner owner) {
        this.settings = settings;
        this.on = on;
        this.timers = timers;
        this.owner = owner;
        this.least = settings.least().toSeconds();
    }

    /** Our first INVITE to a peer goes out: proposes an interval and leaves it to the peer who refreshes (RFC 4028 §7.1). */
    static void proposing(SIPRequest invite, SessionTimers settings, InetAddress peer) {
        if (!settings.with(peer)) {
            invite.setHeader(Headers.supportedWithoutTimer());
            return;
        }
        long least = settings.least().toSeconds();
        long seconds = Math.max(least, settings.expires().toSeconds());
        invite.setHeader(Headers.of(new SessionExpires(seconds, Optional.empty()).line()));
        if (least > SessionMinimum.SECONDS) {
            invite.setHeader(Headers.of("Min-SE: " + least));
        }
    }

    /** Reads what the peer can: its Allow and Supported, where it says. */
    void look(SIPMessage message) {
        if (!Headers.first(message, "Allow").isEmpty()) {
            peerTakesUpdate = Headers.has(message, "Allow", "UPDATE");
        }
        peerKnows |= SessionExpires.isKnownTo(message);
    }

    /** Whether a refresh may go by UPDATE, which disturbs nobody's sound. */
    boolean peerTakesUpdate() {
        return peerTakesUpdate;
    }

    /** UPDATE was refused for itself: never again. */
    void noUpdate() {
        peerTakesUpdate = false;
    }

    /** Why the peer's INVITE, re-INVITE or UPDATE cannot be taken, if so. */
    Optional<Refusal> tooBrief(SIPRequest request) {
        return on ? SessionRoles.tooBrief(request, settings) : Optional.empty();
    }

    /** Our 2xx to the peer's INVITE or UPDATE goes out: answers the header lines that it has to have, and starts the time. */
    List<String> answering(SIPRequest request) {
        look(request);
        if (!on) {
            return List.of();
        }
        SessionRoles.Answer answer = SessionRoles.answer(request, settings, weRefresh());
        on(new SessionMachine.Event.Agreed(answer.terms()));
        return answer.headers();
    }

    /** Our re-INVITE or UPDATE goes out: it refreshes the session too, with the roles as they are. */
    void asking(SIPRequest request) {
        request.setHeader(on ? Headers.supported() : Headers.supportedWithoutTimer());
        if (!on || (state instanceof SessionMachine.State.Off && !peerKnows)) {
            return;
        }
        long seconds = Math.max(least, agreed().orElse(settings.expires().toSeconds()));
        Optional<Refresher> refresher = weRefresh().map(ours -> ours ? Refresher.UAC : Refresher.UAS);
        request.setHeader(Headers.of(new SessionExpires(seconds, refresher).line()));
        if (least > SessionMinimum.SECONDS) {
            request.setHeader(Headers.of("Min-SE: " + least));
        }
    }

    /** The peer's 2xx to our INVITE, re-INVITE or UPDATE came. */
    void answered(SIPResponse ok) {
        look(ok);
        if (on) {
            on(new SessionMachine.Event.Agreed(SessionExpires.of(ok).map(SessionTimer::terms)));
        }
    }

    /** An interval below what is allowed is kept by us, though not to the point of a flood, and not held against a slower peer. */
    private static SessionMachine.Terms terms(SessionExpires agreed) {
        // who says nothing leaves it to us: nobody else would do it
        boolean weRefresh = agreed.refresher().orElse(Refresher.UAC) == Refresher.UAC;
        long least = weRefresh ? SessionMinimum.KEPT_SECONDS : SessionMinimum.SECONDS;
        return new SessionMachine.Terms(Math.clamp(agreed.seconds(), least, SessionMinimum.MOST_SECONDS), weRefresh);
    }

    /** The peer's 422 came: what we ask for next time is long enough for it. True if that changes anything: RFC 4028 §7.4. */
    boolean raised(SIPResponse tooSmall) {
        long wanted = SessionExpires.least(tooSmall).orElse(0);
        boolean more = wanted > least && wanted <= SessionMinimum.MOST_SECONDS;
        least = more ? wanted : least;
        return more;
    }

    /** Our refresh was refused or could not be sent: it is tried again soon. */
    void refused() {
        on(new SessionMachine.Event.NotNow());
    }

    /** Nothing is to come any more. */
    void close() {
        state = new SessionMachine.State.Off();
        stop();
    }

    private Optional<Boolean> weRefresh() {
        return switch (state) {
            case SessionMachine.State.Off _ -> Optional.empty();
            case SessionMachine.State.Theirs _ -> Optional.of(false);
            case SessionMachine.State.Ours _, SessionMachine.State.Asking _ -> Optional.of(true);
        };
    }

    private Optional<Long> agreed() {
        return switch (state) {
            case SessionMachine.State.Off _ -> Optional.empty();
            case SessionMachine.State.Theirs theirs -> Optional.of(theirs.seconds());
            case SessionMachine.State.Ours ours -> Optional.of(ours.seconds());
            case SessionMachine.State.Asking asking -> Optional.of(asking.seconds());
        };
    }

    private void on(SessionMachine.Event event) {
        SessionMachine.Step step = SessionMachine.step(state, event);
        state = step.next();
        step.effects().forEach(this::perform);
    }

    private void perform(SessionMachine.Effect effect) {
        switch (effect) {
            case SessionMachine.Effect.StopTimers _ -> stop();
            case SessionMachine.Effect.StartRefresh start ->
                refresh = timers.after(start.after(), () -> on(new SessionMachine.Event.RefreshDue()));
            case SessionMachine.Effect.StartExpiry start ->
                expiry = timers.after(start.after(), () -> on(new SessionMachine.Event.ExpiryDue()));
            case SessionMachine.Effect.Refresh _ -> owner.refresh();
            case SessionMachine.Effect.Expire end -> owner.expired(sentence(end));
        }
    }

    private static String sentence(SessionMachine.Effect.Expire end) {
        return end.wasOurs()
                ? "Our refreshes of the session were not taken within its " + end.seconds()
                        + " s (session timer, RFC 4028); if the peer was still there, exempt it by sip.session-timers-off."
                : "The peer did not refresh the session within the " + end.seconds()
                        + " s that were agreed (session timer, RFC 4028); if it was still there, exempt it by"
                        + " sip.session-timers-off.";
    }

    private void stop() {
        if (refresh != null) {
            refresh.cancel();
            refresh = null;
        }
        if (expiry != null) {
            expiry.cancel();
            expiry = null;
        }
    }
}
