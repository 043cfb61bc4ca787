package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.helpline.media.TestHouse.Packet;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.play.Audio;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller hears, on virtual time. */
class TickedEngineTest {

    private final TestHouse house = new TestHouse();
    private final Phone phone = house.phone(4000);

    @Test
    void aPromptIsSentInFramesOfTwentyMilliseconds() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.play(7, List.of(TestHouse.counting("hello", 5 * 160)));
        house.pass(200);
        List<Packet> heard = phone.heard();
        assertThat(heard).hasSize(5);
        for (int i = 0; i < 5; i++) {
            Packet p = heard.get(i);
            assertThat(p.to()).isEqualTo(phone.address);
            assertThat(p.type()).isZero();
            assertThat(p.marker()).isEqualTo(i == 0);
            assertThat(p.sequence()).isEqualTo((heard.getFirst().sequence() + i) & 0xffff);
            assertThat(p.timestamp()).isEqualTo(heard.getFirst().timestamp() + 160 * i);
            assertThat(p.payload()).hasSize(160).containsOnly(i);
        }
        assertThat(phone.events).containsExactly(new MediaEvent.PlayEnded(7, Duration.ofMillis(100), true));
    }

    /** Amplification: what a forged INVITE names is not sent to until somebody has shown to be there. */
    @ParameterizedTest
    @CsvSource({
        "nobody speaks and nothing is confirmed, none, false, 0",
        "it is confirmed, none, true, 5",
        "sound comes from the very address, itself, false, 5",
        "sound comes from elsewhere, another, false, 0",
    })
    void nothingIsSentToAnAddressThatNobodyConfirmed(String what, String speaks, boolean confirmed, int packets) {
        phone.leg.awaitConfirmation();
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.play(7, List.of(TestHouse.counting("hello", 800)));
        house.pass(1_000);
        assertThat(phone.heard()).as("before").isEmpty();
        if (confirmed) {
            phone.leg.confirmed();
        }
        for (int i = 0; i < 10 && !speaks.equals("none"); i++) {
            phone.speak(
                    speaks.equals("itself") ? phone.address : TestHouse.at("198.51.100.9", 4_000), AudioCodec.PCMU, 0);
            house.pass(20);
        }
        house.pass(500);
        assertThat(phone.heard()).as(what).hasSize(packets);
        if (packets > 0) {
            assertThat(phone.heard().getFirst().payload())
                    .as("from its beginning")
                    .containsOnly(0);
        }
    }

    @Test
    void nothingIsRelayedToAnAddressThatNobodyConfirmed() {
        TestHouse.Phone other = house.phoneBeside(phone, 6_000);
        other.leg.awaitConfirmation();
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        other.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.bridge(other.leg);
        phone.speak(AudioCodec.PCMU, 1);
        house.pass(40);
        assertThat(other.heard()).isEmpty();
        other.leg.confirmed();
        house.pass(40);
        phone.speak(AudioCodec.PCMU, 2);
        house.pass(40);
        assertThat(other.heard()).hasSize(1);
    }

    @Test
    void nothingIsSentWhenNothingPlays() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        house.pass(1_000);
        assertThat(phone.heard()).isEmpty();
    }

    @Test
    void aPauseBetweenPromptsShowsInTheTimestampAndTheMarker() {
        phone.agree(AudioCodec.PCMA, Direction.SENDRECV);
        phone.leg.play(1, List.of(TestHouse.counting("one", 160)));
        house.pass(500);
        phone.leg.play(2, List.of(TestHouse.counting("two", 160)));
        house.pass(100);
        List<Packet> heard = phone.heard();
        assertThat(heard).hasSize(2).allMatch(Packet::marker).allMatch(p -> p.type() == 8);
        int apart = heard.get(1).timestamp() - heard.get(0).timestamp();
        assertThat(apart).isEqualTo(8 * 500);
        assertThat(heard.get(1).sequence()).isEqualTo((heard.get(0).sequence() + 1) & 0xffff);
    }

    @Test
    void aPromptInterruptsMusicWhichResumesWhereItStopped() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.startMusic(TestHouse.counting("music", 100 * 160));
        house.pass(100);
        phone.leg.play(1, List.of(TestHouse.counting("position", 2 * 160)));
        house.pass(100);
        List<Integer> places =
                phone.heard().stream().map(p -> (int) p.payload()[0]).toList();
        assertThat(places).containsExactly(0, 1, 2, 3, 4, 0, 1, 5, 6, 7);
    }

    @Test
    void musicGoesOnWhereItStoppedAfterABridge() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        var music = TestHouse.counting("music", 4 * 160);
        phone.leg.startMusic(music);
        house.pass(60);
        phone.leg.stopMusic();
        house.pass(200);
        phone.leg.startMusic(music);
        house.pass(60);
        List<Integer> places =
                phone.heard().stream().map(p -> (int) p.payload()[0]).toList();
        assertThat(places).containsExactly(0, 1, 2, 3, 0, 1); // and loops at its end
    }

    @Test
    void musicSurvivesAChangeOfCodec() { // P55
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.startMusic(TestHouse.counting("music", 100 * 160));
        house.pass(100);
        phone.agree(AudioCodec.PCMA, Direction.SENDRECV);
        house.pass(100);
        assertThat(phone.heard()).extracting(Packet::type).containsExactly(0, 0, 0, 0, 0, 8, 8, 8, 8, 8);
    }

    @Test
    void aPromptRunsOnUnheardWhileThePeerHoldsUs() {
        phone.agree(AudioCodec.PCMU, Direction.INACTIVE);
        phone.leg.play(3, List.of(TestHouse.counting("hello", 5 * 160)));
        house.pass(200);
        assertThat(phone.heard()).isEmpty();
        assertThat(phone.told(MediaEvent.PlayEnded.class))
                .containsExactly(new MediaEvent.PlayEnded(3, Duration.ofMillis(100), true));
    }

    @Test
    void aPlayThatIsReplacedOrStoppedTellsHowMuchWasHeard() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.play(1, List.of(TestHouse.counting("long", 100 * 160)));
        house.pass(100);
        phone.leg.play(2, List.of(TestHouse.counting("long", 100 * 160)));
        house.pass(40);
        phone.leg.stopPlay();
        phone.leg.stopPlay();
        house.pass(40);
        assertThat(phone.events)
                .containsExactly(
                        new MediaEvent.PlayEnded(1, Duration.ofMillis(100), false),
                        new MediaEvent.PlayEnded(2, Duration.ofMillis(40), false));
    }

    @Test
    void anEmptyPlayEndsAtOnce() {
        phone.leg.play(9, List.of());
        house.pass(5);
        assertThat(phone.events).containsExactly(new MediaEvent.PlayEnded(9, Duration.ZERO, true));
    }

    @Test
    void playsWaitForTheAgreement() {
        phone.leg.play(1, List.of(TestHouse.counting("hello", 160)));
        house.pass(300);
        assertThat(phone.heard()).isEmpty();
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        house.pass(40);
        assertThat(phone.heard()).hasSize(1);
    }

    @Test
    void longerFramesAreSentToAPeerThatInsists() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV, 30, OptionalInt.empty());
        phone.leg.play(1, List.of(TestHouse.counting("hello", 9 * 240)));
        house.pass(300);
        assertThat(phone.heard()).hasSize(9).allMatch(p -> p.payload().length == 240);
    }

    @Test
    void aStallIsCaughtUpTickByTickAndALongOneIsSkipped() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.startMusic(TestHouse.counting("music", 1000 * 160));
        house.pass(100);
        house.clock.move(Duration.ofMillis(95));
        house.pass(5);
        assertThat(phone.heard()).as("no burst").hasSize(6);
        house.pass(100);
        assertThat(phone.heard()).as("caught up").hasSize(15);
        house.clock.move(Duration.ofSeconds(10));
        house.pass(100);
        List<Packet> heard = phone.heard();
        assertThat(heard).as("skipped").hasSizeBetween(19, 21);
        int span = heard.getLast().timestamp() - heard.getFirst().timestamp();
        assertThat(span).isBetween(10_360 * 8, 10_400 * 8);
        assertThat(IntStream.range(1, heard.size())
                        .filter(i -> heard.get(i).marker())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aTickThatBeginsLateIsCounted() {
        house.pass(5);
        house.engine.tick(house.clock.nanos() - Duration.ofMillis(6).toNanos());
        assertThat(house.engine.counts().late()).isEqualTo(1);
    }

    @Test
    void legsAreSpreadOverTheFrame() {
        List<Phone> phones =
                IntStream.range(0, 8).mapToObj(i -> house.phone(5000 + 2 * i)).toList();
        house.pass(5); // the ports of the first leg make nine
        phones.forEach(p -> p.agree(AudioCodec.PCMU, Direction.SENDRECV));
        phones.forEach(p -> p.leg.startMusic(TestHouse.counting("music", 1600)));
        house.pass(40);
        int[] perTick = new int[4];
        for (int i = 0; i < 4; i++) {
            long before = house.engine.counts().sent();
            house.pass(5);
            perTick[i] = (int) (house.engine.counts().sent() - before);
        }
        assertThat(perTick).containsOnly(2);
    }

    @Test
    void closingTellsCountsGivesThePortsBackAndIsHarmlessTwice() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.play(5, List.of(TestHouse.counting("hello", 100 * 160)));
        phone.speak(AudioCodec.PCMU, 1);
        house.pass(100);
        phone.leg.close();
        phone.leg.close();
        phone.leg.play(6, List.of());
        house.pass(20);
        assertThat(phone.told(MediaEvent.PlayEnded.class))
                .containsExactly(new MediaEvent.PlayEnded(5, Duration.ofMillis(100), false));
        assertThat(phone.events.getLast()).isEqualTo(new MediaEvent.Closed(1, 5, 0, 0, 0));
        assertThat(phone.wire.closed).isTrue();
        assertThat(house.engine.counts()).isEqualTo(new MediaEngine.Counts(0, 0, 1, 5, 0, 0, 0));
    }

    @Test
    void closingTheEngineClosesItsLegs() {
        house.pass(5);
        house.engine.close();
        house.owner.run();
        assertThat(phone.events.getLast()).isInstanceOf(MediaEvent.Closed.class);
        assertThat(house.engine.open(house.owner, TestHouse.ip("127.0.0.1"), Optional.empty(), e -> {}))
                .isEmpty();
    }

    @Test
    void aLegThatFailsIsClosedAlone() {
        Phone other = house.phone(5000);
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        other.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.play(1, List.of(broken()));
        other.leg.play(2, List.of(TestHouse.counting("hello", 3 * 160)));
        house.pass(200);
        assertThat(phone.events.getLast()).isInstanceOf(MediaEvent.Closed.class);
        assertThat(phone.wire.closed).isTrue();
        assertThat(other.events).containsExactly(new MediaEvent.PlayEnded(2, Duration.ofMillis(60), true));
        assertThat(house.engine.counts().legs()).isEqualTo(1);
    }

    private static Audio broken() {
        return new Audio() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public int samples() {
                return 1;
            }

            @Override
            public byte[] encoded(AudioCodec codec) {
                throw new IllegalStateException("as if");
            }
        };
    }

    @Test
    void anOverrunLoopRefusesPlaysAndLegsButNeverAClose() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        Audio music = TestHouse.counting("music", 160);
        for (int i = 0; i < 20_000; i++) {
            phone.leg.startMusic(music); // nothing ticks, so nothing is taken
        }
        phone.leg.play(3, List.of(music));
        assertThat(house.engine.open(house.owner, TestHouse.ip("192.0.2.1"), Optional.empty(), e -> {}))
                .isEmpty();
        phone.leg.close();
        house.pass(5);
        assertThat(phone.events.getFirst()).isEqualTo(new MediaEvent.PlayEnded(3, Duration.ZERO, false));
        assertThat(phone.events.getLast()).isInstanceOf(MediaEvent.Closed.class);
        assertThat(house.engine.counts().legs()).isZero();
    }

    @Test
    void aLegIsOpenedWhereFewestAreOrBesideAnother() {
        TickedEngine two = TickedEngine.unstarted(TestHouse.SETTINGS, house.clock, new Random(1), house.net, 2);
        List<MediaLoop> loops = new ArrayList<>();
        Optional<MediaLeg> first = Optional.empty();
        for (int i = 0; i < 4; i++) {
            MediaLeg leg = two.open(house.owner, TestHouse.ip("192.0.2.1"), i == 1 ? first : Optional.empty(), e -> {})
                    .orElseThrow();
            first = first.isEmpty() ? Optional.of(leg) : first;
            loops.add(((TickedLeg) leg).loop());
        }
        assertThat(loops.get(1)).isSameAs(loops.get(0));
        assertThat(loops.get(2)).isNotSameAs(loops.get(0));
        assertThat(loops.get(3)).isSameAs(loops.get(2));
    }

    @Test
    void everyLegCountsBackToZero() {
        List<Phone> phones = IntStream.range(0, 50)
                .mapToObj(i -> house.phoneBeside(phone, 6000 + 2 * i))
                .toList();
        house.pass(5);
        assertThat(house.engine.counts().legs()).isEqualTo(51);
        for (int i = 0; i < 50; i++) {
            phones.get((i * 7) % 50).leg.close(); // in another order than they came
            house.pass(5);
        }
        phone.leg.close();
        house.pass(5);
        assertThat(house.engine.counts().legs()).isZero();
        assertThat(house.engine.counts().ports()).isZero();
        assertThat(house.net.pairs).allMatch(p -> p.closed);
        assertThat(((TickedLeg) phone.leg).loop().load().get()).isZero();
    }
}
