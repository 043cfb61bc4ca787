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
import org.helpline.admin.ExitCode;
import org.helpline.config.LookUpSettings;
import org.helpline.config.Settings;
import org.helpline.core.Clock;
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

    private final StartOptions options;
    private final Clock clock;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "The look-up's name; without it: all there are.")
    private String name = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY=VALUE", description = "Its parameters.")
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
        if (!settings.lookUps().containsKey(name)) {
            line.getErr().println(unknown(settings));
            return ExitCode.USAGE.code();
        }
        LookUpShape shape =
                Objects.requireNonNull(LookUpShapes.of(settings.lookUps()).get(name));
        Optional<Map<String, Value>> parameters = parameters(shape, line.getErr());
        return parameters.isEmpty() ? ExitCode.USAGE.code() : ask(settings, parameters.get(), line.getOut());
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
        if (name.equals(LookUpShape.CUSTOMER)) {
            return "The look-up 'customer' is the server's own; what it knows comes from customers.csv.";
        }
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
            String took = String.format(Locale.ROOT, " after %.2f s", (clock.nanos() - began) / 1e9);
            switch (answer) {
                case LookUpAnswer.Found found -> {
                    out.println("Found" + took + ":");
                    found.fields()
                            .values()
                            .forEach((field, value) -> out.println("  " + field + " = " + value.written() + " ("
                                    + value.type().word() + ")"));
                }
                case LookUpAnswer.None _ -> out.println("None" + took + ".");
                case LookUpAnswer.Failed failed -> out.println("Failed" + took + ": " + failed.why());
            }
            out.flush();
            return (answer instanceof LookUpAnswer.Failed ? ExitCode.FAILED : ExitCode.FINE).code();
        }
    }
}
