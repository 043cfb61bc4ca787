package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.helpline.core.ManualClock;
import org.helpline.media.codec.Codecs;
import org.helpline.media.play.PacketShelf;
import org.helpline.media.rtp.Departures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class MediaLoopTest {

    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final Codecs codecs = new Codecs();
    private final MediaLoop loop =
            new MediaLoop("media-0", clock, codecs, new PacketShelf(codecs, clock), Departures.AT_ONCE);
    private final List<String> ran = new ArrayList<>();

    @Test
    @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD) // a tick that waits here waits for ever
    void aTickDoesNotWaitForACommandThatIsBeingHandedOver() {
        // fill() takes the command's place in the queue, then asks for it: a thread that lost its core in between
        loop.commands.fill(
                () -> {
                    loop.tick(0);
                    ran.add("tick");
                    return () -> ran.add("command");
                },
                1);
        assertThat(ran).containsExactly("tick");
        loop.tick(0);
        assertThat(ran).containsExactly("tick", "command");
    }

    @Test
    void commandsRunInTheirOrderAndBeforeTheLoopEnds() {
        assertThat(loop.tell(() -> ran.add("first"))).isTrue();
        assertThat(loop.offer(() -> ran.add("second"))).isTrue();
        loop.end();
        assertThat(ran).containsExactly("first", "second");
        assertThat(loop.tell(() -> ran.add("late"))).isFalse();
    }
}
