package org.helpline.app.past;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.trial.Coverage;
import org.helpline.ivr.trial.Played;
import org.helpline.ivr.trial.Surroundings;
import org.helpline.ivr.trial.Trial;
import org.helpline.ivr.trial.TrialFiles;
import org.helpline.ivr.trial.TrialRun;
import org.helpline.ivr.trial.Vocabulary;
import org.helpline.journal.PastCall;

/**
 * A version of a script run by past calls in virtual time: the callers press the same keys with the same pauses, look-ups and queues answer the
 * same. Both versions are run so, where the one of then is kept, so that only the script makes a difference. One thread.
 */
public final class Shadow {

    private final Script now;
    private final Function<String, Optional<Script>> versions;
    private final Function<Script, Vocabulary> names;
    private final Surroundings surroundings;
    private final ZoneId zone;

    /**
     * A version to be tried.
     *
     * @param versions the versions of this script that are kept
     * @param names what tests of a script may name
     */
    public Shadow(
            Script now,
            Function<String, Optional<Script>> versions,
            Function<Script, Vocabulary> names,
            Surroundings surroundings,
            ZoneId zone) {
        this.now = now;
        this.versions = versions;
        this.names = names;
        this.surroundings = surroundings;
        this.zone = zone;
    }

    /** Somewhere that a call came to. */
    public record Station(Duration after, String what) {}

    /**
     * The first thing that would have been otherwise.
     *
     * @param last where both still were
     * @param before where the call went; {@code now} where it would go; "nothing" where it goes nowhere more
     */
    public record Difference(String call, Duration after, String last, String before, String now) {}

    /**
     * What became of one call.
     *
     * @param difference empty: it would have gone the same way
     * @param facts what this version would have told of it
     */
    public record Replayed(Optional<Difference> difference, PastCall facts) {}

    /** Runs one call; empty for one that cannot be made a test of. */
    public Optional<Replayed> replay(PastCall call) {
        Optional<Played> played = play(now, call);
        if (played.isEmpty()) {
            return Optional.empty();
        }
        String version = call.first(ScriptFact.Started.class)
                .map(ScriptFact.Started::version)
                .orElse("");
        Optional<Script> then = version.equals(now.version()) ? Optional.of(now) : versions.apply(version);
        List<Station> before = then.flatMap(s -> play(s, call))
                .map(p -> stations(facts(p, call.id())))
                .orElseGet(() -> stations(call));
        PastCall facts = facts(played.get(), call.id());
        return Optional.of(new Replayed(difference(call.id(), before, stations(facts)), facts));
    }

    private Optional<Played> play(Script script, PastCall call) {
        Set<String> queues = new TreeSet<>();
        call.facts().forEach(f -> {
            if (f.fact() instanceof QueueFact.Joined j) {
                queues.add(j.queue().value());
            } else if (f.fact() instanceof ScriptFact.Weighed w) {
                queues.addAll(RecordedTest.asked(w));
            }
        });
        Set<String> notices = new TreeSet<>();
        call.facts().forEach(f -> {
            if (f.fact() instanceof ScriptFact.Entered e && e.what().startsWith("notice ")) {
                notices.add(e.what().substring(7));
            }
        });
        String text = String.join("\n", RecordedTest.of(call, zone, true));
        List<Trial> trials =
                TrialFiles.read(call.id(), text, names.apply(script).loosely(queues, notices), new Problems());
        return trials.stream()
                .findFirst()
                .map(trial -> new TrialRun(script, surroundings, new Coverage()).playLoosely(trial));
    }

    private static Optional<Difference> difference(String call, List<Station> before, List<Station> now) {
        String last = "the beginning";
        for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
            String was = i < before.size() ? before.get(i).what() : "nothing";
            String is = i < now.size() ? now.get(i).what() : "nothing";
            if (!was.equals(is)) {
                Duration after =
                        i < now.size() ? now.get(i).after() : before.get(i).after();
                return Optional.of(new Difference(call, after, last, was, is));
            }
            last = is;
        }
        return Optional.empty();
    }

    /** Sections, queues, scripts and the end, in the order in which a call came to them. */
    static List<Station> stations(PastCall call) {
        List<Station> stations = new ArrayList<>();
        String section = "";
        for (Published p : call.facts()) {
            Duration after = Duration.ofMillis(p.offsetMillis());
            if (p.fact() instanceof ScriptFact.Entered e) {
                String here = "section " + e.place().replaceFirst("[/.].*$", "");
                boolean ofAll = e.place().startsWith("input.") || e.place().startsWith("queues/");
                if (!here.equals(section) && !ofAll) {
                    stations.add(new Station(after, here));
                    section = here;
                }
            } else if (p.fact() instanceof ScriptFact.Left l) {
                stations.add(new Station(after, l.to()));
                section = "";
            }
        }
        return stations;
    }

    /** As a server would have told it. */
    static PastCall facts(Played played, String id) {
        List<Published> facts = new ArrayList<>();
        QueueName queue = new QueueName("none");
        for (Moment moment : played.moments()) {
            if (moment instanceof Moment.Did(Duration after, Effect.Publish(ScriptFact fact))) {
                tell(facts, id, played, after, fact);
            } else if (moment instanceof Moment.Did(var _, Effect.Enqueue enqueue)) {
                queue = enqueue.queue();
            } else if (moment instanceof Moment.Told(Duration after, ScriptEvent.Queued q)) {
                tell(facts, id, played, after, new QueueFact.Joined(queue, q.position(), 0));
            } else if (moment instanceof Moment.Told(Duration after, ScriptEvent.Connected _)) {
                tell(facts, id, played, after, new CallFact.Bridged("agent"));
            } else if (moment instanceof Moment.Told(Duration after, ScriptEvent.KeyPressed k)) {
                Personal key = new Personal(Character.toString(k.digit().symbol()));
                tell(facts, id, played, after, new CallFact.DigitPressed("caller", key, "rtp"));
            }
        }
        if (played.hungUp()) {
            tell(
                    facts,
                    id,
                    played,
                    played.verdict().lasted(),
                    new CallFact.Ended("self-served", "caller", "The caller hung up."));
        }
        return new PastCall(id, List.copyOf(facts));
    }

    private static void tell(
            List<Published> facts, String id, Played played, Duration after, org.helpline.core.Fact fact) {
        facts.add(new Published(id, facts.size() + 1, played.begin().plus(after), after.toMillis(), fact));
    }

    /** Differences that are alike, the most frequent first. */
    public static Map<String, List<Difference>> table(List<Difference> differences) {
        Map<String, List<Difference>> groups = new java.util.TreeMap<>();
        differences.forEach(
                d -> groups.computeIfAbsent(d.last() + "\t" + d.before() + "\t" + d.now(), _ -> new ArrayList<>())
                        .add(d));
        Map<String, List<Difference>> sorted = new java.util.LinkedHashMap<>();
        groups.entrySet().stream()
                .sorted((a, b) -> b.getValue().size() - a.getValue().size())
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }
}
