package org.helpline.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.helpline.core.Digit;
import org.helpline.media.rtp.RtpHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitReceiverTest {

    private final DigitReceiver receiver = new DigitReceiver();
    private final ByteBuffer packet = ByteBuffer.allocate(16);

    /**
     * Each packet is {@code digit@timestamp:duration}, then E for end and M for marker; {@code +n} lets n ms pass, 20 pass by themselves
     * after each packet.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a press by the book, 5, 5@800:160M 5@800:320 5@800:480E 5@800:480E 5@800:480E",
        "missing marker, 5, 5@800:160 5@800:320 5@800:480E",
        "missing end, 56, 5@800:160M 5@800:320 6@8000:160M 6@8000:320E",
        "only an end came through, 5, 5@800:1280E",
        "only repeated ends came through, 5, 5@800:1280E 5@800:1280E 5@800:1280E",
        "the first packets were lost, 5, 5@800:480 5@800:640E",
        "packets swapped on the way, 5, 5@800:320 5@800:160M 5@800:640E 5@800:480",
        "same digit twice, 55, 5@800:160M 5@800:320E 5@1600:160M 5@1600:320E",
        "same digit twice without markers, 55, 5@800:160 5@800:320E 5@1600:160 5@1600:320E",
        "same digit twice without ends, 55, 5@800:160M 5@800:320 5@1600:160M 5@1600:320",
        "same digit twice with neither, 55, 5@800:160 5@800:320 5@1600:160 5@1600:320",
        "a late end of the digit before, 56, 5@800:320E 6@1600:160M 5@800:320E 6@1600:320E 5@800:320E",
        "a late end of the same digit before, 55, 5@800:320E 5@1600:160M 5@800:320E 5@1600:320E",
        "a press longer than 8.19 s (P13), 5, 5@800:65320M 5@800:65480 5@66335:160 5@66335:320 5@66335:480E",
        "three segments, 5, 5@800:65535M 5@66335:65535 5@131870:160 5@131870:320E 5@131870:320E",
        "the segment before lost its last packets, 5, 5@800:64000M 5@66335:480 5@66335:640E",
        "a sender that moves the timestamp (P13), 5, 5@800:160M 5@960:320 5@1120:480 5@1280:640E 5@1280:640E",
        "a press again after such a sender's, 55, 5@800:160M 5@960:320 5@1120:480E 5@4000:160M 5@4160:320E",
        "a recording played twice (P74), 55, 5@800:160M 5@800:480E +900 5@800:160M 5@800:480E",
        "an end that is one second late, 5, 5@800:160M 5@800:480E +900 5@800:480E",
        "older timestamp after a pause, 56, 5@80000:160M 5@80000:480E +900 6@800:160M 6@800:480E",
        "timestamps wrap, 12, 1@-160:160M 1@-160:320E 2@640:160M 2@640:320E",
        "timestamps wrap to the sign, 12, 1@2147483600:160M 1@2147483600:320E 2@-2147483000:160M",
        "duration nought first, 5, 5@800:0M 5@800:160 5@800:320E",
        "slow keys without ends, 555, 5@800:160 +700 5@7000:160 +700 5@14000:160",
    })
    void hearsEachPressOnce(String what, String digits, String packets) {
        StringBuilder heard = new StringBuilder();
        long now = 1;
        for (String word : packets.split(" ", -1)) {
            if (word.startsWith("+")) {
                now += Long.parseLong(word.substring(1)) * 1_000_000;
                continue;
            }
            boolean marker = word.endsWith("M");
            boolean end = word.endsWith("E");
            String[] parts = word.replaceAll("[ME]$", "").split("[@:]", -1);
            int code = Digit.ofSymbol(parts[0].charAt(0)).orElseThrow().code();
            payload(code, end, Integer.parseInt(parts[2]));
            hear(7, marker, (int) Long.parseLong(parts[1]), now).ifPresent(d -> heard.append(d.symbol()));
            now += 20_000_000;
        }
        assertThat(heard).as(what).hasToString(digits);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 32, 255})
    void otherEventsAreNoDigits(int code) {
        payload(code, false, 160);
        assertThat(hear(7, true, 1, 0)).isEmpty();
        payload(5, false, 160);
        assertThat(hear(7, true, 1, 0)).contains(Digit.FIVE);
    }

    @Test
    void anotherSourceIsHeardWhateverItsTimestamps() {
        payload(5, true, 160);
        assertThat(hear(7, true, 800, 0)).contains(Digit.FIVE);
        assertThat(hear(8, true, 800, 1)).contains(Digit.FIVE);
        assertThat(hear(8, false, 800, 2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void hearsWhatOurOwnSenderSendsThroughLossAndRepetition(long seed) {
        RandomGenerator random = new Random(seed);
        DigitSender sender = new DigitSender();
        StringBuilder sent = new StringBuilder();
        StringBuilder heard = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            Digit d = Digit.ofCode(random.nextInt(16)).orElseThrow();
            sender.offer(d);
            sent.append(d.symbol());
        }
        int timestamp = random.nextInt();
        int begun = timestamp;
        for (long now = 0; sender.isActive(); now += 20_000_000, timestamp += 160) {
            begun = sender.isAtBeginning() ? timestamp : begun;
            if (sender.next(packet, RtpHeader.BYTES, 20, 8) == DigitSender.Frame.PAUSE || random.nextInt(100) < 30) {
                continue; // three in ten are lost: of a digit's ten packets one comes through all but surely
            }
            for (int copies = random.nextInt(2); copies >= 0; copies--) {
                hear(7, sender.marker(), begun, now).ifPresent(d -> heard.append(d.symbol()));
            }
        }
        assertThat(heard).as("seed %s", seed).hasToString(sent.toString());
    }

    private void payload(int code, boolean end, int duration) {
        packet.put(12, (byte) code).put(13, (byte) (end ? 0x8a : 0x0a)).putShort(14, (short) duration);
    }

    private Optional<Digit> hear(int ssrc, boolean marker, int timestamp, long now) {
        RtpHeader header = new RtpHeader();
        RtpHeader.write(packet, 0, marker, 101, 1, timestamp, ssrc);
        assertThat(header.read(packet, 16)).isTrue();
        return receiver.on(header, packet, now);
    }
}
