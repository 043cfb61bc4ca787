package org.helpline.sip.dialog;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
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
final class ConfirmedDialog {

    private static final int LONGEST_INFO = 1_000;

    /** The leg that owns it. */
    interface Owner {
        /** An event for the listener. */
        void tell(SipLegEvent event);

        /** The first 2xx counts as acknowledged. */
        void impliedAck();

        /** The peer no longer knows the dialog, or does not answer: it is over, and BYE is still owed (RFC 3261 §12.2.1.2). */
        void lost(SipLegEvent last);
    }

    private final Dialog dialog;
    private final Transactions transactions;
    private final RandomGenerator random;
    private final Owner owner;
    private final Refers refers;
    private OfferMachine.State offers;
    private @Nullable ServerTransaction theirs;
    private @Nullable Repetition repetition;
    private Timers.@Nullable Timer retry;
    private boolean closed;

    ConfirmedDialog(
            Dialog dialog, Transactions transactions, RandomGenerator random, Owner owner, OfferMachine.State offers) {
        this.dialog = dialog;
        this.transactions = transactions;
        this.random = random;
        this.owner = owner;
        this.offers = offers;
        this.refers = new Refers(dialog, transactions, owner::tell);
    }

    Dialog dialog() {
        return dialog;
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

    /** A 200 of the dialog to a request that makes no dialog. */
    private SIPResponse ok(SIPRequest request) {
        SIPResponse ok = Responses.of(request, 200, "OK", dialog.id().localTag());
        if (request.getMethod().equals("UPDATE")) {
            ok.setHeader(Headers.of(dialog.contact())); // RFC 3311 §5.2
            ok.setHeader(Headers.allow());
            ok.setHeader(Headers.supported());
        }
        return ok;
    }

    /** An ACK came that may be for a re-INVITE. */
    void acknowledged(Ack ack) {
        on(new OfferMachine.Event.Ack(ack.carrying().flatMap(Bodies::sdp)));
    }

    /** An INFO with a DTMF body came; other bodies were refused before. */
    void informed(SIPRequest info, ServerTransaction transaction) {
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
        // a challenge, a 481, a silence: the call is over all the same, and no credentials ever leave the house
        transactions.send(bye, dialog.destination(), new NoInterest(whenOver));
    }

    /**
     * BYE to a peer that never acknowledged our 2xx. It was silent for 32 s and may be the victim of a forged address, so it gets
     * three copies (one on a reliable transport) within 3·T1, not the 32 s more that a transaction would take.
     */
    void lastBye(String reason, Runnable whenOver) {
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
        bye.setHeader(Headers.of(Responses.reasonHeader(reason)));
        return bye;
    }

    /** Stops every timer; later events of the exchange change nothing. */
    void close() {
        closed = true;
        refers.close();
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
        SIPRequest invite = Responses.withSdp(dialog.request("INVITE"), sdp);
        invite.setHeader(Headers.allow());
        transactions.send(
                invite, dialog.destination(), new OurReInvite(invite.getCSeq().getSeqNumber()));
    }

    private void sendOk(String sdp) {
        ServerTransaction transaction = theirs;
        if (transaction == null) {
            return;
        }
        SIPResponse ok =
                Responses.of(transaction.request(), 200, "OK", dialog.id().localTag());
        ok.setHeader(Headers.of(dialog.contact()));
        Responses.withSdp(ok, sdp);
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
        private final long number;
        private byte @Nullable [] ack;

        OurReInvite(long number) {
            this.number = number;
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
                on(new OfferMachine.Event.Glare());
            } else if (status == 481 || status == 408) {
                fail("the peer answered " + status + " to a re-INVITE");
            } else {
                on(new OfferMachine.Event.Refused(status));
            }
        }

        @Override
        public void onFailed(String why) {
            fail("a re-INVITE was not answered: " + why);
        }

        private void acknowledge(SIPResponse response) {
            if (ack != null) { // every 2xx is acknowledged, with the same bytes: §13.2.2.4
                transactions.resend(ack, dialog.destination());
                return;
            }
            dialog.refreshTarget(response);
            ack = transactions.sendAck(dialog.ack(number), dialog.destination());
            on(new OfferMachine.Event.Accepted(Bodies.sdp(response)));
        }

        private void fail(String why) {
            if (!closed) {
                owner.lost(new SipLegEvent.Failed(why));
            }
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
