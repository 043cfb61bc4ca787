package org.helpline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.helpline.sdp.AudioCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class G711TablesTest {

    @ParameterizedTest
    @CsvSource({"0x00,-32124", "0x80,32124", "0xff,0", "0x7f,0", "0xfe,8", "0xf0,120", "0xef,132"})
    void pcmuBytesHaveTheirLinearValues(String code, int linear) {
        assertThat(G711Tables.muLinear(Integer.decode(code))).isEqualTo(linear);
    }

    @ParameterizedTest
    @CsvSource({"0x55,-8", "0xd5,8", "0xaa,32256", "0x2a,-32256", "0xd4,24", "0xc5,264"})
    void pcmaBytesHaveTheirLinearValues(String code, int linear) {
        assertThat(G711Tables.aLinear(Integer.decode(code))).isEqualTo(linear);
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioCodec.class,
            names = {"PCMU", "PCMA"})
    void everyByteKeepsItsSignAndNearlyItsValue(AudioCodec from) {
        AudioCodec to = from == AudioCodec.PCMU ? AudioCodec.PCMA : AudioCodec.PCMU;
        ByteBuffer all = ByteBuffer.allocate(256);
        for (int i = 0; i < 256; i++) {
            all.put(i, (byte) i);
        }
        G711Tables.transcode(all, 0, 256, from, to);
        for (int i = 0; i < 256; i++) {
            int before = linear(from, i);
            int after = linear(to, all.get(i) & 0xff);
            assertThat(Math.abs(after - before)).as("%s %d", from, i).isLessThanOrEqualTo(8 + Math.abs(before) / 16);
            assertThat(before == 0 || after == 0 || before < 0 == after < 0).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioCodec.class,
            names = {"PCMU", "PCMA"})
    void thereAndBackSettlesAtOnce(AudioCodec codec) { // two transcodings cost no more than one
        AudioCodec other = codec == AudioCodec.PCMU ? AudioCodec.PCMA : AudioCodec.PCMU;
        ByteBuffer once = ByteBuffer.allocate(256);
        for (int i = 0; i < 256; i++) {
            once.put(i, (byte) i);
        }
        G711Tables.transcode(once, 0, 256, codec, other);
        ByteBuffer twice = ByteBuffer.wrap(once.array().clone());
        G711Tables.transcode(twice, 0, 256, other, codec);
        G711Tables.transcode(twice, 0, 256, codec, other);
        for (int i = 0; i < 256; i++) {
            int drift = linear(other, twice.get(i) & 0xff) - linear(other, once.get(i) & 0xff);
            assertThat(Math.abs(drift)).isLessThanOrEqualTo(16 + Math.abs(linear(codec, i)) / 16);
        }
    }

    @Test
    void theSameCodecIsLeftAlone() {
        ByteBuffer b = ByteBuffer.allocate(3).put(1, (byte) 42);
        G711Tables.transcode(b, 0, 3, AudioCodec.PCMU, AudioCodec.PCMU);
        assertThat(b.array()).containsExactly(0, 42, 0);
    }

    private static int linear(AudioCodec codec, int code) {
        return codec == AudioCodec.PCMU ? G711Tables.muLinear(code) : G711Tables.aLinear(code);
    }
}
