package org.helpline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackSettingsTest {

    private static CallbackSettings allowing(String... patterns) {
        return new CallbackSettings(
                Optional.empty(),
                List.of(patterns),
                List.of("0900*", "+49900*"),
                Duration.ofSeconds(30),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void nobodyIsCalledUnlessTheSettingsSayWho() {
        assertThat(CallbackSettings.NONE.areSetUp()).isFalse();
        assertThat(CallbackSettings.NONE.mayCall("+4930123456")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "+4930123456, true",
        "+49891234, false",
        "0301234, true",
        "030, true",
        "0900123456, false",
        "+49900123, false",
        "alice, false",
        "+49 30 1234, false",
        "+49301234567890123456789, false",
        "'', false"
    })
    void aNumberMustBeAllowedAndNotDenied(String number, boolean may) {
        assertThat(allowing("+4930*", "0*", "+49900*").mayCall(number)).isEqualTo(may);
    }

    @ParameterizedTest
    @ValueSource(strings = {"112", "911", "999", "110", "000", "+112", "0112", "00112", "0911", "116117", "+911"})
    void nobodyIsCalledForHelpInNeedWhateverTheSettingsSay(String number) {
        assertThat(allowing("*", "+*").mayCall(number)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "callbacks.allow=+49-30*, callbacks.allow",
        "callbacks.contact=sip:somebody@192.0.2.7, callbacks.contact",
        "callbacks.shown=Helpline, callbacks.shown",
        "queues.support.callback=nobody first, queues.support.callback",
        "callbacks.alow=+49*, callbacks.alow"
    })
    void aMistakeIsTold(String set, String name) {
        Sources sources = new Sources(
                Path.of("").toAbsolutePath(),
                Path.of("target/nowhere"),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(set));
        assertThat(SettingsReader.read(sources))
                .isInstanceOfSatisfying(
                        SettingsReader.Refused.class,
                        r -> assertThat(r.problems().all().toString()).contains(name));
    }
}
