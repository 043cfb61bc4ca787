package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.helpline.config.MediaSettings;
import org.helpline.core.Clock;
import org.helpline.core.ThreadLoop;
import org.helpline.media.codec.G711;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.NegotiatedAudio;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three phones in a mix on the started engine: threads, sockets, the machine's clock. Each says a level of its own, so that sums tell who is heard. */
class MixOverSocketsTest {

    private static final MediaSettings SETTINGS =
            new MediaSettings(0, 0, 2, List.of("PCMA"), Duration.ofSeconds(30), Duration.ofSeconds(10));
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A phone that says one level all the time, and knows what it heard last. */
    private static final class Phone implements AutoCloseable {
        final DatagramSocket socket;
        final MediaLeg leg;
        final byte level;
        final AtomicReference<byte[]> heard = new AtomicReference<>(new byte[0]);
        volatile boolean closed;

        Phone(TickedEngine engine, ThreadLoop owner, Optional<MediaLeg> beside, int level) throws Exception {
            socket = new DatagramSocket(0, LOCAL);
            socket.setSoTimeout(20);
            this.level = G711.encode(AudioCodec.PCMA, (short) level);
            leg = engine.open(owner, LOCAL, beside, _ -> {}).orElseThrow();
            InetSocketAddress at = new InetSocketAddress(LOCAL, socket.getLocalPort());
            leg.agreed(new NegotiatedAudio(at, at, AudioCodec.PCMA, 8, OptionalInt.of(101), Direction.SENDRECV, 20));
            Thread.ofVirtual().start(this::talk);
        }

        int level() {
            return G711.decode(AudioCodec.PCMA, level);
        }

        private void talk() {
            byte[] said = new byte[RtpHeader.BYTES + 160];
            Arrays.fill(said, level);
            DatagramPacket heardNow = new DatagramPacket(new byte[500], 500);
            long began = System.nanoTime();
            for (int sent = 0; !closed; ) {
                try {
                    if (System.nanoTime() - began >= sent * 20_000_000L) {
                        RtpHeader.write(ByteBuffer.wrap(said), 0, false, 8, sent & 0xffff, 160 * sent, level);
                        socket.send(new DatagramPacket(said, said.length, leg.local()));
                        sent++;
                    }
                    socket.receive(heardNow);
                    heard.set(Arrays.copyOfRange(heardNow.getData(), RtpHeader.BYTES, heardNow.getLength()));
                } catch (SocketTimeoutException e) {
                    // nothing is heard now
                } catch (IOException e) {
                    return; // closed
                }
            }
        }

        /** Waits until a whole frame is just this. */
        void hears(int sum) {
            byte wanted = G711.encode(AudioCodec.PCMA, (short) sum);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .untilAsserted(() -> assertThat(heard.get()).hasSize(160).containsOnly(wanted));
        }

        @Override
        public void close() {
            closed = true;
            socket.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaSettings.Sending.class,
            names = {"SINGLE", "AUTO"})
    void eachHearsTheOthersAndWhoLeavesIsHeardNoMore(MediaSettings.Sending sending) throws Exception {
        try (ThreadLoop owner = ThreadLoop.start("owner", Clock.system(), 100);
                TickedEngine engine =
                        TickedEngine.start(SETTINGS.sending(sending), Clock.system(), new SecureRandom());
                Phone caller = new Phone(engine, owner, Optional.empty(), 500);
                Phone agent = new Phone(engine, owner, Optional.of(caller.leg), 1_200);
                Phone third = new Phone(engine, owner, Optional.of(caller.leg), 3_000)) {
            MediaMix mix = engine.mix(caller.leg);
            List.of(caller, agent, third).forEach(p -> p.leg.mix(mix, MixPart.FULL));
            caller.hears(agent.level() + third.level());
            agent.hears(caller.level() + third.level());
            third.hears(caller.level() + agent.level());
            third.leg.mix(mix, MixPart.LISTENING);
            caller.hears(agent.level());
            agent.hears(caller.level());
            third.hears(caller.level() + agent.level());
            third.leg.mix(mix, new MixPart(new MixPart.Voice.ToOne(agent.leg)));
            agent.hears(caller.level() + third.level());
            caller.hears(agent.level());
            agent.leg.close();
            third.leg.mix(mix, MixPart.FULL);
            caller.hears(third.level());
            third.hears(caller.level());
        }
    }
}
