package org.helpline.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.recording.FileSource;
import org.helpline.recording.KeyRing;
import org.helpline.recording.Recording;
import org.helpline.recording.Recordings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recordings [list [QUEUE]|export ID FILE|check [ID]|delete ID|new-key]}: the recordings of conversations. */
@Command(
        name = "recordings",
        description =
                "Lists the recordings of conversations; exports, checks or deletes one; makes a new key for those to come.",
        mixinStandardHelpOptions = true)
final class RecordingsCommand implements Callable<Integer> {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String ROW = "%-26s  %-19s  %8s  %-14s  %-9s  %s";
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");
    private static final int MOST = 500;
    private static final int BLOCK = 65_536;
    private static final String USAGE =
            "Say recordings list, list QUEUE, export ID FILE, check, check ID, delete ID or new-key; the beginning of an ID is enough.";

    private final StartOptions options;

    @Parameters(
            arity = "0..3",
            paramLabel = "WORDS",
            description = "list, list QUEUE, export ID FILE, check, check ID, delete ID or new-key (default: list).")
    private List<String> words = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    RecordingsCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<String> args = new ArrayList<>(List.of("recordings"));
        args.addAll(words);
        if (words.size() == 3 && words.getFirst().equals("export")) {
            args.set(3, Path.of(words.get(2)).toAbsolutePath().toString()); // the server stands elsewhere
        }
        return Asking.server(options, args, Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side. {@code ring}: the keys; empty: recordings are not encrypted. */
    static ControlCommand of(Recordings recordings, Optional<KeyRing> ring, SecureRandom random, ZoneId zone) {
        return new ControlCommand("recordings", (args, out) -> {
            String word = args.isEmpty() ? "list" : args.getFirst();
            if (word.equals("list") && args.size() <= 2) {
                return list(recordings, args.size() == 2 ? args.get(1) : "", zone, out);
            }
            if (word.equals("check") && args.size() <= 2) {
                return check(recordings, args.size() == 2 ? Optional.of(args.get(1)) : Optional.empty(), out);
            }
            if (word.equals("export") && args.size() == 3) {
                return one(recordings, args.get(1), out, r -> export(recordings, r, Path.of(args.get(2)), out));
            }
            if (word.equals("delete") && args.size() == 2) {
                return one(recordings, args.get(1), out, r -> delete(recordings, r, out));
            }
            if (word.equals("new-key") && args.size() == 1) {
                return newKey(ring, random, out);
            }
            out.problem(USAGE);
            return ExitCode.USAGE;
        });
    }

    private static List<Recording> all(Recordings recordings, String queue) {
        return recordings
                .search(queue, "", Instant.EPOCH, EVER, MOST)
                .toCompletableFuture()
                .join();
    }

    private static ExitCode list(Recordings recordings, String queue, ZoneId zone, Output out) {
        List<Recording> all = all(recordings, queue);
        if (all.isEmpty()) {
            out.line("There are no recordings" + (queue.isEmpty() ? "." : " of the queue " + queue + "."));
            return ExitCode.FINE;
        }
        out.line(ROW.formatted("ID", "BEGAN", "LENGTH", "QUEUE", "STATE", "AGENTS"));
        for (Recording r : all) {
            out.line(ROW.formatted(
                    r.id(),
                    WHEN.format(r.at().atZone(zone)),
                    r.length().toSeconds() + " s",
                    r.queue(),
                    r.state().word(),
                    String.join(" ", r.agents()) + (r.trouble().isEmpty() ? "" : "  (" + r.trouble() + ")")));
        }
        if (all.size() == MOST) {
            out.line("These are the latest " + MOST + ".");
        }
        return ExitCode.FINE;
    }

    private interface Act {
        ExitCode on(Recording recording);
    }

    private static ExitCode one(Recordings recordings, String id, Output out, Act act) {
        List<Recording> found = recordings.beginning(id).toCompletableFuture().join();
        if (found.size() != 1) {
            out.problem(
                    found.isEmpty()
                            ? "There is no recording " + id + ": see recordings list."
                            : "Several recordings begin with " + id + ": write more of it.");
            return ExitCode.FAILED;
        }
        return act.on(found.getFirst());
    }

    private static ExitCode export(Recordings recordings, Recording recording, Path to, Output out) {
        if (!recording.isKept()) {
            out.problem("Its file has not been made yet.");
            return ExitCode.FAILED;
        }
        try (FileSource source = recordings.open(recording)) {
            Files.createFile(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream file = Files.newOutputStream(to)) {
                for (long at = 0; at < source.size(); at += BLOCK) {
                    file.write(source.read(at, BLOCK));
                }
            }
            out.line("Saved as " + to + ", SHA-256 " + recording.what().plain() + ".");
            return ExitCode.FINE;
        } catch (FileAlreadyExistsException e) {
            out.problem(to + " is there already and stays as it is.");
        } catch (IOException e) {
            out.problem("The recording cannot be saved: " + e.getMessage());
        }
        return ExitCode.FAILED;
    }

    private static ExitCode check(Recordings recordings, Optional<String> id, Output out) {
        if (id.isPresent()) {
            return one(recordings, id.get(), out, r -> checked(recordings, List.of(r), out));
        }
        return checked(
                recordings,
                all(recordings, "").stream().filter(Recording::isKept).toList(),
                out);
    }

    private static ExitCode checked(Recordings recordings, List<Recording> all, Output out) {
        int faults = 0;
        for (Recording r : all) {
            Optional<String> fault = recordings.fault(r);
            if (fault.isPresent()) {
                faults++;
                out.problem(r.id() + ": " + fault.get() + ".");
            }
        }
        out.line((all.size() - faults) + " of " + all.size() + " are as they were written.");
        return faults == 0 ? ExitCode.FINE : ExitCode.FAILED;
    }

    private static ExitCode delete(Recordings recordings, Recording recording, Output out) {
        boolean was = recordings.delete(recording, "by hand", "command");
        out.line(was ? recording.id() + " is deleted." : recording.id() + " is not there any more.");
        return was ? ExitCode.FINE : ExitCode.FAILED;
    }

    private static ExitCode newKey(Optional<KeyRing> ring, SecureRandom random, Output out) {
        if (ring.isEmpty()) {
            out.problem("Recordings are not encrypted: see recordings.encrypt.");
            return ExitCode.FAILED;
        }
        try {
            out.line("New recordings have the key " + ring.get().rotate(random)
                    + ". The file keeps those of before; copy it to its safe place again.");
            return ExitCode.FINE;
        } catch (IOException e) {
            out.problem("The file of keys cannot be written: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }
}
