package org.helpline.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.config.LookUpSettings;
import org.helpline.config.Settings;
import org.helpline.core.Clock;
import org.helpline.interaction.CustomerBook;
import org.helpline.interaction.lookup.LookUpShapes;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.parse.Words;
import org.helpline.ivr.run.LookUpAnswer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code look-up NAME KEY=VALUE...}: asks as a script would, and shows all of it. */
@Command(
        name = LookUpCommand.NAME,
        description = "Tries a look-up of conf/look-ups.ini: what is sent, what comes back, what scripts get.",
        mixinStandardHelpOptions = true,
        footer =
                "Ends with 0 when something was found or nothing is known, with 1 when it failed. Secrets are not shown.")
final class LookUpCommand implements Callable<Integer> {

    static final String NAME = "look-up";

    /** As long as a script waits for the server's own store. */
    private static final long PATIENCE_SECONDS = 3;

    private final StartOptions options;
    private final Clock clock;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "The look-up's name; without it: all there are.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "KEY=VALUE",
            description = "Its parameters; of customer: a number.")
    private List<String> words = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    LookUpCommand(StartOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Settings settings = options.settings(line);
        if (name.isEmpty()) {
            return all(settings, line.getOut());
        }
        if (name.equals(LookUpShape.CUSTOMER)) {
            return customer(line);
        }
        if (!settings.lookUps().containsKey(name)) {
            line.getErr().println(unknown(settings));
            return ExitCode.USAGE.code();
        }
        LookUpShape shape =
                Objects.requireNonNull(LookUpShapes.of(settings.lookUps()).get(name));
        Optional<Map<String, Value>> parameters = parameters(shape, line.getErr());
        return parameters.isEmpty() ? ExitCode.USAGE.code() : ask(settings, parameters.get(), line.getOut());
    }

    /** The server's own look-up: the one that runs is asked. */
    private int customer(CommandLine line) {
        String number = words.size() == 1 ? words.getFirst().replaceFirst("^number=", "") : "";
        if (number.isBlank() || number.indexOf('=') >= 0) {
            line.getErr().println("Say whose number: look-up customer NUMBER.");
            return ExitCode.USAGE.code();
        }
        return Asking.server(options, List.of(NAME, name, number), Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side of {@code look-up customer NUMBER}; {@code book} is asked as a script's look-up is. */
    static ControlCommand of(CustomerBook book, Clock clock) {
        return new ControlCommand(NAME, (args, out) -> {
            if (args.size() != 2 || !args.getFirst().equals(LookUpShape.CUSTOMER)) {
                out.problem("Say whose number: look-up customer NUMBER.");
                return ExitCode.USAGE;
            }
            long began = clock.nanos();
            LookUpAnswer answer = answer(book, args.getLast());
            told(answer, clock.nanos() - began).forEach(out::line);
            return answer instanceof LookUpAnswer.Failed ? ExitCode.FAILED : ExitCode.FINE;
        });
    }

    private static LookUpAnswer answer(CustomerBook book, String number) {
        try {
            return book.customer(number)
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            return new LookUpAnswer.Failed("The store did not answer within " + PATIENCE_SECONDS + " s.");
        }
    }

    /** What came, in lines. */
    private static List<String> told(LookUpAnswer answer, long nanos) {
        String took = String.format(Locale.ROOT, " after %.2f s", nanos / 1e9);
        List<String> lines = new ArrayList<>();
        switch (answer) {
            case LookUpAnswer.Found found -> {
                lines.add("Found" + took + ":");
                found.fields()
                        .values()
                        .forEach((field, value) -> lines.add("  " + field + " = "
                                + value.written().replaceAll("\\p{Cntrl}", " ") + " ("
                                + value.type().word() + ")"));
            }
            case LookUpAnswer.None _ -> lines.add("None" + took + ".");
            case LookUpAnswer.Failed failed -> lines.add("Failed" + took + ": " + failed.why());
        }
        return lines;
    }

    private static int all(Settings settings, PrintWriter out) {
        out.println(
                settings.lookUps().isEmpty()
                        ? "There is no look-up: conf/look-ups.ini defines them."
                        : "There are: "
                                + String.join(
                                        ", ", new TreeSet<>(settings.lookUps().keySet())) + ".");
        out.flush();
        return ExitCode.FINE.code();
    }

    private String unknown(Settings settings) {
        Set<String> there = new TreeSet<>(settings.lookUps().keySet());
        return "There is no look-up '" + name.replaceAll("\\p{Cntrl}", "?") + "'. "
                + (there.isEmpty()
                        ? "conf/look-ups.ini defines them, and has none."
                        : Words.suggestion(name, there, "look-up"));
    }

    private Optional<Map<String, Value>> parameters(LookUpShape shape, PrintWriter err) {
        Map<String, Value> parameters = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String key = equals < 1 ? "" : word.substring(0, equals);
            Set<String> takes = new TreeSet<>(shape.takes().orElse(Set.of(key)));
            if (key.isEmpty()) {
                err.println("'" + word + "' says nothing. Write KEY=VALUE, such as number=4711.");
                return Optional.empty();
            }
            if (!takes.contains(key)) {
                err.println("The look-up takes no '" + key + "'. " + Words.suggestion(key, takes, "parameter of it"));
                return Optional.empty();
            }
            parameters.put(key, Value.text(word.substring(equals + 1)));
        }
        for (String needed : new TreeSet<>(shape.needs())) {
            if (!parameters.containsKey(needed)) {
                err.println("The look-up needs '" + needed + "'. Add " + needed + "=VALUE.");
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private int ask(Settings settings, Map<String, Value> parameters, PrintWriter out) {
        try (LookUpOnce once = new LookUpOnce(settings, reply -> {
            out.println("< " + reply);
            out.flush();
        })) {
            once.shown(name, parameters).lines().forEach(l -> out.println("> " + l));
            for (LookUpSettings.Header header : Objects.requireNonNull(
                            settings.lookUps().get(name))
                    .request()
                    .headers()) {
                out.println("> " + header.name() + ": " + header.shown());
            }
            out.flush();
            long began = clock.nanos();
            LookUpAnswer answer = once.ask(name, parameters);
            told(answer, clock.nanos() - began).forEach(out::println);
            out.flush();
            return (answer instanceof LookUpAnswer.Failed ? ExitCode.FAILED : ExitCode.FINE).code();
        }
    }
}
