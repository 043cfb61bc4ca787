package org.helpline.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.config.Settings;
import org.helpline.core.Problems;
import org.helpline.ivr.check.PlaybookKnown;
import org.helpline.ivr.check.Playbooks;
import org.helpline.ivr.model.Playbook;
import org.helpline.ivr.parse.Words;
import org.helpline.ivr.trial.PlaybookTrials;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code playbook check}, {@code playbook test}, {@code playbook show}: none of them needs a server. */
@Command(
        name = "playbook",
        description = "Checks, tests and shows the playbooks of queues: what agents do in a call, step by step.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class PlaybookCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    private PlaybookCommand() {}

    /** The command with its own commands. */
    static CommandLine line(StartOptions options) {
        return new CommandLine(new PlaybookCommand())
                .addSubcommand(new CheckThem(options))
                .addSubcommand(new TestThem(options))
                .addSubcommand(new ShowThem(options));
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        line.usage(line.getErr());
        return ExitCode.USAGE.code();
    }

    /** A command about the playbooks that were named, or all. */
    abstract static class OfPlaybooks implements Callable<Integer> {

        private final StartOptions options;

        @Parameters(arity = "0..*", paramLabel = "NAME", description = "A playbook's name (default: all).")
        private List<String> names = new ArrayList<>();

        @Spec
        private @Nullable CommandSpec spec;

        OfPlaybooks(StartOptions options) {
            this.options = options;
        }

        /** Does it for one that is fit. @return whether all is well */
        abstract boolean one(Settings settings, Playbook playbook, CommandLine line, Problems problems)
                throws IOException;

        /** What it says in the end. */
        String last(int count) {
            return "";
        }

        @Override
        public Integer call() {
            CommandLine line = Objects.requireNonNull(spec).commandLine();
            Settings settings = options.settings(line);
            try {
                return look(settings, line).code();
            } catch (IOException e) {
                line.getErr().println("The playbooks cannot be read: " + e);
                return ExitCode.FAILED.code();
            } finally {
                line.getOut().flush();
                line.getErr().flush();
            }
        }

        private ExitCode look(Settings settings, CommandLine line) throws IOException {
            Path folder = PlaybookUse.folder(settings);
            List<String> there = Playbooks.names(folder);
            for (String name : names) {
                if (!there.contains(name)) {
                    line.getErr()
                            .println("There is no playbook '" + name + "'. "
                                    + Words.suggestion(name, there, "playbook in " + folder));
                    return ExitCode.USAGE;
                }
            }
            List<String> wanted = names.isEmpty() ? there : names;
            PlaybookKnown known = PlaybookUse.known(settings);
            Problems problems = new Problems();
            boolean isFine = true;
            for (String name : wanted) {
                var read = Playbooks.read(folder, name, known, problems);
                isFine &= read.isPresent() && one(settings, read.get(), line, problems);
            }
            problems.inOrder().forEach(p -> line.getErr().println(p + System.lineSeparator()));
            line.getOut()
                    .print(
                            wanted.isEmpty()
                                    ? "There is no playbook in " + folder + "." + System.lineSeparator()
                                    : last(wanted.size()));
            return isFine && problems.isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
        }
    }

    /** {@code playbook check [NAME...]}. */
    @Command(
            name = "check",
            description =
                    "Tells every mistake in playbooks and their tests: its place, what was expected, and the line.",
            mixinStandardHelpOptions = true)
    static final class CheckThem extends OfPlaybooks {

        CheckThem(StartOptions options) {
            super(options);
        }

        @Override
        boolean one(Settings settings, Playbook playbook, CommandLine line, Problems problems) throws IOException {
            Path tests = Playbooks.tests(PlaybookUse.folder(settings), playbook.name());
            int before = problems.all().size();
            if (Files.isRegularFile(tests)) {
                PlaybookTrials.Report _ = trials(playbook, tests, problems);
            }
            boolean isFine = problems.all().size() == before;
            line.getOut()
                    .println(playbook.name() + ": "
                            + (isFine ? playbook.steps().size() + " steps, no mistake." : "its tests have mistakes."));
            return isFine;
        }
    }

    /** {@code playbook test [NAME...]}. */
    @Command(
            name = "test",
            description = "Runs the tests beside playbooks (NAME.test.yaml), and tells which steps no test shows.",
            mixinStandardHelpOptions = true)
    static final class TestThem extends OfPlaybooks {

        TestThem(StartOptions options) {
            super(options);
        }

        @Override
        boolean one(Settings settings, Playbook playbook, CommandLine line, Problems problems) throws IOException {
            Path tests = Playbooks.tests(PlaybookUse.folder(settings), playbook.name());
            if (!Files.isRegularFile(tests)) {
                line.getOut().println(playbook.name() + ": there is no test; write " + tests.getFileName() + ".");
                return true;
            }
            PlaybookTrials.Report report = trials(playbook, tests, problems);
            report.lines().forEach(line.getOut()::println);
            return report.failed() == 0;
        }
    }

    private static PlaybookTrials.Report trials(Playbook playbook, Path tests, Problems problems) throws IOException {
        return PlaybookTrials.run(
                playbook, tests.toString(), Files.readString(tests, StandardCharsets.UTF_8), problems);
    }

    /** {@code playbook show [NAME...]}. */
    @Command(
            name = "show",
            description = "Shows playbooks as a list of steps, with when each is shown and which queues use them.",
            mixinStandardHelpOptions = true)
    static final class ShowThem extends OfPlaybooks {

        ShowThem(StartOptions options) {
            super(options);
        }

        @Override
        boolean one(Settings settings, Playbook playbook, CommandLine line, Problems problems) {
            line.getOut().print(PlaybookPage.of(playbook, settings.acd().queues()));
            return true;
        }
    }
}
