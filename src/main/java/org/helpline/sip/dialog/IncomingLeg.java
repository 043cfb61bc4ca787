package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.core.Loop;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.Referral;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.SipLegListener;
import org.helpline.sip.Warning;
import org.helpline.sip.guard.Offence;
import org.helpline.sip.transaction.Ack;
import org.helpline.sip.transaction.Answer;
import org.helpline.sip.transaction.ServerTransaction;
import org.jspecify.annotations.Nullable;

/** A call that came in: carries out what {@link IncomingMachine} decides. Confined to its SIP loop. */
final class IncomingLeg implements IncomingCall, DialogUser, ConfirmedDialog.Owner, ReliableRing.Owner {

    private final UserAgentCore core;
    private final Invite invite;
    private final long inviteCSeq;
    private final Optional<Referral.Replaced> replaced;
    private final boolean takesRefer;
    private final boolean knowsReplaces;
    private final ServerTransaction transaction;
    private final ConfirmedDialog confirmed;
    private final ReliableRing reliable;
    private IncomingMachine.State state = new IncomingMachine.State.Waiting();
    private SipLegListener listener = _ -> {};
    private Optional<Onward> referAfterAck = Optional.empty();
    private @Nullable Repetition repetition;

    IncomingLeg(UserAgentCore core, Invite invite, Dialog dialog, ServerTransaction transaction) {
        this.core = core;
        this.invite = invite;
        this.inviteCSeq = transaction.request().getCSeq().getSeqNumber();
        this.transaction = transaction;
        this.replaced = ReplacesValue.of(transaction.request());
        this.takesRefer = Headers.first(transaction.request(), "Allow").isEmpty()
                || Headers.has(transaction.request(), "Allow", "REFER");
        this.knowsReplaces = Headers.has(transaction.request(), "Supported", "replaces");
        this.confirmed = new ConfirmedDialog(
                dialog,
                core.transactions(),
                core.random(),
                core.sessions(),
                this,
                new OfferMachine.State.Unconfirmed(invite.offer().isEmpty(), Optional.empty()));
        this.reliable = new ReliableRing(
                core.transactions().loop().timers(),
                core.random(),
                transaction.request(),
                invite.offer().isPresent(),
                this);
    }

    /** The transaction of its INVITE. */
    ServerTransaction opened() {
        return transaction;
    }

    @Override
    public Invite invite() {
        return invite;
    }

    @Override
    public void listen(SipLegListener listener) {
        this.listener = listener;
    }

    @Override
    public String callId() {
        return dialog().id().callId();
    }

    @Override
    public Loop loop() {
        return core.transactions().loop();
    }

    @Override
    public boolean isDialog(Referral.Replaced named) {
        return dialog().id().isNamed(named);
    }

    @Override
    public Optional<String> trunk() {
        return invite.trunk();
    }

    @Override
    public Dialog dialog() {
        return confirmed.dialog();
    }

    @Override
    public Optional<Referral.Replaced> replaced() {
        return replaced;
    }

    @Override
    public void authenticate(Optional<Loop> beside, Consumer<Optional<String>> told) {
        core.authenticate(transaction, beside, who -> {
            if (who.isEmpty() && isWaiting()) {
                state = new IncomingMachine.State.Over(); // the core has sent the response
                perform(new IncomingMachine.Effect.Forget());
            }
            if (who.isEmpty() || isWaiting()) {
                told.accept(who);
            }
        });
    }

    @Override
    public void ring(int status, Optional<String> sdp) {
        on(new IncomingMachine.Event.Ring(status, sdp));
    }

    @Override
    public void answer(String sdp) {
        if (isWaiting()) {
            reliable.answer(sdp);
        }
    }

    @Override
    public void refuse(int status, String reason, int retryAfterSeconds) {
        if (isWaiting()) {
            on(new IncomingMachine.Event.End(status, reason, retryAfterSeconds));
        }
    }

    @Override
    public void notAcceptable(Warning why) {
        if (isWaiting()) {
            on(new IncomingMachine.Event.End(488, "Not Acceptable Here", 0, Optional.of(why)));
        }
    }

    @Override
    public void end(int status, String reason) {
        on(new IncomingMachine.Event.End(status, reason, 0));
    }

    @Override
    public void reInvite(String sdp) {
        if (isTalking()) {
            confirmed.on(new OfferMachine.Event.Offer(sdp));
        }
    }

    @Override
    public void acceptReInvite(String sdp) {
        confirmed.on(new OfferMachine.Event.Accept(sdp));
    }

    @Override
    public void refuseReInvite(Warning why) {
        confirmed.on(new OfferMachine.Event.Refuse(488, "Not Acceptable Here", Optional.of(why)));
    }

    @Override
    public void info(String contentType, String body) {
        if (isTalking()) {
            confirmed.sendInfo(contentType, body);
        }
    }

    /** Not to who names the methods that they take without it (RFC 3261 §20.5); and no password is given on a call that came in. */
    @Override
    public boolean refer(String number) {
        return mayRefer() && refer(core.entry(this).onward(number));
    }

    private boolean mayRefer() {
        return isTalking() && takesRefer && referAfterAck.isEmpty();
    }

    private boolean refer(Optional<Onward> to) {
        if (state instanceof IncomingMachine.State.Answered) {
            referAfterAck = to; // it must not overtake the ACK
            return to.isPresent();
        }
        return to.filter(confirmed::refer).isPresent();
    }

    @Override
    public boolean referTo(String replacing) {
        return mayRefer() && core.entry(this).joins() && refer(Optional.of(new Onward(replacing, () -> {})));
    }

    @Override
    public Optional<String> replaceable() {
        return isTalking() && knowsReplaces && core.entry(this).joins() ? dialog().replaceable() : Optional.empty();
    }

    @Override
    public void onRequest(SIPRequest request, ServerTransaction transaction) {
        switch (request.getMethod()) {
            case "BYE" -> {
                transaction.respond(Answer.of(200, "OK", tag(), List.of()));
                on(new IncomingMachine.Event.Bye(UserAgentCore.reason(request)));
            }
            case "INVITE" -> reInvited(request, transaction);
            case "PRACK" -> reliable.acknowledged(request, transaction);
            case "UPDATE" -> updated(request, transaction);
            case "REFER" -> {
                if (isTalking()) {
                    confirmed.referred(request, transaction);
                } else {
                    transaction.respond(core.response(request, 481, "Call Does Not Exist"));
                }
            }
            case "NOTIFY" -> {
                if (isTalking()) {
                    confirmed.notified(request, transaction);
                } else {
                    transaction.respond(core.response(request, 481, "Call Does Not Exist"));
                }
            }
            default -> confirmed.informed(request, transaction);
        }
    }

    private void reInvited(SIPRequest request, ServerTransaction transaction) {
        if (isTalking()) {
            confirmed.invited(request, transaction);
        } else if (isWaiting()) { // the first INVITE is not answered yet: §14.2
            later(request, transaction);
        } else {
            transaction.respond(core.response(request, 481, "Call Does Not Exist"));
        }
    }

    private void later(SIPRequest request, ServerTransaction transaction) {
        SIPResponse later = core.response(request, 500, "Server Internal Error");
        later.setHeader(Headers.of("Retry-After: " + core.random().nextInt(0, 11)));
        transaction.respond(later);
    }

    /** RFC 3311 §5.2: an offer is for later while one of either side has no answer. */
    private void updated(SIPRequest request, ServerTransaction transaction) {
        boolean mayOffer = isTalking() || reliable.isSettled();
        if (mayOffer || Bodies.sdp(request).isEmpty()) {
            confirmed.updated(request, transaction);
        } else if (reliable.awaitsAnswer()) {
            transaction.respond(core.response(request, 491, "Request Pending"));
        } else {
            later(request, transaction);
        }
    }

    @Override
    public void prackTaken(SIPRequest prack, ServerTransaction prackTransaction, boolean answersOurs) {
        boolean answers = answersOurs && invite.offer().isEmpty();
        Optional<String> sdp = Bodies.sdp(prack);
        if (answers || sdp.isEmpty()) {
            prackTransaction.respond(Responses.of(prack, 200, "OK", tag()));
        }
        if (answers) {
            confirmed.described(Optional.empty(), sdp);
            confirmed.on(new OfferMachine.Event.Answered());
            tell(new SipLegEvent.Acknowledged(sdp));
        } else if (sdp.isPresent() && (answersOurs || reliable.isSettled())) {
            confirmed.updated(prack, prackTransaction); // RFC 3262 §5: an offer of its own
        } else if (sdp.isPresent()) {
            later(prack, prackTransaction);
        }
    }

    @Override
    public void prackRefused(SIPRequest prack, ServerTransaction prackTransaction) {
        prackTransaction.respond(Responses.of(prack, 481, "Call Does Not Exist", tag()));
    }

    @Override
    public void answerNow(String sdp) {
        on(new IncomingMachine.Event.Answer(sdp));
    }

    @Override
    public void neverHeard() {
        on(new IncomingMachine.Event.Unheard());
    }

    @Override
    public void onAck(Ack ack) {
        boolean forFirst = ack.cseq() == inviteCSeq;
        if (forFirst) {
            Optional<String> answer = ack.carrying().flatMap(Bodies::sdp);
            confirmed.described(Optional.empty(), answer);
            on(new IncomingMachine.Event.Ack(answer));
        } else {
            confirmed.acknowledged(ack);
        }
    }

    /** CANCEL came; the transaction layer has answered it. */
    void cancelled(SIPRequest cancel) {
        on(new IncomingMachine.Event.Cancel(UserAgentCore.reason(cancel)));
    }

    @Override
    public void tell(SipLegEvent event) {
        listener.on(event);
    }

    @Override
    public void impliedAck() {
        on(new IncomingMachine.Event.Ack(Optional.empty()));
    }

    @Override
    public void lost(SipLegEvent last) {
        if (isTalking()) {
            state = new IncomingMachine.State.Over();
            perform(new IncomingMachine.Effect.StopRepeating());
            confirmed.byeToLost(() -> core.forget(this));
            tell(last);
        }
    }

    private boolean isWaiting() {
        return state instanceof IncomingMachine.State.Waiting;
    }

    private boolean isTalking() {
        return state instanceof IncomingMachine.State.Answered || state instanceof IncomingMachine.State.Up;
    }

    private void on(IncomingMachine.Event event) {
        loop().assertInside();
        boolean wasUnacknowledged = state instanceof IncomingMachine.State.Answered;
        IncomingMachine.Step step = IncomingMachine.step(state, event);
        state = step.next();
        step.effects().forEach(this::perform);
        if (wasUnacknowledged && state instanceof IncomingMachine.State.Up) {
            confirmed.on(new OfferMachine.Event.Confirmed());
            referAfterAck.ifPresent(confirmed::refer);
            referAfterAck = Optional.empty();
        }
    }

    private void perform(IncomingMachine.Effect effect) {
        switch (effect) {
            case IncomingMachine.Effect.SendProvisional p -> reliable.ring(p.status(), p.sdp());
            case IncomingMachine.Effect.SendOk ok -> sendOk(ok.sdp());
            case IncomingMachine.Effect.SendRefusal r -> {
                reliable.close();
                sendRefusal(r);
            }
            case IncomingMachine.Effect.StopRepeating _ -> {
                if (repetition != null) {
                    repetition.stop();
                    repetition = null; // it holds the whole 200
                }
            }
            case IncomingMachine.Effect.SendBye bye -> confirmed.bye(bye.reason(), () -> core.forget(this));
            case IncomingMachine.Effect.SendLastBye bye -> confirmed.lastBye(bye.reason(), () -> core.forget(this));
            case IncomingMachine.Effect.Tell tell -> tell(tell.event());
            case IncomingMachine.Effect.Forget _ -> {
                confirmed.close();
                reliable.close();
                core.forget(this);
            }
        }
    }

    @Override
    public Runnable provisional(int status, Optional<String> sdp, List<String> headers) {
        List<String> lines = new ArrayList<>(4);
        lines.add(dialog().contact());
        lines.add(Headers.ALLOW_LINE); // so that the caller knows of UPDATE: RFC 3311 §5.1
        lines.addAll(headers);
        Answer response =
                new Answer(status, status == 180 ? "Ringing" : "Session Progress", tag(), lines, sdp.orElse(""));
        confirmed.described(sdp, invite.offer());
        return () -> transaction.respond(response);
    }

    private void sendOk(String sdp) {
        List<String> lines = new ArrayList<>(5);
        lines.add(dialog().contact());
        lines.add(Headers.ALLOW_LINE); // §13.3.1.4
        lines.add(Headers.SUPPORTED_LINE);
        lines.addAll(confirmed.session().answering(transaction.request()));
        if (!sdp.isEmpty()) { // else it went out in a reliable response, and none may follow: RFC 3261 §13.2.1
            confirmed.described(Optional.of(sdp), invite.offer());
        }
        Answer ok = new Answer(200, "OK", tag(), lines, sdp);
        transaction.respond(ok);
        core.answered(this);
        repetition = Repetition.start(
                loop().timers(), () -> transaction.respond(ok), () -> on(new IncomingMachine.Event.AckTimeout()));
    }

    private void sendRefusal(IncomingMachine.Effect.SendRefusal r) {
        if (r.status() == 404 || r.status() == 484) {
            core.transactions().refusals().offence(transaction.flow(), Offence.UNKNOWN_NUMBER, false, invite.dialled());
        }
        if (r.warning().isPresent()) {
            SIPResponse response = Responses.of(transaction.request(), r.status(), r.reason(), tag());
            Responses.withWarning(response, r.warning().get(), transaction.flow());
            transaction.respond(response);
            return;
        }
        List<String> lines = r.retryAfterSeconds() > 0 ? List.of("Retry-After: " + r.retryAfterSeconds()) : List.of();
        transaction.respond(Answer.of(r.status(), Responses.ascii(r.reason()), tag(), lines));
    }

    private String tag() {
        return dialog().id().localTag();
    }
}
