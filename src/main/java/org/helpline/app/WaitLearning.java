package org.helpline.app;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.helpline.acd.Acd;
import org.helpline.acd.WaitModel;
import org.helpline.acd.WaitSample;
import org.helpline.config.HoursSettings;
import org.helpline.core.BusinessHours;
import org.helpline.core.Clock;
import org.helpline.journal.Reading;
import org.helpline.journal.measure.WaitHistory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ACD how long callers waited in the last weeks. Hours are those of the first calendar, a holiday is what every calendar with
 * holidays calls so. Blocks; on a thread of its own.
 */
record WaitLearning(WaitHistory history, Supplier<Map<String, HoursSettings>> calendars, Supplier<Acd> acd, Clock clock)
        implements Callable<Boolean> {

    /** How often. */
    static final Duration PAUSE = Duration.ofHours(1);

    private static final Duration WEEKS = Duration.ofDays(28);
    private static final Logger LOG = LoggerFactory.getLogger(WaitLearning.class);

    /** Whether something could be learnt. */
    @Override
    public Boolean call() {
        return switch (history.since(clock.now().minus(WEEKS))
                .toCompletableFuture()
                .join()) {
            case Reading.Read<List<WaitHistory.Waited>>(List<WaitHistory.Waited> waits) -> {
                acd.get()
                        .learn(WaitModel.learn(
                                waits.stream().map(WaitLearning::sample).toList(), zone(), holidays()));
                LOG.debug("learnt from {} waits how long callers wait", waits.size());
                yield true;
            }
            case Reading.NotRead<List<WaitHistory.Waited>>(String why) -> {
                LOG.warn("what is told of waits rests on what is seen now only: {}", why);
                yield false;
            }
        };
    }

    private static WaitSample sample(WaitHistory.Waited waited) {
        return new WaitSample(waited.queue(), waited.joined(), waited.position(), waited.waited(), waited.answered());
    }

    private ZoneId zone() {
        return calendars.get().entrySet().stream()
                .min(Map.Entry.comparingByKey())
                .map(first -> first.getValue().zone())
                .orElseGet(ZoneId::systemDefault);
    }

    private Predicate<LocalDate> holidays() {
        Collection<BusinessHours> all = Calendars.of(calendars.get()).values().stream()
                .filter(c -> !c.holidays().isEmpty())
                .toList();
        return date -> !all.isEmpty() && all.stream().allMatch(c -> c.holidays().contains(date));
    }
}
