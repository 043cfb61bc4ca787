package org.helpline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.helpline.config.Sections.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionsTest {

    private static Setting blank(String family, String key) {
        return Sections.blank(family).stream()
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            agents | role          | agent, supervisor, administrator
            agents | srtp          | , no, optional, required
            queues | keep-wait     | yes, no
            queues | callback      | agent first, customer first
            queues | wrap-up-codes | none
            queues | overflow      | none
            agents | accept-key    | none
            hours  | open          | none
            """)
    void whereAFewWordsMayBeWrittenTheyAreToChooseFrom(String family, String key, String words) {
        List<String> expected = Objects.equals(words, "none") ? List.of() : List.of(words.split(", ?", -1));
        assertThat(blank(family, key).choices()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "queues", "hours"})
    void eachDefaultIsAmongTheWords(String family) {
        assertThat(Sections.blank(family))
                .isNotEmpty()
                .allMatch(s -> s.choices().isEmpty() || s.choices().contains(s.usual()));
    }

    @Test
    void thePhonesSecretIsTheOnlySecret() {
        assertThat(Sections.secrets("agents")).containsExactly("phone-secret");
        assertThat(Sections.secrets("queues")).isEmpty();
    }
}
