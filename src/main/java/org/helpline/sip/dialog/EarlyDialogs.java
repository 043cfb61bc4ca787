package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.helpline.core.FewMap;
import org.helpline.core.FewSet;
import org.helpline.sip.transaction.Ack;
import org.helpline.sip.transaction.ClientUser;
import org.helpline.sip.transaction.ServerTransaction;
import org.helpline.sip.transaction.Transactions;
import org.jspecify.annotations.Nullable;

/**
 * The dialogs that reliable provisional responses to one INVITE of ours make, a branch of a fork each: they are acknowledged by PRACK (RFC 3262 §4), the
 * callee may renew its session by UPDATE (RFC 3311), and one of them becomes the call. Confined to its SIP loop.
 */
final class EarlyDialogs {

    /** Branches of one call beyond this are not told apart: no network has as many, an attacker might. */
    private static final int MOST = 20;

    private final Transactions transactions;
    private final Function<SIPResponse, ConfirmedDialog> maker;
    private final Consumer<EarlyDialog> entered;
    private final Consumer<EarlyDialog> left;
    private final BiFunction<SIPRequest, SIPResponse, List<String>> credentials;
    private final Map<String, EarlyDialog> byTag = new FewMap<>();
    private final Map<String, String> described = new FewMap<>();
    private final Set<String> tags = new FewSet<>();

    /**
     * None yet.
     *
     * @param maker makes a dialog of a response, without an answer to our offer yet
     * @param credentials header lines that answer a challenge to a request within one; none: it is not answered
     * @param entered puts one into the table of dialogs; {@code left} takes it out
     */
    EarlyDialogs(
            Transactions transactions,
            Function<SIPResponse, ConfirmedDialog> maker,
            Consumer<EarlyDialog> entered,
            Consumer<EarlyDialog> left,
            BiFunction<SIPRequest, SIPResponse, List<String>> credentials) {
        this.transactions = transactions;
        this.maker = maker;
        this.entered = entered;
        this.left = left;
        this.credentials = credentials;
    }

    /** One of them, as the table of dialogs sees it. */
    static final class EarlyDialog implements DialogUser {
        private final ConfirmedDialog talk;
        private ReliableOrder order = ReliableOrder.NONE_YET;
        private boolean answered;
        /** The peer's newest description, that of its last offer or answer. */
        private @Nullable String theirs;

        EarlyDialog(ConfirmedDialog talk) {
            this.talk = talk;
        }

        @Override
        public Dialog dialog() {
            return talk.dialog();
        }

        @Override
        public void onRequest(SIPRequest request, ServerTransaction transaction) {
            String tag = dialog().id().localTag();
            switch (request.getMethod()) {
                case "UPDATE" -> {
                    Bodies.sdp(request).filter(_ -> answered).ifPresent(sdp -> theirs = sdp);
                    talk.updated(request, transaction); // 491 while our offer has no answer: RFC 3311 §5.2
                }
                case "INFO" -> talk.informed(request, transaction);
                case "INVITE" -> transaction.respond(Responses.of(request, 491, "Request Pending", tag));
                // the callee must not end an early dialog by BYE: RFC 3261 §15
                default -> transaction.respond(Responses.of(request, 481, "Call Does Not Exist", tag));
            }
        }

        @Override
        public void onAck(Ack ack) {
            // nothing of ours is answered 2xx yet
        }

        ConfirmedDialog talk() {
            return talk;
        }
    }

    /**
     * A provisional response came.
     *
     * @return whether it is to be told: not if it came before, or one before it is missing
     */
    boolean heard(Placed invite, SIPResponse response) {
        String tag = Headers.orEmpty(response.getToTag());
        if (tag.isEmpty() || (described.size() >= MOST && !described.containsKey(tag))) {
            return true;
        }
        if (tags.size() < MOST) {
            tags.add(tag);
        }
        Optional<String> sdp = Bodies.sdp(response);
        Optional<Long> rseq = rseq(response);
        if (rseq.isEmpty()) {
            sdp.ifPresent(text -> described.put(tag, text));
            return true;
        }
        EarlyDialog early = byTag.get(tag);
        if (early == null) {
            early = new EarlyDialog(maker.apply(response));
            byTag.put(tag, early);
            entered.accept(early);
        }
        return acknowledged(invite, early, rseq.get(), sdp);
    }

    /** The tags of those who ring, by which their early dialogs are named. */
    Set<String> tags() {
        return tags;
    }

    private boolean acknowledged(Placed invite, EarlyDialog early, long rseq, Optional<String> sdp) {
        if (early.order.judge(rseq) != ReliableOrder.Verdict.ACKNOWLEDGE) {
            return false;
        }
        early.order = early.order.took(rseq);
        prack(early, new RAck(rseq, invite.cseq(), "INVITE"), List.of());
        if (sdp.isPresent() && !early.answered) {
            early.answered = true;
            early.theirs = sdp.get();
            early.talk.on(new OfferMachine.Event.Answered());
        }
        return true;
    }

    private void prack(EarlyDialog early, RAck rack, List<String> lines) {
        SIPRequest prack = early.dialog().request("PRACK");
        prack.setHeader(Headers.of(rack.line()));
        lines.forEach(line -> prack.addHeader(Headers.of(line)));
        transactions.send(prack, early.dialog().destination(), new ClientUser() {
            @Override
            public void onResponse(SIPResponse response) {
                int status = response.getStatusCode();
                List<String> answer = lines.isEmpty() && (status == 401 || status == 407)
                        ? credentials.apply(prack, response)
                        : List.of();
                if (!answer.isEmpty()) {
                    prack(early, rack, answer);
                }
            }

            @Override
            public void onFailed(String why) {} // without a PRACK the callee ends the call
        });
    }

    private static Optional<Long> rseq(SIPResponse response) {
        String text = Headers.first(response, "RSeq");
        boolean number = !text.isEmpty() && text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number && Headers.has(response, "Require", "100rel")
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }

    /** The early dialog that a 2xx confirms, with the 2xx's route set and target (RFC 3261 §13.2.2.4); the others are over. */
    Optional<ConfirmedDialog> confirm(SIPResponse accepted) {
        EarlyDialog early = byTag.get(Headers.orEmpty(accepted.getToTag()));
        close(Optional.ofNullable(early));
        if (early == null) {
            return Optional.empty();
        }
        early.dialog().confirm(accepted);
        early.talk.on(new OfferMachine.Event.Confirmed());
        return Optional.of(early.talk);
    }

    /**
     * The description that counts once the call is answered. After a reliable answer all others are ignored (RFC 3261 §13.2.1); an unreliable one was
     * but a foretaste, and serves where the 2xx brings none.
     */
    Optional<String> answer(SIPResponse accepted) {
        String tag = Headers.orEmpty(accepted.getToTag());
        EarlyDialog early = byTag.get(tag);
        if (early != null && early.theirs != null) {
            return Optional.of(early.theirs);
        }
        return Bodies.sdp(accepted).or(() -> Optional.ofNullable(described.get(tag)));
    }

    /** The house decides about an offer that came in an UPDATE: feeds the dialog that asked. */
    void on(OfferMachine.Event event) {
        byTag.values().stream().filter(e -> e.talk.isAsked()).findFirst().ifPresent(e -> e.talk.on(event));
    }

    /** All are over. */
    void close() {
        close(Optional.empty());
    }

    private void close(Optional<EarlyDialog> but) {
        byTag.values().forEach(early -> {
            left.accept(early);
            if (but.isEmpty() || but.get() != early) {
                early.talk.close();
            }
        });
        byTag.values().removeIf(early -> but.isEmpty() || but.get() != early);
    }
}
