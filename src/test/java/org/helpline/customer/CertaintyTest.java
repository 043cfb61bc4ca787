package org.helpline.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.helpline.core.ScreenPop.Sure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CertaintyTest {

    @ParameterizedTest(name = "P60: {0} of {1} customers is {2}")
    @CsvSource({
        "+447700900123, 1, LIKELY",
        "+447700900123, 2, ONE_OF",
        "204, 1, DOUBTFUL",
        "caller, 1, DOUBTFUL",
        "204, 3, ONE_OF"
    })
    void severalAreOneOfAndAShortNumberIsDoubtful(String number, int customers, Sure sure) {
        assertThat(Certainty.of(number, customers)).isEqualTo(sure);
    }

    @ParameterizedTest
    @EnumSource(names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void eachHasItsSentence(Sure sure) {
        assertThat(Certainty.why(sure)).endsWith(".");
    }
}
