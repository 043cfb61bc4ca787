package org.helpline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.AcdSettings.Joining;
import org.helpline.config.AcdSettings.Presence;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.Problem;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is taken at the door of a queue, as queues.ini says it. */
class JoiningKeysTest {

    @TempDir
    private Path conf;

    private SettingsReader.Outcome read(String support, String billing) throws IOException {
        Files.writeString(conf.resolve("queues.ini"), "[support]\n" + support + "\n[billing]\n" + billing + "\n");
        return SettingsReader.read(new Sources(conf, conf, Optional.of(conf), Optional.empty(), Map.of(), List.of()));
    }

    private Joining joining(String lines) throws IOException {
        return ((SettingsReader.Read) read(lines, ""))
                .settings()
                .acd()
                .queues()
                .getFirst()
                .joining();
    }

    private List<String> problems(String support, String billing) throws IOException {
        return ((SettingsReader.Refused) read(support, billing))
                .problems().all().stream().map(Problem::what).toList();
    }

    @ParameterizedTest
    @EnumSource
    void everyPresenceHasItsWords(Presence presence) throws IOException {
        assertThat(joining("join = " + presence.words()).presence()).isEqualTo(presence);
    }

    @Test
    void aLongWaitHasALimitAndAWayOut() throws IOException {
        assertThat(joining("max-expected-wait = 15m\ntoo-long = queue:billing\nkeep-wait = no"))
                .isEqualTo(new Joining(
                        Presence.LOGGED_IN,
                        Duration.ofMinutes(15),
                        Optional.of(new Target.ToQueue(new QueueName("billing"))),
                        false));
    }

    @Test
    void whoWaitsForNobodyHasALimit() throws IOException {
        assertThat(joining("").maxUnstaffed()).isEqualTo(Duration.ZERO);
        assertThat(joining("max-wait-nobody-ready = 2m").maxUnstaffed()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            join = sometimes                                  | queues.support.join
            max-expected-wait = long                          | queues.support.max-expected-wait
            'max-expected-wait = 5m\ntoo-long = queue:sales'  | There is no queue named sales.
            too-long = goodbye                                | Nobody ever goes there
            """)
    void whatCannotBeMeantIsRefused(String lines, String told) throws IOException {
        assertThat(problems(lines.replace("\\n", "\n"), ""))
                .anySatisfy(p -> assertThat(p).contains(told));
    }

    @Test
    void nobodyIsSentRoundForEver() throws IOException {
        assertThat(problems("max-expected-wait = 5m\ntoo-long = queue:billing", "overflow = queue:support"))
                .anySatisfy(p -> assertThat(p).contains("A caller could be sent round for ever: support → billing"));
    }
}
