package org.helpline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code webhooks.ini} may say, and what it is told. */
class EventKeysTest {

    private static final String FINE = "url = https://crm.example/helpline\nsecret = s-12345\n";

    @TempDir
    private Path home;

    private SettingsReader.Outcome read(String hook, String keep) throws IOException {
        Path conf = Files.createDirectories(home.resolve("conf"));
        Files.writeString(conf.resolve("webhooks.ini"), "[crm]\n" + hook);
        Files.writeString(conf.resolve("store.properties"), "events-keep = " + keep + "\n");
        Files.writeString(conf.resolve("hook.key"), "k-12345\n");
        return SettingsReader.read(
                new Sources(home, home.resolve("data"), Optional.of(conf), Optional.empty(), Map.of(), List.of()));
    }

    private EventSettings fine(String hook) throws IOException {
        return switch (read(hook, "7d")) {
            case SettingsReader.Read r -> r.settings().store().events();
            case SettingsReader.Refused r ->
                throw new AssertionError(r.problems().all());
        };
    }

    private String told(String hook, String keep) throws IOException {
        return switch (read(hook, keep)) {
            case SettingsReader.Read _ -> "";
            case SettingsReader.Refused r ->
                r.problems().all().stream().map(Problem::toString).reduce("", String::concat);
        };
    }

    @Test
    void aHookNeedsAnAddressAndASecretOnly() throws IOException {
        EventSettings events = fine(FINE);
        assertThat(events.keep()).isEqualTo(Duration.ofDays(7));
        EventSettings.Hook hook = events.hooks().getFirst();
        assertThat(hook.name()).isEqualTo("crm");
        assertThat(hook.events()).isEmpty();
        assertThat(hook.personal()).isFalse();
        assertThat(hook.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(hook.retry())
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1));
        assertThat(fine("url = http://127.0.0.1:9000/x\nsecret-file = hook.key\n")
                        .hooks()
                        .getFirst()
                        .secret())
                .isEqualTo(new Secret("k-12345"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret = s                                     | webhooks.crm.url: It is missing.",
                "url = http://crm.example/;secret = s           | webhooks.crm.url: \"http://crm.example/\" does not do.",
                "url = ftp://crm.example/;secret = s            | webhooks.crm.url: \"ftp://crm.example/\" does not do.",
                "url = https://a:b@crm.example/;secret = s      | webhooks.crm.url:",
                "url = https://crm.example/                     | webhooks.crm.secret: It is missing.",
                "url = https://crm.example/;secret = s;events = everything | webhooks.crm.events:",
            })
    void whatDoesNotDoIsSaid(String hook, String sentence) throws IOException {
        assertThat(told(hook.strip().replace(';', '\n') + "\n", "7d")).contains(sentence.strip());
    }

    @Test
    void webhooksWithoutEventsAreAMistake() throws IOException {
        assertThat(told(FINE, "0"))
                .contains("store.events-keep: No events are kept, so webhooks have nothing to tell.");
    }
}
