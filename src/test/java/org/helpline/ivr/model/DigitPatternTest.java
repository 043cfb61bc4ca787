package org.helpline.ivr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitPatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0[1-9]\\d*",
                "(34|37)\\d{3}",
                "[^0]?1+",
                "(12){2,3}|5",
                "1{0}2",
                "(1?2?)*3",
                "(?:1|2)(3|4|)",
                "1{2,}",
                ".{4}",
                "",
                "((1|2){2}0?)+",
            })
    void findsWhatALinearEngineFinds(String pattern) throws DigitPattern.NoPattern {
        long seed = 20_261_122;
        Random random = new Random(seed);
        DigitPattern ours = DigitPattern.of(pattern);
        Pattern theirs = Pattern.compile(pattern);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder digits = new StringBuilder();
            int length = random.nextInt(8);
            for (int k = 0; k < length; k++) {
                digits.append(random.nextInt(i % 2 == 0 ? 4 : 10));
            }
            String answer = digits.toString();
            assertThat(ours.matches(answer))
                    .describedAs("seed %d: '%s' with '%s'", seed, pattern, answer)
                    .isEqualTo(theirs.matcher(answer).matches());
        }
    }

    @Test
    void knowsTheLengthsOfAnswersAndAnExample() throws DigitPattern.NoPattern {
        DigitPattern pattern = DigitPattern.of("^(34|37)\\d{13}|9[2-4]$");
        assertThat(pattern.lengths(1, 32)).isEqualTo(List.of(2, 15));
        assertThat(pattern.lengths(3, 10)).isEmpty();
        assertThat(pattern.example(1, 32)).contains("92");
        assertThat(pattern.example(3, 32)).contains("340000000000000");
        assertThat(pattern.example(3, 14)).isEmpty();
    }

    @Test
    void anEvilPatternTakesNoLongerThanItsAnswer() throws DigitPattern.NoPattern {
        DigitPattern evil = DigitPattern.of("(1*)*(1*)*2");
        assertThat(evil.matches("1".repeat(32))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            (12     ~ 0 ~ '(' is never closed.
            12)     ~ 2 ~ ')' closes nothing.
            *1      ~ 0 ~ '*' repeats nothing.
            1a      ~ 1 ~ 'a' is no digit.
            [1-     ~ 0 ~ Digits in brackets are for example [1-4] or [^0].
            [a]     ~ 0 ~ Digits in brackets are for example [1-4] or [^0].
            1{x}    ~ 1 ~ A count is for example {3} or {2,5}.
            1{5,2}  ~ 1 ~ This count ends before it begins.
            \\w      ~ 0 ~ Of these a pattern of digits has only \\d.
            ((1{99}){99}){9} ~ 3 ~ The pattern is too large.
            """)
    void tellsWhereAPatternIsWrong(String pattern, int offset, String message) {
        assertThatThrownBy(() -> DigitPattern.of(pattern)).isInstanceOfSatisfying(DigitPattern.NoPattern.class, e -> {
            assertThat(e.getMessage()).isEqualTo(message);
            assertThat(e.offset()).isEqualTo(offset);
        });
    }
}
