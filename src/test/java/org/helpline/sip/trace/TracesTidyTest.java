package org.helpline.sip.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.config.TraceSettings;
import org.helpline.core.CallFact;
import org.helpline.core.ManualClock;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.SoundReport;
import org.helpline.sip.transport.Flow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of calls that are up, and when it is put away or forgotten, in virtual time. */
class TracesTidyTest {

    private static final String CALL = "20261122-021503-7f3a9c";
    private static final Flow FLOW = new Flow() {
        @Override
        public String transport() {
            return "UDP";
        }

        @Override
        public boolean isReliable() {
            return false;
        }

        @Override
        public InetSocketAddress remote() {
            return new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 5070);
        }

        @Override
        public InetSocketAddress local() {
            return new InetSocketAddress(InetAddress.ofLiteral("10.0.0.5"), 5060);
        }

        @Override
        public void write(byte[] message) {}

        @Override
        public boolean isClosed() {
            return false;
        }
    };

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T02:15:03Z"));
    private TraceFolder stored;
    private Traces traces;

    @BeforeEach
    void open() {
        stored = new TraceFolder(folder);
        traces = new Traces(
                new TraceSettings(TraceSettings.Mode.ALL, Duration.ofDays(14), 100, Optional.empty()),
                clock,
                stored,
                _ -> Optional.empty());
    }

    private void message(String callId) {
        traces.message(
                true,
                FLOW,
                ("INVITE sip:100@x SIP/2.0\r\nCall-ID: " + callId + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private void tell(CallFact fact) {
        traces.publish(new Published(CALL, 1, clock.now(), 0, fact));
    }

    private void pass(Duration time) {
        for (long s = 0; s < time.toSeconds(); s++) {
            clock.move(Duration.ofSeconds(1));
            traces.tidy();
        }
    }

    private void begin() {
        message("a-leg@x");
        tell(new CallFact.Arrived(new Personal("1"), Personal.NONE, "100", "a-leg@x", "udp", ""));
        tell(new CallFact.Invited("agent:anna", "b-leg@y")); // before its INVITE is sent
        message("b-leg@y");
    }

    @Test
    void aCallThatEndedIsStoredOnceItsLastAnswersMayHaveCome() throws Exception {
        begin();
        tell(new CallFact.Ended("served", "caller", "The caller hung up."));
        pass(Duration.ofSeconds(1));
        assertThat(stored.find(CALL)).isInstanceOf(TraceFolder.Found.None.class);
        assertThat(traces.live(CALL)).isPresent();
        pass(Duration.ofSeconds(1));
        assertThat(stored.find(CALL))
                .isInstanceOfSatisfying(
                        TraceFolder.Found.One.class,
                        one -> assertThat(one.trace().entries()).hasSize(2));
        assertThat(traces.live(CALL)).isEmpty();
        assertThat(traces.live("b-leg@y")).isEmpty();
        assertThat(traces.tracesLost()).isZero();
    }

    @Test
    void aCallThatIsUpKeepsAllItsLegsHoweverLongNothingIsSaid() {
        begin();
        pass(Duration.ofMinutes(10));
        assertThat(traces.live(CALL).orElseThrow().entries()).hasSize(2);
    }

    @Test
    void aCallThatJustGoesOnWeighsLessAndLosesNothing() {
        begin();
        List<byte[]> said = said();
        long before = traces.weight();
        pass(Duration.ofSeconds(13));
        assertThat(traces.weight()).isLessThan(before);
        assertThat(said()).containsExactlyElementsOf(said);
        message("a-leg@x");
        assertThat(said()).hasSize(3);
        tell(new CallFact.Ended("served", "caller", "The caller hung up."));
        pass(Duration.ofSeconds(2));
        assertThat(traces.weight()).isZero();
    }

    private List<byte[]> said() {
        return traces.live(CALL).orElseThrow().entries().stream()
                .map(TraceEntry::bytes)
                .toList();
    }

    @Test
    void whatIsNoCallIsForgottenTwoMinutesAfterItsLastMessage() {
        message("registration@x");
        pass(Duration.ofSeconds(100));
        message("registration@x");
        pass(Duration.ofSeconds(119));
        assertThat(traces.live("registration@x").orElseThrow().entries()).hasSize(2);
        pass(Duration.ofSeconds(8));
        assertThat(traces.live("registration@x")).isEmpty();
    }

    /** A late answer makes a strand of its own again, which goes as others do. */
    @Test
    void whatComesAfterACallWasPutAwayIsForgottenToo() {
        begin();
        tell(new CallFact.Ended("served", "caller", "The caller hung up."));
        pass(Duration.ofSeconds(5));
        message("a-leg@x");
        pass(Duration.ofSeconds(60));
        assertThat(traces.live("a-leg@x")).isPresent();
        pass(Duration.ofSeconds(70));
        assertThat(traces.live("a-leg@x")).isEmpty();
    }

    @Test
    void theServersEndStoresWhatHasJustEndedAndNotWhatGoesOn() throws Exception {
        begin();
        traces.close();
        assertThat(stored.find(CALL)).isInstanceOf(TraceFolder.Found.None.class);
        tell(new CallFact.Ended("cut", "server", "The server stopped."));
        traces.close();
        assertThat(stored.find(CALL)).isInstanceOf(TraceFolder.Found.One.class);
    }

    /** More than fifty calls a second are not all stored; those that failed are. */
    @Test
    void ofManyCallsAtOnceTheFailedOnesAreStoredAndTheOthersCounted() {
        for (int i = 0; i < 80; i++) {
            String call = "20261122-021503-%06x".formatted(i);
            message("leg" + i + "@x");
            traces.publish(new Published(
                    call,
                    1,
                    clock.now(),
                    0,
                    new CallFact.Arrived(Personal.NONE, Personal.NONE, "100", "leg" + i + "@x", "udp", "")));
            String outcome = i >= 70 ? "failed" : "served";
            traces.publish(new Published(call, 2, clock.now(), 0, new CallFact.Ended(outcome, "server", "")));
        }
        pass(Duration.ofSeconds(2));
        assertThat(traces.tracesLost()).isEqualTo(20);
    }

    @Test
    void whatALegReportsIsSeenWhileItIsUpAndStored() throws Exception {
        begin();
        SoundReport.Block block = new SoundReport.Block(1, 2, 0, 0, 0, 0, 64, 3, 9, 80, 0, 0);
        traces.onReport(
                "b-leg@y",
                new SoundReport(
                        clock.now(), FLOW.local(), FLOW.remote(), Optional.empty(), Optional.of(block), 41.04, 48));
        traces.onReport(
                "nobody@x",
                new SoundReport(clock.now(), FLOW.local(), FLOW.remote(), Optional.of(block), Optional.empty(), -1, 8));
        List<Trace.Reports> live = traces.live(CALL).orElseThrow().reports();
        assertThat(live)
                .containsExactly(new Trace.Reports(
                        "agent:anna", List.of(new SoundSample(Traces.micros(clock.now()), -1, -1, 25, 1.7, 41))));
        tell(new CallFact.Ended("served", "caller", "The caller hung up."));
        pass(Duration.ofSeconds(2));
        assertThat(stored.find(CALL))
                .isInstanceOfSatisfying(
                        TraceFolder.Found.One.class,
                        one -> assertThat(one.trace().reports()).isEqualTo(live));
    }
}
