package org.helpline.app.past;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.run.Target;
import org.helpline.ivr.trial.Coverage;
import org.helpline.ivr.trial.Expected;
import org.helpline.ivr.trial.Played;
import org.helpline.ivr.trial.ServerQueues;
import org.helpline.ivr.trial.Surroundings;
import org.helpline.ivr.trial.Timing;
import org.helpline.ivr.trial.Trial;
import org.helpline.ivr.trial.TrialFiles;
import org.helpline.ivr.trial.TrialRun;
import org.helpline.ivr.trial.TrialText;
import org.helpline.ivr.trial.Vocabulary;
import org.helpline.journal.PastCall;

/** Calls in virtual time, with the facts that a server would have told of them. */
final class PlayedCalls {

    private PlayedCalls() {}

    static Surroundings surroundings() {
        return ServerQueues.in(new Surroundings(
                Map.of("office", Samples.OFFICE), _ -> "default", (_, _) -> new Target.Goodbye(), Map.of()));
    }

    static Vocabulary names(Script script) {
        return Vocabulary.of(script, Samples.KNOWN.queues(), Samples.KNOWN.hours(), Map.of());
    }

    /** A call for each test that is shipped with a script. */
    static List<PastCall> shipped(Script script, Timing timing) {
        Problems problems = new Problems();
        List<PastCall> calls = new ArrayList<>();
        try {
            for (Path file : TrialFiles.in(script.folder())) {
                for (Trial trial : TrialFiles.read(file, names(script), problems)) {
                    Played played = new TrialRun(script, surroundings().at(timing), new Coverage()).play(trial);
                    calls.add(past(played, trial.given().caller()));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return calls;
    }

    /** A call in which these acts of the trial language are done. */
    static PastCall of(Script script, String acts, Timing timing) {
        Problems problems = new Problems();
        List<Trial> trials =
                TrialText.parse("tests:\n  - name: it\n    call: [" + acts + "]\n", names(script), problems);
        if (!problems.isEmpty()) {
            throw new AssertionError(problems.all().toString());
        }
        Played played = new TrialRun(script, surroundings().at(timing), new Coverage()).play(trials.getFirst());
        if (!played.verdict().passed()) {
            throw new AssertionError(played.verdict().failure().toString());
        }
        return past(played, "+905321234567");
    }

    /** The facts that a server would have told of such a call. */
    static PastCall past(Played call, String caller) {
        List<Published> facts = new ArrayList<>();
        tell(
                facts,
                call.begin(),
                Duration.ZERO,
                new CallFact.Arrived(new Personal(caller), Personal.NONE, "100", "x@y", "udp 192.0.2.1:5060", ""));
        QueueName queue = new QueueName("none");
        for (Moment moment : call.moments()) {
            switch (moment) {
                case Moment.Did(Duration after, Effect effect) -> {
                    if (effect instanceof Effect.Publish(var fact)) {
                        tell(facts, call.begin(), after, fact);
                    } else if (effect instanceof Effect.Enqueue enqueue) {
                        queue = enqueue.queue();
                    }
                }
                case Moment.Told(Duration after, ScriptEvent event) -> {
                    Fact fact = told(event, queue);
                    if (fact != null) {
                        tell(facts, call.begin(), after, fact);
                    }
                }
            }
        }
        String by = call.hungUp() || !(call.ending() instanceof Expected.Ending.HungUp) ? "caller" : "script";
        tell(
                facts,
                call.begin(),
                call.verdict().lasted(),
                new CallFact.Ended(
                        call.ending() instanceof Expected.Ending.Served ? "served" : "self-served", by, "."));
        return new PastCall("20260101-000000-abcdef", facts);
    }

    private static @org.jspecify.annotations.Nullable Fact told(ScriptEvent event, QueueName queue) {
        return switch (event) {
            case ScriptEvent.KeyPressed k ->
                new CallFact.DigitPressed(
                        "caller", new Personal(String.valueOf(k.digit().symbol())), "rtp");
            case ScriptEvent.Queued q -> new QueueFact.Joined(queue, q.position(), 0);
            case ScriptEvent.NotQueued q -> new QueueFact.NotQueued(queue, q.why());
            case ScriptEvent.SentOn q -> new QueueFact.SentOn(queue, q.why(), Duration.ZERO);
            case ScriptEvent.Connected _ -> new CallFact.Bridged("agent:anna");
            case ScriptEvent.AgentLeft _ -> new CallFact.LegEnded("agent:anna", "agent", "The agent hung up.");
            default -> null;
        };
    }

    private static void tell(List<Published> facts, Instant begin, Duration after, Fact fact) {
        facts.add(new Published("20260101-000000-abcdef", facts.size() + 1, begin.plus(after), after.toMillis(), fact));
    }
}
