package org.helpline.media.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.IntStream;
import org.helpline.core.ManualClock;
import org.helpline.media.codec.Codecs;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.OpusTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketShelfTest {

    private static final Variant OPUS = Variant.of(AudioCodec.OPUS, OpusTerms.OURS, 20);
    private static final int SECOND = 8_000;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T10:00:00Z"));
    private final PacketShelf shelf = new PacketShelf(new Codecs(), clock);

    private static Audio audio(String name, int samples) {
        return EncodedAudio.of(name, new short[samples]);
    }

    private Packets made(PacketShelf by, Audio audio, Variant variant) {
        by.find(audio, false, variant);
        by.work();
        return Objects.requireNonNull(by.find(audio, false, variant));
    }

    @Test
    void whatIsAskedForFirstIsThereForTheNextAndTheSameForAll() {
        Audio audio = audio("a", SECOND);
        assertThat(shelf.find(audio, false, OPUS)).isNull();
        assertThat(shelf.find(audio, false, OPUS)).isNull();
        shelf.work();
        Packets packets = shelf.find(audio, false, OPUS);
        assertThat(packets).isNotNull().isSameAs(shelf.find(audio, false, OPUS));
        assertThat(shelf.bytes()).isEqualTo(Objects.requireNonNull(packets).bytes());
        assertThat(shelf.find(audio("a", SECOND), false, OPUS))
                .as("another of that name")
                .isNull();
        assertThat(shelf.find(audio, true, OPUS)).as("going round").isNull();
    }

    /** Samples, and how many packets of 20 and of 60 ms are needed: the last 6.5 ms come out a little later. */
    @ParameterizedTest
    @CsvSource({"160, 2, 1", "108, 1, 1", "109, 2, 1", "268, 2, 1", "269, 3, 1", "8000, 51, 17", "1, 1, 1"})
    void hasPacketsForAllOfIt(int samples, int of20, int of60) {
        Audio audio = audio("a", samples);
        assertThat(made(shelf, audio, OPUS).count()).isEqualTo(of20);
        assertThat(made(shelf, audio, Variant.of(AudioCodec.OPUS, OpusTerms.OURS, 60))
                        .count())
                .isEqualTo(of60);
        ByteBuffer to = ByteBuffer.allocate(1_500);
        assertThat(IntStream.range(0, of20).map(i -> made(shelf, audio, OPUS).put(i, to, 12)))
                .allMatch(bytes -> bytes > 2);
    }

    /** Bits a second that are asked for, and which are sent: callers with odd wishes share, too. */
    @ParameterizedTest
    @CsvSource({"6000, 6000", "7999, 6000", "8000, 8000", "21000, 20000", "32000, 32000", "510000, 32000"})
    void oddBitRatesAreRoundedDown(int asked, int sent) {
        assertThat(Variant.of(AudioCodec.OPUS, new OpusTerms(asked, true, true, 48_000), 20))
                .isEqualTo(new Variant(AudioCodec.OPUS, sent, true, 20));
    }

    @Test
    void whatWasNotAskedForForLongestGoesWhereThereIsTooMuch() {
        int one = made(shelf, audio("probe", SECOND), OPUS).bytes();
        PacketShelf small = new PacketShelf(new Codecs(), clock, 2L * one);
        Audio first = audio("first", SECOND);
        Audio second = audio("second", SECOND);
        made(small, first, OPUS);
        clock.move(Duration.ofSeconds(1));
        made(small, second, OPUS);
        clock.move(Duration.ofSeconds(1));
        small.find(first, false, OPUS);
        made(small, audio("third", SECOND), OPUS);
        assertThat(small.bytes()).isEqualTo(2L * one);
        assertThat(small.find(second, false, OPUS)).isNull();
        assertThat(small.find(first, false, OPUS)).isNotNull();
    }

    @Test
    void whatIsLargerThanAllRoomIsNotKept() {
        PacketShelf small = new PacketShelf(new Codecs(), clock, 100);
        small.find(audio("long", SECOND), false, OPUS);
        small.work();
        assertThat(small.bytes()).isZero();
    }

    @Test
    void whatNobodyAskedForWithinAnHourIsForgotten() {
        Audio kept = audio("kept", SECOND);
        made(shelf, audio("gone", SECOND), OPUS);
        made(shelf, kept, OPUS);
        clock.move(Duration.ofMinutes(50));
        shelf.find(kept, false, OPUS);
        clock.move(Duration.ofMinutes(20));
        shelf.work();
        assertThat(shelf.find(kept, false, OPUS)).isNotNull();
        assertThat(shelf.bytes())
                .isEqualTo(Objects.requireNonNull(shelf.find(kept, false, OPUS)).bytes());
    }
}
