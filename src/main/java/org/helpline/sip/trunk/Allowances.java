package org.helpline.sip.trunk;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.helpline.config.NumberPatterns;
import org.helpline.config.TrunkSettings;
import org.helpline.config.TrunksSettings;
import org.helpline.core.Clock;
import org.helpline.core.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What may go over each trunk: which numbers, how many calls at once, a second and a day. Emergency numbers are always granted.
 * Shared by all loops; never blocks. A trunk's counters outlive a change of its settings.
 */
public final class Allowances {

    private static final Logger LOG = LoggerFactory.getLogger(Allowances.class);
    private static final int RETRY_SECONDS = 5;

    private final Supplier<TrunksSettings> settings;
    private final Clock clock;
    private final ZoneId zone;
    private final Snapshot<Map<String, TrunkCounts>> counts = new Snapshot<>(Map.of());

    /** Whether a call may be. */
    public sealed interface Answer {

        /** It may; the permit must be released when it is over. */
        record Granted(Permit permit) implements Answer {}

        /**
         * It may not.
         *
         * @param retryAfterSeconds 0: asking again changes nothing
         * @param sentence with the cause and what to do
         */
        record Refused(int status, int retryAfterSeconds, String sentence) implements Answer {}
    }

    /** A call's place on a trunk. */
    @FunctionalInterface
    public interface Permit {

        /** The call is over. Any thread; only the first time counts. */
        void release();
    }

    /** @param zone whose midnight begins a day */
    Allowances(Supplier<TrunksSettings> settings, Clock clock, ZoneId zone) {
        this.settings = settings;
        this.clock = clock;
        this.zone = zone;
        changed();
    }

    /** Takes up trunks that are new; on the thread that changes the settings. */
    void changed() {
        Map<String, TrunkCounts> next = new HashMap<>();
        for (TrunkSettings trunk : settings.get().trunks()) {
            next.put(trunk.name(), counts.get().getOrDefault(trunk.name(), new TrunkCounts(today())));
        }
        counts.publish(Map.copyOf(next));
    }

    /**
     * Asks for a call out.
     *
     * @param number in the house's form
     */
    public Answer out(String trunk, String number) {
        Optional<TrunkSettings> found = settings.get().of(trunk).filter(TrunkSettings::enabled);
        TrunkCounts count = counts.get().get(trunk);
        if (found.isEmpty() || count == null) {
            return refused(
                    503,
                    0,
                    "There is no trunk " + trunk
                            + ", or it is disabled: add it to trunks.ini, or say enabled = yes there.");
        }
        if (settings.get().emergency().contains(number)) {
            LOG.warn("trunk={} emergency call to {}: no limit applies to it", trunk, number);
            count.charge(today(), 0);
            return granted(count, count.enter(0).orElseThrow());
        }
        Optional<String> barred = barred(found.get(), number);
        if (barred.isPresent()) {
            return refused(count, 403, 0, barred.get());
        }
        return asked(found.get(), count, () -> capped(found.get(), count));
    }

    /** A call out that was granted today has not been made: it does not count for the day. */
    void giveBack(String trunk) {
        Optional.ofNullable(counts.get().get(trunk)).ifPresent(c -> c.giveBack(today()));
    }

    /** Asks for a call in. */
    public Answer in(String trunk) {
        Optional<TrunkSettings> found = settings.get().of(trunk).filter(TrunkSettings::enabled);
        TrunkCounts count = counts.get().get(trunk);
        if (found.isEmpty() || count == null) {
            return refused(
                    403,
                    0,
                    "There is no trunk " + trunk
                            + ", or it is disabled: add it to trunks.ini, or say enabled = yes there.");
        }
        return asked(found.get(), count, Optional::empty);
    }

    /** Whether the trunk may call the number at all: a sentence if not. Counts nothing. */
    public Optional<String> barred(TrunkSettings trunk, String number) {
        if (settings.get().emergency().contains(number)) {
            return Optional.empty();
        }
        if (!number.matches("\\+?[\\w.#*-]{1,64}")) {
            return Optional.of("This is no number that can be dialled by trunk " + trunk.name()
                    + "; correct it where it is written: in a script, a contact or an extension.");
        }
        Optional<String> denied = trunk.out().deny().stream()
                .filter(p -> NumberPatterns.matches(p, number))
                .findFirst();
        if (denied.isPresent()) {
            return Optional.of("Trunk " + trunk.name() + " may not call " + number + ": deny in trunks.ini has "
                    + denied.get() + "; take it away there if the call is wanted.");
        }
        return NumberPatterns.any(trunk.out().allow(), number)
                ? Optional.empty()
                : Optional.of("Trunk " + trunk.name() + " may not call " + number + ": allow in trunks.ini "
                        + (trunk.out().allow().isEmpty()
                                ? "is empty; write for example allow = +49*."
                                : "has only " + String.join(", ", trunk.out().allow())
                                        + "; add the number if the call is wanted."));
    }

    /** How it stands with a trunk now; empty: there is none of that name. */
    public Optional<Count> count(String trunk) {
        return Optional.ofNullable(counts.get().get(trunk))
                .map(c -> new Count(
                        c.now(), c.most(), c.today(today()).get(), c.total(), c.refusedTotal(), c.lastRefusal()));
    }

    /**
     * Numbers of a trunk.
     *
     * @param now calls at once; {@code most} the most there were since the start
     * @param today calls out since midnight
     * @param total calls since the start, both ways; {@code refused} those that were not granted
     * @param lastRefusal why the latest was not; empty: none was
     */
    public record Count(int now, int most, int today, long total, long refused, String lastRefusal) {}

    /** Calls out of this day by trunk, of those that had any; to be kept over a restart. */
    public DayCalls day() {
        LocalDate day = today();
        Map<String, Integer> calls = new TreeMap<>();
        counts.get().forEach((name, count) -> {
            int made = count.today(day).get();
            if (made > 0) {
                calls.put(name, made);
            }
        });
        return new DayCalls(day, calls);
    }

    /** Takes up the calls of before a restart; of another day they are nothing. Once, before any call. */
    public void takeUp(DayCalls before) {
        if (before.day().equals(today())) {
            before.calls()
                    .forEach((name, calls) -> Optional.ofNullable(counts.get().get(name))
                            .ifPresent(c -> c.today(before.day()).addAndGet(calls)));
        }
    }

    /** Calls out of a day. */
    public record DayCalls(LocalDate day, Map<String, Integer> calls) {}

    private LocalDate today() {
        return LocalDate.ofInstant(clock.now(), zone);
    }

    /** Takes a place, then asks for the rest; whoever is refused gives the place back. */
    private Answer asked(TrunkSettings trunk, TrunkCounts count, Supplier<Optional<Answer>> andThen) {
        Optional<Permit> place = count.enter(trunk.most());
        if (place.isEmpty()) {
            return refused(
                    count,
                    503,
                    RETRY_SECONDS,
                    "All " + trunk.most() + " calls that trunk " + trunk.name()
                            + " may carry are in use: raise calls in trunks.ini, if the provider allows more, or wait.");
        }
        Optional<Answer> refusal = paced(trunk, count).or(andThen);
        refusal.ifPresent(_ -> place.get().release());
        return refusal.orElseGet(() -> granted(count, place.get()));
    }

    private Optional<Answer> paced(TrunkSettings trunk, TrunkCounts count) {
        return trunk.perSecond() == 0 || count.pace(trunk.perSecond(), clock.nanos())
                ? Optional.empty()
                : Optional.of(
                        refused(
                                count,
                                503,
                                1,
                                "Trunk " + trunk.name() + " has more than " + trunk.perSecond()
                                        + " new calls a second: raise calls-per-second in trunks.ini, if the provider allows more."));
    }

    private Optional<Answer> capped(TrunkSettings trunk, TrunkCounts count) {
        int cap = trunk.out().daily();
        return count.charge(today(), cap)
                ? Optional.empty()
                : Optional.of(refused(
                        count,
                        503,
                        0,
                        "Trunk " + trunk.name() + " has made the " + cap
                                + " calls that calls-per-day in trunks.ini allows; raise it, or wait until midnight."));
    }

    private static Answer granted(TrunkCounts count, Permit place) {
        count.granted();
        return new Answer.Granted(place);
    }

    private static Answer refused(TrunkCounts count, int status, int retryAfter, String sentence) {
        count.refused(sentence);
        return refused(status, retryAfter, sentence);
    }

    private static Answer refused(int status, int retryAfter, String sentence) {
        return new Answer.Refused(status, retryAfter, sentence);
    }
}
