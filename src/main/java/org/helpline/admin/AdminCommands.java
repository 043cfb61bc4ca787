package org.helpline.admin;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.helpline.config.Settings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.journal.Belongings;
import org.helpline.journal.CallRecords;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The operators' sub-commands for the command line: {@code calls}, {@code backup}, {@code restore}, {@code forget} and
 * {@code status}. Each asks the running server if there is one; what can be done without it is done on its files.
 */
public final class AdminCommands {

    private final Supplier<Whereabouts> where;
    private @Nullable Whereabouts known;
    private final Clock clock;
    private final ZoneId zone;

    /**
     * The commands.
     *
     * @param settings asked when a command needs them; may end the command by throwing a picocli exception
     * @param backedUp what belongs into a backup beside the store
     * @param zone in which times are shown
     */
    public AdminCommands(
            Supplier<Settings> settings, Function<Settings, Belongings> backedUp, Clock clock, ZoneId zone) {
        this(
                () -> {
                    Settings now = settings.get();
                    return new Whereabouts(now.data(), now.store(), backedUp.apply(now));
                },
                clock,
                zone);
    }

    AdminCommands(Supplier<Whereabouts> where, Clock clock, ZoneId zone) {
        this.where = where;
        this.clock = clock;
        this.zone = zone;
    }

    /** Adds the commands to the whole command line; they print to its writers. */
    public void addTo(CommandLine root) {
        root.addSubcommand(CallsCommand.create((args, here) -> reachCalls(root, args, here), clock, zone));
        root.addSubcommand(new ExplainCommand((args, here) -> reachCalls(root, args, here), zone));
        root.addSubcommand(new BackupCommand(this, root));
        root.addSubcommand(new RestoreCommand(this, root));
        root.addSubcommand(new AskCommands.Status(this, root));
        root.addSubcommand(new AskCommands.Forget(this, root));
    }

    /** Where the server's files are; asked for once, since settings take a while to read. */
    Whereabouts where() {
        Whereabouts now = known == null ? where.get() : known;
        known = now;
        return now;
    }

    Clock clock() {
        return clock;
    }

    /** Asks the running server; empty if none runs. */
    Optional<ExitCode> ask(List<String> args, Output out) {
        return ControlClient.at(where().data()).ask(args, out);
    }

    static Output output(CommandLine root) {
        PrintWriter out = root.getOut();
        return Output.to(out, root.getErr());
    }

    private ExitCode reachCalls(CommandLine root, List<String> args, BiFunction<CallRecords, Output, ExitCode> here) {
        Output out = output(root);
        return ask(args, out).orElseGet(() -> {
            Problems problems = new Problems();
            try (CallRecords records =
                    CallRecords.openToRead(where().store(), problems).orElse(null)) {
                if (records == null) {
                    problems.all().forEach(problem -> out.problem(problem.toString()));
                    return ExitCode.FAILED;
                }
                return here.apply(records, out);
            }
        });
    }
}
