package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.helpline.config.MediaSettings;
import org.helpline.core.Clock;
import org.helpline.core.ThreadLoop;
import org.helpline.media.capture.SoundSink;
import org.helpline.media.capture.Tape;
import org.helpline.media.capture.TapeTerms;
import org.helpline.media.codec.G711;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.NegotiatedAudio;
import org.junit.jupiter.api.Test;

/** The started engine on loopback: two phones, a tone each, and each tone in its own channel alone. */
class TapeOverSocketsTest {

    private static final MediaSettings SETTINGS =
            new MediaSettings(0, 0, 1, List.of("PCMU"), Duration.ofSeconds(30), Duration.ofSeconds(10));
    private static final long PATIENCE = 20;

    /** What was written; read only after it is whole. */
    private static final class Kept implements SoundSink {
        private static final int MOST = 8_000 * 60;
        final short[][] channels = new short[2][MOST];
        final CountDownLatch whole = new CountDownLatch(1);
        int frames;

        @Override
        public void open() {}

        @Override
        public void append(ByteBuffer samples) {
            ByteBuffer little = samples.order(ByteOrder.LITTLE_ENDIAN);
            while (little.hasRemaining() && frames < MOST) {
                channels[0][frames] = little.getShort();
                channels[1][frames] = little.getShort();
                frames++;
            }
        }

        @Override
        public void finish(long count) {
            whole.countDown();
        }

        @Override
        public long breakOff() {
            return frames;
        }

        @Override
        public String name() {
            return "the tape";
        }
    }

    /** A phone that says a tone every 20 ms until it is hung up. */
    private static final class Phone implements AutoCloseable {
        private final DatagramSocket socket;
        private final AtomicBoolean on = new AtomicBoolean(true);
        private final MediaLeg leg;

        Phone(MediaLeg leg, InetAddress local, AudioCodec codec, int hertz, int ssrc) throws IOException {
            this.leg = leg;
            this.socket = new DatagramSocket(0, local);
            InetSocketAddress at = new InetSocketAddress(local, socket.getLocalPort());
            leg.agreed(new NegotiatedAudio(
                    at, at, codec, codec.payloadType(), OptionalInt.empty(), Direction.SENDRECV, 20));
            var _ = Thread.ofPlatform().daemon().start(() -> speak(codec, hertz, ssrc));
        }

        private void speak(AudioCodec codec, int hertz, int ssrc) {
            long due = System.nanoTime();
            for (int n = 0; on.get(); n++) {
                short[] pcm = new short[160];
                for (int i = 0; i < 160; i++) {
                    pcm[i] = (short) (8_000 * Math.sin(2 * Math.PI * hertz * (160L * n + i) / 8_000));
                }
                ByteBuffer packet = ByteBuffer.allocate(RtpHeader.BYTES + 160);
                RtpHeader.write(packet, 0, n == 0, codec.payloadType(), n & 0xffff, 160 * n, ssrc);
                packet.put(RtpHeader.BYTES, G711.encode(codec, pcm));
                try {
                    socket.send(new DatagramPacket(packet.array(), packet.capacity(), leg.local()));
                    due += 20_000_000;
                    TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                } catch (IOException | InterruptedException closed) {
                    on.set(false);
                    return;
                }
            }
        }

        @Override
        public void close() {
            on.set(false);
            socket.close(); // which ends the thread
        }
    }

    @Test
    void eachToneIsInItsChannelAlone() throws Exception {
        InetAddress local = InetAddress.getLoopbackAddress();
        LinkedBlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();
        Kept kept = new Kept();
        try (ThreadLoop owner = ThreadLoop.start("owner", Clock.system(), 1_000);
                TickedEngine engine = TickedEngine.start(SETTINGS, Clock.system(), new SecureRandom())) {
            MediaLeg callers =
                    engine.open(owner, local, Optional.empty(), events::add).orElseThrow();
            MediaLeg agents =
                    engine.open(owner, local, Optional.of(callers), _ -> {}).orElseThrow();
            try (Phone caller = new Phone(callers, local, AudioCodec.PCMU, 400, 7);
                    Phone agent = new Phone(agents, local, AudioCodec.PCMA, 1_000, 8)) {
                callers.bridge(agents);
                await().atMost(Duration.ofSeconds(PATIENCE))
                        .until(() -> engine.counts().relayed() > 20);
                Tape tape = callers.tape(3, new TapeTerms(kept, Duration.ofMinutes(1)));
                agents.on(tape);
                long before = engine.counts().relayed();
                await().atMost(Duration.ofSeconds(PATIENCE))
                        .until(() -> engine.counts().relayed() > before + 150);
                callers.stopTape();
                assertThat(kept.whole.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
                assertThat(caller.on.get() && agent.on.get()).isTrue();
            }
        }
        int from = kept.frames / 4;
        int to = kept.frames * 3 / 4;
        for (int channel = 0; channel < 2; channel++) {
            double own = power(kept.channels[channel], from, to, channel == 0 ? 400 : 1_000);
            double other = power(kept.channels[channel], from, to, channel == 0 ? 1_000 : 400);
            assertThat(own).as("channel %s", channel).isGreaterThan(1_000_000);
            assertThat(other).as("the other's in channel %s", channel).isLessThan(own / 100);
        }
    }

    /** How loud a tone is, as the mean over 20 ms of its amplitude squared: packets that come late shift its phase. */
    private static double power(short[] pcm, int from, int to, int hertz) {
        double sum = 0;
        int windows = 0;
        for (int at = from; at + 160 <= to; at += 160) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < 160; i++) {
                re += pcm[at + i] * Math.cos(2 * Math.PI * hertz * i / 8_000);
                im += pcm[at + i] * Math.sin(2 * Math.PI * hertz * i / 8_000);
            }
            sum += 4 * (re * re + im * im) / 160 / 160;
            windows++;
        }
        return sum / Math.max(1, windows);
    }
}
