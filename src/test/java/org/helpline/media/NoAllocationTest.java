package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.helpline.config.MediaSettings;
import org.helpline.core.ManualClock;
import org.helpline.core.SameThreadLoop;
import org.helpline.media.capture.RecorderTerms;
import org.helpline.media.rtp.NioPorts;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.media.srtp.Space;
import org.helpline.media.srtp.SrtpSender;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.NegotiatedAudio;
import org.helpline.sdp.SrtpKey;
import org.helpline.sdp.SrtpKeys;
import org.helpline.sdp.SrtpSuite;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packet path through real sockets allocates nothing: music out of some legs, a relay with transcoding, or a mix,
 * through two others, one of which is recorded.
 */
class NoAllocationTest {

    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
    private static final int TICKS = 800;

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T10:00:00Z"));
    private final SameThreadLoop owner = new SameThreadLoop("call", clock);
    private final MediaSettings settings =
            new MediaSettings(0, 0, 1, List.of("PCMU"), Duration.ofHours(1), Duration.ofSeconds(10));
    private final ByteBuffer speech = ByteBuffer.allocateDirect(200);
    private Optional<SrtpKeys> keys = Optional.empty();
    private @Nullable SrtpSender phoneSide;
    private boolean mixed;
    private int sequence;
    private Way way = Way.SINGLE;

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void anEncryptedTickAllocatesNothing(SrtpSuite suite) throws Exception {
        SrtpKey key = SrtpKey.fresh(suite, new Random(2));
        keys = Optional.of(new SrtpKeys(SrtpKey.fresh(suite, new Random(3)), key));
        phoneSide = new SrtpSender(key, new Space());
        ticks();
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaSettings.Sending.class,
            names = {"SINGLE", "AUTO"})
    void aTickAllocatesNothing(MediaSettings.Sending sending) throws Exception {
        way = Way.of(sending);
        ticks();
    }

    @Test
    void aTickOfAMixAllocatesNothing() throws Exception {
        mixed = true;
        ticks();
    }

    private void ticks() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        NioPorts ports = NioPorts.keeping(Optional.empty(), clock, new Random(4), way.isTogether());
        try (TickedEngine engine = TickedEngine.unstarted(settings, clock, new Random(1), ports, 1, way);
                DatagramChannel phone = phone();
                DatagramChannel agent = phone()) {
            for (int i = 0; i < 4; i++) {
                MediaLeg leg = open(engine, agent, AudioCodec.PCMU, Optional.empty());
                leg.startMusic(TestHouse.counting("music", 80_000));
            }
            MediaLeg caller = open(engine, phone, AudioCodec.PCMU, Optional.empty());
            MediaLeg other = open(engine, agent, AudioCodec.PCMA, Optional.of(caller));
            join(engine, caller, other);
            caller.record(1, new RecorderTerms(folder.resolve("said.wav"), Duration.ofMinutes(1), Optional.empty()));
            long[] perTick = new long[TICKS];
            long thread = Thread.currentThread().threadId();
            for (int i = 0; i < 2 * TICKS; i++) {
                if (i % 4 == 0) {
                    speak(phone, caller);
                }
                clock.move(Duration.ofMillis(5));
                long due = clock.nanos();
                long before = threads.getThreadAllocatedBytes(thread);
                engine.tick(due);
                perTick[i % TICKS] = threads.getThreadAllocatedBytes(thread) - before;
                owner.run();
                engine.write();
            }
            List<Integer> allocating = new ArrayList<>();
            for (int i = 0; i < TICKS; i++) {
                if (perTick[i] > 0) {
                    allocating.add((int) perTick[i]);
                }
            }
            assertThat(mixed ? engine.counts().sent() : engine.counts().relayed())
                    .isGreaterThan(TICKS / 4);
            assertThat(engine.counts().sent()).isGreaterThan(TICKS);
            // reports, about one in five seconds a leg, may allocate: the wall-clock instant and its block; so may what
            // the JDK does once
            assertThat(allocating).hasSizeLessThan(12);
            assertThat(allocating.stream().mapToInt(bytes -> bytes).sum()).isLessThan(4_000);
        }
    }

    private void join(TickedEngine engine, MediaLeg caller, MediaLeg other) {
        if (mixed) {
            MediaMix mix = engine.mix(caller);
            caller.mix(mix, new MixPart(new MixPart.Voice.ToAll(), 1.5));
            other.mix(mix, MixPart.FULL);
        } else {
            caller.bridge(other);
        }
    }

    private MediaLeg open(TickedEngine engine, DatagramChannel peer, AudioCodec codec, Optional<MediaLeg> beside)
            throws Exception {
        MediaLeg leg = engine.open(owner, LOCAL, beside, e -> {}).orElseThrow();
        InetSocketAddress at = (InetSocketAddress) peer.getLocalAddress();
        NegotiatedAudio plain =
                new NegotiatedAudio(at, at, codec, codec.payloadType(), OptionalInt.of(101), Direction.SENDRECV, 20);
        leg.agreed(keys.map(plain::under).orElse(plain));
        return leg;
    }

    private static DatagramChannel phone() throws Exception {
        return DatagramChannel.open(StandardProtocolFamily.INET).bind(new InetSocketAddress(LOCAL, 0));
    }

    private void speak(DatagramChannel phone, MediaLeg to) throws Exception {
        RtpHeader.write(speech, 0, false, 0, sequence, 160 * sequence, 7);
        sequence++;
        int end = phoneSide == null ? 172 : phoneSide.sealRtp(speech, 0, 172);
        phone.send(speech.clear().limit(end), to.local());
        speech.clear();
    }
}
