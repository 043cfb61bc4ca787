import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.helpline.core.BusinessHours;
import org.helpline.core.Personal;
import org.helpline.ivr.check.CheckReport;
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
 * Checks with their proofs on one thread, and calls in virtual time on all. From the product's folder:
 *
 * <pre>java -cp CLASSES_AND_LIBRARIES src/bench/ScriptBench.java [CALLS | write FOLDER]</pre>
 */
public final class ScriptBench {

    private static final Known KNOWN = new Known(
            Set.of("support", "billing"), Set.of("office"), Set.of("support-line"), Set.of(), Set.of(), true);
    private static final String KEYS = "0123456789*#";

    private ScriptBench() {}

    /** Prints a line for each thing that is measured. */
    public static void main(String... args) throws Exception {
        if (args.length == 2 && args[0].equals("write")) {
            write(Path.of(args[1]));
            return;
        }
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        check();
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

    /** A set of two hundred steps: cold, then warm. */
    private static void check() throws Exception {
        Path set = Files.createTempDirectory("script-bench");
        write(set);
        for (int run = 0; run < 12; run++) {
            long begin = System.nanoTime();
            long worked = cpu();
            CheckReport report = CheckReport.of(set, KNOWN.proving(3));
            long millis = (System.nanoTime() - begin) / 1_000_000;
            if (run == 0 || run == 11) {
                int[] steps = {0};
                int[] situations = {0};
                for (LoadResult result : report.results()) {
                    new Steps(((LoadResult.Loaded) result).script()).forEach(_ -> steps[0]++);
                    situations[0] += result.proof().orElseThrow().situations();
                }
                System.out.printf(
                        "check of a set of %d steps, %d situations: %d ms (%d ms of this thread) %s%n",
                        steps[0],
                        situations[0],
                        millis,
                        (cpu() - worked) / 1_000_000,
                        run == 0 ? "cold" : "warm");
            }
        }
    }

    /** A script of nine menus and nine questions in two languages, and one that it runs. */
    private static void write(Path set) throws Exception {
        String head = "helpline: 1\nlanguages: [en, tr]\n";
        StringBuilder script = new StringBuilder(head + """
                hours: office
                human: {queue: support}
                start:
                  - {language: {ask: which, keys: {1: en, 2: tr}}}
                  - {when: closed, go: shut}
                  - {when: 'caller.number.startsWith("+90") && language == "tr"', then: {say: hello}}
                  - m0
                shut: [{say: shut}, hangup]
                """);
        StringBuilder prompts = new StringBuilder();
        for (String id : List.of("which", "hello", "shut", "number")) {
            prompts.append(id).append(": {en: Words., tr: Sözler.}\n");
        }
        int menus = 9;
        for (int i = 0; i < menus; i++) {
            prompts.append("t").append(i).append(": {en: Words., tr: Sözler.}\n");
            script.append(String.format(
                    """
                    m%d: [{menu: t%d, keys: {1: m%d, 2: m%d, 3: a%d, 4: {queue: support}, star: again}}]
                    a%d:
                      - {ask: number, digits: 4..8, end: hash, as: v%d}
                      - {do: {script: verify, with: {number: v%d}}, as: ok%d}
                      - {when: ok%d && v%d > 500, then: {say: hello}}
                      - m%d
                    """,
                    i, i, (2 * i + 1) % menus, (2 * i + 2) % menus, i, i, i, i, i, i, i, i));
        }
        put(set.resolve("large"), script.toString(), prompts.toString());
        put(
                set.resolve("verify"),
                head + """
                        human: none
                        takes: {number: text}
                        gives: boolean
                        variables: {tried: {type: number, default: 0}}
                        start:
                          - {set: {tried: = tried + 1}}
                          - {when: tried > 3, then: {return: false}}
                          - {ask: code, digits: 4, as: code, secret: yes, silence: [{return: false}], wrong: [{return: false}]}
                          - {when: code == "1234" && number != "0000", then: {return: true}}
                          - start
                        """,
                "code: {en: Words., tr: Sözler.}\n");
    }

    private static void put(Path folder, String script, String prompts) throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("script.yaml"), script);
        Files.writeString(folder.resolve("prompts.yaml"), prompts);
    }
}
