package org.helpline.sip.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.sip.trace.Seen;

/** How a call begins and ends: INVITE, its answers, ACK, PRACK, CANCEL, BYE (RFC 3261 §13, §15, §9; RFC 3262). */
final class CallRules {

    private static final long SECOND = 1_000_000;
    /** RFC 3261 §17.1.1.2 sends an INVITE seven times and a 200 eleven times. */
    private static final int STORM = 15;

    private CallRules() {}

    static void examine(Capture c, Dialogue d, Findings findings) {
        for (Exchange invite : d.invites()) {
            unanswered(c, invite, findings);
            answersLost(invite, findings);
            unfinished(c, d, invite, findings);
            reliable(d, invite, findings);
            forked(d, invite, findings);
            if (invite.succeeded()) {
                acknowledged(c, d, invite, findings);
            }
        }
        cancelled(d, findings);
        ended(d, findings);
        storms(d, findings);
        pings(d, findings);
    }

    // ---- no answer

    private static void unanswered(Capture c, Exchange invite, Findings findings) {
        Seen request = invite.request();
        long left = c.lastMicros() - request.micros();
        boolean insists =
                request.isReliable() ? left > 5 * SECOND : invite.copies().size() >= 3;
        if (!invite.responses().isEmpty()
                || !insists
                || findings.has("nobody-listens")
                || findings.has("fragments-lost")) {
            return;
        }
        String peer = Places.words(request.to());
        Optional<Seen> register = c.messages().stream()
                .filter(m -> m.text().isRequest("REGISTER")
                        && m.from().equals(request.to())
                        && m.micros() < request.micros())
                .reduce((_, b) -> b);
        if (register.isPresent()) {
            long ago = (request.micros() - register.get().micros()) / SECOND;
            findings.add(
                    "nat-binding-lost",
                    88,
                    invite.requestPackets(),
                    "INVITE to " + peer + " gets no answer, though a phone registered from there " + ago
                            + " s before: its router has closed the way back.",
                    "Let the phone register or send keep-alives at least every 30 s, or let it use TCP.");
        } else if (!request.isReliable() && request.bytes().length > 1_300) {
            findings.add(
                    "too-big",
                    87,
                    invite.requestPackets(),
                    "INVITE to " + peer + " gets no answer, and is " + request.bytes().length
                            + " bytes long: over UDP it goes in fragments, which many firewalls drop.",
                    "Offer fewer codecs, or use TCP to this peer (RFC 3261 §18.1.1 asks for it above 1300 bytes).");
        } else {
            findings.add(
                    "no-answer",
                    90,
                    invite.requestPackets(),
                    "INVITE to " + peer + " over " + request.transport() + " gets no answer at all, though it was sent "
                            + times(invite.copies().size()) + ".",
                    "Check address and port; look for a firewall at either end; the peer may also drop in silence"
                            + " what comes from an address that it does not know (" + Places.words(request.from())
                            + ").");
        }
    }

    static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    /** Answers are sent, and the INVITE goes on being repeated: they do not arrive. */
    private static void answersLost(Exchange invite, Findings findings) {
        if (invite.responses().isEmpty()
                || invite.request().isReliable()
                || invite.copies().size() >= STORM) {
            return;
        }
        Seen first = invite.responses().getFirst();
        long after = invite.copies().stream()
                .filter(r -> r.micros() > first.micros() + SECOND / 4)
                .count();
        if (after < 2) {
            return;
        }
        Seen request = invite.request();
        boolean elsewhere = first.to().getPort() != request.from().getPort()
                || !first.to().getAddress().equals(request.from().getAddress());
        boolean asksRport = !org.helpline.sip.trace.SipText.parameter(
                        request.text().topVia(), "rport")
                .isEmpty();
        if (elsewhere) {
            findings.add(
                    asksRport ? "answer-to-wrong-port" : "rport-absent",
                    85,
                    invite.packets(),
                    "The answers go to " + Places.words(first.to()) + ", but the request came from "
                            + Places.words(request.from()) + ", and it is repeated: they do not arrive."
                            + (asksRport ? "" : " Its Via has no rport."),
                    asksRport
                            ? "Let the answering side honour rport (RFC 3581)."
                            : "Switch on rport (\"symmetric signalling\") at the sending side, which is behind NAT.");
        } else {
            findings.add(
                    "answers-lost",
                    82,
                    invite.packets(),
                    Places.words(request.from()) + " goes on repeating its INVITE although it was answered with "
                            + first.text().status() + ": the answers do not arrive there.",
                    "A firewall lets requests out and no answers in: open UDP from " + Places.words(first.from())
                            + ", or its connection tracking forgets too soon.");
        }
    }

    /** Neither answer nor end: it rang, or only 100 Trying came. */
    private static void unfinished(Capture c, Dialogue d, Exchange invite, Findings findings) {
        boolean cancelled = !d.exchanges("CANCEL").isEmpty();
        if (invite.responses().isEmpty() || invite.last().isPresent() || cancelled) {
            return;
        }
        long seconds = (c.lastMicros() - invite.request().micros()) / SECOND;
        if (invite.ringing().isEmpty()
                && seconds >= 10
                && !findings.has("answers-lost")
                && !findings.has("rport-absent")) {
            findings.add(
                    "only-trying",
                    75,
                    invite.packets(),
                    Places.words(invite.request().to()) + " said 100 Trying and nothing more for " + seconds + " s.",
                    "It waits for somebody itself: a dead next server, a slow database or DNS. Ask its side with the Call-ID.");
        } else if (invite.ringing().isPresent() && seconds >= 180) {
            findings.add(
                    "rings-for-ever",
                    45,
                    invite.packets(),
                    "The called side rang for " + seconds + " s, and nobody gave up.",
                    "Let the caller's side cancel after a while, or the called side answer 480.");
        }
    }

    // ---- PRACK

    private static void reliable(Dialogue d, Exchange invite, Findings findings) {
        Optional<Seen> asks = invite.responses().stream()
                .filter(r -> r.text().status() < 200 && r.text().lists("require", "100rel"))
                .findFirst();
        if (asks.isEmpty()) {
            return;
        }
        long copies = invite.responses().stream().filter(asks.get()::isCopyOf).count();
        List<Exchange> pracks = d.exchanges("PRACK");
        if (pracks.isEmpty() && copies > 1) {
            findings.add(
                    "prack-missing",
                    85,
                    invite.packets(),
                    "The " + asks.get().text().status() + " asks to be acknowledged (100rel), is sent "
                            + times((int) copies) + ", and no PRACK comes: the call will be given up.",
                    "Switch on 100rel/PRACK at " + Places.words(invite.request().from())
                            + ", or have it not say that it supports it.");
        } else if (!pracks.isEmpty() && pracks.stream().noneMatch(Exchange::succeeded)) {
            Exchange prack = pracks.getFirst();
            findings.add(
                    "prack-refused",
                    78,
                    prack.packets(),
                    "PRACK " + (prack.status() == 0 ? "gets no answer" : "was refused with " + prack.status()) + ".",
                    "The called side asks for 100rel and does not master it: switch it off there.");
        }
    }

    private static void forked(Dialogue d, Exchange invite, Findings findings) {
        List<String> tags = invite.responses().stream()
                .filter(r -> r.text().status() >= 200 && r.text().status() < 300)
                .map(r -> r.text().tag("to"))
                .distinct()
                .toList();
        if (tags.size() < 2) {
            return;
        }
        boolean cleared = d.exchanges("BYE").stream()
                .anyMatch(b -> tags.contains(b.request().text().tag("to")));
        if (!cleared) {
            findings.add(
                    "answered-twice",
                    72,
                    invite.packets(),
                    "Two phones answered the same call, and none of them was released.",
                    "The caller's side must acknowledge both answers and send BYE to one (RFC 3261 §13.2.2.4).");
        }
    }

    // ---- ACK

    private static void acknowledged(Capture c, Dialogue d, Exchange invite, Findings findings) {
        Seen answer = invite.last().orElseThrow();
        int copies = invite.finalCopies();
        List<Seen> acks = d.acksOf(invite);
        boolean unsettled = copies >= 3 || (answer.isReliable() && c.lastMicros() - answer.micros() > 5 * SECOND);
        if (acks.isEmpty() && unsettled) {
            boolean dropped = d.bye()
                    .filter(b -> b.request().micros() - answer.micros() > 28 * SECOND)
                    .isPresent();
            findings.add(
                    dropped ? "dropped-after-32s" : "ack-missing",
                    92,
                    packets(invite, acks, d),
                    "The call was answered " + (copies > 1 ? "(200 sent " + times(copies) + ") " : "")
                            + "and no ACK came back from " + Places.words(answer.to())
                            + (dropped ? ": after 32 s the answering side hung up." : "."),
                    contactAdvice(answer));
        } else if (!acks.isEmpty() && acks.size() >= 2 && copies >= 3) {
            boolean dropped = d.bye()
                    .filter(b -> b.request().micros() - answer.micros() > 28 * SECOND
                            && b.request().from().equals(answer.from()))
                    .isPresent();
            Seen ack = acks.getFirst();
            findings.add(
                    dropped ? "dropped-after-32s" : "ack-lost",
                    92,
                    packets(invite, acks, d),
                    "The ACK goes to " + Places.words(ack.to()) + " and does not arrive: the 200 is repeated"
                            + (dropped ? ", and after 32 s the answering side hung up." : "."),
                    ack.to().getAddress().equals(answer.from().getAddress())
                            ? "A firewall or a device in between drops the ACK: look whether its route or Via was changed."
                            : contactAdvice(answer));
        }
    }

    private static String contactAdvice(Seen answer) {
        String contact = answer.text().contact().host();
        return Places.isPrivate(contact)
                ? "The Contact of the 200 is " + contact + ", which cannot be reached from outside: have "
                        + Places.words(answer.from()) + " write its public address (Helpline: sip.advertised)."
                : "ACK goes where the Contact of the 200 points ("
                        + OfferRules.plain(answer.text().header("contact"))
                        + "): make that reachable for the caller's side.";
    }

    private static List<Integer> packets(Exchange invite, List<Seen> acks, Dialogue d) {
        List<Integer> all = new ArrayList<>();
        all.add(invite.request().number());
        invite.responses().stream()
                .filter(r -> r.text().status() >= 200)
                .limit(8)
                .forEach(r -> all.add(r.number()));
        acks.stream().limit(2).forEach(a -> all.add(a.number()));
        d.bye().ifPresent(b -> all.add(b.request().number()));
        return all;
    }

    // ---- CANCEL

    private static void cancelled(Dialogue d, Findings findings) {
        for (Exchange cancel : d.exchanges("CANCEL")) {
            if (cancel.responses().isEmpty() && cancel.copies().size() >= 3) {
                findings.add(
                        "cancel-unanswered",
                        65,
                        cancel.requestPackets(),
                        "CANCEL to " + Places.words(cancel.request().to()) + " gets no answer: the phone rings on.",
                        "Look where CANCEL is lost: it must go the way of the INVITE, with the same Via and route.");
            } else if (cancel.status() == 481) {
                findings.add(
                        "cancel-unknown",
                        60,
                        cancel.packets(),
                        "CANCEL was refused with 481: it names no INVITE that the peer knows.",
                        "Its Request-URI, top Via branch, Call-ID and CSeq number must be those of the INVITE (RFC 3261 §9.1).");
            }
            d.answer()
                    .filter(a -> a.micros() > cancel.request().micros() - SECOND)
                    .ifPresent(a -> {
                        boolean cleared = d.bye().isPresent();
                        findings.add(
                                "cancel-race",
                                cleared ? 20 : 70,
                                List.of(cancel.request().number(), a.number()),
                                "The call was answered just as it was cancelled"
                                        + (cleared
                                                ? ", and ended with BYE as it should."
                                                : ", and no BYE ended it: it goes on unheard."),
                                cleared
                                        ? ""
                                        : "The cancelling side must acknowledge the answer and send BYE (RFC 3261 §9.1).");
                    });
        }
        if (d.invites().stream().anyMatch(i -> i.status() == 487)) {
            findings.add(
                    "cancelled",
                    10,
                    d.exchanges("CANCEL").stream()
                            .map(e -> e.request().number())
                            .toList(),
                    "The caller's side gave the call up before it was answered.",
                    "");
        }
    }

    // ---- BYE

    private static void ended(Dialogue d, Findings findings) {
        for (Exchange bye : d.exchanges("BYE")) {
            String peer = Places.words(bye.request().to());
            if (bye.responses().isEmpty() && bye.copies().size() >= 3) {
                findings.add(
                        "bye-unanswered",
                        80,
                        bye.requestPackets(),
                        "BYE to " + peer + " gets no answer: for the other side the call goes on.",
                        Places.isPrivate(Places.host(bye.request().to()))
                                ? "It goes to a private address, which the other side gave as its Contact: have it write its"
                                        + " public one, or let requests go back to where its messages came from."
                                : "Make the address reachable that the other side gives in Contact and Record-Route.");
            } else if (bye.status() == 481 && !crossed(d, bye)) {
                findings.add(
                        "bye-unknown",
                        65,
                        bye.packets(),
                        "BYE was refused by " + peer + " with 481: it does not know this call.",
                        "Tags or Call-ID were changed on the way, or it has hung up before and that BYE never arrived.");
            } else if (bye.status() >= 400 && bye.status() != 481) {
                findings.add(
                        "bye-refused",
                        60,
                        bye.packets(),
                        "BYE was refused by " + peer + " with " + bye.status() + '.',
                        RefusalRules.of(bye.status()).map(m -> m.cause() + ".").orElse(""));
            }
        }
    }

    private static boolean crossed(Dialogue d, Exchange bye) {
        return d.exchanges("BYE").stream()
                .anyMatch(b -> b != bye
                        && Math.abs(b.request().micros() - bye.request().micros()) < 2 * SECOND);
    }

    // ---- more of the same

    private static void storms(Dialogue d, Findings findings) {
        for (Exchange e : d.exchanges()) {
            if (e.copies().size() >= STORM || e.responses().size() >= 30) {
                long spanMicros = e.copies().getLast().micros() - e.request().micros();
                findings.add(
                        "storm",
                        66,
                        e.packets(),
                        "The same " + e.method() + " was sent "
                                + times(e.copies().size()) + " within "
                                + spanMicros / SECOND + " s and answered "
                                + times(e.responses().size())
                                + ": more than any timer allows.",
                        "Two devices answer each other, or a message goes round in a loop: look which of them repeats it.");
            }
        }
    }

    private static void pings(Dialogue d, Findings findings) {
        for (Exchange options : d.exchanges("OPTIONS")) {
            if (options.responses().isEmpty() && options.copies().size() >= 3) {
                findings.add(
                        "ping-unanswered",
                        62,
                        options.requestPackets(),
                        "OPTIONS to " + Places.words(options.request().to())
                                + " gets no answer: that server is dead for us.",
                        "Check its address, port and transport, and whether it answers OPTIONS at all.");
            }
        }
    }
}
