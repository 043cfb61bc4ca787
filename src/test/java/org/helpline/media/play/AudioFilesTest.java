package org.helpline.media.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.helpline.core.Problem;
import org.helpline.media.codec.G711;
import org.helpline.media.codec.Tones;
import org.helpline.sdp.AudioCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioFilesTest {

    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int ALAW = 6;
    private static final int MULAW = 7;

    @TempDir
    private Path dir;

    /** A tone of 440 Hz in every way that we promise to read sounds at its pitch and level. */
    @ParameterizedTest
    @CsvSource({
        // format, bits, rate, channels
        "1, 8, 8000, 1", "1, 16, 8000, 1", "1, 24, 8000, 1", "1, 32, 8000, 1", "1, 12, 8000, 1", "3, 32, 8000, 1",
        "3, 64, 8000, 1", "6, 8, 8000, 1", "7, 8, 8000, 1", "1, 8, 11025, 2", "1, 16, 11025, 1", "1, 16, 16000, 2",
        "1, 24, 22050, 2", "1, 16, 24000, 1", "1, 16, 32000, 1", "1, 16, 44100, 2", "1, 24, 48000, 2",
                "1, 32, 48000, 1",
        "3, 32, 48000, 2", "7, 8, 16000, 2",
    })
    void playsEveryKindOfWavAtItsPitchAndLevel(int tag, int bits, int rate, int channels) throws IOException {
        short[] tone = Tones.sine(440, 12_000, rate, 0.6);
        byte[] data = samples(tone, tag, bits, channels);
        for (byte[] file : new byte[][] {
            new WavBytes().format(tag, channels, rate, bits).chunk("data", data).file(),
            new WavBytes()
                    .extensible(tag, channels, rate, bits)
                    .chunk("data", data)
                    .file()
        }) {
            Audio audio = loaded(load("tone.wav", file));
            assertThat(audio.samples()).isCloseTo(4800, within(1));
            short[] heard = G711.decode(AudioCodec.PCMA, audio.encoded(AudioCodec.PCMA));
            assertThat(Tones.amplitude(heard, 440, 8000)).isCloseTo(12_000, within(360.0));
            assertThat(audio.encoded(AudioCodec.PCMU)).hasSize(audio.samples());
        }
    }

    @Test
    void mixesStereoDownToTheMeanOfBothSides() throws IOException {
        byte[] file = new WavBytes()
                .format(PCM, 2, 8000, 16)
                .samples((short) 8000, (short) 4000, Short.MAX_VALUE, Short.MAX_VALUE, (short) -9000, (short) 9000)
                .file();
        short[] heard = G711.decode(AudioCodec.PCMU, loaded(load("s.wav", file)).encoded(AudioCodec.PCMU));
        assertThat((int) heard[0]).isCloseTo(6000, within(200));
        assertThat((int) heard[1]).isEqualTo(32124);
        assertThat((int) heard[2]).isZero();
    }

    @Test
    void aMulawFileOfEightKilohertzGoesOutByteForByte() throws IOException {
        byte[] codes = {(byte) 0xff, 1, 2, (byte) 0x80, 0x55};
        byte[] file =
                new WavBytes().format(MULAW, 1, 8000, 8).chunk("data", codes).file();
        assertThat(loaded(load("m.wav", file)).encoded(AudioCodec.PCMU)).isEqualTo(codes);
        byte[] alaw =
                new WavBytes().format(ALAW, 1, 8000, 8).chunk("data", codes).file();
        assertThat(loaded(load("a.wav", alaw)).encoded(AudioCodec.PCMA)).isEqualTo(codes);
    }

    @Test
    void stepsOverOddChunksAndTheirPadding() throws IOException {
        byte[] file = new WavBytes()
                .chunk("LIST", new byte[] {1, 2, 3})
                .format(PCM, 1, 8000, 16)
                .chunk("fact", new byte[4])
                .chunk("odd ", new byte[] {9})
                .samples((short) 1000, (short) 2000)
                .chunk("LIST", new byte[50])
                .file();
        assertThat(loaded(load("odd.wav", file)).samples()).isEqualTo(2);
    }

    /** Recorders that write to a pipe, or were killed, never complete the lengths. */
    @ParameterizedTest
    @CsvSource({"0x7ffff000, 0x7ffff024", "0xffffffff, 0xffffffff", "0, 0", "1000, 1036", "0x80000001, 4"})
    void believesTheFileRatherThanItsHeader(String dataLength, String riffLength) throws IOException {
        byte[] file = new WavBytes()
                .format(PCM, 1, 8000, 16)
                .chunk("data", Long.decode(dataLength).intValue(), new byte[] {1, 2, 3, 4, 5, 6})
                .file(Long.decode(riffLength).intValue());
        assertThat(loaded(load("cut.wav", file)).samples()).isEqualTo(3);
    }

    @Test
    void leavesOutALastFrameThatIsCutOff() throws IOException {
        byte[] file = new WavBytes()
                .format(PCM, 2, 8000, 16)
                .chunk("data", new byte[11])
                .file();
        assertThat(loaded(load("frame.wav", Arrays.copyOf(file, file.length - 1)))
                        .samples())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2  | 1 | 8000  | 4  | this WAV file holds Microsoft ADPCM, which is not supported.",
                "17 | 1 | 8000  | 4  | this WAV file holds IMA ADPCM, which is not supported.",
                "49 | 1 | 8000  | 0  | this WAV file holds GSM 6.10, which is not supported.",
                "85 | 1 | 8000  | 0  | this WAV file holds MP3, which is not supported.",
                "4660 | 1 | 8000 | 8 | this WAV file holds format 0x1234, which is not supported.",
                "65534 | 1 | 8000 | 8 | this WAV file holds an incomplete extended format, which is not supported.",
                "1  | 6 | 48000 | 16 | this WAV file has 6 channels; mono and stereo are supported.",
                "1  | 0 | 48000 | 16 | this WAV file has 0 channels; mono and stereo are supported.",
                "1  | 1 | 8000  | 64 | this WAV file has samples of 64 bits, which is not supported.",
                "1  | 1 | 8000  | 0  | this WAV file has samples of 0 bits, which is not supported.",
                "3  | 1 | 8000  | 16 | this WAV file has float samples of 16 bits, which is not supported.",
                "7  | 1 | 8000  | 16 | this WAV file has mulaw samples of 16 bits, which is not supported.",
                "1  | 1 | 6000  | 16 | its sample rate of 6000 Hz is not supported.",
                "1  | 1 | 0     | 16 | its sample rate of 0 Hz is not supported.",
                "1  | 1 | -5    | 16 | its sample rate of -5 Hz is not supported.",
                "1  | 1 | 44101 | 16 | its sample rate of 44101 Hz is not supported.",
            })
    void namesWhatItCannotPlay(int tag, int channels, int rate, int bits, String what) throws IOException {
        byte[] file = new WavBytes()
                .format(tag, channels, rate, bits)
                .chunk("data", new byte[100])
                .file();
        Problem problem = problem(load("greeting.wav", file));
        assertThat(problem.what()).isEqualTo(what);
        assertThat(problem.fix()).isEqualTo("Convert it with: sox 'greeting.wav' -r 8000 -c 1 -b 16 'greeting-8k.wav'");
        assertThat(problem.source()).isEqualTo(dir.resolve("greeting.wav").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in.mp3  | ID3\\u0003           | this is an MP3 file; MP3 is not supported. | sox 'in.mp3' -r 8000 -c 1",
                "in.mp3  | \\u00ff\\u00fb\\u0090\\u0044 | this is an MP3 file; MP3 is not supported. | 'in.wav'",
                "in.ogg  | OggS                 | this is an Ogg file (Vorbis or Opus); Ogg is not supported. | ffmpeg -i 'in.ogg'",
                "in.flac | fLaC                 | this is a FLAC file; FLAC is not supported. | sox 'in.flac'",
                "in.m4a  | \\u0000\\u0000\\u0000\\u0020ftypM4A | this is an MP4 file (M4A, AAC); MP4 is not supported. | ffmpeg -i 'in.m4a'",
                "in.wav  | RF64                 | this is a WAV file of the 64-bit or big-endian kind, which is not supported. | sox",
                "in.txt  | Good morning         | this is not a WAV file. | sox",
                "in.wav  | x                    | this is not a WAV file. | sox",
            })
    void namesOtherFormatsAndHowToConvertThem(String name, String start, String what, String fix) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < start.length(); i++) {
            boolean isEscape = start.startsWith("\\u", i);
            text.append(isEscape ? (char) Integer.parseInt(start.substring(i + 2, i + 6), 16) : start.charAt(i));
            i += isEscape ? 5 : 0;
        }
        byte[] head = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = Arrays.copyOf(head, head.length < 2 ? head.length : 200);
        Problem problem = problem(load(name, file));
        assertThat(problem.what()).isEqualTo(what);
        assertThat(problem.fix()).contains(fix);
    }

    @Test
    void saysPlainlyWhatIsMissing() throws IOException {
        assertThat(problem(AudioFiles.load(dir.resolve("none.wav"))).what()).isEqualTo("there is no such file.");
        assertThat(problem(AudioFiles.load(dir)).what()).isEqualTo("this is not a file.");
        assertThat(problem(load("empty.wav", new byte[0])).what()).isEqualTo("it is empty.");
        assertThat(problem(load("head.wav", new WavBytes().file())).what())
                .isEqualTo("this WAV file is cut off before its audio begins.");
        assertThat(problem(load("nofmt.wav", new WavBytes().samples((short) 1).file()))
                        .what())
                .isEqualTo("this WAV file has no format before its audio.");
        assertThat(problem(load(
                                "short.wav",
                                new WavBytes()
                                        .chunk("fmt ", new byte[9])
                                        .samples((short) 1)
                                        .file()))
                        .what())
                .isEqualTo("the format chunk of this WAV file is cut off.");
        assertThat(problem(load(
                                "none.wav",
                                new WavBytes()
                                        .format(PCM, 1, 8000, 16)
                                        .samples()
                                        .file()))
                        .what())
                .isEqualTo("it has no audio in it.");
    }

    @Test
    void refusesWhatWouldFillTheMemory() throws IOException {
        Path big = dir.resolve("big.wav");
        try (var file = Files.newByteChannel(
                big, java.nio.file.StandardOpenOption.CREATE_NEW, java.nio.file.StandardOpenOption.WRITE)) {
            file.position(AudioFiles.MAX_BYTES).write(ByteBuffer.wrap(new byte[] {1}));
        }
        assertThat(problem(AudioFiles.load(big)).what()).isEqualTo("it has 62 MB; at most 62 MB are loaded.");
        byte[] codes = new byte[8000 * AudioFiles.MAX_SECONDS];
        assertThat(problem(load(
                                "long.wav",
                                new WavBytes()
                                        .format(MULAW, 1, 8000, 8)
                                        .chunk("data", codes)
                                        .file()))
                        .what())
                .isEqualTo("it is longer than 30 minutes.");
    }

    /** Not a number and infinity, as a broken float recording has them, are silence and clipping. */
    @Test
    void brokenFloatsDoNoHarm() throws IOException {
        ByteBuffer floats = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        floats.putFloat(Float.NaN)
                .putFloat(Float.POSITIVE_INFINITY)
                .putFloat(-7f)
                .putFloat(0.5f);
        byte[] file = new WavBytes()
                .format(FLOAT, 1, 8000, 32)
                .chunk("data", floats.array())
                .file();
        short[] heard =
                G711.decode(AudioCodec.PCMU, loaded(load("nan.wav", file)).encoded(AudioCodec.PCMU));
        assertThat(heard).containsExactly((short) 0, (short) 32124, (short) -32124, (short) 16764);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void neverThrowsWhateverTheFileHolds(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] sound = new WavBytes()
                .chunk("LIST", new byte[7])
                .extensible(PCM, 2, 16000, 16)
                .chunk("data", new byte[64])
                .file();
        for (int round = 0; round < 300; round++) {
            byte[] damaged = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
            for (int i = random.nextInt(6); i > 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertThat(load("d.wav", damaged))
                    .as("seed %d round %d", seed, round)
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioCodec.class,
            names = {"PCMU", "PCMA"})
    void holdMusicComesWithTheServerAndIsQuiet(AudioCodec codec) {
        Audio music = loaded(AudioFiles.load(Path.of("ivr-scripts/music/default.wav")));
        short[] heard = G711.decode(codec, music.encoded(codec));
        double decibels = 20 * Math.log10(Tones.rms(heard, 8000) / 32768);
        assertThat(decibels).as("dBFS").isBetween(-32.0, -18.0);
        assertThat(music.samples()).isBetween(30 * 8000, 62 * 8000);
        int seam = Math.abs(heard[0] - heard[heard.length - 1]);
        assertThat(seam).as("the click where it begins again").isLessThan(1500);
    }

    private AudioFiles.Result load(String name, byte[] content) throws IOException {
        return AudioFiles.load(Files.write(dir.resolve(name), content));
    }

    private static Audio loaded(AudioFiles.Result result) {
        assertThat(result).isInstanceOf(AudioFiles.Result.Loaded.class);
        return ((AudioFiles.Result.Loaded) result).audio();
    }

    private static Problem problem(AudioFiles.Result result) {
        assertThat(result).isInstanceOf(AudioFiles.Result.Unreadable.class);
        return ((AudioFiles.Result.Unreadable) result).problem();
    }

    private static byte[] samples(short[] pcm, int tag, int bits, int channels) {
        int bytes = (bits + 7) / 8;
        ByteBuffer out = ByteBuffer.allocate(pcm.length * channels * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (short s : pcm) {
            for (int channel = 0; channel < channels; channel++) {
                put(out, s, tag, bytes);
            }
        }
        return out.array();
    }

    private static void put(ByteBuffer out, short s, int tag, int bytes) {
        switch (tag * 10 + bytes) {
            case 11 -> out.put((byte) ((s >> 8) + 128));
            case 12 -> out.putShort(s);
            case 13 -> out.put((byte) 7).putShort(s);
            case 14 -> out.putInt(s << 16);
            case 34 -> out.putFloat(s / 32768f);
            case 38 -> out.putDouble(s / 32768.0);
            case 61 -> out.put(G711.encode(AudioCodec.PCMA, s));
            case 71 -> out.put(G711.encode(AudioCodec.PCMU, s));
            default -> throw new IllegalArgumentException(tag + " with " + bytes);
        }
    }
}
