package org.helpline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ships in conf/. */
class SamplesTest {

    private static final Path CONF = Path.of("conf");

    @Test
    void readingConfAsShippedGivesTheBuiltInDefaults() {
        Path home = Path.of("").toAbsolutePath();
        Path conf = home.resolve("conf");
        Sources shipped = new Sources(home, Path.of("data"), Optional.of(conf), Optional.empty(), Map.of(), List.of());
        SettingsReader.Outcome outcome = SettingsReader.read(shipped);
        assertThat(outcome).isInstanceOf(SettingsReader.Read.class);
        assertThat(((SettingsReader.Read) outcome).settings())
                .isEqualTo(((SettingsReader.Read) SettingsReader.read(Sources.defaults(home, Path.of("data"))))
                        .settings());
    }

    static Stream<Key<?>> keys() {
        return KeyTable.ALL.stream();
    }

    /** Each key, {@code key = default}, with a comment above it. Names of people and calendars are examples. */
    @ParameterizedTest
    @MethodSource("keys")
    void everySettingStandsInItsSampleWithDefaultAndComment(Key<?> key) throws IOException {
        if (key.equals(NumberKeys.SCRIPT)) {
            assertThat(sample("numbers")).contains("100 = support-line");
            return;
        }
        List<String> lines = sample(KeyTable.family(key.name()));
        if (Set.of(ExtensionKeys.FAMILY, TrunkKeys.FAMILY).contains(KeyTable.family(key.name()))) {
            lines = lines.stream().map(SamplesTest::uncommented).toList(); // there are none by default
        }
        String line = key.name().substring(key.name().lastIndexOf('.') + 1) + " = " + shippedValue(key);
        assertThat(lines).contains(line.strip());
        assertThat(lines.get(lines.indexOf(line.strip()) - 1)).startsWith("#");
    }

    private static String uncommented(String line) {
        return line.matches("# [a-z-]+ =.*") ? line.substring(2) : line;
    }

    private static String shippedValue(Key<?> key) {
        return switch (key.name()) {
            case "agents.*.name" -> "Anna";
            case "agents.*.queues" -> "support, billing";
            case "extensions.*.to" -> "agent:anna";
            case "trunks.*.server" -> "sip.acme.example";
            case "hours.*.open" -> "Mon-Sun 00:00-24:00";
            case "look-ups.*.url" -> "https://shop.example/orders/{number}";
            case "webhooks.*.url" -> "https://crm.example/helpline";
            case "look-ups.*.fields" -> "number, state, eta?: date at delivery.day";
            default -> key.usual();
        };
    }

    private static List<String> sample(String family) throws IOException {
        Path ini = CONF.resolve(family + ".ini");
        // what is an example only is commented out, without a space
        return Files.readAllLines(Files.exists(ini) ? ini : CONF.resolve(family + ".properties")).stream()
                .map(line -> line.replaceFirst("^#(?=[a-z][a-z-]* =)", ""))
                .toList();
    }

    @Test
    void everyFileThatIsReadShips() {
        assertThat(Layers.FILES)
                .allSatisfy(name -> assertThat(CONF.resolve(name)).exists());
    }

    @Test
    void logsRotateBySizeAndTime() throws IOException {
        assertThat(Files.readString(CONF.resolve("logback.xml")))
                .contains("SizeAndTimeBasedRollingPolicy", "${helpline.data:-data}/log", "<maxFileSize>");
    }
}
