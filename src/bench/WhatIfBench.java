import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdEvent;
import org.helpline.acd.AcdScribe;
import org.helpline.acd.LiveAcd;
import org.helpline.acd.PastShift;
import org.helpline.acd.Play;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.ManualClock;
import org.helpline.core.QueueName;
import org.helpline.core.SameThreadLoop;
import org.slf4j.LoggerFactory;

/**
 * What a play of a past day takes of one core by the number of its calls: the log is read, and the day drawn and played. Each day has twice the calls and
 * twice the agents of the one before, so a play may take a little more than twice as long. From the product's folder:
 *
 * <pre>java -cp CLASSES_AND_LIBRARIES src/bench/WhatIfBench.java [CALLS OF THE FIRST DAY] [DAYS]</pre>
 */
public final class WhatIfBench {

    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");
    private static final Duration OPEN = Duration.ofHours(12);
    private static final Duration HANDLE = Duration.ofMinutes(3);
    private static final int QUEUES = 4;
    private static final double LOAD = 1.02; // some wait, and some of them hang up

    private final Random random = new Random(1);
    private final SameThreadLoop loop = new SameThreadLoop("acd", new ManualClock(MIDNIGHT.plus(Duration.ofHours(8))));
    private final AcdScribe scribe = new AcdScribe();
    private final List<String> lines = new ArrayList<>();
    private final Set<InteractionId> answered = new HashSet<>();
    private final LiveAcd acd;

    private WhatIfBench(int agents) {
        this.acd = LiveAcd.start(settings(agents), loop, _ -> true, () -> new InteractionId("none"), scribe, this::hear);
        for (int i = 0; i < agents; i++) {
            acd.reachable(agent(i), true);
            acd.agent(agent(i), new Acd.AgentCommand.LogIn());
            acd.agent(agent(i), new Acd.AgentCommand.Ready());
        }
        loop.run();
    }

    /** Prints a line for each day. */
    public static void main(String... args) {
        ((Logger) LoggerFactory.getLogger("ROOT")).setLevel(Level.WARN); // not each event
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
        int days = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        one(calls, false); // warm
        for (int day = 0; day < days; day++) {
            one(calls << day, true);
        }
    }

    private static void one(int calls, boolean told) {
        int agents = Math.max(1, (int) (calls * HANDLE.toSeconds() / (OPEN.toSeconds() * LOAD)));
        List<String> log = new WhatIfBench(agents).day(calls);
        long begin = THREAD.getCurrentThreadCpuTime();
        PastShift past = new PastShift(MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(1)));
        log.forEach(past::take);
        long read = THREAD.getCurrentThreadCpuTime();
        Play.Day day = past.day(past.settings(), past.deeds(), 1);
        long drawn = THREAD.getCurrentThreadCpuTime();
        Play.Outcome played = Play.of(day, 1);
        long end = THREAD.getCurrentThreadCpuTime();
        if (told) {
            System.out.printf(
                    Locale.ROOT,
                    "%,7d calls, %,5d agents, %,9d lines: read in %6.1f s, drawn in %6.2f s, played in %6.2f s (%.0f us a call); %.1f %% hung up%n",
                    calls,
                    agents,
                    log.size(),
                    (read - begin) / 1e9,
                    (drawn - read) / 1e9,
                    (end - drawn) / 1e9,
                    (end - read) / 1e3 / calls,
                    100.0 * played.stays().stream().filter(s -> s.how() == Play.How.ABANDONED).count() / calls);
        }
    }

    private List<String> day(int calls) {
        for (int i = 0; i < calls; i++) {
            InteractionId caller = new InteractionId("caller-" + i);
            Duration patience = random(Duration.ofMinutes(2));
            loop.timers().after(Duration.ofMillis(random.nextLong(OPEN.toMillis())), () -> {
                acd.join(new Acd.Ticket(caller, queue(random.nextInt(QUEUES)), 0, Optional.empty()));
                loop.timers().after(patience, () -> leaves(caller));
            });
        }
        for (long s = 0; s < OPEN.toSeconds() + 1800; s += 60) {
            loop.advance(Duration.ofMinutes(1));
            lines.addAll(scribe.take(Integer.MAX_VALUE));
        }
        return lines;
    }

    private void leaves(InteractionId caller) {
        if (!answered.contains(caller)) {
            acd.leave(caller, Acd.LeaveReason.ABANDONED);
        }
    }

    private void hear(AcdEvent event) {
        switch (event) {
            case AcdEvent.Offer o -> loop.timers().after(Duration.ofSeconds(4), () -> acd.accepted(o.offer()));
            case AcdEvent.Connect c -> {
                answered.add(c.interaction());
                loop.timers().after(random(HANDLE), () -> acd.released(c.interaction(), c.agent()));
            }
            default -> {}
        }
    }

    private Duration random(Duration mean) {
        return Duration.ofMillis(Math.round(-Math.log(1 - random.nextDouble()) * mean.toMillis()));
    }

    private static AcdSettings settings(int count) {
        List<QueueSettings> queues = new ArrayList<>();
        for (int i = 0; i < QUEUES; i++) {
            queues.add(new QueueSettings(
                    queue(i), "music", Duration.ZERO, 0, new Target.Goodbye(), Optional.empty(), Optional.empty(),
                    Optional.empty(), Duration.ofSeconds(20), Duration.ofSeconds(10)));
        }
        List<AgentSettings> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(new AgentSettings(agent(i), "Agent", List.of(queue(i), queue(i + 1)), false, Role.AGENT));
        }
        return new AcdSettings(queues, people, Duration.ofSeconds(18));
    }

    private static QueueName queue(int number) {
        return new QueueName("queue" + number % QUEUES);
    }

    private static AgentId agent(int number) {
        return new AgentId("agent" + number);
    }
}
