package org.helpline.admin;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.helpline.journal.Reading;
import org.helpline.journal.Restore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code restore FILE}. */
@Command(
        name = "restore",
        description = "Brings back a backup; the server must be stopped. The present files are kept as .bak.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    private final AdminCommands admin;
    private final CommandLine root;

    @Parameters(paramLabel = "FILE", description = "What `backup` wrote.")
    private Path file = Path.of("");

    RestoreCommand(AdminCommands admin, CommandLine root) {
        this.admin = admin;
        this.root = root;
    }

    @Override
    public Integer call() {
        Output out = AdminCommands.output(root);
        if (ControlClient.at(admin.where().data()).isAnswered()) {
            out.problem(
                    "Nothing was restored: the server runs on " + admin.where().data() + ". Stop it first.");
            return ExitCode.FAILED.code();
        }
        Restore restore = new Restore(admin.where().store(), admin.where().backedUp());
        return switch (restore.from(file, out::problem)) {
            case Reading.Read<List<Path>>(List<Path> kept) -> {
                out.line(file + " is restored." + (kept.isEmpty() ? "" : " The files before it are kept:"));
                kept.forEach(path -> out.line("  " + path));
                yield ExitCode.FINE.code();
            }
            case Reading.NotRead<List<Path>>(String why) -> {
                out.problem("Not restored: " + why + ".");
                yield ExitCode.FAILED.code();
            }
        };
    }
}
