package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.helpline.config.SessionTimers;
import org.helpline.core.Loop;
import org.helpline.sip.CallArrivals;
import org.helpline.sip.IncomingCall.Invite;
import org.helpline.sip.SipLeg;
import org.helpline.sip.SipLegListener;
import org.helpline.sip.SipRefusals;
import org.helpline.sip.guard.Offence;
import org.helpline.sip.guard.TokenBucket;
import org.helpline.sip.transaction.Ack;
import org.helpline.sip.transaction.ServerTransaction;
import org.helpline.sip.transaction.TransactionUser;
import org.helpline.sip.transaction.Transactions;
import org.helpline.sip.transport.Flow;

/**
 * The user agent core of one SIP loop (RFC 3261 §5, §8.2, §11, §12.2.2): every request is inspected, given to its dialog, made a
 * new call, or refused. Confined to its loop.
 *
 * <p>Any host in the Request-URI is taken as ours: there is no notion of a domain here, the table of numbers decides, and
 * nothing is ever relayed. So Max-Forwards never runs out here.
 */
public final class UserAgentCore implements TransactionUser {

    private static final int RECORDS_PER_SECOND = 10;
    private static final int RECORDS_AT_ONCE = 100;

    private final Surroundings around;
    private final Map<DialogId, DialogUser> dialogs = new HashMap<>();
    private final IdentityHashMap<ServerTransaction, IncomingLeg> ringing = new IdentityHashMap<>();
    private final IdentityHashMap<IncomingLeg, Door.Entry> inside = new IdentityHashMap<>();
    private final Transactions transactions;
    private final TokenBucket records;

    /**
     * What the core works with.
     *
     * @param random tags, glare times; unpredictable (RFC 3261 §19.3)
     * @param sessions whether calls are asked whether they still live
     * @param door says whose a call is
     * @param dialogs counts the legs that live, over all loops
     */
    public record Surroundings(
            RandomGenerator random,
            CallArrivals arrivals,
            SipRefusals refusals,
            RegisterTaker registrar,
            Admission admission,
            SessionTimers sessions,
            Door door,
            LongAdder dialogs) {}

    /** The core above {@code transactions}; made on their loop. */
    public UserAgentCore(Surroundings around, Transactions transactions) {
        this.around = around;
        this.transactions = transactions;
        this.records = new TokenBucket(
                RECORDS_PER_SECOND, RECORDS_AT_ONCE, transactions.loop().clock().nanos());
    }

    @Override
    public void onRequest(SIPRequest request, ServerTransaction transaction) {
        boolean inDialog = request.getToTag() != null;
        Optional<Refusal> refusal = UasChecks.head(request, transaction.flow().isSecure());
        if (refusal.isPresent()) {
            refuse(request, transaction, refusal.get());
        } else if (inDialog && !request.getMethod().equals("REGISTER")) {
            withinDialog(request, transaction);
        } else {
            outsideDialog(request, transaction);
        }
    }

    @Override
    public boolean refusesUnread(Flow flow) {
        long now = transactions.loop().clock().nanos();
        return !records.hasOne(now) && around.admission.isFull(flow.remote().getAddress(), now);
    }

    private void outsideDialog(SIPRequest request, ServerTransaction transaction) {
        switch (request.getMethod()) {
            case "INVITE" -> invited(request, transaction);
            case "OPTIONS" -> {
                if (around.admission.isDraining()) { // so that a balancer of load sends calls elsewhere
                    refuse(request, transaction, Admission.draining());
                } else {
                    transaction.respond(capabilities(request));
                }
            }
            case "REGISTER" -> around.registrar.onRegister(request, transaction, transactions.loop());
            case "REFER" ->
                refuse(
                        request,
                        transaction,
                        Refusal.of(
                                403,
                                "Forbidden",
                                "A REFER outside of a call is not taken: transfer from within the call."));
            default -> noDialog(request, transaction); // BYE and INFO live in a dialog only
        }
    }

    private void invited(SIPRequest request, ServerTransaction transaction) {
        Flow flow = transaction.flow();
        Optional<Refusal> refusal = UasChecks.content(request)
                .or(() -> withoutTimers(request, flow))
                .or(() -> ReplacesValue.fault(request));
        Door.Entry entry = refusal.isEmpty() ? around.door.enter(request, flow) : Door.Entry.ANYONE;
        if (refusal.isEmpty()) {
            refusal = entry.refusal();
        }
        if (refusal.isEmpty() && isTooBrief(request, transaction)) {
            entry.left();
            return;
        }
        if (refusal.isEmpty()) {
            refusal = around.admission.enter(
                    flow.remote().getAddress(), transactions.loop().clock().nanos());
            if (refusal.isPresent()) {
                entry.left();
            }
        }
        if (refusal.isPresent()) {
            refuse(request, transaction, refusal.get(), entry);
            return;
        }
        Dialog dialog = Dialog.answering(request, flow, newTag());
        IncomingLeg leg = new IncomingLeg(this, Invites.read(request, flow, entry), dialog, transaction);
        if (leg.replaced().isPresent()) {
            transactions.staysPlaced(leg.callId());
        }
        inside.put(leg, entry);
        around.dialogs.increment();
        dialogs.put(dialog.id(), leg);
        ringing.put(transaction, leg);
        around.arrivals.onInvite(leg);
    }

    private Optional<Refusal> withoutTimers(SIPRequest request, Flow flow) {
        boolean required = Headers.has(request, "Require", "timer");
        return required && !around.sessions.with(flow.remote().getAddress())
                ? Optional.of(Refusal.of(
                        420,
                        "Bad Extension",
                        "The request requires session timers (timer), and sip.session-timers-off exempts this caller.",
                        "Unsupported: timer"))
                : Optional.empty();
    }

    /** RFC 4028 §9: who gets 422 asks again at once, so that is no refused call yet. */
    private boolean isTooBrief(SIPRequest request, ServerTransaction transaction) {
        Optional<Refusal> brief =
                around.sessions.with(transaction.flow().remote().getAddress())
                        ? SessionRoles.tooBrief(request, around.sessions)
                        : Optional.empty();
        brief.ifPresent(refusal -> {
            transaction.respond(Responses.of(request, refusal, newTag()));
            transactions.refusals().refused("INVITE", transaction.flow(), refusal.status(), refusal.explanation());
        });
        return brief.isPresent();
    }

    private void withinDialog(SIPRequest request, ServerTransaction transaction) {
        DialogUser user = dialogs.get(id(request));
        if (user == null) {
            noDialog(request, transaction);
            return;
        }
        if (!user.dialog().acceptsCSeq(request)) {
            refuse(request, transaction, Refusal.of(500, "CSeq Out Of Order", "Its CSeq is below the one before it."));
            return;
        }
        user.dialog().heardOn(transaction.flow());
        Optional<Refusal> refusal = UasChecks.content(request);
        if (refusal.isPresent()) {
            refuse(request, transaction, refusal.get());
        } else if (request.getMethod().equals("OPTIONS")) {
            transaction.respond(capabilities(request));
        } else {
            user.onRequest(request, transaction);
        }
    }

    @Override
    public void onAck(Ack ack) {
        DialogUser user = dialogs.get(new DialogId(ack.callId(), ack.toTag(), ack.fromTag()));
        if (user != null) {
            user.onAck(ack);
        }
    }

    @Override
    public void onCancel(SIPRequest cancel, ServerTransaction invite) {
        IncomingLeg leg = ringing.get(invite);
        if (leg != null) {
            leg.cancelled(cancel);
        }
    }

    @Override
    public void onStray2xx(SIPResponse response, Flow flow) {
        DialogId id = new DialogId(
                response.getCallId().getCallId(),
                Headers.orEmpty(response.getFromTag()),
                Headers.orEmpty(response.getToTag()));
        if (dialogs.get(id) instanceof OutgoingLeg leg && leg.placed(response)) {
            leg.accepted(response);
        }
    }

    /**
     * Calls a phone: RFC 3261 §13.2. On the loop only.
     *
     * @return the leg; its events may come before this returns
     */
    public SipLeg call(OutgoingCall call, SipLegListener listener) {
        transactions.loop().assertInside();
        Flow flow = transactions.flowTo(call.to());
        OutgoingLeg leg = new OutgoingLeg(this, call, flow, transactions.newCallId(), newTag(), listener);
        around.dialogs.increment();
        leg.start();
        return leg;
    }

    /** How many dialogs and ringing calls the tables hold; for leak checks, on the loop. */
    int held() {
        return dialogs.size() + ringing.size();
    }

    Transactions transactions() {
        return transactions;
    }

    RandomGenerator random() {
        return around.random;
    }

    SessionTimers sessions() {
        return around.sessions;
    }

    /** A call was answered: a CANCEL changes nothing from now on. */
    void answered(IncomingLeg leg) {
        ringing.remove(leg.opened());
    }

    /** A 2xx made the dialog of a call of ours. */
    void entered(OutgoingLeg leg) {
        dialogs.put(leg.dialog().id(), leg);
    }

    /** A reliable provisional response made an early dialog of a call of ours. */
    void entered(EarlyDialogs.EarlyDialog early) {
        dialogs.put(early.dialog().id(), early);
    }

    /** An early dialog is over, or confirmed. */
    void left(EarlyDialogs.EarlyDialog early) {
        dialogs.remove(early.dialog().id(), early);
    }

    /** Whose call it is. */
    Door.Entry entry(IncomingLeg leg) {
        return inside.getOrDefault(leg, Door.Entry.ANYONE);
    }

    /** A call that came in is over. */
    void forget(IncomingLeg leg) {
        ringing.remove(leg.opened());
        if (dialogs.remove(leg.dialog().id(), leg)) {
            staysHere(leg.dialog().id().callId());
            around.admission.left();
            Optional.ofNullable(inside.remove(leg)).ifPresent(Door.Entry::left);
            around.dialogs.decrement();
        }
    }

    /** A call that was sent here from another loop is over: its Call-ID may mean that loop again when nothing is late any more. */
    private void staysHere(String callId) {
        if (transactions.isPlaced(callId)) {
            transactions.loop().timers().after(SipTimes.GIVE_UP, () -> {
                if (dialogs.keySet().stream().noneMatch(id -> id.callId().equals(callId))) {
                    transactions.placeNoMore(callId);
                }
            });
        }
    }

    /** A call of ours is over; {@code again}: it was before, and is no longer counted. */
    void forget(OutgoingLeg leg, boolean again) {
        leg.dialogId().ifPresent(id -> dialogs.remove(id, leg));
        if (!again) {
            around.dialogs.decrement();
        }
    }

    /** Asks for the password of a phone; {@code told} later: whose it was, or nothing if the call was refused. */
    void authenticate(ServerTransaction transaction, Optional<Loop> beside, Consumer<Optional<String>> told) {
        SIPRequest invite = transaction.request();
        String claimed = Invites.user(invite.getFrom().getAddress().getURI());
        around.registrar.onCall(invite, transaction, transactions.loop(), caller -> {
            boolean known = caller.user().equals(claimed); // who shows another name is not that phone
            if (!known && !transaction.isAnswered()) {
                Refusal refusal = caller.user().isEmpty()
                        ? new Refusal(caller.status(), caller.reason(), caller.headers(), "")
                        : Refusal.of(403, "Forbidden", "");
                if (refusal.status() == 401) {
                    beside.ifPresent(loop -> transactions.place(invite, loop));
                }
                SIPResponse response = Responses.of(invite, refusal.status(), refusal.reason(), newTag());
                refusal.headers()
                        .forEach(line -> response.addHeader(Headers.of(line))); // one challenge for each digest
                transaction.respond(response);
                unproven(invite, transaction.flow(), caller, claimed);
            }
            told.accept(known ? Optional.of(claimed) : Optional.empty());
        });
    }

    /** A first challenge, or one for a nonce that is too old, is no refused call yet: the phone asks again at once. */
    private void unproven(SIPRequest invite, Flow flow, RegisterTaker.Caller caller, String claimed) {
        boolean tried = !Headers.first(invite, "Authorization").isEmpty();
        boolean stale = caller.headers().stream().anyMatch(line -> line.contains("stale=true"));
        Optional<Refusal> why = !caller.user().isEmpty()
                ? Optional.of(Refusal.of(
                        403,
                        "Forbidden",
                        "The phone shows the name " + CleanText.of(claimed, 40) + " and has the password of "
                                + caller.user() + "; give it one name for both."))
                : caller.status() == 401 && (!tried || stale)
                        ? Optional.empty()
                        : Optional.of(new Refusal(
                                caller.status(), caller.reason(), List.of(), unproven(caller.status(), claimed)));
        why.ifPresent(refusal -> refuseCall(Invites.read(invite, flow, Door.Entry.ANYONE), flow, refusal));
    }

    private static String unproven(int status, String claimed) {
        String phone = "The phone of " + CleanText.of(claimed, 40);
        return switch (status) {
            case 401 -> phone + " gave a wrong password; set its phone-secret of agents.ini or extensions.ini in it.";
            case 403 -> phone + " gave wrong passwords too often and has to wait; set the right one in it.";
            default -> phone + " could not be asked for its password, since too much is going on; call again in 5 s.";
        };
    }

    SIPResponse response(SIPRequest request, int status, String reason) {
        return Responses.of(request, status, reason, newTag());
    }

    /** Why the peer ends the call: what its Reason header (RFC 3326) says, or empty. */
    static String reason(SIPRequest request) {
        return Reasons.of(request);
    }

    private void refuse(SIPRequest request, ServerTransaction transaction, Refusal refusal) {
        refuse(request, transaction, refusal, Door.Entry.ANYONE);
    }

    private void refuse(SIPRequest request, ServerTransaction transaction, Refusal refusal, Door.Entry entry) {
        transaction.respond(Responses.answer(refusal, newTag()));
        if (request.getMethod().equals("INVITE") && request.getToTag() == null) {
            refuseCall(Invites.read(request, transaction.flow(), entry), transaction.flow(), refusal);
        } else {
            transactions
                    .refusals()
                    .refused(request.getMethod(), transaction.flow(), refusal.status(), refusal.explanation());
        }
    }

    /** A call that is refused has a record, but for floods of those that come too fast or may not come: of these some have one, and all are counted. */
    private void refuseCall(Invite invite, Flow flow, Refusal refusal) {
        if (refusal.status() == 403 && !refusal.reason().equals("Too Many Wrong Passwords")) {
            transactions.refusals().offence(flow, Offence.NOT_ALLOWED, false, invite.dialled());
        }
        boolean floods = refusal.status() == 503 || refusal.status() == 403 || refusal.status() == 401;
        if (!floods || records.take(transactions.loop().clock().nanos())) {
            around.refusals.onRefused(invite, refusal.status(), refusal.explanation());
            transactions.refusals().counted(refusal.status());
        } else {
            transactions.refusals().refused("INVITE", flow, refusal.status(), refusal.explanation());
        }
    }

    /** §11.2; the same in a dialog and outside. */
    private SIPResponse capabilities(SIPRequest request) {
        SIPResponse ok = response(request, 200, "OK");
        ok.setHeader(Headers.allow());
        ok.setHeader(Headers.of("Accept: application/sdp"));
        ok.setHeader(Headers.of("Accept-Encoding: identity"));
        ok.setHeader(Headers.of("Accept-Language: en"));
        ok.setHeader(Headers.supported());
        return ok;
    }

    private void noDialog(SIPRequest request, ServerTransaction transaction) {
        refuse(
                request,
                transaction,
                Refusal.of(481, "Call Does Not Exist", "There is no such call: it is over, or never was here."));
    }

    private String newTag() {
        return Long.toHexString(around.random.nextLong());
    }

    private static DialogId id(SIPRequest request) {
        return new DialogId(
                request.getCallId().getCallId(),
                Headers.orEmpty(request.getToTag()),
                Headers.orEmpty(request.getFromTag()));
    }
}
