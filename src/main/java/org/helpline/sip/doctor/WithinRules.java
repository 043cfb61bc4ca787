package org.helpline.sip.doctor;

import java.util.List;
import java.util.Optional;
import org.helpline.sip.trace.SdpText;
import org.helpline.sip.trace.Seen;
import org.helpline.sip.trace.SipText;

/** What happens within a call: re-INVITE, UPDATE, session timers, hold, INFO, REFER (RFC 3261 §14, 3311, 4028, 6086, 3515). */
final class WithinRules {

    private static final long SECOND = 1_000_000;

    private WithinRules() {}

    static void examine(Dialogue d, Findings findings) {
        d.answered().ifPresent(invite -> {
            changes(d, findings);
            timers(d, invite, findings);
            holds(d, findings);
        });
        digits(d, findings);
        transfers(d, findings);
    }

    private static List<Exchange> refreshes(Dialogue d) {
        return java.util.stream.Stream.concat(d.reInvites().stream(), d.exchanges("UPDATE").stream())
                .toList();
    }

    private static void changes(Dialogue d, Findings findings) {
        for (Exchange e : refreshes(d)) {
            String peer = Places.words(e.request().to());
            boolean repaired = refreshes(d).stream()
                    .anyMatch(later -> later.request().micros() > e.request().micros() && later.succeeded());
            if (e.responses().isEmpty() && e.copies().size() >= 3) {
                findings.add(
                        "change-unanswered",
                        82,
                        e.requestPackets(),
                        e.method() + " within the call to " + peer + " gets no answer, " + after(d, e)
                                + " after the answer: the call will be torn down.",
                        "It goes where the Contact of the other side points: make that reachable"
                                + (Places.isPrivate(Places.host(e.request().to()))
                                        ? " (it is a private address)."
                                        : "."));
            } else if (e.status() >= 400 && e.status() != 401 && e.status() != 407 && !repaired) {
                boolean glare = e.status() == 491;
                findings.add(
                        glare ? "change-glare" : "change-refused",
                        glare ? 45 : 75,
                        e.packets(),
                        e.method() + " within the call was refused by " + peer + " with " + e.status() + ' '
                                + OfferRules.plain(
                                        e.last().map(l -> l.text().reason()).orElse("")) + ", " + after(d, e)
                                + " after the answer.",
                        glare
                                ? "Both sides changed the session at once, and nobody tried again (RFC 3261 §14.1)."
                                : "The session stays as it was; switch off what changes it there (session timer, hold, codec change),"
                                        + " or let the peer take it.");
            }
        }
    }

    private static String after(Dialogue d, Exchange e) {
        long seconds = d.answer()
                .map(a -> (e.request().micros() - a.micros()) / SECOND)
                .orElse(0L);
        return seconds >= 120 ? seconds / 60 + " min" : seconds + " s";
    }

    /** RFC 4028 §10: who does not refresh loses the call at the end of the interval, or a third of it before. */
    private static void timers(Dialogue d, Exchange invite, Findings findings) {
        Seen answer = invite.last().orElseThrow();
        String header = answer.text().header("session-expires");
        long interval = number(header);
        Optional<Exchange> bye = d.bye();
        if (bye.isEmpty()) {
            return;
        }
        long up = (bye.get().request().micros() - answer.micros()) / SECOND;
        boolean refreshed = refreshes(d).stream().anyMatch(Exchange::succeeded);
        boolean atTheEnd =
                interval > 0 && Math.abs(up - interval) <= Math.max(35, interval / 3 + 5) && up >= interval / 2;
        if (atTheEnd && !refreshed) {
            String refresher = SipText.parameter(header, "refresher");
            findings.add(
                    "session-expired",
                    86,
                    List.of(answer.number(), bye.get().request().number()),
                    "The call ended after " + up + " s, because nobody refreshed the session: both agreed on "
                            + interval + " s (Session-Expires)"
                            + (refresher.isBlank() ? "." : ", and that the " + role(refresher) + " refreshes it."),
                    "Let the " + role(refresher)
                            + " send re-INVITE or UPDATE at half the time, and let it through; or switch"
                            + " session timers off there.");
        } else if (interval <= 0 && (near(up, 900) || near(up, 1_800)) && !refreshed) {
            findings.add(
                    "ends-on-the-quarter",
                    55,
                    List.of(answer.number(), bye.get().request().number()),
                    "The call ended after " + up / 60
                            + " min to the second, with no session timer agreed: some device in"
                            + " between counts on one.",
                    "Look for a session border controller or firewall with a time limit of " + up / 60
                            + " min for calls.");
        }
    }

    private static String role(String refresher) {
        return refresher.equals("uac") ? "calling side" : refresher.equals("uas") ? "answering side" : "one of them";
    }

    private static boolean near(long seconds, long mark) {
        return Math.abs(seconds - mark) <= 2;
    }

    private static long number(String header) {
        var m = java.util.regex.Pattern.compile("^(\\d{1,8})").matcher(header.strip());
        return m.find() ? Long.parseLong(m.group(1)) : 0;
    }

    private static void holds(Dialogue d, Findings findings) {
        for (Exchange e : d.reInvites()) {
            boolean hold = e.request().text().sdp().map(SdpText::holds).orElse(false);
            if (!hold || !e.succeeded()) {
                continue;
            }
            Optional<Exchange> bye = d.bye();
            long until =
                    bye.map(b -> b.request().micros() - e.request().micros()).orElse(Long.MAX_VALUE);
            boolean byTheOther = bye.filter(
                            b -> !b.request().from().equals(e.request().from()))
                    .isPresent();
            if (until < 2 * SECOND && byTheOther) {
                findings.add(
                        "hold-drops",
                        77,
                        List.of(e.request().number(), bye.get().request().number()),
                        Places.words(e.request().from()) + " put the call on hold, and the other side hung up at once.",
                        "The other side does not master hold ("
                                + e.request()
                                        .text()
                                        .sdp()
                                        .map(SdpText::direction)
                                        .orElse("")
                                + "): look for an update, or have it treat silence as no reason to hang up.");
            }
        }
    }

    // ---- keys by INFO

    private static void digits(Dialogue d, Findings findings) {
        boolean dtmf = false;
        for (Exchange info : d.exchanges("INFO")) {
            dtmf |= info.request().text().header("content-type").contains("dtmf");
            if (info.status() >= 400
                    && info.request().text().header("content-type").contains("dtmf")) {
                findings.add(
                        "info-refused",
                        68,
                        info.packets(),
                        "A key was sent by SIP INFO and refused with " + info.status() + '.',
                        "Let the phone send keys as telephone-event (RFC 4733) instead.");
            }
        }
        boolean events =
                d.answer().flatMap(a -> a.text().sdp()).flatMap(SdpText::events).isPresent();
        if (dtmf && events && !findings.has("info-refused")) {
            findings.add(
                    "keys-by-two-ways",
                    50,
                    d.exchanges("INFO").stream().map(e -> e.request().number()).toList(),
                    "Keys are sent by SIP INFO although telephone-event was agreed: each may count twice, or not at all.",
                    "Set the phone to one way: RFC 4733 (also called RFC 2833).");
        }
    }

    // ---- REFER

    private static void transfers(Dialogue d, Findings findings) {
        for (Exchange refer : d.exchanges("REFER")) {
            if (refer.status() >= 300 && refer.status() != 401 && refer.status() != 407) {
                findings.add(
                        "transfer-refused",
                        72,
                        refer.packets(),
                        "The transfer to "
                                + OfferRules.plain(refer.request().text().header("refer-to"))
                                + " was refused with " + refer.status() + " by "
                                + Places.words(refer.request().to()) + '.',
                        RefusalRules.of(refer.status())
                                .map(m -> m.cause() + ". Allow transfers there, or transfer by Helpline itself.")
                                .orElse(""));
            } else if (refer.responses().isEmpty() && refer.copies().size() >= 3) {
                findings.add(
                        "transfer-unanswered",
                        72,
                        refer.requestPackets(),
                        "REFER to " + Places.words(refer.request().to()) + " gets no answer.",
                        "The other side does not support transfer, or cannot be reached at its Contact.");
            }
        }
        for (Exchange notify : d.exchanges("NOTIFY")) {
            SipText n = notify.request().text();
            boolean failed = n.body().startsWith("SIP/2.0 ")
                    && n.body().length() > 11
                    && n.body().charAt(8) >= '3';
            if (n.header("event").startsWith("refer") && failed) {
                findings.add(
                        "transfer-failed",
                        74,
                        notify.packets(),
                        "The transfer came to nothing: the new party answered "
                                + OfferRules.plain(
                                        n.body().lines().findFirst().orElse("").substring(8)) + '.',
                        "Check the number that the call was transferred to, and that its side may be called from there.");
            }
        }
    }
}
