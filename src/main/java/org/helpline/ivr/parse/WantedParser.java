package org.helpline.ivr.parse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.QueueName;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.Variable;
import org.helpline.ivr.model.Wanted;

/** Reads which agents may be rung for whoever waits: {@code priority}, {@code needs}, {@code relax}, {@code prefer}. */
final class WantedParser {

    private static final String LAST_AGENT = "last_agent";
    private static final String NONE = "none";

    private final SourceText source;
    private final Scalars scalars;
    private final Defaults defaults;

    WantedParser(SourceText source, Defaults defaults) {
        this.source = source;
        this.scalars = new Scalars(source);
        this.defaults = defaults;
    }

    /** A number as written; 0 where it is worked out only when somebody joins. */
    int priority(Options options) {
        return options.text("priority")
                .filter(t -> !isWorkedOut(t))
                .flatMap(t -> scalars.whole(t, 0, 10))
                .orElse(0);
    }

    Wanted wanted(Options options) {
        Optional<Assigned> priority =
                options.text("priority").filter(WantedParser::isWorkedOut).flatMap(this::workedOut);
        return new Wanted(
                priority,
                needs(options),
                options.take("relax").map(this::relaxed).orElse(List.of()),
                preferred(options));
    }

    /** Skills with their levels. */
    Map<String, Integer> needs(Options options) {
        return options.take("needs").map(this::needs).orElse(Map.of());
    }

    private static boolean isWorkedOut(YamlNode.Text text) {
        return text.value().startsWith("=") || text.value().contains("{");
    }

    private Optional<Assigned> workedOut(YamlNode.Text text) {
        return new AssignedParser(source, defaults).read(text, Optional.<Variable>empty());
    }

    private Map<String, Integer> needs(YamlNode node) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        if (node instanceof YamlNode.Fields table) {
            for (YamlNode.Field f : table.fields()) {
                Optional<Integer> level =
                        f.value() instanceof YamlNode.Text t ? scalars.whole(t, 1, 5) : Optional.empty();
                if (!(f.value() instanceof YamlNode.Text)) {
                    source.report(f.value(), "A skill has a level from 1 to 5.", "Write 'needs: {german: 3}'.");
                }
                skill(f.key());
                levels.put(f.key().value(), level.orElse(1));
            }
        } else {
            for (YamlNode.Text skill : Options.texts(node)) {
                skill(skill);
                levels.put(skill.value(), 1);
            }
        }
        return levels;
    }

    private void skill(YamlNode.Text skill) {
        if (!skill.value().matches("[a-z0-9][a-z0-9_-]{0,63}")) {
            source.report(
                    skill, "'" + skill.value() + "' is no skill.", "Skills are those of agents in conf/agents.ini.");
        }
    }

    private List<Wanted.Relaxed> relaxed(YamlNode node) {
        List<YamlNode> entries = node instanceof YamlNode.Items items ? items.nodes() : List.of(node);
        List<Wanted.Relaxed> all = new ArrayList<>();
        for (YamlNode entry : entries) {
            if (entry instanceof YamlNode.Fields table) {
                Wanted.Relaxed next = relaxed(new Options(source, table).as(Lexicon.relaxed()));
                if (!all.isEmpty() && next.after().compareTo(all.getLast().after()) <= 0) {
                    source.report(
                            entry, "This comes no later than the one before it.", "Write them in order of 'after'.");
                } else {
                    all.add(next);
                }
            } else {
                source.report(entry, "'relax' is a list of tables.", "Write '- {after: 30s, needs: none}'.");
            }
        }
        return List.copyOf(all);
    }

    private Wanted.Relaxed relaxed(Options options) {
        Optional<Duration> after = options.text("after").flatMap(scalars::duration);
        Optional<YamlNode> needs = options.take("needs");
        boolean none = needs.filter(
                        n -> n instanceof YamlNode.Text t && t.value().equals(NONE))
                .isPresent();
        Set<QueueName> also = new LinkedHashSet<>();
        options.take("also").map(Options::texts).orElse(List.of()).forEach(q -> also.add(new QueueName(q.value())));
        if (after.filter(d -> !d.isZero()).isEmpty()) {
            source.report(
                    options.fields(),
                    "It is not said after how long this holds.",
                    "Write '{after: 30s, needs: none}'.");
        }
        if (needs.isEmpty()) {
            source.report(
                    options.fields(),
                    "It is not said what an agent needs from then on.",
                    "Write 'needs: none' for anybody, or the skills again, with lower levels.");
        }
        options.done("An entry of 'relax'");
        return new Wanted.Relaxed(
                after.orElse(Duration.ZERO),
                none ? Map.of() : needs.map(this::needs).orElse(Map.of()),
                also);
    }

    /** An agent who is waited for. */
    Optional<Wanted.Preferred> preferred(Options options) {
        Optional<YamlNode.Text> agent = options.text("prefer");
        Optional<Duration> within = options.text("prefer_for").flatMap(scalars::duration);
        if (agent.isEmpty() && within.isPresent()) {
            source.report(
                    options.fields(), "'prefer_for' without 'prefer' waits for nobody.", "Add 'prefer: last_agent'.");
        }
        return agent.map(t -> new Wanted.Preferred(
                t.value().equals(LAST_AGENT) ? Optional.empty() : Optional.of(scalars.value(t)),
                within.orElse(Wanted.USUAL_WAIT)));
    }
}
