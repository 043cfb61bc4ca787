package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.helpline.core.ManualClock;
import org.helpline.media.codec.Codecs;
import org.helpline.media.dtls.DtlsAssociations;
import org.helpline.media.play.PacketShelf;
import org.helpline.media.rtp.Departures;
import org.junit.jupiter.api.Test;

class LegPortsTest {

    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4_000);
    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final FakePorts.Pair pair = new FakePorts.Pair(HERE);
    private final List<String> happened = new ArrayList<>();

    private final Departures departures = new Departures() {
        @Override
        public boolean take(int descriptor, byte[] to, ByteBuffer packet) {
            return false;
        }

        @Override
        public int leave() {
            happened.add(pair.closed ? "left by a closed port" : "left");
            return 0;
        }

        @Override
        public void close() {
            happened.add("closed");
        }
    };

    private MediaLoop loop() {
        Codecs codecs = new Codecs();
        return new MediaLoop("media-0", clock, codecs, new PacketShelf(codecs, clock), departures);
    }

    @Test
    void whatAPortHasStillToSendLeavesBeforeItCloses() {
        try (DtlsAssociations associations = DtlsAssociations.open(clock.now())) {
            new LegPorts(loop(), pair, associations, _ -> {}).close();
        }
        assertThat(happened).containsExactly("left");
        assertThat(pair.closed).isTrue();
    }

    @Test
    void aTicksPacketsLeaveAtItsEnd() {
        MediaLoop loop = loop();
        loop.tell(() -> happened.add("command"));
        loop.tick(clock.nanos());
        loop.end();
        assertThat(happened).containsExactly("command", "left", "closed");
    }
}
