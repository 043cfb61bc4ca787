package org.helpline.admin;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.helpline.core.Clock;
import org.helpline.journal.CallRecords;
import org.helpline.journal.Journal;
import org.helpline.journal.Reading;
import picocli.CommandLine;

/** The server's answers to the operators' commands, to be registered with {@link ControlServer}. */
public final class ServerCommands {

    private ServerCommands() {}

    /** {@code calls} and {@code calls show}. */
    public static ControlCommand calls(CallRecords records, Clock clock, ZoneId zone) {
        return new ControlCommand("calls", (args, out) -> {
            CommandLine line = CallsCommand.create((_, here) -> here.apply(records, out), clock, zone);
            line.setOut(writer(out::line)).setErr(writer(out::problem));
            return ExitCode.of(line.execute(args.toArray(String[]::new)));
        });
    }

    /** {@code explain CALL}. */
    public static ControlCommand explain(CallRecords records, ZoneId zone) {
        return new ControlCommand("explain", (args, out) -> {
            CommandLine line = new CommandLine(new ExplainCommand((_, here) -> here.apply(records, out), zone));
            line.setOut(writer(out::line)).setErr(writer(out::problem));
            return ExitCode.of(line.execute(args.toArray(String[]::new)));
        });
    }

    /** {@code backup FILE}. {@code archive} gets the target and where progress goes, and gives the backup's size. */
    public static ControlCommand backup(BiFunction<Path, Consumer<String>, Reading<Long>> archive) {
        return new ControlCommand("backup", (args, out) -> {
            if (args.size() != 1) {
                out.problem("backup takes one file");
                return ExitCode.USAGE;
            }
            Path target = Path.of(args.getFirst());
            return BackupCommand.told(archive.apply(target, out::problem), target, out);
        });
    }

    /**
     * {@code forget NUMBER}; {@code more} ends and deletes first what the caller has outside the journal, and gives a sentence for each kind
     * of thing that there was.
     */
    public static ControlCommand forget(Journal journal, Function<String, List<String>> more) {
        return forget(journal, more, _ -> List.of());
    }

    /** The same; {@code proof} looks, when all is done, whether the number stands anywhere still. */
    public static ControlCommand forget(
            Journal journal, Function<String, List<String>> more, Function<String, List<String>> proof) {
        return new ControlCommand("forget", (args, out) -> {
            if (args.size() != 1) {
                out.problem("forget takes one number");
                return ExitCode.USAGE;
            }
            List<String> done = more.apply(args.getFirst());
            boolean known =
                    journal.forget(args.getFirst()).toCompletableFuture().join();
            if (known || !done.isEmpty()) {
                out.line("Forgotten: what this caller said, keyed in and was called cannot be read any more.");
                done.forEach(out::line);
                proof.apply(args.getFirst()).forEach(out::line);
                return ExitCode.FINE;
            }
            out.problem("That names nobody: give the number or SIP user as the call showed it.");
            return ExitCode.FAILED;
        });
    }

    /** {@code status}: a line per name, in the map's order. */
    public static ControlCommand status(Supplier<Map<String, String>> status) {
        return new ControlCommand("status", (_, out) -> {
            Map<String, String> now = status.get();
            int width = now.keySet().stream().mapToInt(String::length).max().orElse(0);
            now.forEach(
                    (name, value) -> out.line(name + " ".repeat(width - name.length() + 2) + TextTable.plain(value)));
            return ExitCode.FINE;
        });
    }

    private static PrintWriter writer(Consumer<String> lines) {
        return new PrintWriter(
                new Writer() {
                    private final StringBuilder line = new StringBuilder();

                    @Override
                    public void write(char[] chars, int from, int count) {
                        for (int i = from; i < from + count; i++) {
                            if (chars[i] == '\n') {
                                flushLine();
                            } else if (chars[i] != '\r') {
                                line.append(chars[i]);
                            }
                        }
                    }

                    private void flushLine() {
                        lines.accept(line.toString());
                        line.setLength(0);
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {
                        if (!line.isEmpty()) {
                            flushLine();
                        }
                    }
                },
                true);
    }
}
