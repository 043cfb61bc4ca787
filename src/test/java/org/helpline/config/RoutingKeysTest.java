package org.helpline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.Strategy;
import org.helpline.core.Problem;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is rung for whom, as queues.ini and agents.ini say it. */
class RoutingKeysTest {

    @TempDir
    private Path conf;

    private SettingsReader.Outcome read(String queue, String agent) throws IOException {
        Files.writeString(conf.resolve("queues.ini"), "[support]\n" + queue + "\n[billing]\n");
        Files.writeString(conf.resolve("agents.ini"), "[anna]\nqueues = support, billing\n" + agent + "\n");
        return SettingsReader.read(new Sources(conf, conf, Optional.of(conf), Optional.empty(), Map.of(), List.of()));
    }

    private AgentSettings anna(String line) throws IOException {
        return ((SettingsReader.Read) read("", line)).settings().acd().agents().getFirst();
    }

    private List<String> problems(String queue, String agent) throws IOException {
        return ((SettingsReader.Refused) read(queue, agent))
                .problems().all().stream().map(Problem::what).toList();
    }

    @ParameterizedTest
    @EnumSource
    void everyStrategyHasItsWords(Strategy strategy) throws IOException {
        AcdSettings acd = ((SettingsReader.Read) read("strategy = " + strategy.words(), ""))
                .settings()
                .acd();
        assertThat(acd.queues().getFirst().sharing().strategy()).isEqualTo(strategy);
    }

    @Test
    void priorityAndHeadStartAreLengthsOfTime() throws IOException {
        AcdSettings acd = ((SettingsReader.Read)
                        read("priority-worth = 90s\nhead-start = 2m\nskills-first = yes\nring-at-once = 50", ""))
                .settings()
                .acd();
        assertThat(acd.queues().getFirst().sharing())
                .isEqualTo(new AcdSettings.Sharing(
                        Strategy.LONGEST_IDLE, true, Duration.ofSeconds(90), Duration.ofMinutes(2), Duration.ZERO, 50));
    }

    @Test
    void skillsHaveLevelsAndThreeIfNoneIsSaid() throws IOException {
        assertThat(anna("skills = billing:5, english").skills()).isEqualTo(Map.of("billing", 5, "english", 3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            weight = 3                     | 3 | 3
            weight = support:4, billing:2  | 4 | 2
            weight = support:4             | 4 | 1
            """)
    void aWeightIsForAllQueuesOrForEach(String line, int support, int billing) throws IOException {
        Map<QueueName, Integer> weights = anna(line).weights();
        assertThat(weights.getOrDefault(new QueueName("support"), 1)).isEqualTo(support);
        assertThat(weights.getOrDefault(new QueueName("billing"), 1)).isEqualTo(billing);
    }

    @ParameterizedTest
    @CsvSource({"skills = billing:6", "skills = billing:0", "'skills = billing, billing:2'", "weight = 0", "weight = x:"
    })
    void whatIsNoLevelIsRefused(String line) throws IOException {
        assertThat(problems("", line)).isNotEmpty();
    }

    @Test
    void aWeightInAQueueThatIsNotServedIsRefused() throws IOException {
        assertThat(problems("", "weight = sales:2"))
                .containsExactly(
                        "agents.anna.weight: The weight in sales says nothing: anna does not serve that queue.");
    }
}
