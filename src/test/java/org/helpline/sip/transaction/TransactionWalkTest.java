package org.helpline.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.helpline.sip.transport.Destination;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random walks, legal and illegal, at the transactions of one loop against a simple model of RFC 3261 §17: who is told what, what may go over the
 * wire after what, and that nothing is left in the end. Virtual time.
 */
class TransactionWalkTest {

    private static final int WALKS = 5_000;
    private static final int STEPS = 14;
    private static final long SEED = 3261;
    private static final int[] STATUSES = {100, 180, 183, 200, 202, 302, 401, 408, 486, 487, 500, 503, 603};
    private static final long ALL_TIMERS = 600_000;
    private static final long TIMER_H = 32_000_000_000L;

    private Random random = new Random(SEED);
    private Bench bench = new Bench(false);
    private Map<String, Served> served = new HashMap<>();
    private List<Sent> sent = new ArrayList<>();
    private boolean onlyTimePassed;

    /** A transaction of the peer's, as the model sees it. */
    private static final class Served {
        final String method;
        final int number;
        int finalStatus;
        boolean acknowledged;
        boolean is408;
        long finalAt;

        Served(String method, int number) {
            this.method = method;
            this.number = number;
        }
    }

    /** A transaction of ours. */
    private static final class Sent implements ClientUser {
        final String method;
        final ClientTransaction transaction;
        String branch = "";
        boolean provisional;
        boolean failed;
        boolean cancelWanted;
        int finalStatus;

        Sent(String method, Bench bench) {
            this.method = method;
            this.transaction =
                    bench.table.send(Messages.ours(method, "ours@x"), new Destination.OverFlow(bench.wire), this);
        }

        @Override
        public void onResponse(SIPResponse response) {
            int status = response.getStatusCode();
            assertThat(failed).as("a response after the failure").isFalse();
            if (status < 200) {
                assertThat(finalStatus).as("a provisional after the final").isZero();
                provisional = true;
                return;
            }
            boolean again = method.equals("INVITE") && status < 300 && finalStatus < 300;
            assertThat(finalStatus == 0 || again).as("a second final").isTrue();
            finalStatus = status;
        }

        @Override
        public void onFailed(String why) {
            assertThat(failed || finalStatus > 0)
                    .as("failed after its end: %s", why)
                    .isFalse();
            failed = true;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whateverComesInWhateverOrderTheRulesHoldAndNothingIsLeft(boolean reliable) {
        for (int walk = 0; walk < WALKS; walk++) {
            long seed = SEED * WALKS + walk;
            random = new Random(seed);
            bench = new Bench(reliable);
            served = new HashMap<>();
            sent = new ArrayList<>();
            try {
                for (int step = 0; step < STEPS; step++) {
                    step();
                    look();
                }
                finish();
                bench.pass(ALL_TIMERS);
                look();
                assertThat(bench.table.size()).as("transactions left").isZero();
                assertThat(bench.loop.pendingTimers()).as("timers left").isZero();
                sent.forEach(s -> assertThat(s.failed || s.finalStatus > 0)
                        .as("nobody was told of the end")
                        .isTrue());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + (reliable ? ", reliable: " : ": ") + e.getMessage(), e);
            }
        }
    }

    /** What a user does in the end, since an INVITE may ring for ever: it refuses and cancels. */
    private void finish() {
        for (int at = 0; at < bench.opened.size(); at++) {
            answer(at, 480);
        }
        sent.stream().filter(s -> s.method.equals("INVITE")).forEach(s -> {
            s.cancelWanted = true;
            s.transaction.cancel();
        });
    }

    private void step() {
        onlyTimePassed = false;
        switch (random.nextInt(10)) {
            case 0 -> request(random.nextInt(3) == 0 ? "BYE" : "INVITE", served.size());
            case 1 -> again();
            case 2, 3 -> answer();
            case 4 -> ack();
            case 5 -> cancel();
            case 6 -> sent.add(new Sent(random.nextBoolean() ? "INVITE" : "OPTIONS", bench));
            case 7 -> respond();
            case 8 -> giveUp();
            default -> {
                onlyTimePassed = true;
                bench.pass(random.nextInt(4) == 0 ? random.nextInt(40_000) : random.nextInt(2_000));
            }
        }
    }

    private static String via(int number) {
        return "SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKpeer" + number;
    }

    private static String text(String method, int number, String toTag) {
        return Messages.request(method, via(number), "call" + number + "@x", 1, toTag);
    }

    private void request(String method, int number) {
        bench.told.clear();
        served.put("z9hG4bKpeer" + number, new Served(method, number));
        bench.arrives(text(method, number, ""));
        assertThat(bench.takeTold()).containsExactly(method);
    }

    private void again() {
        served.values().stream()
                .skip(random.nextInt(served.size() + 1))
                .findFirst()
                .ifPresent(s -> {
                    boolean known = bench.table.size() > 0;
                    bench.told.clear();
                    bench.arrives(text(s.method, s.number, ""));
                    List<String> told = bench.takeTold();
                    boolean anew = told.equals(List.of(s.method));
                    assertThat(told.isEmpty() || anew)
                            .as("a copy is told as %s", told)
                            .isTrue();
                    if (anew) { // the old one has ended: this is another
                        assertThat(s.finalStatus > 0 || s.is408 || !known || !s.method.equals("INVITE"))
                                .isTrue();
                        s.finalStatus = 0;
                        s.acknowledged = false;
                        s.is408 = false;
                    }
                });
    }

    private void answer() {
        if (bench.opened.isEmpty()) {
            return;
        }
        answer(random.nextInt(bench.opened.size()), STATUSES[random.nextInt(STATUSES.length)]);
    }

    private void answer(int at, int status) {
        SIPRequest request = bench.requests.get(at);
        String branch = request.getTopmostVia().getBranch();
        if (bench.requests.subList(at + 1, bench.requests.size()).stream()
                .anyMatch(r -> r.getTopmostVia().getBranch().equals(branch))) {
            return; // it has come anew since
        }
        SIPResponse response = request.createResponse(status);
        response.setToTag("ours");
        Served model = Objects.requireNonNull(served.get(branch));
        bench.opened.get(at).respond(response);
        boolean never = status == 408 && !model.method.equals("INVITE"); // RFC 4320 §4.2
        model.is408 |= never && model.finalStatus == 0;
        if (status >= 200 && model.finalStatus == 0 && !model.is408) {
            model.finalStatus = status;
            model.finalAt = bench.clock.nanos();
        }
    }

    private void ack() {
        served.values().stream()
                .filter(s -> s.method.equals("INVITE"))
                .skip(random.nextInt(3))
                .findFirst()
                .ifPresent(s -> {
                    bench.told.clear();
                    bench.arrives(text("ACK", s.number, "ours"));
                    List<String> told = bench.takeTold();
                    boolean refused = s.finalStatus >= 300;
                    if (refused && !s.acknowledged && bench.clock.nanos() - s.finalAt < TIMER_H) {
                        assertThat(told)
                                .as("the ACK of a refusal goes no further")
                                .isEmpty();
                        s.acknowledged = true;
                    }
                });
    }

    private void cancel() {
        served.values().stream()
                .skip(random.nextInt(served.size() + 1))
                .findFirst()
                .ifPresent(s -> {
                    bench.told.clear();
                    int before = bench.wire.sent.size();
                    bench.arrives(text("CANCEL", s.number, ""));
                    List<String> told = bench.takeTold();
                    boolean open = s.method.equals("INVITE") && s.finalStatus == 0 && !s.is408;
                    assertThat(told).isSubsetOf("CANCEL");
                    assertThat(told.isEmpty() || open)
                            .as("a CANCEL is told though the INVITE is answered")
                            .isTrue();
                    bench.wire.sent.subList(before, bench.wire.sent.size()).stream()
                            .filter(w -> Messages.header(w.text(), "CSeq").endsWith("CANCEL"))
                            .forEach(w -> assertThat(w.text()).containsPattern("^SIP/2.0 (200|481) "));
                });
    }

    private void respond() {
        if (sent.isEmpty()) {
            return;
        }
        Sent one = sent.get(random.nextInt(sent.size()));
        if (one.branch.isEmpty()) {
            return;
        }
        int status = STATUSES[random.nextInt(STATUSES.length)];
        bench.arrives("SIP/2.0 " + status + " Something\r\nVia: SIP/2.0/" + bench.wire.transport()
                + " 192.0.2.1:5060;branch=" + one.branch + "\r\nFrom: <sip:caller@127.0.0.1>;tag=from1\r\n"
                + "To: <sip:100@127.0.0.1>;tag=t" + random.nextInt(2) + "\r\nCall-ID: ours@x\r\nCSeq: 1 " + one.method
                + "\r\nContent-Length: 0\r\n\r\n");
    }

    private void giveUp() {
        if (!sent.isEmpty()) {
            Sent one = sent.get(random.nextInt(sent.size()));
            if (one.method.equals("INVITE")) {
                one.cancelWanted = true;
                one.transaction.cancel();
            }
        }
        bench.loop.run();
    }

    /** What went over the wire since the last look. */
    private void look() {
        bench.loop.run();
        for (FakeFlow.Sent message : bench.wire.sent) {
            String branch = Messages.header(message.text(), "Via").replaceAll(".*branch=([^;]+).*", "$1");
            String method = Messages.header(message.text(), "CSeq").replaceAll("\\d+ ", "");
            if (message.text().startsWith("SIP/2.0 ")) {
                answered(branch, method, Integer.parseInt(message.text().substring(8, 11)));
            } else {
                asked(branch, message.text().substring(0, message.text().indexOf(' ')));
            }
        }
        bench.wire.sent.clear();
    }

    private void answered(String branch, String method, int status) {
        Served model = served.get(branch);
        assertThat(model).as("an answer to nothing, branch %s", branch).isNotNull();
        if (method.equals("CANCEL") || model == null) {
            return;
        }
        assertThat(method).isEqualTo(model.method);
        if (status < 200) {
            return; // may have gone out before the final response, in the same step
        }
        assertThat(status == model.finalStatus || (status < 300 && model.finalStatus < 300))
                .as("%s after %s", status, model.finalStatus)
                .isTrue();
        assertThat(onlyTimePassed && model.acknowledged)
                .as("sent again though it was acknowledged")
                .isFalse();
        assertThat(status == 408 && !method.equals("INVITE"))
                .as("a 408 to %s", method)
                .isFalse();
    }

    private void asked(String branch, String method) {
        for (Sent one : sent) {
            if (one.branch.isEmpty()
                    && one.method.equals(method)
                    && sent.stream().noneMatch(s -> s.branch.equals(branch))) {
                one.branch = branch;
                return;
            }
            if (one.branch.equals(branch)) {
                switch (method) {
                    case "CANCEL" -> {
                        assertThat(one.provisional)
                                .as("a CANCEL before any response")
                                .isTrue();
                        assertThat(one.cancelWanted).isTrue();
                    }
                    case "ACK" ->
                        assertThat(one.finalStatus)
                                .as("an ACK on the branch of a 2xx")
                                .isGreaterThanOrEqualTo(300);
                    default -> assertThat(method).isEqualTo(one.method);
                }
                return;
            }
        }
        throw new AssertionError(method + " on a branch of nobody: " + branch);
    }
}
