package org.helpline.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.helpline.admin.ExitCode;
import org.helpline.config.SpeechSettings;
import org.helpline.core.Clock;
import org.helpline.interaction.Audition;
import org.helpline.ivr.check.CheckReport;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.Words;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.LookUpAnswer;
import org.helpline.ivr.run.MockedAnswer;
import org.helpline.ivr.trial.Surroundings;
import org.helpline.ivr.trial.TryOut;
import org.helpline.speech.Speaker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code script try NAME}: a call in the terminal, without a phone. */
@Command(
        name = "try",
        description =
                "A call in the terminal: read the prompts, type keys, jump the clock. Type ? for what you may say.",
        mixinStandardHelpOptions = true)
final class ScriptTryCommand implements Callable<Integer> {

    private final StartOptions options;
    private final Clock clock;

    @Parameters(paramLabel = "NAME", description = "A script's name, its folder or its script.yaml.")
    private String name = "";

    @Option(names = "--play", description = "Also plays what is said, as callers hear it (speech.player).")
    private boolean play;

    @Option(names = "--live", description = "Really asks the look-ups of conf/look-ups.ini.")
    private boolean live;

    @Spec
    private @Nullable CommandSpec spec;

    ScriptTryCommand(StartOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Workbench bench = Workbench.open(options.settings(line));
        Optional<LoadResult> result = bench.chosen(List.of(name)).getFirst();
        if (result.isEmpty()) {
            line.getErr()
                    .println("There is no script '" + name + "'. " + Words.suggestion(name, bench.names(), "script"));
            return ExitCode.USAGE.code();
        }
        return switch (result.get()) {
            case LoadResult.Refused r -> {
                line.getOut().print(new CheckReport(List.of(r)).text());
                line.getOut().flush();
                yield ExitCode.FAILED.code();
            }
            case LoadResult.Loaded l -> tried(bench, l.script(), line.getOut(), line.getErr());
        };
    }

    private int tried(Workbench bench, Script script, PrintWriter out, PrintWriter err) throws IOException {
        Surroundings surroundings = bench.surroundings(List.of(script));
        if (!live) {
            return converse(bench, script, surroundings, out, err);
        }
        try (LookUpOnce once = new LookUpOnce(bench.settings(), _ -> {})) {
            return converse(bench, script, surroundings.asking(asked -> answer(once, asked)), out, err);
        }
    }

    /** The customers are not asked: who tries a script says what they know. */
    private Optional<MockedAnswer> answer(LookUpOnce once, Effect.LookUp asked) {
        if (asked.name().equals(LookUpShape.CUSTOMER)) {
            return Optional.empty();
        }
        long began = clock.nanos();
        LookUpAnswer answer = once.ask(asked.name(), asked.parameters());
        return Optional.of(new MockedAnswer(Duration.ofNanos(clock.nanos() - began), answer));
    }

    private int converse(Workbench bench, Script script, Surroundings surroundings, PrintWriter out, PrintWriter err)
            throws IOException {
        if (!play) {
            return converse(bench, script, surroundings, out, _ -> {});
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return converse(bench, script, surroundings, out, ear(bench, script, threads, err));
        }
    }

    /** What plays; silent, after a word on {@code err}, where nothing does. */
    private static Consumer<Effect.Utterance> ear(
            Workbench bench, Script script, ExecutorService threads, PrintWriter err) {
        SpeechSettings speech = bench.settings().speech();
        return switch (Player.find(speech.player(), String.valueOf(System.getenv("PATH")))) {
            case Player.Found.Here(Player player) ->
                new LoudPlayer(player, new Audition(new Speaker(speech, threads, Clock.system())), script, err);
            case Player.Found.Not(String why) -> {
                err.println(why + " Prompts are only shown.");
                err.flush();
                yield _ -> {};
            }
        };
    }

    private int converse(
            Workbench bench, Script script, Surroundings surroundings, PrintWriter out, Consumer<Effect.Utterance> ear)
            throws IOException {
        TryOut call = new TryOut(script, surroundings, bench.vocabulary(script), text -> line(out, text), ear);
        // the terminal's own: not closed, since it is not ours
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        prompt(out);
        for (String typed = in.readLine(); typed != null && call.take(typed); typed = in.readLine()) {
            prompt(out);
        }
        return ExitCode.FINE.code();
    }

    private static void line(PrintWriter out, String text) {
        out.println(text);
        out.flush();
    }

    private static void prompt(PrintWriter out) {
        out.print("> ");
        out.flush();
    }
}
