package org.helpline.app;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helpline.access.AuditLine;
import org.helpline.access.AuditLog;
import org.helpline.access.AuditLog.Checked;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit [--last N] [--check]}: who did what, and whether that was changed. */
@Command(
        name = "audit",
        description = "Shows who changed what, at the desk, by the API and by commands.",
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int MOST = 10_000;

    private final StartOptions options;

    @Option(names = "--last", paramLabel = "N", description = "So many lines (default: ${DEFAULT-VALUE}).")
    private int last = 50;

    @Option(names = "--check", description = "Looks whether every line is as it was written.")
    private boolean check;

    @Spec
    private @Nullable CommandSpec spec;

    AuditCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<String> args = new ArrayList<>(List.of("audit", check ? "check" : String.valueOf(last)));
        return Asking.server(options, args, Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side. */
    static ControlCommand of(AuditLog audit, ZoneId zone) {
        return new ControlCommand("audit", (args, out) -> {
            String word = args.isEmpty() ? "50" : args.getFirst();
            if (word.equals("check")) {
                return checked(audit.check().toCompletableFuture().join(), out);
            }
            if (!word.matches("[1-9][0-9]{0,4}") || Integer.parseInt(word) > MOST) {
                out.problem("Say audit, audit --last N with N from 1 to " + MOST + ", or audit --check.");
                return ExitCode.USAGE;
            }
            return list(audit.last(Integer.parseInt(word)).toCompletableFuture().join(), zone, out);
        });
    }

    private static ExitCode list(Optional<List<AuditLine>> lines, ZoneId zone, Output out) {
        if (lines.isEmpty()) {
            out.problem("The audit log cannot be read; the server's log says why.");
            return ExitCode.FAILED;
        }
        lines.get().forEach(l -> out.line(words(l, zone)));
        return ExitCode.FINE;
    }

    private static String words(AuditLine line, ZoneId zone) {
        AuditLine.Act act = line.act();
        return line.number() + "  " + SECOND.format(line.at().atZone(zone)) + "  "
                + (act.who().isEmpty() ? "-" : act.who()) + "  " + act.source() + "  " + act.act()
                + (act.what().isEmpty() ? "" : "  " + act.what()) + "  " + act.result();
    }

    private static ExitCode checked(Checked checked, Output out) {
        return switch (checked) {
            case Checked.Whole(long lines, long last, String hash) -> {
                out.line(
                        lines == 0
                                ? "The audit log is empty."
                                : lines + " lines are as they were written. The last is number " + last
                                        + "; keep its hash elsewhere to know later that none was cut off: " + hash);
                yield ExitCode.FINE;
            }
            case Checked.Broken(long number) -> {
                out.problem("Line " + number + " is not as it was written, or a line before it is missing.");
                yield ExitCode.FAILED;
            }
            case Checked.Unread(String why) -> {
                out.problem(why);
                yield ExitCode.FAILED;
            }
        };
    }
}
