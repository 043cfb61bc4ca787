package org.helpline.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.helpline.core.Digit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfoDigitsTest {

    @ParameterizedTest
    @CsvSource({
        "application/dtmf-relay, Signal=5|Duration=160, 5",
        "application/dtmf-relay, Signal= 5|Duration= 160, 5",
        "application/dtmf-relay, Duration=160|signal=*, *",
        "application/dtmf-relay, Signal=10|Duration=100, *",
        "application/dtmf-relay, Signal=11, #",
        "application/dtmf-relay, Signal=d, D",
        "Application/DTMF-Relay;charset=utf-8, Signal=0, 0",
        "application/dtmf, 7, 7",
        "application/dtmf, ' # ', #",
    })
    void readsTheDigitAsPhonesWriteIt(String type, String body, char digit) {
        assertThat(InfoDigits.read(type, body.replace("|", "\r\n")))
                .contains(Digit.ofSymbol(digit).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "application/dtmf-relay, Duration=160",
        "application/dtmf-relay, Signal=",
        "application/dtmf-relay, Signal=16",
        "application/dtmf, 55",
        "application/dtmf, x",
        "text/plain, 5",
    })
    void takesNothingElseForADigit(String type, String body) {
        assertThat(InfoDigits.read(type, body)).isEmpty();
    }

    @Test
    void aPressThatComesBothWaysIsTakenOnce() {
        OnceDigits once = new OnceDigits();
        assertThat(once.isNew(Digit.FIVE, "rtp", 0)).isTrue();
        assertThat(once.isNew(Digit.FIVE, "info", 200_000_000L)).isFalse();
        assertThat(once.isNew(Digit.FIVE, "rtp", 600_000_000L)).isTrue();
        assertThat(once.isNew(Digit.FIVE, "info", 700_000_000L)).isFalse();
    }

    @Test
    void theSameKeyPressedTwiceInOneWayIsTakenTwice() {
        OnceDigits once = new OnceDigits();
        assertThat(once.isNew(Digit.FIVE, "rtp", 0)).isTrue();
        assertThat(once.isNew(Digit.FIVE, "rtp", 200_000_000L)).isTrue();
        assertThat(once.isNew(Digit.FIVE, "info", 1_300_000_000L)).isTrue();
    }
}
