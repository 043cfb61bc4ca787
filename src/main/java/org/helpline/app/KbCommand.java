package org.helpline.app;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.config.Settings;
import org.helpline.core.Clock;
import org.helpline.knowledge.Article;
import org.helpline.knowledge.ArticleCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kb check}: a look at the articles of the knowledge base. It needs no server. */
@Command(
        name = "kb",
        description = "Checks the articles of the knowledge base.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class KbCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    private KbCommand() {}

    /** The command with its own commands. */
    static CommandLine line(StartOptions options, Clock clock) {
        return new CommandLine(new KbCommand()).addSubcommand(new CheckThem(options, clock));
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        line.usage(line.getErr());
        return ExitCode.USAGE.code();
    }

    /** {@code kb check}. */
    @Command(
            name = "check",
            description =
                    "Tells every mistake in articles (head, links to others, no text, two of one title) and the reviews that are due.",
            mixinStandardHelpOptions = true,
            footer = "Ends with 1 when an article has a mistake; with --strict also when a review is due.")
    static final class CheckThem implements Callable<Integer> {

        private final StartOptions options;
        private final Clock clock;

        @Option(names = "--strict", description = "Counts a review that is due as a mistake.")
        private boolean strict;

        @Spec
        private @Nullable CommandSpec spec;

        CheckThem(StartOptions options, Clock clock) {
            this.options = options;
            this.clock = clock;
        }

        @Override
        public Integer call() {
            CommandLine line = Objects.requireNonNull(spec).commandLine();
            Settings settings = options.settings(line);
            LocalDate today = clock.now().atZone(ZoneId.systemDefault()).toLocalDate();
            ArticleCheck check = ArticleCheck.of(settings.desk().knowledge(), today);
            check.problems().forEach(p -> line.getErr().println(p + System.lineSeparator()));
            check.due().forEach(a -> line.getOut().println(told(a, "its review was due on ")));
            check.soon().forEach(a -> line.getOut().println(told(a, "its review is due on ")));
            int mistakes = check.problems().size();
            line.getOut()
                    .println(check.articles().size() + " articles in "
                            + settings.desk().knowledge() + ", "
                            + (mistakes == 0 ? "no mistake." : mistakes == 1 ? "1 mistake." : mistakes + " mistakes."));
            line.getOut().flush();
            line.getErr().flush();
            boolean isFine = mistakes == 0 && (!strict || check.due().isEmpty());
            return (isFine ? ExitCode.FINE : ExitCode.FAILED).code();
        }

        private static String told(Article a, String words) {
            return a.id() + ".md: " + words + a.review().orElseThrow()
                    + (a.owner().isEmpty() ? "" : " (" + a.owner() + ")") + ".";
        }
    }
}
