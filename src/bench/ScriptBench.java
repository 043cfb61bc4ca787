import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.helpline.core.BusinessHours;
import org.helpline.core.Personal;
import org.helpline.ivr.check.Known;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.ScriptLoader;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.run.CallContext;
import org.helpline.ivr.run.Environment;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.run.ScriptSimulator;
import org.helpline.ivr.run.Target;

/**
 * Proofs on one thread and calls in virtual time on all. From the product's folder:
 *
 * <pre>java -cp CLASSES_AND_LIBRARIES src/bench/ScriptBench.java [CALLS]</pre>
 */
public final class ScriptBench {

    private static final Known KNOWN = new Known(
            Set.of("support", "billing"), Set.of("office"), Set.of("support-line"), Set.of(), Set.of(), true);
    private static final String KEYS = "0123456789*#";

    private ScriptBench() {}

    /** Prints a line for each thing that is measured. */
    public static void main(String... args) throws Exception {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        prove();
        Script script = ((LoadResult.Loaded) ScriptLoader.load(Path.of("ivr-scripts/support-line"), KNOWN)).script();
        long begin = System.nanoTime();
        long moments = IntStream.range(0, calls)
                .parallel()
                .mapToLong(i -> call(script, new Random(i)))
                .sum();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "simulated calls: %d in %.2f s on %d cores, %.0f a second, %.1f events and effects each%n",
                calls, seconds, Runtime.getRuntime().availableProcessors(), calls / seconds, (double) moments / calls);
    }

    /** What this thread has worked, in nanoseconds: holds on a busy machine. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long call(Script script, Random random) {
        BusinessHours.State hours = random.nextInt(4) == 0 ? BusinessHours.State.CLOSED : BusinessHours.State.OPEN;
        ScriptSimulator.World world = now -> new Environment(
                now, _ -> hours, _ -> false, _ -> "calm", (_, _) -> new Target.Goodbye(), Environment.MAX_STEPS);
        ScriptSimulator call = new ScriptSimulator(
                script,
                CallContext.of(new Personal("+15550100"), "100", Optional.empty()),
                world,
                Instant.parse("2027-01-04T10:00:00Z"));
        for (int act = 0; act < 12 && !call.state().isOver(); act++) {
            if (call.state().isJoining()) {
                call.tell(random.nextInt(5) == 0 ? new ScriptEvent.NotQueued("full") : new ScriptEvent.Queued(2));
            } else if (call.state().isInQueue()) {
                call.tell(new ScriptEvent.Connected());
            } else if (call.state().isTalking()) {
                call.tell(new ScriptEvent.AgentLeft());
            } else if (random.nextInt(4) == 0) {
                call.pass(Duration.ofSeconds(20));
            } else {
                call.press(Character.toString(KEYS.charAt(random.nextInt(KEYS.length()))));
            }
        }
        return call.moments().size();
    }

    /** A script of two hundred steps: cold, then warm. */
    private static void prove() throws Exception {
        Path folder = Files.createTempDirectory("script-bench").resolve("large");
        Files.createDirectory(folder);
        StringBuilder script = new StringBuilder("helpline: 1\nlanguages: [en]\nhours: office\nhuman: {queue: support}\n"
                + "start: [{say: hello}, {when: closed, go: shut}, m0]\nshut: [{say: shut}, hangup]\n");
        StringBuilder prompts = new StringBuilder("hello: Hello.\nshut: Closed.\nnumber: Your number?\n");
        int menus = 9;
        for (int i = 0; i < menus; i++) {
            prompts.append("t").append(i).append(": Menu number ").append(i).append(".\n");
            script.append(String.format(
                    "m%d: [{menu: t%d, keys: {1: m%d, 2: m%d, 3: a%d, 4: {queue: billing}, star: again}}]%n"
                            + "a%d: [{ask: number, digits: 4..8, end: hash, as: v%d}, {when: v%d > 500, then: {say: hello}}, m%d]%n",
                    i, i, (2 * i + 1) % menus, (2 * i + 2) % menus, i, i, i, i, i));
        }
        Files.writeString(folder.resolve("script.yaml"), script);
        Files.writeString(folder.resolve("prompts.yaml"), prompts);
        for (int run = 0; run < 12; run++) {
            long begin = System.nanoTime();
            long worked = cpu();
            LoadResult result = ScriptLoader.load(folder, KNOWN.proving(3));
            long millis = (System.nanoTime() - begin) / 1_000_000;
            if (run == 0 || run == 11) {
                int[] steps = {0};
                new Steps(((LoadResult.Loaded) result).script()).forEach(s -> steps[0]++);
                System.out.printf(
                        "proof of %d steps, %d situations: %d ms (%d ms of this thread) %s%n",
                        steps[0],
                        result.proof().orElseThrow().situations(),
                        millis,
                        (cpu() - worked) / 1_000_000,
                        run == 0 ? "cold" : "warm");
            }
        }
    }
}
