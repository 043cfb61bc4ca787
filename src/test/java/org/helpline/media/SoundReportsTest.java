package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.helpline.core.SoundReport;
import org.helpline.core.SoundWay;
import org.helpline.media.rtp.RtcpReader;
import org.helpline.media.rtp.RtcpWriter;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.junit.jupiter.api.Test;

/** What RTCP tells of a leg is handed on, every few seconds and at the end, in virtual time. */
class SoundReportsTest {

    private static final InetSocketAddress RTCP = TestHouse.at("198.51.100.7", 4001);

    private final TestHouse house = new TestHouse();
    private final TestHouse.Phone phone = house.phone(4000);
    private final RtcpWriter theirs = new RtcpWriter(new Random(2));
    private final RtcpReader ours = new RtcpReader();

    private void begin() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.startMusic(TestHouse.counting("music", 100 * 160));
        house.pass(40);
    }

    /** A report of the phone about our sound, which answers the last report that it got after {@code held}. */
    private void report(int fractionLost, int lost, int jitterUnits, Duration held) {
        int ssrc = phone.heard().getFirst().ssrc();
        RtcpReader reader = new RtcpReader();
        for (FakePorts.Datagram d : phone.wire.rtcpOut) {
            reader.on(ByteBuffer.wrap(d.bytes()), d.bytes().length, phone.ssrc, 1);
        }
        ByteBuffer b = ByteBuffer.allocate(200);
        theirs.receiver(b, phone.ssrc);
        theirs.reception(
                b,
                0,
                new RtcpWriter.Reception(
                        ssrc,
                        fractionLost,
                        lost,
                        phone.heard().getLast().sequence(),
                        jitterUnits,
                        reader.lastReport(),
                        (int) (held.toMillis() * 65_536 / 1_000)));
        theirs.name(b, 0, phone.ssrc);
        byte[] bytes = new byte[b.position()];
        b.get(0, bytes);
        phone.wire.rtcpIn.add(new FakePorts.Datagram(bytes, RTCP));
    }

    private void talk(int seconds) {
        for (int i = 0; i < seconds * 50; i++) {
            phone.speak(AudioCodec.PCMU, 0);
            house.pass(20);
        }
    }

    private List<SoundReport> reports() {
        return phone.told(MediaEvent.Reported.class).stream()
                .map(MediaEvent.Reported::report)
                .toList();
    }

    private List<SoundWay> closed() {
        phone.leg.close();
        house.pass(5);
        return ((MediaEvent.Closed) phone.events.getLast()).sound();
    }

    @Test
    void whatBothSidesReportIsToldAtMostEveryFiveSeconds() {
        begin();
        for (int i = 0; i < 12; i++) {
            talk(5);
            report(26, 10 * i, 80, Duration.ofMillis(500));
        }
        assertThat(reports()).hasSizeBetween(6, 12);
        for (int i = 1; i < reports().size(); i++) {
            assertThat(Duration.between(
                            reports().get(i - 1).at(), reports().get(i).at()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(5));
        }
        SoundReport last = reports().getLast();
        assertThat(last.local())
                .isEqualTo(TestHouse.at("192.0.2.1", phone.leg.local().getPort() + 1));
        assertThat(last.remote()).isEqualTo(RTCP);
        SoundReport.Block ofUs = last.ours().orElseThrow();
        assertThat(ofUs.about()).isEqualTo(phone.ssrc);
        assertThat(ofUs.ssrc()).isEqualTo(phone.heard().getFirst().ssrc());
        assertThat(ofUs.packets()).isGreaterThan(2_000);
        assertThat(ofUs.lost()).isZero();
        SoundReport.Block theirBlock = last.theirs().orElseThrow();
        assertThat(theirBlock.ssrc()).isEqualTo(phone.ssrc);
        assertThat(theirBlock.about()).isEqualTo(ofUs.ssrc());
        assertThat(theirBlock.lostPercent()).isCloseTo(10.2, within(0.1));
        assertThat(last.jitterMillis(theirBlock)).isEqualTo(10);
        assertThat(theirBlock.lost()).isGreaterThan(50);
    }

    @Test
    void whatTheyCameToIsToldAtTheEnd() {
        begin();
        for (int i = 0; i < 10; i++) {
            talk(5);
            report(i == 4 ? 128 : 0, i < 4 ? 0 : 125, i == 6 ? 320 : 8, Duration.ZERO);
        }
        talk(1);
        assertThat(closed())
                .satisfiesExactly(
                        came -> {
                            assertThat(came.way()).isEqualTo(SoundWay.CAME);
                            assertThat(came.lostPercent()).isZero();
                        },
                        went -> {
                            assertThat(went.way()).isEqualTo(SoundWay.WENT);
                            assertThat(went.reports()).isEqualTo(10);
                            assertThat(went.lostPercent()).isCloseTo(5, within(0.2)); // 125 of about 2,500
                            assertThat(went.worstPercent()).isEqualTo(50);
                            assertThat(went.jitterMillis()).isEqualTo(new SoundWay.Spread(1, 4.9, 40));
                        });
    }

    /** The phone answers our report; there and back take 120 ms, and it held our report for the rest. */
    @Test
    void theWayThereAndBackIsWhatOursAndTheirReportsSay() {
        begin();
        talk(3);
        report(0, 0, 0, Duration.ZERO); // the first is not seen in time, so it tells nothing of the way
        talk(3);
        for (int i = 0; i < 4; i++) {
            int before = phone.wire.rtcpOut.size();
            for (int t = 0; phone.wire.rtcpOut.size() == before && t < 2_000; t++) {
                house.pass(5);
            }
            talk(2);
            house.pass(120);
            report(0, 0, 0, Duration.ofSeconds(2));
            talk(1);
        }
        assertThat(closed().getLast().roundTripMillis()).satisfies(s -> {
            assertThat(s.least()).isBetween(60.0, 180.0);
            assertThat(s.mean()).isCloseTo(120, within(40.0));
            assertThat(s.most()).isBetween(60.0, 180.0);
        });
        assertThat(reports().getLast().roundTripMillis()).isBetween(60.0, 180.0);
    }

    @Test
    void aReportThatAnswersNoneOfOursTellsNothingOfTheWay() {
        begin();
        talk(3);
        for (int i = 0; i < 4; i++) {
            ByteBuffer b = ByteBuffer.allocate(200);
            theirs.receiver(b, phone.ssrc);
            int ssrc = phone.heard().getFirst().ssrc();
            theirs.reception(b, 0, new RtcpWriter.Reception(ssrc, 0, 0, 100, 0, 0xdeadbeef, 1));
            theirs.name(b, 0, phone.ssrc);
            byte[] bytes = new byte[b.position()];
            b.get(0, bytes);
            phone.wire.rtcpIn.add(new FakePorts.Datagram(bytes, RTCP));
            talk(3);
        }
        assertThat(closed().getLast().roundTripMillis()).isEqualTo(SoundWay.Spread.NONE);
    }

    @Test
    void reportsOfAnotherHostAreNotTaken() {
        begin();
        talk(3);
        report(255, 1_000, 9_999, Duration.ZERO);
        FakePorts.Datagram forged = phone.wire.rtcpIn.removeLast();
        phone.wire.rtcpIn.add(new FakePorts.Datagram(forged.bytes(), TestHouse.at("203.0.113.66", 4001)));
        talk(7);
        assertThat(reports()).isNotEmpty().allMatch(r -> r.theirs().isEmpty());
        assertThat(closed()).noneMatch(w -> w.way().equals(SoundWay.WENT));
    }

    @Test
    void aLegOfWhichNothingIsReportedTellsNothing() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.startMusic(TestHouse.counting("music", 100 * 160));
        house.pass(20_000);
        assertThat(reports()).isEmpty();
        assertThat(closed()).isEmpty();
    }

    /** What the phone can tell of the way by our reports: how long we held its own is known within 50 ms, or not said. */
    @Test
    void whatWeSayOfThePhonesReportIsWhenItReallyCame() {
        begin();
        for (int i = 0; i < 6; i++) {
            talk(4);
            ByteBuffer b = ByteBuffer.allocate(200);
            theirs.sender(b, phone.ssrc, house.clock.now(), phone.timestamp, 200, 32_000);
            theirs.name(b, 0, phone.ssrc);
            byte[] bytes = new byte[b.position()];
            b.get(0, bytes);
            phone.wire.rtcpIn.add(new FakePorts.Datagram(bytes, RTCP));
            int sent = phone.wire.rtcpOut.size();
            long came = house.clock.nanos();
            for (int t = 0; phone.wire.rtcpOut.size() == sent && t < 2_000; t++) {
                house.pass(5);
            }
            byte[] answer = phone.wire.rtcpOut.getLast().bytes();
            ours.on(ByteBuffer.wrap(answer), answer.length, phone.ssrc, 1);
            if (ours.peerLastReport() == ByteBuffer.wrap(bytes).getInt(10)) {
                double held = ours.peerSinceLastReport() / 65.536;
                assertThat(held).isCloseTo((house.clock.nanos() - came) / 1e6, within(60.0));
            } else {
                assertThat(i).as("only the first is not seen in time").isZero();
            }
        }
    }
}
