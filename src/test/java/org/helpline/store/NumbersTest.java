package org.helpline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.helpline.config.StoreSettings;
import org.helpline.core.ManualClock;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.SameThreadLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "TR, 0212 555 01 23, +902125550123",
        "TR, 0 (212) 555 01 23, +902125550123",
        "TR, 902125550123, +902125550123",
        "TR, 00902125550123, +902125550123",
        "tr, +90 212/555-01-23, +902125550123",
        "US, (202) 555-0143, +12025550143",
        "US, 12025550143, +12025550143",
        "US, 00447700900123, +447700900123",
        "US, 011447700900123, +447700900123",
        "DE, 0228/123456, +49228123456",
        "DE, 902125550123, +902125550123",
        "XX, +447700900123, +447700900123",
        "XX, 07700900123, 07700900123",
        "GB, 112, 112",
        "GB, 2040, 2040",
        "GB, 123456789012345678901234567890, 123456789012345678901234567890",
        "GB, '\u0660\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663', +447700900123",
        "GB, '07700\u00A0900\u2007123', +447700900123",
        "GB, '\uFF0B44 \uFF17700 900123', +447700900123",
        "GB, +44 7700 900123 x12, +447700900123",
        "GB, 07700/900123 ext. 4711, +447700900123",
        "GB, sips:Alice@example.com, alice",
        "GB, *98, 98",
        "GB, #, #"
    })
    void hasOneFormForEveryWayToWriteANumber(String country, String written, String normalised) {
        assertThat(new Numbers(country).normalise(written)).contains(normalised);
        assertThat(new Numbers(country).normalise(normalised))
                .as("stays as it is")
                .contains(normalised);
    }

    @ParameterizedTest
    @CsvSource({"''", "anonymous", "Anonymous", "sip:anonymous@anonymous.invalid", "restricted", "unavailable", "'  '"})
    void knowsAWithheldNumber(String withheld) {
        assertThat(new Numbers("GB").normalise(withheld)).isEmpty();
    }

    @Test
    void tellsCallersApartOnlyWithTheStoresOwnSecret(@TempDir Path directory) {
        String here = idIn(directory.resolve("a.db"), 1, "+447700900123");
        assertThat(here).matches("[0-9a-f]{32}");
        assertThat(idIn(directory.resolve("a.db"), 2, "07700 900123")).isEqualTo(here);
        assertThat(idIn(directory.resolve("a.db"), 3, "07700 900124")).isNotEqualTo(here);
        assertThat(idIn(directory.resolve("b.db"), 4, "+447700900123")).isNotEqualTo(here);
    }

    private static String idIn(Path file, long seed, String number) {
        SameThreadLoop loop = new SameThreadLoop("test", new ManualClock(java.time.Instant.EPOCH));
        StoreSettings settings = new StoreSettings(file, file, file, "GB");
        try (Store store = Store.openOn(loop, settings, new Problems()).orElseThrow()) {
            var callers = store.write(tx -> Callers.of(tx, new Numbers("GB"), new Random(seed)));
            loop.run();
            return callers.toCompletableFuture()
                    .join()
                    .orThrow()
                    .idOf(new Personal(number))
                    .orElseThrow();
        }
    }
}
