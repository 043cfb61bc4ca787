package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.helpline.core.Digit;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.codec.G711;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway that sends each key twice over: in the sound and as telephone-events. */
class BothKeysTest {

    private static final int FRAMES = 6;

    private final TestHouse house = new TestHouse();
    private final Phone phone = house.phone(4000);

    private static byte[] six(int from) {
        short[] pcm = new short[160];
        for (int i = 0; i < pcm.length; i++) {
            double at = 2 * Math.PI * (from + i) / 8_000;
            pcm[i] = (short) (5_000 * Math.sin(770 * at) + 5_000 * Math.sin(1_477 * at));
        }
        return G711.encode(AudioCodec.PCMU, pcm);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isHeardOnceForEachPress(boolean eventsAgreed) {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV, 20, eventsAgreed ? OptionalInt.of(101) : OptionalInt.empty());
        for (int press = 0; press < 5; press++) {
            int at = phone.timestamp;
            for (int i = 1; i <= FRAMES; i++) {
                phone.send(phone.address, false, 0, phone.timestamp, six(160 * i));
                phone.event(i == 1, at, 6, i == FRAMES, 160 * i);
                phone.timestamp += 160;
                house.pass(20);
            }
            for (int i = 0; i < FRAMES; i++) {
                phone.speak(AudioCodec.PCMU, 0xff);
                house.pass(20);
            }
        }
        assertThat(phone.told(MediaEvent.DigitHeard.class))
                .hasSize(5)
                .allMatch(new MediaEvent.DigitHeard(Digit.SIX, !eventsAgreed)::equals);
    }
}
