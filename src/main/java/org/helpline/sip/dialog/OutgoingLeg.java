package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.SessionTimers;
import org.helpline.core.Loop;
import org.helpline.core.Timers;
import org.helpline.sip.Referral;
import org.helpline.sip.SipLeg;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.SipLegListener;
import org.helpline.sip.Warning;
import org.helpline.sip.transaction.Ack;
import org.helpline.sip.transaction.Answer;
import org.helpline.sip.transaction.ClientTransaction;
import org.helpline.sip.transaction.ClientUser;
import org.helpline.sip.transaction.ServerTransaction;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A call that we place to an agent's phone: carries out what {@link OutgoingMachine} decides. Each 2xx is acknowledged; those of
 * further branches of a fork are hung up (RFC 3261 §13.2.2.4). No 3xx is followed here, and a challenge is answered only where {@link
 * Trunkside} has credentials for it. Confined to its SIP loop.
 */
final class OutgoingLeg implements SipLeg, DialogUser, ClientUser, ConfirmedDialog.Owner {

    private final UserAgentCore core;
    private final OutgoingCall call;
    private final Flow flow;
    private final String tag;
    private final Destination sentTo;
    private final String contact;
    private final SipLegListener listener;
    private final Map<String, Branch> branches = HashMap.newHashMap(1);
    private SessionTimers sessions;
    private Placed placed;
    private @Nullable SIPRequest
            invite; // until a phone has answered, as what follows and the transaction: they take as much room as all
    // the rest
    private @Nullable EarlyDialogs early;
    private OutgoingMachine.State state = new OutgoingMachine.State.Ringing();
    private @Nullable ClientTransaction transaction;
    private @Nullable ConfirmedDialog confirmed;
    private Timers.@Nullable Timer cancelTimeout;
    private boolean forgotten;
    private boolean takesRefer;
    private boolean knowsReplaces;

    /** A 2xx that came: its dialog and the ACK that is sent again whenever the 2xx is. */
    private static final class Branch {
        final Dialog dialog;
        final byte[] ack;

        Branch(Dialog dialog, byte[] ack) {
            this.dialog = dialog;
            this.ack = ack;
        }
    }

    OutgoingLeg(UserAgentCore core, OutgoingCall call, Flow flow, String callId, String tag, SipLegListener listener) {
        this.core = core;
        this.call = call;
        this.flow = flow;
        this.tag = tag;
        this.sentTo = call.to();
        this.contact = Headers.contact(flow);
        this.listener = listener;
        this.sessions = core.sessions();
        SIPRequest first = write(callId, 1, List.of());
        this.invite = first;
        this.placed = Placed.of(first);
        this.early = new EarlyDialogs(core.transactions(), this::early, core::entered, core::left, this::credentials);
    }

    private ConfirmedDialog early(SIPResponse provisional) {
        return new ConfirmedDialog(
                Dialog.calling(placed, provisional, sentTo, contact),
                core.transactions(),
                core.random(),
                sessions,
                this,
                new OfferMachine.State.Unconfirmed(true, Optional.empty()));
    }

    void start() {
        if (invite != null) {
            listener.invited(callId());
            transaction = core.transactions().send(invite, sentTo, this);
        }
    }

    @Override
    public String callId() {
        return placed.callId();
    }

    @Override
    public Loop loop() {
        return core.transactions().loop();
    }

    @Override
    public boolean isDialog(Referral.Replaced named) {
        return confirmed != null && dialog().id().isNamed(named);
    }

    @Override
    public boolean isEarlyDialog(Referral.Replaced named) {
        return state instanceof OutgoingMachine.State.Ringing
                && early != null
                && early.tags().stream().anyMatch(theirs -> new DialogId(callId(), tag, theirs).isNamed(named));
    }

    @Override
    public Dialog dialog() {
        return talk().dialog();
    }

    @Override
    public void end(int status, String reason) {
        on(new OutgoingMachine.Event.End(reason));
    }

    @Override
    public void reInvite(String sdp) {
        if (isUp()) {
            offers(new OfferMachine.Event.Offer(sdp));
        }
    }

    @Override
    public void acceptReInvite(String sdp) {
        offers(new OfferMachine.Event.Accept(sdp));
    }

    @Override
    public void refuseReInvite(Warning why) {
        offers(new OfferMachine.Event.Refuse(488, "Not Acceptable Here", Optional.of(why)));
    }

    private void offers(OfferMachine.Event event) {
        if (isUp()) {
            talk().on(event);
        } else if (early != null) {
            early.on(event);
        }
    }

    /** Not to who names the methods that they take without it: RFC 3261 §20.5. A challenge is answered as others of the trunk are. */
    @Override
    public boolean refer(String number) {
        return isUp()
                && takesRefer
                && call.trunkside().onward(number).filter(talk()::refer).isPresent();
    }

    @Override
    public boolean referTo(String replacing) {
        return isUp() && takesRefer && call.trunkside().joins() && talk().refer(new Onward(replacing, () -> {}));
    }

    @Override
    public Optional<String> replaceable() {
        return isUp() && knowsReplaces && call.trunkside().joins() ? dialog().replaceable() : Optional.empty();
    }

    @Override
    public void info(String contentType, String body) {
        if (isUp()) {
            talk().sendInfo(contentType, body);
        }
    }

    @Override
    public void onResponse(SIPResponse response) {
        int status = response.getStatusCode();
        if (status >= 300) {
            if (answeredChallenge(status, response) || asksForLonger(status, response)) {
                return;
            }
            if (state instanceof OutgoingMachine.State.Ringing) {
                call.trunkside().refusing(response);
            }
            on(new OutgoingMachine.Event.Refused(status, Responses.ascii(Headers.orEmpty(response.getReasonPhrase()))));
        } else if (status >= 200) {
            accepted(response);
        } else if (status > 100) {
            if (early != null && early.heard(placed, response)) {
                on(new OutgoingMachine.Event.Provisional(status, Bodies.sdp(response)));
            }
        } else {
            call.trunkside().trying();
        }
    }

    /** RFC 3261 §22.2: the same call with the next CSeq; the transaction layer has acknowledged the refusal. */
    private boolean answeredChallenge(int status, SIPResponse response) {
        SIPRequest asked = invite;
        if ((status != 401 && status != 407) || asked == null || !(state instanceof OutgoingMachine.State.Ringing)) {
            return false;
        }
        List<String> credentials = call.trunkside().credentials(asked, response);
        if (credentials.isEmpty()) {
            return false;
        }
        again(credentials);
        return true;
    }

    private void again(List<String> credentials) {
        SIPRequest next = write(callId(), placed.cseq() + 1, credentials);
        invite = next;
        placed = Placed.of(next);
        start();
    }

    private SIPRequest write(String callId, long cseq, List<String> credentials) {
        SIPRequest written = OutgoingInvite.write(call, flow, callId, tag, cseq, credentials);
        SessionTimer.proposing(written, sessions, sentTo.address().getAddress());
        return written;
    }

    /** RFC 4028 §7.3: the same call with the interval that the peer, or a proxy before it, wants at least. */
    private boolean asksForLonger(int status, SIPResponse response) {
        long wanted = SessionExpires.least(response).orElse(0);
        boolean longer = status == 422
                && state instanceof OutgoingMachine.State.Ringing
                && wanted > sessions.least().toSeconds()
                && wanted <= SessionMinimum.MOST_SECONDS;
        if (longer) {
            sessions = sessions.least(Duration.ofSeconds(wanted));
            again(List.of());
        }
        return longer;
    }

    /** Whether the response answers this leg's INVITE and no re-INVITE. */
    boolean placed(SIPResponse response) {
        return response.getCSeq().getSeqNumber() == placed.cseq();
    }

    /** A 2xx: a repeated one gets its ACK again, the first one decides, another branch of a fork is hung up. */
    void accepted(SIPResponse response) {
        String tag = Headers.orEmpty(response.getToTag());
        Branch known = branches.get(tag);
        if (known != null) {
            core.transactions().resend(known.ack, known.dialog.destination());
        } else if (early != null) {
            Optional<String> answer = early.answer(response);
            confirmed = early.confirm(response)
                    .orElseGet(() -> confirmed(Dialog.calling(placed, response, sentTo, contact)));
            early = null;
            invite = null;
            transaction = null;
            branch(tag, confirmed.dialog());
            takesRefer = Headers.first(response, "Allow").isEmpty() || Headers.has(response, "Allow", "REFER");
            knowsReplaces = Headers.has(response, "Supported", "replaces");
            confirmed.described(Optional.of(call.sdp()), answer);
            confirmed.session().answered(response);
            on(new OutgoingMachine.Event.Accepted(answer));
        } else {
            Dialog other = Dialog.calling(placed, response, sentTo, contact);
            branch(tag, other);
            confirmed(other).bye("another phone answered", () -> {});
        }
    }

    private ConfirmedDialog confirmed(Dialog dialog) {
        return new ConfirmedDialog(
                dialog, core.transactions(), core.random(), sessions, this, new OfferMachine.State.Quiet());
    }

    /** Acknowledges the 2xx of a branch. */
    private void branch(String toTag, Dialog dialog) {
        SIPRequest ack = dialog.ack(placed.cseq());
        branches.put(toTag, new Branch(dialog, core.transactions().sendAck(ack, dialog.destination())));
    }

    @Override
    public void onFailed(String why) {
        on(new OutgoingMachine.Event.Failed(why));
    }

    @Override
    public void onRequest(SIPRequest request, ServerTransaction transaction) {
        switch (request.getMethod()) {
            case "BYE" -> {
                transaction.respond(Answer.of(200, "OK", "", List.of())); // its To has our tag
                on(new OutgoingMachine.Event.Bye(UserAgentCore.reason(request)));
            }
            case "INVITE" -> {
                if (isUp()) {
                    talk().invited(request, transaction);
                } else {
                    transaction.respond(core.response(request, 481, "Call Does Not Exist"));
                }
            }
            case "UPDATE" -> {
                if (isUp()) {
                    talk().updated(request, transaction);
                } else {
                    transaction.respond(core.response(request, 481, "Call Does Not Exist"));
                }
            }
            // only who answers an INVITE sends reliable provisional responses: RFC 3262 §3
            case "PRACK" -> transaction.respond(core.response(request, 481, "Call Does Not Exist"));
            case "REFER" -> {
                if (isUp()) {
                    talk().referred(request, transaction);
                } else {
                    transaction.respond(core.response(request, 481, "Call Does Not Exist"));
                }
            }
            case "NOTIFY" -> {
                if (isUp()) {
                    talk().notified(request, transaction);
                } else {
                    transaction.respond(core.response(request, 481, "Subscription Does Not Exist"));
                }
            }
            default -> talk().informed(request, transaction);
        }
    }

    @Override
    public void onAck(Ack ack) {
        if (isUp()) {
            talk().acknowledged(ack);
        }
    }

    @Override
    public void tell(SipLegEvent event) {
        listener.on(event);
    }

    @Override
    public List<String> credentials(SIPRequest request, SIPResponse challenge) {
        return call.trunkside().credentialsWithin(request, challenge);
    }

    @Override
    public void impliedAck() {
        // only a call that came in waits for an ACK of its first 2xx
    }

    @Override
    public void lost(SipLegEvent last) {
        if (isUp()) {
            state = new OutgoingMachine.State.Over();
            talk().byeToLost(this::forget);
            tell(last);
        }
    }

    private boolean isUp() {
        return state instanceof OutgoingMachine.State.Up;
    }

    private void on(OutgoingMachine.Event event) {
        loop().assertInside();
        OutgoingMachine.Step step = OutgoingMachine.step(state, event);
        state = step.next();
        step.effects().forEach(this::perform);
    }

    private void perform(OutgoingMachine.Effect effect) {
        switch (effect) {
            case OutgoingMachine.Effect.EnterDialog _ -> core.entered(this);
            case OutgoingMachine.Effect.SendCancel cancel -> cancel(cancel.reason());
            case OutgoingMachine.Effect.SendBye bye -> talk().bye(bye.reason(), this::forget);
            case OutgoingMachine.Effect.Tell tell -> tell(tell.event());
            case OutgoingMachine.Effect.Forget _ -> {
                if (confirmed != null) {
                    confirmed.close();
                }
                forget();
            }
        }
    }

    private void cancel(String why) {
        if (transaction != null) {
            transaction.cancel(Reasons.cancelling(why));
        }
        cancelTimeout = loop().timers().after(SipTimes.GIVE_UP, () -> on(new OutgoingMachine.Event.CancelTimeout()));
    }

    private void forget() {
        if (cancelTimeout != null) {
            cancelTimeout.cancel();
        }
        if (early != null) {
            early.close();
        }
        core.forget(this, forgotten); // twice when a 2xx comes after the cancel was given up
        forgotten = true;
    }

    private ConfirmedDialog talk() {
        if (confirmed == null) {
            throw new IllegalStateException("no dialog yet in " + state);
        }
        return confirmed;
    }

    /** Whether a 2xx has made a dialog. */
    Optional<DialogId> dialogId() {
        return confirmed == null
                ? Optional.empty()
                : Optional.of(confirmed.dialog().id());
    }
}
