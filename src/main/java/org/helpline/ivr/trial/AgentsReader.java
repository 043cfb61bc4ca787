package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.core.DurationText;
import org.helpline.ivr.parse.Options;
import org.helpline.ivr.parse.SourceText;
import org.helpline.ivr.parse.YamlNode;

/** Reads {@code agents:} of a test. */
final class AgentsReader {

    /** The level of a skill that is named without one, as in the settings. */
    private static final int USUAL_LEVEL = 3;

    private static final String EXAMPLE = "Write for example {skills: {german: 3}, queues: [support], state: talking}.";

    private final SourceText source;
    private final Vocabulary names;

    AgentsReader(SourceText source, Vocabulary names) {
        this.source = source;
        this.names = names;
    }

    Map<String, MockedAgents.Agent> read(Options table) {
        Map<String, MockedAgents.Agent> people = new LinkedHashMap<>();
        for (YamlNode.Field f : table.fields().fields()) {
            if (!f.key().value().matches("[a-z0-9][a-z0-9._-]{0,63}")) {
                source.report(f.key(), "'" + f.key().value() + "' is no agent.", "Take ids as in conf/agents.ini.");
            }
            people.put(f.key().value(), agent(f));
        }
        return Collections.unmodifiableMap(people);
    }

    private MockedAgents.Agent agent(YamlNode.Field field) {
        switch (field.value()) {
            case YamlNode.Text state -> {
                return new MockedAgents.Agent(Map.of(), Set.of(), doing(state));
            }
            case YamlNode.Items list -> {
                source.report(list, "'" + field.key().value() + "' is a list.", EXAMPLE);
                return new MockedAgents.Agent(Map.of(), Set.of(), MockedAgents.Doing.FREE);
            }
            case YamlNode.Fields table -> {
                Options options = new Options(source, table);
                MockedAgents.Agent agent = new MockedAgents.Agent(
                        options.take("skills").map(this::skills).orElse(Map.of()),
                        options.take("queues").map(this::queues).orElse(Set.of()),
                        options.text("state").map(this::doing).orElse(MockedAgents.Doing.FREE),
                        options.text("calls").map(this::calls).orElse(0),
                        options.text("talked").flatMap(this::talked).orElse(Duration.ZERO));
                options.done("An agent");
                return agent;
            }
        }
    }

    private int calls(YamlNode.Text text) {
        if (text.value().matches("\\d{1,3}")) {
            return Integer.parseInt(text.value());
        }
        source.report(text, "'" + text.value() + "' is no number of calls.", "Write for example 'calls: 3'.");
        return 0;
    }

    private Optional<Duration> talked(YamlNode.Text text) {
        Optional<Duration> time = DurationText.read(text.value());
        if (time.isEmpty()) {
            source.report(text, "'" + text.value() + "' is no length of time.", "Write for example 'talked: 20m'.");
        }
        return time;
    }

    private MockedAgents.Doing doing(YamlNode.Text text) {
        return switch (text.value()) {
            case "free" -> MockedAgents.Doing.FREE;
            case "talking" -> MockedAgents.Doing.TALKING;
            case "away" -> MockedAgents.Doing.AWAY;
            default -> {
                source.report(
                        text, "'" + text.value() + "' is nothing that an agent does.", "Write free, talking or away.");
                yield MockedAgents.Doing.FREE;
            }
        };
    }

    private Map<String, Integer> skills(YamlNode node) {
        Map<String, Integer> skills = new HashMap<>();
        if (node instanceof YamlNode.Fields table) {
            for (YamlNode.Field f : table.fields()) {
                boolean level =
                        f.value() instanceof YamlNode.Text t && t.value().matches("[1-5]");
                if (level && f.value() instanceof YamlNode.Text t) {
                    skills.put(f.key().value(), Integer.valueOf(t.value()));
                } else {
                    source.report(f.value(), "A skill has a level from 1 to 5.", "Write 'skills: {german: 3}'.");
                }
            }
        } else {
            texts(node).forEach(t -> skills.put(t.value(), USUAL_LEVEL));
        }
        return Map.copyOf(skills);
    }

    private Set<String> queues(YamlNode node) {
        Set<String> queues = new TreeSet<>();
        for (YamlNode.Text t : texts(node)) {
            Optional<String> known = new ActReader(names, (what, fix) -> source.report(t, what, fix))
                    .known(t.value(), names.queues(), "is no queue");
            known.ifPresent(queues::add);
        }
        return Set.copyOf(queues);
    }

    private static List<YamlNode.Text> texts(YamlNode node) {
        return switch (node) {
            case YamlNode.Text t -> List.of(t);
            case YamlNode.Items i ->
                i.nodes().stream().flatMap(n -> texts(n).stream()).toList();
            case YamlNode.Fields _ -> List.of();
        };
    }
}
