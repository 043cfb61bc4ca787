package org.helpline.media;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.helpline.config.MediaSettings;
import org.helpline.config.MediaSettings.Sending;
import org.helpline.core.Clock;
import org.helpline.core.ThreadLoop;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.NegotiatedAudio;

/**
 * {@code PlayingLoad LEGS SECONDS [SENDING [PORT]]}: legs that play music to one deaf socket on loopback, or to who listens at this port; prints the
 * CPU time of a packet. No test.
 */
final class PlayingLoad {

    private PlayingLoad() {}

    public static void main(String[] args) throws Exception {
        int legs = Integer.parseInt(args[0]);
        int seconds = Integer.parseInt(args[1]);
        InetAddress local = InetAddress.getLoopbackAddress();
        MediaSettings settings = new MediaSettings(
                        0, 0, 1, List.of("PCMU"), Duration.ofHours(1), Duration.ofSeconds(10))
                .sending(Sending.valueOf(args.length > 2 ? args[2] : "AUTO"));
        try (ThreadLoop owner = ThreadLoop.start("owner", Clock.system(), 100_000);
                TickedEngine engine = TickedEngine.start(settings, Clock.system(), new SecureRandom());
                DatagramSocket sink = new DatagramSocket(new InetSocketAddress(local, 0))) {
            InetSocketAddress at =
                    new InetSocketAddress(local, args.length > 3 ? Integer.parseInt(args[3]) : sink.getLocalPort());
            List<MediaLeg> open = new ArrayList<>();
            for (int i = 0; i < legs; i++) {
                MediaLeg leg =
                        engine.open(owner, local, Optional.empty(), e -> {}).orElseThrow();
                leg.agreed(
                        new NegotiatedAudio(at, at, AudioCodec.PCMU, 0, OptionalInt.empty(), Direction.SENDRECV, 20));
                leg.startMusic(TestHouse.counting("music", 800_000));
                open.add(leg);
            }
            System.out.println(open.size() + " legs, priority " + engine.priority() + "; " + engine.sending());
            measure(engine, 3); // warm
            measure(engine, seconds);
        }
    }

    private static void measure(TickedEngine engine, int seconds) throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        MediaEngine.Counts before = engine.counts();
        new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
        MediaEngine.Counts after = engine.counts();
        long packets = after.sent() - before.sent();
        double micros = (system.getProcessCpuTime() - cpu) / 1e3 / packets;
        System.out.printf(
                "%d packets/s, %.2f us of CPU a packet (its empty read included), %d late ticks%n",
                packets / seconds, micros, after.late() - before.late());
    }
}
