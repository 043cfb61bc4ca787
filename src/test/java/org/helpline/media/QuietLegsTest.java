package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.helpline.config.MediaSettings;
import org.helpline.core.ManualClock;
import org.helpline.core.SameThreadLoop;
import org.helpline.media.rtp.NioPorts;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.NegotiatedAudio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A phone that has said nothing for a while is heard with the next tick when it does: over real sockets, in virtual time. */
class QuietLegsTest {

    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
    private static final int SECOND = 200; // ticks

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final SameThreadLoop owner = new SameThreadLoop("call", clock);
    private final MediaSettings settings =
            new MediaSettings(0, 0, 1, List.of("PCMU"), Duration.ofHours(1), Duration.ofSeconds(10));
    private TickedEngine engine;
    private DatagramChannel phone;
    private int sequence;

    @BeforeEach
    void open() throws Exception {
        engine = TickedEngine.unstarted(settings, clock, new Random(1), new NioPorts(Optional.empty(), clock), 1);
        phone = DatagramChannel.open(StandardProtocolFamily.INET).bind(new InetSocketAddress(LOCAL, 0));
    }

    @AfterEach
    void close() throws Exception {
        engine.close();
        phone.close();
    }

    @Test
    void whoeverWasQuietIsHeardWithTheNextTick() throws Exception {
        MediaLeg leg = leg(Optional.empty());
        tick(SECOND);
        for (int pause = 1; pause < 40; pause++) { // whichever tick of its frame it is
            hears(leg, 2);
            tick(SECOND / 2 + pause);
        }
    }

    @Test
    void soIsWhoeverTalksWithAnother() throws Exception {
        MediaLeg leg = leg(Optional.empty());
        MediaLeg other = leg(Optional.of(leg));
        leg.bridge(other);
        tick(SECOND);
        hears(leg, 2);
        assertThat(engine.counts().relayed()).isOne();
    }

    @Test
    void aLegThatClosesWhileItIsQuietLeavesNothingBehind() throws Exception {
        for (int i = 0; i < 5; i++) {
            MediaLeg leg = leg(Optional.empty());
            tick(SECOND);
            leg.close();
            tick(2);
            assertThat(engine.counts().ports()).isZero();
        }
        MediaLeg leg = leg(Optional.empty());
        tick(SECOND);
        hears(leg, 2);
    }

    private void hears(MediaLeg leg, int ticks) throws Exception {
        long before = engine.counts().received();
        ByteBuffer speech = ByteBuffer.allocate(RtpHeader.BYTES + 160);
        RtpHeader.write(speech, 0, false, 0, sequence, 160 * sequence, 7);
        sequence++;
        phone.send(speech.clear(), leg.local());
        tick(ticks);
        assertThat(engine.counts().received() - before)
                .as("packet %s", sequence)
                .isOne();
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            clock.move(Duration.ofMillis(5));
            engine.tick(clock.nanos());
            owner.run();
        }
    }

    private MediaLeg leg(Optional<MediaLeg> beside) throws Exception {
        MediaLeg leg = engine.open(owner, LOCAL, beside, e -> {}).orElseThrow();
        InetSocketAddress at = (InetSocketAddress) phone.getLocalAddress();
        leg.agreed(new NegotiatedAudio(at, at, AudioCodec.PCMU, 0, OptionalInt.of(101), Direction.SENDRECV, 20));
        return leg;
    }
}
