package org.helpline.admin;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.helpline.journal.Archive;
import org.helpline.journal.Reading;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code backup FILE}. */
@Command(
        name = "backup",
        description = "Writes store, keys, credentials, recordings and scripts to one new file; calls go on meanwhile.",
        footer = "Whoever holds the file can read all of it: keep it as safe as the server.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

    private final AdminCommands admin;
    private final CommandLine root;

    @Parameters(paramLabel = "FILE", description = "The file to make, for example helpline-2026-11-22.zip.")
    private Path file = Path.of("");

    BackupCommand(AdminCommands admin, CommandLine root) {
        this.admin = admin;
        this.root = root;
    }

    @Override
    public Integer call() {
        Output out = AdminCommands.output(root);
        Path target = file.toAbsolutePath(); // the server stands in another directory
        return admin.ask(List.of("backup", target.toString()), out)
                .orElseGet(() -> {
                    Archive archive =
                            new Archive(admin.where().store(), admin.where().backedUp(), admin.clock());
                    return told(archive.backup(target, out::problem), target, out);
                })
                .code();
    }

    static ExitCode told(Reading<Long> done, Path target, Output out) {
        return switch (done) {
            case Reading.Read<Long>(Long bytes) -> {
                out.line(target + " holds the backup, " + bytes + " bytes.");
                yield ExitCode.FINE;
            }
            case Reading.NotRead<Long>(String why) -> {
                out.problem("No backup was made: " + why + ".");
                yield ExitCode.FAILED;
            }
        };
    }
}
