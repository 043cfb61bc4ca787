package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.helpline.speech.WavBytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What {@code demo-sound} makes. Everybody says one second of a tone, each at a pitch of their own, so that it can be told who is heard where. */
class DemoSoundTest {

    private static final int RATE = 8_000;
    private static final int CALLER = 420;
    private static final int AGENT = 500;
    private static final int THIRD = 595;
    private static final List<String> NAMES =
            List.of("call", "call-heard", "three-way", "supervised", "supervised-heard");

    @TempDir
    private Path folder;

    private Path speech;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A WAV file's channels. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Stereo(short[] left, short[] right) {

        static Stereo of(Path wav) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(bytes.getShort(22)).as("channels").isEqualTo((short) 2);
            assertThat(bytes.getInt(24)).isEqualTo(RATE);
            int frames = (bytes.limit() - 44) / 4;
            Stereo sound = new Stereo(new short[frames], new short[frames]);
            for (int i = 0; i < frames; i++) {
                sound.left[i] = bytes.getShort(44 + 4 * i);
                sound.right[i] = bytes.getShort(46 + 4 * i);
            }
            return sound;
        }

        double seconds() {
            return left.length / (double) RATE;
        }
    }

    @BeforeEach
    void tone() throws IOException {
        ByteBuffer pcm = ByteBuffer.allocate(2 * RATE).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < RATE; i++) {
            pcm.putShort((short) Math.round(6_000 * Math.sin(2 * Math.PI * AGENT * i / RATE)));
        }
        speech = Files.createDirectories(folder.resolve("speech"));
        Files.write(speech.resolve("tone.wav"), WavBytes.of(pcm.array(), RATE));
    }

    private int runs(String... words) {
        CommandLine line = Main.commandLine(new ServeCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all =
                new ArrayList<>(List.of("--data", folder.resolve("data").toString(), "demo-sound"));
        all.addAll(List.of(words));
        return line.execute(all.toArray(String[]::new));
    }

    private Path spoken(String name, String... more) {
        Path to = folder.resolve(name);
        List<String> words = new ArrayList<>(List.of("--to", to.toString(), "--speech", speech.toString()));
        words.addAll(List.of(more));
        assertThat(runs(words.toArray(String[]::new))).as(err.toString()).isZero();
        return to;
    }

    @ParameterizedTest
    @ValueSource(strings = {"PCMA", "PCMU", "G722", "OPUS"})
    void theRecordingHasEachOnAChannelAndSilenceWhereItWasPaused(String codec) throws IOException {
        Path to = spoken("good", "--loss", "0", "--jitter", "0", "--codec", codec);
        Stereo call = Stereo.of(to.resolve("call.wav"));
        assertThat(call.seconds()).isCloseTo(14.2, within(1.0));
        hears(call.right, 0.3, 0.9, AGENT);
        silent(call.left, 0.0, 1.2);
        hears(call.left, 1.8, 2.4, CALLER);
        silent(call.right, 1.6, 2.6);
        silent(call.left, 3.3, 10.6); // the caller reads a number out
        silent(call.right, 3.3, 10.6);
        hears(call.right, 11.2, 11.7, AGENT);
        hears(call.left, 12.6, 13.0, CALLER);
        hears(call.right, 12.6, 13.0, AGENT);
        assertThat(power(call.left, 12.6, 13.0, AGENT))
                .as("crosstalk")
                .isLessThan(power(call.right, 12.6, 13.0, AGENT) / 100);
    }

    @Test
    void thoseWhoTalkAtOnceAreAllHeard() throws IOException {
        Stereo three = Stereo.of(spoken("three", "--loss", "0", "--jitter", "0").resolve("three-way.wav"));
        hears(three.right, 0.4, 0.9, AGENT);
        hears(three.right, 1.9, 2.2, THIRD);
        hears(three.left, 3.2, 3.7, CALLER);
        hears(three.left, 4.8, 5.1, CALLER);
        hears(three.right, 4.8, 5.1, AGENT);
        hears(three.right, 4.8, 5.1, THIRD);
    }

    @Test
    void whatIsWhisperedTheAgentAloneHearsAndTheRecordingHasOnlyWhatAllHear() throws IOException {
        Path to = spoken("supervised", "--loss", "0", "--jitter", "0");
        Stereo recording = Stereo.of(to.resolve("supervised.wav"));
        hears(recording.right, 0.4, 0.9, AGENT);
        silent(recording.left, 1.5, 3.8);
        silent(recording.right, 1.5, 3.8); // listens, then whispers
        hears(recording.right, 4.3, 4.6, THIRD);
        Stereo heard = Stereo.of(to.resolve("supervised-heard.wav")); // begins a fifth of a second earlier
        silent(heard.left, 1.9, 3.9);
        silent(heard.right, 1.9, 2.7);
        hears(heard.right, 3.3, 3.6, THIRD);
        hears(heard.left, 4.6, 4.9, THIRD);
        hears(heard.right, 4.6, 4.9, THIRD);
    }

    @Test
    void withoutOptionsTheSupportLineSpeaksAndEachFileIsToldWithItsLengthAndHash() throws Exception {
        Path to = folder.resolve("plain");
        assertThat(runs("--to", to.toString())).as(err.toString()).isZero();
        for (String name : NAMES) {
            Stereo sound = Stereo.of(to.resolve(name + ".wav"));
            assertThat(sound.seconds()).as(name).isGreaterThan(10);
            assertThat(loudness(sound.left, 0, sound.seconds())).as(name).isGreaterThan(200);
            assertThat(loudness(sound.right, 0, sound.seconds())).as(name).isGreaterThan(200);
            for (String file : List.of(name + ".wav", name + ".ogg")) {
                String length = String.format(java.util.Locale.ROOT, "%.1f s", sound.seconds());
                assertThat(out.toString().lines().filter(l -> l.startsWith(file + " ")))
                        .singleElement()
                        .satisfies(l -> assertThat(l).contains(length).endsWith("  " + hash(to.resolve(file))));
            }
            assertThat(oggSamples(to.resolve(name + ".ogg"))).isEqualTo(sound.left.length);
        }
        assertThat(out.toString()).contains("caller left, the agent right", "Paused from", "whisper");
        assertThat(to).isDirectoryNotContaining("glob:**.pcm");
    }

    @Test
    void theSameSeedLosesTheSamePackets() throws IOException {
        byte[] one = Files.readAllBytes(spoken("one", "--loss", "20").resolve("call.wav"));
        byte[] same = Files.readAllBytes(spoken("same", "--loss", "20").resolve("call.wav"));
        byte[] other = Files.readAllBytes(
                spoken("other", "--loss", "20", "--seed", "2").resolve("call.wav"));
        assertThat(same).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    @Test
    void whatCannotBeMadeIsSaid() throws IOException {
        assertThat(runs("--to", folder.resolve("x").toString(), "--loss", "60")).isEqualTo(2);
        assertThat(err.toString()).contains("--loss is 0 to 50 percent");
        assertThat(runs()).isEqualTo(2);
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThat(runs("--to", folder.resolve("x").toString(), "--speech", empty.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("there is no speech in " + empty, "--speech FOLDER");
    }

    private static void hears(short[] pcm, double from, double to, int hertz) {
        assertThat(power(pcm, from, to, hertz))
                .as("%s Hz from %s s", hertz, from)
                .isGreaterThan(1_500.0 * 1_500);
    }

    private static void silent(short[] pcm, double from, double to) {
        assertThat(loudness(pcm, from, to)).as("from %s to %s s", from, to).isLessThan(40);
    }

    private static double loudness(short[] pcm, double from, double to) {
        double squares = 0;
        int last = (int) (to * RATE);
        for (int i = (int) (from * RATE); i < last; i++) {
            squares += pcm[i] * pcm[i];
        }
        return Math.sqrt(squares / ((to - from) * RATE));
    }

    /** How much of a tone there is, as its amplitude squared. */
    private static double power(short[] pcm, double from, double to, int hertz) {
        double re = 0;
        double im = 0;
        int first = (int) (from * RATE);
        int count = (int) (to * RATE) - first;
        for (int i = first; i < first + count; i++) {
            re += pcm[i] * Math.cos(2 * Math.PI * hertz * i / RATE);
            im += pcm[i] * Math.sin(2 * Math.PI * hertz * i / RATE);
        }
        return 4 * (re * re + im * im) / count / count;
    }

    /** By the last page's granule position and the pre-skip (RFC 7845 §4). */
    private static long oggSamples(Path ogg) throws IOException {
        byte[] bytes = Files.readAllBytes(ogg);
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int preSkip = file.getShort(text.indexOf("OpusHead") + 10);
        return (file.getLong(text.lastIndexOf("OggS") + 6) - preSkip) / 6;
    }

    private static String hash(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
