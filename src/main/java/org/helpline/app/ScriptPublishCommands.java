package org.helpline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.admin.Output;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code script publish} and {@code script rollback}: what answers calls, told to the running server. */
final class ScriptPublishCommands {

    private static final String SCRIPT = "script";

    private ScriptPublishCommands() {}

    private static int ask(StartOptions options, @Nullable CommandSpec spec, List<String> words) {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        return Asking.server(options, words, Output.to(line.getOut(), line.getErr()));
    }

    /** Whoever types it, for the history. */
    private static String who() {
        return System.getProperty("user.name", "somebody");
    }

    /** {@code script publish NAME...}. */
    @Command(
            name = "publish",
            description = "What is saved of a script answers every new call from now on, if the check passes.",
            mixinStandardHelpOptions = true)
    static final class Publish implements Callable<Integer> {

        private final StartOptions options;

        @Parameters(
                arity = "1..*",
                paramLabel = "NAME",
                description = "A script of scripts.directory; several that fit only together.")
        private List<String> names = new ArrayList<>();

        @Spec
        private @Nullable CommandSpec spec;

        Publish(StartOptions options) {
            this.options = options;
        }

        @Override
        public Integer call() {
            List<String> words = new ArrayList<>(List.of(SCRIPT, "publish"));
            words.addAll(names);
            words.add(who());
            return ask(options, spec, words);
        }
    }

    /** {@code script rollback NAME [VERSION] [--with OTHER]...}. */
    @Command(
            name = "rollback",
            description = "An earlier version of a script answers every new call from now on.",
            mixinStandardHelpOptions = true,
            footer = "Calls under way end on the version that they began with. A restart changes nothing.")
    static final class Rollback implements Callable<Integer> {

        private final StartOptions options;

        @Parameters(index = "0", paramLabel = "NAME", description = "A script of scripts.directory.")
        private String name = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "VERSION",
                description = "As `script versions` lists it, or its beginning (default: the one before).")
        private String version = "";

        @Option(
                names = "--with",
                paramLabel = "OTHER",
                description = "A script that goes back with it, to the version before: one that was changed together.")
        private List<String> others = new ArrayList<>();

        @Spec
        private @Nullable CommandSpec spec;

        Rollback(StartOptions options) {
            this.options = options;
        }

        @Override
        public Integer call() {
            List<String> words = new ArrayList<>(List.of(SCRIPT, "rollback", name, version, who()));
            words.addAll(others);
            return ask(options, spec, words);
        }
    }
}
