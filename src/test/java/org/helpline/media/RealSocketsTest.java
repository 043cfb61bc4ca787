package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.helpline.config.MediaSettings;
import org.helpline.core.Clock;
import org.helpline.core.ThreadLoop;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.NegotiatedAudio;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The started engine on loopback: threads, sockets, ports. */
class RealSocketsTest {

    private static final MediaSettings SETTINGS =
            new MediaSettings(0, 0, 2, List.of("PCMU"), Duration.ofSeconds(30), Duration.ofSeconds(10));

    @ParameterizedTest
    @CsvSource({"127.0.0.1,AUTO", "127.0.0.1,SINGLE", "::1,AUTO", "::1,SINGLE"})
    void aCallerIsHeardAndHears(String host, MediaSettings.Sending sending) throws Exception {
        InetAddress local = InetAddress.getByName(host);
        assumeThat(NetworkInterface.getByInetAddress(local))
                .as("this machine has %s", host)
                .isNotNull();
        LinkedBlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();
        try (ThreadLoop owner = ThreadLoop.start("owner", Clock.system(), 100);
                TickedEngine engine =
                        TickedEngine.start(SETTINGS.sending(sending), Clock.system(), new SecureRandom());
                DatagramSocket phone = new DatagramSocket(0, local)) {
            phone.setSoTimeout(5_000);
            assertThat(engine.priority()).isNotEmpty();
            assertThat(engine.sending()).isEqualTo(Way.of(sending).said());
            MediaLeg leg =
                    engine.open(owner, local, Optional.empty(), events::add).orElseThrow();
            assertThat(leg.local().getPort() % 2).isZero();
            InetSocketAddress at = new InetSocketAddress(local, phone.getLocalPort());
            leg.agreed(new NegotiatedAudio(at, at, AudioCodec.PCMU, 0, OptionalInt.of(101), Direction.SENDRECV, 20));
            leg.play(1, List.of(TestHouse.counting("hello", 10 * 160)));
            for (int i = 0; i < 10; i++) {
                DatagramPacket p = new DatagramPacket(new byte[500], 500);
                phone.receive(p);
                assertThat(p.getSocketAddress()).isEqualTo(leg.local());
                assertThat(p.getLength()).isEqualTo(172);
                assertThat(p.getData()[171]).isEqualTo((byte) i);
            }
            assertThat(events.poll(5, TimeUnit.SECONDS))
                    .isEqualTo(new MediaEvent.PlayEnded(1, Duration.ofMillis(200), true));
            byte[] speech = new byte[RtpHeader.BYTES + 160];
            speech[0] = (byte) 0x80;
            phone.send(new DatagramPacket(speech, speech.length, leg.local()));
            assertThat(events.poll(5, TimeUnit.SECONDS)).isEqualTo(new MediaEvent.Latched(at));
            assertThat(engine.counts().ports()).isEqualTo(2);
            leg.close();
            assertThat(events.poll(5, TimeUnit.SECONDS)).isInstanceOf(MediaEvent.Closed.class);
            assertThat(engine.counts().legs()).isZero();
        }
    }
}
