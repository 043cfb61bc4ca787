package org.helpline.interaction;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.helpline.acd.Acd;
import org.helpline.call.Acceptance;
import org.helpline.call.Calls;
import org.helpline.config.AcdSettings;
import org.helpline.config.HoursSettings;
import org.helpline.config.Settings;
import org.helpline.core.AgentId;
import org.helpline.core.BusinessHours;
import org.helpline.core.Clock;
import org.helpline.core.Directory;
import org.helpline.core.FactSink;
import org.helpline.core.QueueName;
import org.helpline.core.Snapshot;
import org.helpline.interaction.lookup.LookUps;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.PhoneBook.Reach;
import org.helpline.ivr.run.Environment;

/**
 * What a {@link LiveCall} needs of the other rooms. Immutable; each part says its own thread.
 *
 * @param current the settings, which may change while calls are up; {@code people} whom callers can dial; {@code ways}
 *     what queues say to scripts, those included that are no longer in the settings
 * @param desk what desks see of calls
 * @param notices whether a notice is on
 * @param hours a calendar's state now
 * @param onEnded hears of each call that is over
 * @param boxes who keeps what callers have said
 * @param studio who does what is asked by phone with a PIN
 * @param chance draws for calls that scripts split
 * @param talking calls by the Call-IDs of their legs
 * @param atPhones the call that a phone has which is no agent's, by its extension
 * @param inside calls from phones of the house to others, by their Call-ID
 * @param cutOffs who was cut off lately
 * @param seen what scripts see of the world; as it is, but in tests
 * @param archive who keeps recordings of conversations
 */
record House(
        Snapshot<Settings> current,
        Snapshot<PhoneBook> people,
        Snapshot<QueueWays> ways,
        Clock clock,
        FactSink facts,
        Calls calls,
        Supplier<Acd> theAcd,
        CustomerBook customers,
        LookUps lookUps,
        ScriptLibrary scripts,
        PromptBook prompts,
        DeskCalls desk,
        Predicate<String> notices,
        Function<String, BusinessHours.State> hours,
        Limits limits,
        Consumer<String> log,
        Consumer<LiveCall> onEnded,
        MessageBoxes boxes,
        Studio studio,
        Supplier<CallbackBook> theCallbacks,
        Environment.Chance chance,
        Directory<String, LiveCall> inside,
        Directory<String, LiveCall> talking,
        Directory<AgentId, LiveCall> atPhones,
        CutOffs cutOffs,
        UnaryOperator<Environment> seen,
        CallArchive archive) {

    private static final String ACCEPT_RECORDING = "accept";

    /** Bounds on one call. */
    record Limits(int scriptsPerCall, int stepsPerCall) {}

    Settings settings() {
        return current.get();
    }

    PhoneBook book() {
        return people.get();
    }

    Acd acd() {
        return theAcd.get();
    }

    CallbackBook callbacks() {
        return theCallbacks.get();
    }

    void log(String line) {
        log.accept(line);
    }

    void ended(LiveCall call) {
        onEnded.accept(call);
    }

    /** What scripts may know of the world now. */
    Environment environment() {
        QueueWays queues = ways.get();
        return seen.apply(
                new Environment( // whole, not by its withs: each event of each script is given one
                        clock.now(),
                        hours,
                        this::zone,
                        notices,
                        queues::music,
                        queues::overflow,
                        book(),
                        new KnownWaits(acd()),
                        boxes::isFull,
                        Environment.Foresight.NONE,
                        chance,
                        scripts::find,
                        limits.stepsPerCall()));
    }

    /** What somebody of the house reaches who dials this: an extension, an agent's name, a number with a script, a queue's name, a number outside. */
    Optional<Reach> reach(String dialled) {
        return book().extension(dialled)
                .or(() -> book().agent(dialled))
                .map(PhoneBook.Entry::reach)
                .or(() -> Optional.ofNullable(settings().calls().numbers().get(dialled))
                        .map(Reach.Script::new))
                .or(() -> settings().acd().queues().stream()
                        .map(AcdSettings.QueueSettings::name)
                        .filter(q -> q.value().equals(dialled))
                        .findFirst()
                        .<Reach>map(Reach.Queue::new))
                .or(() -> book().number(dialled));
    }

    /** An agent's name for display. */
    String agentName(AgentId agent) {
        return settings().acd().agents().stream()
                .filter(a -> a.id().equals(agent))
                .map(AcdSettings.AgentSettings::name)
                .findFirst()
                .orElse(agent.value());
    }

    /** How long who was cut off in a queue may take to call again and stand where they stood. */
    Duration returnWithin(QueueName queue) {
        return settings().acd().queues().stream()
                .filter(q -> q.name().equals(queue))
                .map(q -> q.callbacks().returnWithin())
                .findFirst()
                .orElse(Duration.ZERO);
    }

    /** The key with which an agent takes a call, if one is needed. */
    Optional<Acceptance> acceptance(AgentId agent) {
        return settings().acd().agents().stream()
                .filter(a -> a.id().equals(agent))
                .findFirst()
                .flatMap(AcdSettings.AgentSettings::accept)
                .map(a -> new Acceptance(
                        a.key(),
                        a.within(),
                        (loop, then) -> prompts.forAgent(a.language(), a.say(), ACCEPT_RECORDING, loop, then)));
    }

    /** The music of a caller on hold: that of the queue they came from. */
    String holdMusic(Optional<QueueName> queue) {
        return queue.map(ways.get()::music).filter(n -> !n.isEmpty()).orElse(PromptBook.DEFAULT_MUSIC);
    }

    /** A calendar's zone; that of the first one where none is named. */
    private ZoneId zone(String calendar) {
        Map<String, HoursSettings> calendars = settings().scripts().hours();
        return Optional.ofNullable(calendars.get(calendar))
                .or(() -> calendars.entrySet().stream()
                        .min(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue))
                .map(HoursSettings::zone)
                .orElse(ZoneOffset.UTC);
    }
}
