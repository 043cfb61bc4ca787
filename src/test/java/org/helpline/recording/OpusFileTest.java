package org.helpline.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.helpline.media.codec.Opus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that are made, read by a reader of the RFCs: pages, packets, lengths, and each voice in its channel alone. */
class OpusFileTest {

    @TempDir
    Path folder;

    /** A page as RFC 3533 §6 has it. */
    private record Page(int flags, long granule, int serial, int number, List<byte[]> packets) {}

    /** Both ways to Opus: the system's library, where it is, and Java. */
    static Stream<Opus> ways() {
        return Stream.of(Opus.best(), Opus.inJava());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void eachVoiceIsInItsChannelAlone(Opus opus) throws IOException, OpusException {
        List<Page> pages = pages(opus(opus, frames(3 * 8_000, 440, 1_000)));
        short[][] heard = decoded(pages);
        assertThat(heard[0]).hasSize(3 * 8_000);
        for (int channel = 0; channel < 2; channel++) {
            short[] middle = Arrays.copyOfRange(heard[channel], 8_000, 16_000);
            double own = power(middle, channel == 0 ? 440 : 1_000);
            double other = power(middle, channel == 0 ? 1_000 : 440);
            assertThat(own).isGreaterThan(1_000 * 1_000);
            assertThat(10 * Math.log10(own / Math.max(other, 1e-9))).isGreaterThan(40);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatIsHeardIsWhereItWasSaid(Opus opus) throws IOException, OpusException {
        byte[] bursts = frames(4 * 8_000, 440, 1_000);
        for (int second = 0; second < 4; second++) { // silent in its first half
            Arrays.fill(bursts, 32_000 * second, 32_000 * second + 16_000, (byte) 0);
        }
        short[] heard = decoded(pages(opus(opus, bursts)))[0];
        for (int second = 0; second < 4; second++) {
            int begins = second * 8_000 + 4_000;
            assertThat(loudness(heard, begins - 160, begins - 80)).as("before").isLessThan(600);
            assertThat(loudness(heard, begins + 80, begins + 160)).as("after").isGreaterThan(2_500);
        }
    }

    private static double loudness(short[] pcm, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += pcm[i] * pcm[i];
        }
        return Math.sqrt(squares / (to - from));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void inSilenceEachFrameIsAPacketToo(Opus opus) throws IOException, OpusException {
        List<Page> pages = pages(opus(opus, new byte[4 * 8_000 * 5]));
        short[][] heard = decoded(pages);
        assertThat(heard[0]).hasSize(5 * 8_000);
        assertThat(loudness(heard[0], 0, 5 * 8_000)).isLessThan(2);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void itIsAsSmallAsWasPromised(Opus opus) throws IOException {
        Random random = new Random(6);
        byte[] noise = new byte[4 * 8_000 * 10];
        random.nextBytes(noise);
        assertThat(opus(opus, noise).length * 360L).as("bytes an hour").isLessThan(22_000_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 159, 160, 161, 8_000, 8_001, 20_000})
    void itIsAsLongAsWhatWasHeard(int samples) throws IOException {
        List<Page> pages = pages(opus(frames(samples, 440, 1_000)));
        byte[] first = pages.getFirst().packets().getFirst();
        ByteBuffer head = little(first);
        assertThat(ascii(first, 0, 8)).isEqualTo("OpusHead");
        assertThat(head.get(8)).isEqualTo((byte) 1);
        assertThat(head.get(9)).isEqualTo((byte) 2);
        assertThat(head.getInt(12)).isEqualTo(8_000);
        assertThat(Arrays.copyOfRange(first, 18, 23)).containsExactly(1, 2, 0, 0, 1);
        assertThat(ascii(pages.get(1).packets().getFirst(), 0, 8)).isEqualTo("OpusTags");
        int preSkip = head.getShort(10);
        assertThat(pages.getLast().granule() - preSkip).isEqualTo(6L * samples);
        long packets = pages.stream().skip(2).mapToLong(p -> p.packets().size()).sum();
        assertThat(packets * 960).isBetween(6L * samples + preSkip, 6L * samples + preSkip + 960);
    }

    @Test
    void thePagesAreInOrderAndTheirChecksumsRight() throws IOException {
        List<Page> pages = pages(opus(frames(80_000, 440, 1_000)));
        assertThat(pages.getFirst().flags()).isEqualTo(2);
        assertThat(pages.getLast().flags()).isEqualTo(4);
        long before = 0;
        for (int i = 0; i < pages.size(); i++) {
            assertThat(pages.get(i).number()).isEqualTo(i);
            assertThat(pages.get(i).serial()).isEqualTo(77);
            assertThat(pages.get(i).granule()).isGreaterThanOrEqualTo(before);
            before = pages.get(i).granule();
            if (i > 0 && i < pages.size() - 1) {
                assertThat(pages.get(i).flags()).isZero();
            }
        }
        assertThat(pages.size()).isBetween(10, 16);
    }

    @Test
    void theChecksumIsThatOfTheRfc() {
        // a first page with no content: the value that libogg gives it
        byte[] page = new byte[28];
        System.arraycopy("OggS".getBytes(StandardCharsets.US_ASCII), 0, page, 0, 4);
        int straight = 0;
        for (byte b : page) {
            straight ^= (b & 0xff) << 24;
            for (int bit = 0; bit < 8; bit++) {
                straight = (straight & 0x80000000) != 0 ? straight << 1 ^ 0x04c11db7 : straight << 1;
            }
        }
        assertThat(OggPages.crc(page)).isEqualTo(straight);
        assertThat(OggPages.crc("123456789".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(0x89a1897f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WAV", "G711"})
    void wavFilesHaveBothChannels(String format) throws IOException {
        byte[] file = file(Container.valueOf(format), Opus.inJava(), frames(8_000, 440, 1_000));
        ByteBuffer wav = little(file);
        boolean isPcm = format.equals("WAV");
        assertThat(ascii(file, 0, 4) + ascii(file, 8, 8)).isEqualTo("RIFFWAVEfmt ");
        assertThat(wav.getInt(4)).isEqualTo(file.length - 8);
        assertThat(wav.getShort(20)).isEqualTo((short) (isPcm ? 1 : 6));
        assertThat(wav.getShort(22)).isEqualTo((short) 2);
        assertThat(wav.getInt(24)).isEqualTo(8_000);
        int data = isPcm ? 44 : 58;
        assertThat(wav.getInt(data - 4)).isEqualTo(file.length - data).isEqualTo(isPcm ? 32_000 : 16_000);
        if (isPcm) {
            short[] left = new short[8_000];
            for (int i = 0; i < left.length; i++) {
                left[i] = wav.getShort(data + 4 * i);
            }
            assertThat(power(left, 440)).isGreaterThan(1_000 * power(left, 1_000));
        }
    }

    private byte[] opus(byte[] frames) throws IOException {
        return opus(Opus.best(), frames);
    }

    private byte[] opus(Opus opus, byte[] frames) throws IOException {
        return file(Container.OPUS, opus, frames);
    }

    private byte[] file(Container container, Opus opus, byte[] frames) throws IOException {
        Vault vault = new Vault(Optional.empty(), new Random(1), Disk.OURS);
        Path pcm = Files.write(folder.resolve("r.pcm"), frames);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FileSource source = vault.open(pcm)) {
            container.write(source, out, 77, opus);
        }
        return out.toByteArray();
    }

    /** A tone in each channel. */
    private static byte[] frames(int samples, int left, int right) {
        ByteBuffer frames = ByteBuffer.allocate(4 * samples).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++) {
            frames.putShort((short) Math.round(8_000 * Math.sin(2 * Math.PI * left * i / 8_000)));
            frames.putShort((short) Math.round(8_000 * Math.sin(2 * Math.PI * right * i / 8_000)));
        }
        return frames.array();
    }

    private static List<Page> pages(byte[] file) {
        List<Page> pages = new ArrayList<>();
        ByteBuffer ogg = little(file);
        for (int at = 0; at < file.length; ) {
            assertThat(ascii(file, at, 4)).isEqualTo("OggS");
            int segments = file[at + 26] & 0xff;
            List<byte[]> packets = new ArrayList<>();
            int from = at + 27 + segments;
            int length = 0;
            for (int i = 0; i < segments; i++) {
                int segment = file[at + 27 + i] & 0xff;
                length += segment;
                if (segment < 255) {
                    packets.add(Arrays.copyOfRange(file, from, from + length));
                    from += length;
                    length = 0;
                }
            }
            assertThat(length).isZero();
            byte[] page = Arrays.copyOfRange(file, at, from);
            Arrays.fill(page, 22, 26, (byte) 0);
            assertThat(OggPages.crc(page)).isEqualTo(ogg.getInt(at + 22));
            pages.add(new Page(file[at + 5], ogg.getLong(at + 6), ogg.getInt(at + 14), ogg.getInt(at + 18), packets));
            at = from;
        }
        return pages;
    }

    private static short[][] decoded(List<Page> pages) throws OpusException {
        int preSkip = little(pages.getFirst().packets().getFirst()).getShort(10) / 6;
        int samples = (int) (pages.getLast().granule() / 6);
        OpusDecoder[] decoders = {new OpusDecoder(8_000, 1), new OpusDecoder(8_000, 1)};
        short[][] all = new short[2][samples + 160];
        int at = 0;
        for (Page page : pages.subList(2, pages.size())) {
            for (byte[] packet : page.packets()) {
                int length = packet[1] & 0xff; // RFC 6716 §3.2.1, appendix B
                int from = 2;
                if (length >= 252) {
                    length += 4 * (packet[2] & 0xff);
                    from = 3;
                }
                byte[] first = new byte[1 + length];
                first[0] = packet[0];
                System.arraycopy(packet, from, first, 1, length);
                byte[] second = Arrays.copyOfRange(packet, from + length, packet.length);
                assertThat(decoders[0].decode(first, 0, first.length, all[0], at, 160, false))
                        .isEqualTo(160);
                assertThat(decoders[1].decode(second, 0, second.length, all[1], at, 160, false))
                        .isEqualTo(160);
                at += 160;
            }
        }
        assertThat(at).isCloseTo(samples, within(160));
        return new short[][] {Arrays.copyOfRange(all[0], preSkip, samples), Arrays.copyOfRange(all[1], preSkip, samples)
        };
    }

    /** Goertzel: how much of a tone there is, as its amplitude squared. */
    private static double power(short[] pcm, int hertz) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < pcm.length; i++) {
            re += pcm[i] * Math.cos(2 * Math.PI * hertz * i / 8_000);
            im += pcm[i] * Math.sin(2 * Math.PI * hertz * i / 8_000);
        }
        return 4 * (re * re + im * im) / pcm.length / pcm.length;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String ascii(byte[] bytes, int at, int length) {
        return new String(bytes, at, length, StandardCharsets.US_ASCII);
    }
}
