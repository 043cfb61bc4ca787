package org.helpline.ivr.trial;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.helpline.core.BusinessHours;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Environment;
import org.helpline.ivr.run.MockedAnswer;
import org.helpline.ivr.run.ScriptSimulator;

/**
 * What the settings give to trials. Immutable; any thread.
 *
 * @param calendars by name; one that is missing is open
 * @param music of a queue that names none in the script
 * @param overflow where the settings send callers
 * @param book who can be rung by name or extension
 * @param scripts by name, those that a call may be handed to
 * @param timing how fast calls go
 * @param queues the server's queues, for tests that call agents by name; empty: there are none
 * @param asking what a look-up answers of which a call does not say it; empty: nobody knows
 */
public record Surroundings(
        Map<String, BusinessHours> calendars,
        Function<QueueName, String> music,
        Environment.Overflow overflow,
        PhoneBook book,
        Map<String, Script> scripts,
        Timing timing,
        Optional<TrialQueues.Opening> queues,
        Function<Effect.LookUp, Optional<MockedAnswer>> asking) {

    /** With calls that go as fast as they can. */
    public Surroundings(
            Map<String, BusinessHours> calendars,
            Function<QueueName, String> music,
            Environment.Overflow overflow,
            PhoneBook book,
            Map<String, Script> scripts) {
        this(calendars, music, overflow, book, scripts, Timing.AT_ONCE, Optional.empty(), _ -> Optional.empty());
    }

    /** The same with calls that go at another pace. */
    public Surroundings at(Timing pace) {
        return new Surroundings(calendars, music, overflow, book, scripts, pace, queues, asking);
    }

    /** The same where look-ups of which a call does not say what they answer are asked for it. */
    public Surroundings asking(Function<Effect.LookUp, Optional<MockedAnswer>> whom) {
        return new Surroundings(calendars, music, overflow, book, scripts, timing, queues, whom);
    }

    /** The same with a server's queues. */
    public Surroundings queueing(TrialQueues.Opening as) {
        return new Surroundings(calendars, music, overflow, book, scripts, timing, Optional.of(as), asking);
    }

    /** Where nobody can be rung by name or extension. */
    public Surroundings(
            Map<String, BusinessHours> calendars,
            Function<QueueName, String> music,
            Environment.Overflow overflow,
            Map<String, Script> scripts) {
        this(calendars, music, overflow, PhoneBook.EMPTY, scripts);
    }

    /** A Monday, for calls that do not say when. */
    private static final LocalDateTime ORDINARY_DAY = LocalDateTime.of(2027, 1, 4, 10, 0);

    /** The world of a trial. */
    public ScriptSimulator.World world(Circumstances given) {
        Environment.Chance lots = new DrawnSides(given.sides());
        return new TrialWorld(now -> environment(given, now).with(lots), given.lookUps(), asking);
    }

    private Environment environment(Circumstances given, Instant now) {
        return new Environment(
                        now,
                        name -> state(given, name, now),
                        name -> zone(given, name),
                        given.notices()::contains,
                        music,
                        overflow,
                        Environment.MAX_STEPS)
                .with(book)
                .expecting(new DoorWaits(given.queues(), Optional.empty()))
                .withBoxes(queue -> given.full().contains(queue.value()))
                .withScripts(name -> Optional.ofNullable(scripts.get(name)));
    }

    private ZoneId zone(Circumstances given, String name) {
        Optional<ZoneId> own = Optional.ofNullable(calendars.get(name)).map(BusinessHours::zone);
        return given.zone().or(() -> own).orElseGet(this::anyZone);
    }

    private ZoneId anyZone() {
        return calendars.entrySet().stream()
                .min(Map.Entry.comparingByKey())
                .map(e -> e.getValue().zone())
                .orElse(ZoneOffset.UTC);
    }

    private BusinessHours.State state(Circumstances given, String name, Instant now) {
        BusinessHours.State said = given.hours().get(name);
        if (said != null) {
            return said;
        }
        BusinessHours calendar = calendars.get(name);
        // a call that does not say when comes in on a good day
        return given.allHours()
                .orElseGet(
                        () -> given.at().isEmpty() || calendar == null ? BusinessHours.State.OPEN : calendar.at(now));
    }

    /** When a trial's call comes in. */
    public Instant begin(Circumstances given, Script script) {
        return given.at()
                .orElse(ORDINARY_DAY)
                .atZone(given.zone().orElseGet(() -> zone(script)))
                .toInstant();
    }

    /** The zone of the first calendar that the script asks; else of any; else UTC. */
    ZoneId zone(Script script) {
        List<ZoneId> asked = new ArrayList<>();
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.When when && when.condition() instanceof Condition.Calendar c) {
                Optional.ofNullable(calendars.get(c.hours()))
                        .map(BusinessHours::zone)
                        .ifPresent(asked::add);
            }
        });
        return asked.stream()
                .findFirst()
                .or(() -> script.head().hours().map(calendars::get).map(BusinessHours::zone))
                .orElseGet(this::anyZone);
    }
}
