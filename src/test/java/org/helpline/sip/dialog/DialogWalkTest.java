package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.SipLeg;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.Warning;
import org.helpline.sip.transaction.Ack;
import org.junit.jupiter.api.Test;

/**
 * Random walks, legal and illegal, through one call's dialog, from both ends, against a simple model of RFC 3261 §12 to §15: each request gets one
 * final response, the last event is the last, strangers and old numbers are refused, and nothing is left in the end. Virtual time.
 */
class DialogWalkTest {

    private static final int WALKS = 5_000;
    private static final int STEPS = 16;
    private static final long SEED = 12_2_2;
    private static final Warning NO = new Warning(305, "no");

    private Random random = new Random(SEED);
    private Bench bench = new Bench();
    private List<FakeServerTransaction> asked = new ArrayList<>();
    private int highest;
    private int taken;
    private int judged;
    private boolean over;

    @Test
    void aCallThatComesInKeepsTheRules() {
        walk(() -> {
            FakeServerTransaction invite = bench.receive(Wire.invite(more(), random.nextInt(4) == 0 ? "" : Wire.SDP));
            asked.add(invite);
            highest = 7;
            return bench.calls.getFirst();
        });
    }

    @Test
    void aCallThatWeMakeKeepsTheRules() {
        walk(() -> bench.call());
    }

    private String more() {
        return switch (random.nextInt(4)) {
            case 0 -> "Supported: 100rel, replaces, timer\n";
            case 1 -> "Supported: timer\nSession-Expires: 1800;refresher=uac\n";
            case 2 -> "Require: 100rel\n";
            default -> "";
        };
    }

    private void walk(java.util.function.Supplier<SipLeg> begin) {
        for (int walk = 0; walk < WALKS; walk++) {
            long seed = SEED * WALKS + walk;
            random = new Random(seed);
            bench = new Bench();
            asked = new ArrayList<>();
            judged = 0;
            over = false;
            highest = 0;
            taken = 0;
            List<String> done = new ArrayList<>();
            try {
                SipLeg leg = begin.get();
                for (int step = 0; step < STEPS; step++) {
                    done.add(step(leg));
                    judge(leg);
                }
                leg.end(480, "over");
                over = true; // nothing may follow that
                bench.wire.sent.forEach(s -> answerForm(s, 487));
                judge(leg);
                bench.pass(Duration.ofHours(3));
                bench.wire.sent.forEach(s -> answerForm(s, 487));
                bench.pass(Duration.ofMinutes(5));
                judge(leg);
                end();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + " after " + done + ": " + e.getMessage(), e);
            }
        }
    }

    private void end() {
        for (FakeServerTransaction one : asked) {
            assertThat(one.isAnswered())
                    .as("no final response to %s", one.request().getMethod())
                    .isTrue();
        }
        assertThat(bench.core.held()).as("calls held").isZero();
        assertThat(bench.dialogs.sum()).as("dialogs counted").isZero();
        assertThat(bench.admission.calls()).as("calls admitted").isZero();
        assertThat(bench.loop.pendingTimers()).as("timers left").isZero();
    }

    private String step(SipLeg leg) {
        int which = random.nextInt(leg instanceof IncomingCall ? 12 : 10);
        return switch (which) {
            case 0 -> within(List.of("INFO", "OPTIONS", "MESSAGE", "NOTIFY").get(random.nextInt(4)), highest + 1);
            case 1 -> within(random.nextInt(3) == 0 ? "BYE" : "UPDATE", highest + 1);
            case 2 -> within("INVITE", highest + 1);
            case 3 -> within(random.nextBoolean() ? "INFO" : "INVITE", Math.max(1, highest - random.nextInt(3)));
            case 4 -> stranger();
            case 5 -> ack();
            case 6 -> {
                bench.pass(Duration.ofMillis(random.nextInt(random.nextBoolean() ? 2_000 : 40_000)));
                yield "time";
            }
            case 7, 8 -> respond();
            case 9 -> ours(leg);
            case 10 -> answer((IncomingCall) leg);
            default -> cancel();
        };
    }

    private Optional<String> tag() {
        if (!bench.calls.isEmpty()) {
            return Optional.of(bench.ourTag());
        }
        return bench.wire.sent.stream().findFirst().map(s -> s.request.getFromTag());
    }

    private SIPRequest request(String method, int cseq, String tag, String more, String body) {
        SIPRequest request = Wire.within(method, tag, cseq, more, body);
        if (bench.calls.isEmpty()) { // within the call that we make: the phone's tag and our Call-ID
            SIPRequest ours = bench.wire.sent.getFirst().request;
            request.setCallId(ours.getCallId());
            request.setFromTag("phone");
        }
        return request;
    }

    private String within(String method, int cseq) {
        String more = method.equals("INFO") ? "Content-Type: application/dtmf-relay\n" : "";
        String body = switch (method) {
            case "INFO" -> "Signal=5\r\nDuration=160\r\n";
            case "INVITE", "UPDATE" -> random.nextInt(3) == 0 ? "" : Wire.SDP;
            default -> "";
        };
        FakeServerTransaction one = bench.receive(request(method, cseq, tag().orElse("x"), more, body));
        asked.add(one);
        boolean old = cseq < taken; // what is refused before it reaches the dialog does not count: RFC 3261 §8.2
        if (old && !over && one.isAnswered()) {
            assertThat(one.last().getStatusCode())
                    .as("%s with an old number", method)
                    .isGreaterThanOrEqualTo(400);
        }
        highest = Math.max(highest, cseq);
        taken = one.isAnswered() && one.last().getStatusCode() < 300 ? Math.max(taken, cseq) : taken;
        return method + " " + cseq;
    }

    private String stranger() {
        List<String> methods = List.of("BYE", "INFO", "INVITE", "UPDATE");
        FakeServerTransaction one =
                bench.receive(request(methods.get(random.nextInt(4)), highest + 5, "not-ours", "", ""));
        asked.add(one);
        assertThat(one.statuses()).as("a stranger's request").containsExactly(481); // RFC 3261 §12.2.2
        return "stranger";
    }

    private String ack() {
        int cseq = Math.max(1, highest - random.nextInt(2));
        bench.core.onAck(Ack.of(request("ACK", cseq, tag().orElse("x"), "", random.nextInt(3) == 0 ? Wire.SDP : "")));
        return "ACK " + cseq;
    }

    private String respond() {
        List<FakeTransactions.Sent> open =
                bench.wire.sent.stream().filter(s -> !isFinished(s)).toList();
        if (open.isEmpty()) {
            return "-";
        }
        FakeTransactions.Sent one = open.get(random.nextInt(open.size()));
        int[] statuses = {100, 180, 183, 200, 200, 200, 302, 401, 408, 481, 486, 487, 491, 500, 603};
        int status = statuses[random.nextInt(statuses.length)];
        answerForm(one, status);
        return status + " to " + one.request.getMethod();
    }

    private final List<FakeTransactions.Sent> finished = new ArrayList<>();

    private boolean isFinished(FakeTransactions.Sent one) {
        return finished.contains(one);
    }

    private void answerForm(FakeTransactions.Sent one, int status) {
        if (isFinished(one)) {
            return;
        }
        if (status >= 200) {
            finished.add(one);
        }
        boolean invite = one.request.getMethod().equals("INVITE");
        String contact = invite && status < 300 ? "Contact: <sip:anna@192.0.2.50:5070>\n" : "";
        one.answer(status, "phone", contact, invite && (status == 200 || status == 183) ? Wire.SDP : "");
    }

    private String ours(SipLeg leg) {
        return switch (random.nextInt(5)) {
            case 0 -> {
                leg.end(486, "busy");
                over = true;
                yield "end";
            }
            case 1, 2 -> {
                leg.reInvite(Bench.OUR_SDP);
                yield "re-INVITE of ours";
            }
            case 3 -> {
                leg.info("application/dtmf-relay", "Signal=1\r\n");
                yield "INFO of ours";
            }
            default -> {
                leg.acceptReInvite(Bench.OUR_SDP); // when nothing is offered
                yield "an acceptance of nothing";
            }
        };
    }

    private String answer(IncomingCall call) {
        switch (random.nextInt(6)) {
            case 0 -> {
                call.refuse(486, "Busy Here", 0);
                over = true;
            }
            case 1 -> {
                call.notAcceptable(NO);
                over = true;
            }
            case 2, 3 -> call.ring(random.nextBoolean() ? 180 : 183, Optional.of(Bench.OUR_SDP));
            default -> call.answer(Bench.OUR_SDP);
        }
        return "an answer of ours";
    }

    private String cancel() {
        bench.core.onCancel(Wire.within("CANCEL", "x", 7, "", ""), asked.getFirst());
        return "CANCEL";
    }

    /** Looks at what was told and answered since the last time; accepts or refuses what is offered, in the same turn. */
    private void judge(SipLeg leg) {
        for (; judged < bench.events.size(); judged++) {
            SipLegEvent event = bench.events.get(judged);
            assertThat(isLast(judged))
                    .as("%s after the last event %s", event, bench.events)
                    .isFalse();
            if (event instanceof SipLegEvent.ReInvited) {
                if (random.nextBoolean()) {
                    leg.acceptReInvite(Bench.OUR_SDP);
                } else {
                    leg.refuseReInvite(NO);
                }
            }
        }
        for (FakeServerTransaction one : asked) {
            List<Integer> finals = one.responses.stream()
                    .map(SIPResponse::getStatusCode)
                    .filter(s -> s >= 200)
                    .distinct()
                    .toList();
            assertThat(finals).as("finals of %s", one.request().getMethod()).hasSizeLessThanOrEqualTo(1);
            int firstFinal = one.statuses().stream().map(s -> s >= 200).toList().indexOf(true);
            assertThat(firstFinal < 0
                            || one.statuses().subList(firstFinal, one.statuses().size()).stream()
                                    .allMatch(s -> s >= 200))
                    .as("a provisional after the final: %s", one.statuses())
                    .isTrue();
        }
    }

    private boolean isLast(int at) {
        return bench.events.subList(0, at).stream().anyMatch(DialogWalkTest::ends);
    }

    private static boolean ends(SipLegEvent event) {
        return switch (event) {
            case SipLegEvent.Refused _, SipLegEvent.Failed _, SipLegEvent.NeverAcknowledged _ -> true;
            case SipLegEvent.Cancelled _, SipLegEvent.ByeReceived _ -> true;
            case SipLegEvent.Provisional _, SipLegEvent.Tried _, SipLegEvent.Answered _ -> false;
            case SipLegEvent.Acknowledged _, SipLegEvent.ReInvited _, SipLegEvent.ReInviteAnswered _ -> false;
            case SipLegEvent.ReInviteRefused _, SipLegEvent.InfoReceived _, SipLegEvent.Referred _ -> false;
            case SipLegEvent.ReferNews _ -> false;
        };
    }
}
