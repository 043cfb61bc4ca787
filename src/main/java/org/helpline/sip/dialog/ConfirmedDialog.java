package org.helpline.sip.dialog;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.helpline.config.SessionTimers;
import org.helpline.core.Timers;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.transaction.Ack;
import org.helpline.sip.transaction.ClientUser;
import org.helpline.sip.transaction.ServerTransaction;
import org.helpline.sip.transaction.Transactions;
import org.helpline.sip.transport.Destination;
import org.jspecify.annotations.Nullable;

/**
 * What both kinds of leg do within a dialog: re-INVITE both ways, INFO both ways, BYE out. It carries out what {@link
 * OfferMachine} decides. Confined to its SIP loop.
 */
final class ConfirmedDialog implements SessionTimer.Owner {

    private static final int LONGEST_INFO = 1_000;

    /** The leg that owns it. */
    interface Owner {
        /** An event for the listener. */
        void tell(SipLegEvent event);

        /** The first 2xx counts as acknowledged. */
        void impliedAck();

        /** The peer no longer knows the dialog, or does not answer: it is over, and BYE is still owed (RFC 3261 §12.2.1.2). */
        void lost(SipLegEvent last);

        /** Header lines that answer a challenge to a request of ours within the dialog; none: it is not answered. */
        default List<String> credentials(SIPRequest request, SIPResponse challenge) {
            return List.of();
        }
    }

    private final Dialog dialog;
    private final Transactions transactions;
    private final RandomGenerator random;
    private final Owner owner;
    private final Refers refers;
    private final OurRefer ourRefer;
    private final SessionTimer session;
    private OfferMachine.State offers;
    private @Nullable String ours;
    private @Nullable String theirSdp;
    private @Nullable ServerTransaction theirs;
    private @Nullable Repetition repetition;
    private Timers.@Nullable Timer retry;
    private boolean refreshing;
    private boolean lost;
    private boolean closed;

    ConfirmedDialog(
            Dialog dialog,
            Transactions transactions,
            RandomGenerator random,
            SessionTimers sessions,
            Owner owner,
            OfferMachine.State offers) {
        this.dialog = dialog;
        this.transactions = transactions;
        this.random = random;
        this.owner = owner;
        this.offers = offers;
        this.refers = new Refers(dialog, transactions, owner::tell);
        this.ourRefer = new OurRefer(dialog, transactions, owner);
        this.session = new SessionTimer(
                sessions,
                sessions.with(dialog.destination().address().getAddress()),
                transactions.loop().timers(),
                this);
    }

    Dialog dialog() {
        return dialog;
    }

    SessionTimer session() {
        return session;
    }

    /** What each side has described last, as far as it is said: a refresh repeats ours and compares theirs. */
    void described(Optional<String> byUs, Optional<String> byThem) {
        byUs.ifPresent(sdp -> ours = sdp);
        byThem.ifPresent(sdp -> theirSdp = sdp);
    }

    /** Feeds the offer machine; nothing after {@link #close}. */
    void on(OfferMachine.Event event) {
        if (closed) {
            return;
        }
        OfferMachine.Step step = OfferMachine.step(offers, event);
        offers = step.next();
        for (OfferMachine.Effect effect : step.effects()) {
            if (!closed) { // the listener may end the call while it is told
                perform(effect);
            }
        }
    }

    /** Whether the house has to decide about an offer. */
    boolean isAsked() {
        return offers instanceof OfferMachine.State.Deciding || offers instanceof OfferMachine.State.Updating;
    }

    /** A re-INVITE came. */
    void invited(SIPRequest request, ServerTransaction transaction) {
        if (isTooBrief(request, transaction)) {
            return;
        }
        boolean undecided = isAsked();
        ServerTransaction before = theirs;
        theirs = transaction;
        on(new OfferMachine.Event.Offered(Bodies.sdp(request)));
        if (undecided) {
            theirs = before;
        } else if (offers instanceof OfferMachine.State.Deciding) {
            dialog.refreshTarget(request);
            // the house must decide within this turn; a listener that forgets must not hang the peer
            transactions.loop().timers().after(Duration.ZERO, () -> forgotten(transaction));
        }
    }

    /** An UPDATE or PRACK came. Without an offer it is answered at once (RFC 3311 §5.2), with one the house decides. */
    void updated(SIPRequest request, ServerTransaction transaction) {
        if (isOver(request, transaction) || isTooBrief(request, transaction)) {
            return;
        }
        Optional<String> offer = Bodies.sdp(request);
        if (offer.isEmpty()) {
            dialog.refreshTarget(request);
            transaction.respond(ok(request));
            return;
        }
        ServerTransaction before = theirs;
        theirs = transaction;
        on(new OfferMachine.Event.Updated(offer.get()));
        if (transaction.isAnswered()) { // refused at once, or accepted
            theirs = before;
        }
        if (offers instanceof OfferMachine.State.Updating) {
            transactions.loop().timers().after(Duration.ZERO, () -> forgotten(transaction));
        }
    }

    /** Our BYE is on its way: what comes until it is answered finds no dialog any more (RFC 3261 §15.1.1). */
    private boolean isOver(SIPRequest request, ServerTransaction transaction) {
        if (closed) {
            transaction.respond(Responses.of(
                    request, 481, "Call Does Not Exist", dialog.id().localTag()));
        }
        return closed;
    }

    private boolean isTooBrief(SIPRequest request, ServerTransaction transaction) {
        Optional<Refusal> refusal = session.tooBrief(request);
        refusal.ifPresent(
                r -> transaction.respond(Responses.of(request, r, dialog.id().localTag())));
        return refusal.isPresent();
    }

    /** A 200 of the dialog to a request that makes no dialog. */
    private SIPResponse ok(SIPRequest request) {
        SIPResponse ok = Responses.of(request, 200, "OK", dialog.id().localTag());
        if (request.getMethod().equals("UPDATE")) {
            ok.setHeader(Headers.of(dialog.contact())); // RFC 3311 §5.2
            ok.setHeader(Headers.allow());
            ok.setHeader(Headers.supported());
            session.answering(request).forEach(line -> ok.setHeader(Headers.of(line)));
        }
        return ok;
    }

    /** An ACK came that may be for a re-INVITE. */
    void acknowledged(Ack ack) {
        Optional<String> answer = ack.carrying().flatMap(Bodies::sdp);
        described(Optional.empty(), answer);
        on(new OfferMachine.Event.Ack(answer));
    }

    /** An INFO with a DTMF body came; other bodies were refused before. */
    void informed(SIPRequest info, ServerTransaction transaction) {
        if (isOver(info, transaction)) {
            return;
        }
        transaction.respond(Responses.of(info, 200, "OK", dialog.id().localTag()));
        String body = Headers.body(info);
        if (!body.isEmpty() && body.length() <= LONGEST_INFO) {
            owner.tell(new SipLegEvent.InfoReceived(Bodies.type(info), body));
        }
    }

    /** A REFER came. */
    void referred(SIPRequest refer, ServerTransaction transaction) {
        refers.referred(refer, transaction);
    }

    /** Sends the peer there; false if it is at it already. */
    boolean refer(Onward to) {
        return !closed && ourRefer.send(to);
    }

    /** A NOTIFY came. */
    void notified(SIPRequest notify, ServerTransaction transaction) {
        if (!isOver(notify, transaction)) {
            ourRefer.notified(notify, transaction);
        }
    }

    void sendInfo(String contentType, String body) {
        int slash = contentType.indexOf('/');
        ContentType type = new ContentType(contentType.substring(0, slash), contentType.substring(slash + 1));
        transactions.send(
                Responses.withBody(dialog.request("INFO"), type, body), dialog.destination(), new NoInterest(() -> {}));
    }

    /** Ends the dialog by BYE; {@code whenOver} runs once it is answered in whatever way, or not in time. */
    void bye(String reason, Runnable whenOver) {
        close();
        SIPRequest bye = writeBye(reason);
        // a 481, a silence: the call is over all the same; a trunk that asks for a password gets it, or it would go on
        // counting
        transactions.send(bye, dialog.destination(), new Bye(reason, bye, whenOver));
    }

    /** {@link #bye} to a peer that does not answer any more. */
    void byeToLost(Runnable whenOver) {
        lost = true;
        bye("the peer no longer answers", whenOver);
    }

    /**
     * BYE to a peer that never acknowledged our 2xx. It was silent for 32 s and may be the victim of a forged address, so it gets
     * three copies (one on a reliable transport) within 3·T1, not the 32 s more that a transaction would take.
     */
    void lastBye(String reason, Runnable whenOver) {
        lost = true;
        close();
        Destination to = dialog.destination();
        byte[] bytes = transactions.sendAck(writeBye(reason), to); // any request without a transaction
        if (!to.transport().equals("UDP")) {
            whenOver.run();
            return;
        }
        Timers timers = transactions.loop().timers();
        timers.after(SipTimes.T1, () -> transactions.resend(bytes, to));
        timers.after(SipTimes.T1.multipliedBy(3), () -> {
            transactions.resend(bytes, to);
            whenOver.run();
        });
    }

    private SIPRequest writeBye(String reason) {
        SIPRequest bye = dialog.request("BYE");
        bye.setHeader(Headers.of(Reasons.ending(reason, lost)));
        return bye;
    }

    /** Stops every timer; later events of the exchange change nothing. */
    void close() {
        closed = true;
        session.close();
        refers.close();
        ourRefer.close();
        stopRepeating();
        if (retry != null) {
            retry.cancel();
        }
    }

    private void perform(OfferMachine.Effect effect) {
        switch (effect) {
            case OfferMachine.Effect.SendInvite invite -> sendInvite(invite.sdp());
            case OfferMachine.Effect.StartRetry _ ->
                retry = transactions.loop().timers().after(glareDelay(), () -> on(new OfferMachine.Event.RetryDue()));
            case OfferMachine.Effect.SendOk ok -> sendOk(ok.sdp());
            case OfferMachine.Effect.SendUpdateOk ok -> sendUpdateOk(ok.sdp());
            case OfferMachine.Effect.SendRefusal refusal -> sendRefusal(refusal);
            case OfferMachine.Effect.StopRepeating _ -> stopRepeating();
            case OfferMachine.Effect.Tell tell -> owner.tell(tell.event());
            case OfferMachine.Effect.ImpliedAck _ -> owner.impliedAck();
        }
    }

    /** §14.1: 2.1 to 4 s for the owner of the Call-ID, 0 to 2 s for the other, in steps of 10 ms. */
    private Duration glareDelay() {
        return Duration.ofMillis(10L * (dialog.isCaller() ? random.nextInt(210, 401) : random.nextInt(0, 201)));
    }

    private void sendInvite(String sdp) {
        sendInvite(sdp, refreshing, List.of());
    }

    private void sendInvite(String sdp, boolean refresh, List<String> credentials) {
        SIPRequest invite = Responses.withSdp(dialog.request("INVITE"), sdp);
        invite.setHeader(Headers.allow());
        session.asking(invite);
        credentials.forEach(line -> invite.addHeader(Headers.of(line)));
        transactions.send(invite, dialog.destination(), new OurReInvite(invite, sdp, refresh, !credentials.isEmpty()));
    }

    @Override
    public void refresh() {
        if (session.peerTakesUpdate()) {
            sendUpdate(List.of());
        } else if (offers instanceof OfferMachine.State.Quiet && ours != null) {
            refreshing = true;
            on(new OfferMachine.Event.Offer(ours)); // the same version: nothing changes, RFC 4028 §7.4
            refreshing = false;
        } else {
            session.refused(); // what is under way refreshes the session as well
        }
    }

    private void sendUpdate(List<String> credentials) {
        SIPRequest update = dialog.request("UPDATE");
        update.setHeader(Headers.of(dialog.contact())); // RFC 3311 §5.1
        update.setHeader(Headers.allow());
        session.asking(update);
        credentials.forEach(line -> update.addHeader(Headers.of(line)));
        transactions.send(update, dialog.destination(), new OurUpdate(update, !credentials.isEmpty()));
    }

    @Override
    public void expired(String why) {
        if (!closed) {
            owner.lost(new SipLegEvent.Failed(why));
        }
    }

    private void sendOk(String sdp) {
        ServerTransaction transaction = theirs;
        if (transaction == null) {
            return;
        }
        SIPResponse ok =
                Responses.of(transaction.request(), 200, "OK", dialog.id().localTag());
        ok.setHeader(Headers.of(dialog.contact()));
        ok.setHeader(Headers.allow());
        ok.setHeader(Headers.supported());
        Responses.withSdp(ok, sdp);
        described(Optional.of(sdp), Bodies.sdp(transaction.request()));
        session.answering(transaction.request()).forEach(line -> ok.setHeader(Headers.of(line)));
        transaction.respond(ok);
        repetition = Repetition.start(
                transactions.loop().timers(),
                () -> transaction.respond(ok),
                () -> owner.lost(new SipLegEvent.NeverAcknowledged())); // §14.2, last paragraph
    }

    private void sendUpdateOk(String sdp) {
        ServerTransaction asked = theirs;
        if (asked != null) {
            dialog.refreshTarget(asked.request());
            described(Optional.of(sdp), Bodies.sdp(asked.request()));
            asked.respond(Responses.withSdp(ok(asked.request()), sdp));
        }
    }

    private void sendRefusal(OfferMachine.Effect.SendRefusal refusal) {
        if (theirs == null) {
            return;
        }
        SIPResponse response = Responses.of(
                theirs.request(),
                refusal.status(),
                refusal.reason(),
                dialog.id().localTag());
        if (refusal.retryLater()) {
            response.setHeader(Headers.of("Retry-After: " + random.nextInt(0, 11))); // §14.2
        }
        ServerTransaction asked = theirs;
        refusal.warning().ifPresent(warning -> Responses.withWarning(response, warning, asked.flow()));
        asked.respond(response);
    }

    private void forgotten(ServerTransaction transaction) {
        if (!closed && !transaction.isAnswered() && isAsked()) {
            on(new OfferMachine.Event.Refuse(488, "Not Acceptable Here"));
        }
    }

    private void stopRepeating() {
        if (repetition != null) {
            repetition.stop();
            repetition = null; // it holds the whole 200
        }
    }

    /** Our re-INVITE. */
    private final class OurReInvite implements ClientUser {
        private final SIPRequest invite;
        private final String sdp;
        private final boolean refresh;
        private final boolean answersChallenge;
        private byte @Nullable [] ack;

        OurReInvite(SIPRequest invite, String sdp, boolean refresh, boolean answersChallenge) {
            this.invite = invite;
            this.sdp = sdp;
            this.refresh = refresh;
            this.answersChallenge = answersChallenge;
        }

        @Override
        public void onResponse(SIPResponse response) {
            int status = response.getStatusCode();
            if (status < 200) {
                return;
            }
            if (status < 300) {
                acknowledge(response);
            } else if (status == 491) {
                session.refused();
                on(new OfferMachine.Event.Glare());
            } else if (status == 481 || status == 408) {
                fail("the peer answered " + status + " to a re-INVITE");
            } else if (!closed && !isAskedAgain(status, response)) {
                refused(status);
            }
        }

        /** RFC 4028 §7.4, RFC 3261 §22.2: the same with a longer interval, or with credentials. */
        private boolean isAskedAgain(int status, SIPResponse response) {
            List<String> credentials = challenged(status, response, invite, answersChallenge);
            boolean again = !credentials.isEmpty() || (status == 422 && session.raised(response));
            if (again) {
                sendInvite(sdp, refresh, credentials);
            }
            return again;
        }

        @Override
        public void onFailed(String why) {
            if (dialog.isAway()) { // as 503, so the session stays as it is: RFC 3261 §8.1.3.1, §14.1
                refused(503);
            } else {
                fail("a re-INVITE was not answered: " + why);
            }
        }

        private void refused(int status) {
            if (!closed) {
                session.refused();
                on(new OfferMachine.Event.Refused(status));
            }
        }

        private void acknowledge(SIPResponse response) {
            if (ack != null) { // every 2xx is acknowledged, with the same bytes: §13.2.2.4
                transactions.resend(ack, dialog.destination());
                return;
            }
            dialog.refreshTarget(response);
            ack = transactions.sendAck(dialog.ack(invite.getCSeq().getSeqNumber()), dialog.destination());
            if (closed) {
                return;
            }
            session.answered(response);
            Optional<String> answer = Bodies.sdp(response);
            boolean same = refresh && answer.isPresent() && answer.get().equals(theirSdp);
            described(Optional.of(sdp), answer);
            on(new OfferMachine.Event.Accepted(same ? Optional.empty() : answer)); // a refresh changes nothing
        }

        private void fail(String why) {
            if (!closed) {
                owner.lost(new SipLegEvent.Failed(why));
            }
        }
    }

    private List<String> challenged(int status, SIPResponse response, SIPRequest request, boolean answered) {
        return (status == 401 || status == 407) && !answered ? owner.credentials(request, response) : List.of();
    }

    /** Our UPDATE that refreshes the session. */
    private final class OurUpdate implements ClientUser {
        private final SIPRequest update;
        private final boolean answersChallenge;

        OurUpdate(SIPRequest update, boolean answersChallenge) {
            this.update = update;
            this.answersChallenge = answersChallenge;
        }

        @Override
        public void onResponse(SIPResponse response) {
            int status = response.getStatusCode();
            if (closed || status < 200) {
                return;
            }
            List<String> credentials = challenged(status, response, update, answersChallenge);
            if (status < 300) {
                dialog.refreshTarget(response);
                session.answered(response);
            } else if (status == 481) {
                owner.lost(new SipLegEvent.Failed("the peer answered 481 to an UPDATE"));
            } else if (!credentials.isEmpty() || (status == 422 && session.raised(response))) {
                sendUpdate(credentials);
            } else if (status == 405 || status == 501 || status == 408) {
                withoutUpdate();
            } else {
                session.refused();
            }
        }

        @Override
        public void onFailed(String why) {
            if (!closed) {
                withoutUpdate(); // something on the way may swallow UPDATE; a re-INVITE shows whether the peer is there
            }
        }

        private void withoutUpdate() {
            session.noUpdate();
            refresh();
        }
    }

    /** Our BYE, sent again once where a trunk of ours challenges it. */
    private final class Bye implements ClientUser {
        private final String reason;
        private final SIPRequest bye;
        private final Runnable whenOver;

        Bye(String reason, SIPRequest bye, Runnable whenOver) {
            this.reason = reason;
            this.bye = bye;
            this.whenOver = whenOver;
        }

        @Override
        public void onResponse(SIPResponse response) {
            List<String> credentials = challenged(response.getStatusCode(), response, bye, false);
            if (!credentials.isEmpty()) {
                SIPRequest again = writeBye(reason);
                credentials.forEach(line -> again.addHeader(Headers.of(line)));
                transactions.send(again, dialog.destination(), new NoInterest(whenOver));
            } else if (response.getStatusCode() >= 200) {
                whenOver.run();
            }
        }

        @Override
        public void onFailed(String why) {
            whenOver.run();
        }
    }

    /** A request whose answer changes nothing. */
    private record NoInterest(Runnable whenOver) implements ClientUser {
        @Override
        public void onResponse(SIPResponse response) {
            if (response.getStatusCode() >= 200) {
                whenOver.run();
            }
        }

        @Override
        public void onFailed(String why) {
            whenOver.run();
        }
    }
}
