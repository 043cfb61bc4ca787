import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdEvent;
import org.helpline.acd.AcdLog;
import org.helpline.acd.Demand;
import org.helpline.acd.LiveAcd;
import org.helpline.acd.Plan;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.config.AcdSettings.Strategy;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.ManualClock;
import org.helpline.core.QueueName;
import org.helpline.core.SameThreadLoop;
import org.slf4j.LoggerFactory;

/**
 * What a decision of the ACD takes with 10,000 agents in 50 queues, 40 skills and 100,000 who wait: joins, answers, hang-ups, refusals and
 * ends of talks, each with all that follows from it, the board included. Fails over 1 ms at the 99th percentile. From the product's folder:
 *
 * <pre>java -cp CLASSES_AND_LIBRARIES src/bench/RoutingBench.java [AGENTS WAITING]</pre>
 */
public final class RoutingBench {

    private static final int QUEUES = 50;
    private static final int SKILLS = 40;
    private static final int WARM = 20_000;
    private static final int MEASURED = 60_000;
    private static final double MOST_MILLIS = 1;

    private final Random random = new Random(1);
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T09:00:00Z"));
    private final SameThreadLoop loop = new SameThreadLoop("acd", clock);
    private final ArrayDeque<AcdEvent.Offer> ringing = new ArrayDeque<>();
    private final ArrayDeque<InteractionId> talking = new ArrayDeque<>();
    private final ArrayDeque<InteractionId> waiting = new ArrayDeque<>();
    private final LiveAcd acd;
    private final int agents;
    private int callers;
    private long worstTick;

    private RoutingBench(int agents) {
        this.agents = agents;
        this.acd = LiveAcd.start(settings(agents), loop, _ -> true, () -> new InteractionId("none"), AcdLog.NONE, this::hear);
        loop.run();
    }

    /** Prints a line; ends with 1 when it took too long. */
    public static void main(String... args) {
        ((Logger) LoggerFactory.getLogger("ROOT")).setLevel(Level.WARN); // not each event
        int agents = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int waiting = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        RoutingBench bench = new RoutingBench(agents);
        bench.fill(waiting);
        bench.work(WARM, new long[WARM]);
        bench.worstTick = 0;
        long[] nanos = new long[MEASURED];
        bench.work(MEASURED, nanos);
        Arrays.sort(nanos);
        double p99 = nanos[MEASURED * 99 / 100] / 1e6;
        System.out.printf(
                Locale.ROOT,
                "routing with %,d agents and %,d waiting: p50 %.3f ms, p99 %.3f ms, p99.9 %.3f ms, worst %.3f ms; worst tick %.1f ms%n",
                agents,
                bench.acd.board().queues().stream().mapToInt(q -> q.waiting()).sum(),
                nanos[MEASURED / 2] / 1e6,
                p99,
                nanos[MEASURED * 999 / 1000] / 1e6,
                nanos[MEASURED - 1] / 1e6,
                bench.worstTick / 1e6);
        System.exit(p99 > MOST_MILLIS ? 1 : 0);
    }

    private AcdSettings settings(int count) {
        List<QueueSettings> queues = new ArrayList<>();
        for (int i = 0; i < QUEUES; i++) {
            Strategy strategy = Strategy.values()[i % Strategy.values().length];
            queues.add(new QueueSettings(
                            name(i), "music", Duration.ZERO, 0, new Target.Goodbye(), Optional.empty(),
                            Optional.empty(), Optional.empty(), Duration.ofMinutes(5), Duration.ZERO)
                    .sharedBy(new Sharing(strategy, i % 2 == 0, Duration.ofMinutes(5), Duration.ZERO, Duration.ZERO, 10)));
        }
        List<AgentSettings> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Integer> skills = new HashMap<>();
            for (int s = 0; s < 3; s++) {
                skills.put("skill" + random.nextInt(SKILLS), 1 + random.nextInt(5));
            }
            List<QueueName> serves = List.of(name(i), name(i + 7), name(i + 19));
            people.add(new AgentSettings(
                    new AgentId("agent" + i), "Agent", serves, false, Role.AGENT, skills, true));
        }
        return new AcdSettings(queues, people, Duration.ofSeconds(18));
    }

    private static QueueName name(int number) {
        return new QueueName("queue" + number % QUEUES);
    }

    /** All wait before the first agent comes; then all agents are ready, and each has somebody. */
    private void fill(int count) {
        for (int i = 0; i < count + agents; i++) {
            join();
            if (i % 1000 == 0) {
                loop.run();
            }
        }
        loop.run();
        for (int i = 0; i < agents; i++) {
            AgentId agent = new AgentId("agent" + i);
            acd.reachable(agent, true);
            acd.agent(agent, new Acd.AgentCommand.LogIn());
            acd.agent(agent, new Acd.AgentCommand.Ready());
            loop.run();
        }
    }

    private void work(int times, long[] nanos) {
        for (int i = 0; i < times; i++) {
            long tick = System.nanoTime();
            loop.advance(Duration.ofMillis(1));
            worstTick = Math.max(worstTick, System.nanoTime() - tick);
            Runnable command = next();
            long before = System.nanoTime();
            command.run();
            loop.run();
            nanos[i] = System.nanoTime() - before;
        }
    }

    /** As many come as are served or give up. */
    private Runnable next() {
        int kind = random.nextInt(20);
        if (kind < 6 && !ringing.isEmpty()) {
            AcdEvent.Offer offer = ringing.poll();
            return () -> acd.accepted(offer.offer());
        }
        if (kind < 12 && !talking.isEmpty()) {
            InteractionId caller = talking.poll();
            return () -> acd.released(caller);
        }
        if (kind == 12 && !ringing.isEmpty()) {
            AcdEvent.Offer offer = ringing.poll();
            return () -> acd.failed(offer.offer(), Acd.OfferFailure.DECLINED);
        }
        if (kind == 13 && !waiting.isEmpty()) {
            InteractionId caller = waiting.poll();
            return () -> acd.leave(caller, Acd.LeaveReason.ABANDONED);
        }
        return this::join;
    }

    private void join() {
        InteractionId caller = new InteractionId("caller" + ++callers);
        waiting.add(caller);
        Plan plan = random.nextInt(4) == 0
                ? Plan.needing(Demand.of(Map.of("skill" + random.nextInt(SKILLS), 1 + random.nextInt(3))))
                : Plan.ANYBODY;
        acd.join(new Acd.Ticket(caller, name(random.nextInt(QUEUES)), random.nextInt(3), Optional.empty()).by(plan));
    }

    private void hear(AcdEvent event) {
        switch (event) {
            case AcdEvent.Offer offer -> ringing.add(offer);
            case AcdEvent.Withdraw withdraw -> ringing.removeIf(o -> o.offer() == withdraw.offer());
            case AcdEvent.Connect connect -> talking.add(connect.interaction());
            default -> {}
        }
    }
}
