package org.helpline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.config.SpeechSettings;
import org.helpline.core.QueueName;
import org.helpline.store.Stored;
import org.helpline.voicemail.Message;
import org.helpline.voicemail.Message.Letter;
import org.helpline.voicemail.Message.State;
import org.helpline.voicemail.Voicemail;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code voicemail [list [QUEUE]|play ID|save ID FILE|done ID|delete ID]}: what callers have left in the boxes of queues. */
@Command(
        name = "voicemail",
        description = "Lists the messages of callers; plays, saves, closes or deletes one.",
        mixinStandardHelpOptions = true)
final class VoicemailCommand implements Callable<Integer> {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String USAGE =
            "Say voicemail list, list QUEUE, play ID, save ID FILE, done ID or delete ID; the beginning of an ID is enough.";

    private final StartOptions options;

    @Parameters(
            arity = "0..3",
            paramLabel = "WORDS",
            description = "list, list QUEUE, play ID, save ID FILE, done ID or delete ID (default: list).")
    private List<String> words = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    VoicemailCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Output out = Output.to(line.getOut(), line.getErr());
        String word = words.isEmpty() ? "list" : words.getFirst();
        if (word.equals("play") && words.size() == 2) {
            return withFile(
                    words.get(1), out, file -> play(file, options.settings(line).speech(), line.getErr(), out));
        }
        if (word.equals("save") && words.size() == 3) {
            return withFile(words.get(1), out, file -> save(file, Path.of(words.get(2)), out));
        }
        List<String> args = new ArrayList<>(List.of("voicemail"));
        args.addAll(words);
        return Asking.server(options, args, out);
    }

    /** The recording's file, which the server names and this user may read. */
    private int withFile(String id, Output out, java.util.function.Function<Path, ExitCode> use) {
        List<String> answer = new ArrayList<>();
        Output names = new Output() {
            @Override
            public void line(String text) {
                answer.add(text);
            }

            @Override
            public void problem(String text) {
                out.problem(text);
            }
        };
        int code = Asking.server(options, List.of("voicemail", "file", id), names);
        return code != 0 || answer.isEmpty()
                ? code
                : use.apply(Path.of(answer.getFirst())).code();
    }

    private static ExitCode play(Path file, SpeechSettings speech, PrintWriter err, Output out) {
        return switch (Player.find(speech.player(), String.valueOf(System.getenv("PATH")))) {
            case Player.Found.Not(String why) -> {
                out.problem(why + " The recording is " + file + ".");
                yield ExitCode.FAILED;
            }
            case Player.Found.Here(Player player) -> player.play(file, err) ? ExitCode.FINE : ExitCode.FAILED;
        };
    }

    private static ExitCode save(Path file, Path to, Output out) {
        try {
            Files.copy(file, to);
            out.line("Saved as " + to + ".");
            return ExitCode.FINE;
        } catch (FileAlreadyExistsException e) {
            out.problem(to + " is there already and stays as it is.");
        } catch (IOException e) {
            out.problem("The recording cannot be saved: " + e);
        }
        return ExitCode.FAILED;
    }

    /** The server's side. */
    static ControlCommand of(Voicemail voicemail, ZoneId zone) {
        return new ControlCommand("voicemail", (args, out) -> {
            String word = args.isEmpty() ? "list" : args.getFirst();
            if (word.equals("list") && args.size() <= 2) {
                Optional<QueueName> box = args.size() == 2 ? Optional.of(new QueueName(args.get(1))) : Optional.empty();
                return list(voicemail, box, zone, out);
            }
            if (args.size() == 2 && List.of("file", "done", "delete").contains(word)) {
                return one(voicemail, word, args.get(1), out);
            }
            out.problem(USAGE);
            return ExitCode.USAGE;
        });
    }

    private static ExitCode list(Voicemail voicemail, Optional<QueueName> box, ZoneId zone, Output out) {
        Stored<List<Message>> read = voicemail.list(box).toCompletableFuture().join();
        if (read instanceof Stored.Failed<List<Message>>(var trouble)) {
            out.problem("The messages cannot be read: " + trouble);
            return ExitCode.FAILED;
        }
        List<Message> all = read.orThrow().reversed();
        if (all.isEmpty()) {
            out.line("There are no messages" + box.map(b -> " for " + b).orElse("") + ".");
        }
        all.forEach(m -> out.line(line(m, zone)));
        return ExitCode.FINE;
    }

    private static String line(Message m, ZoneId zone) {
        String caller = m.caller().isEmpty() ? "withheld" : m.caller().value();
        String box = m.box().map(QueueName::value).orElse("(call)");
        String by = m.by().isEmpty() ? "" : " by " + m.by();
        return (m.id() + "  " + WHEN.format(m.at().atZone(zone)) + "  " + box + "  " + caller + "  "
                        + m.lengthInWords() + "  "
                        + m.state().word() + by + letters(m))
                .replaceAll("\\p{Cntrl}+", " ");
    }

    private static String letters(Message m) {
        return m.letters().isEmpty()
                ? ""
                : "  " + m.letters().stream().map(VoicemailCommand::letter).collect(Collectors.joining("; "));
    }

    private static String letter(Letter l) {
        return switch (l.state()) {
            case Letter.SENT -> "e-mail to " + l.address() + " sent";
            case Letter.GIVEN_UP -> "e-mail to " + l.address() + " given up: " + l.trouble();
            default ->
                "e-mail to " + l.address() + " waits"
                        + (l.trouble().isEmpty() ? "" : " after try " + l.tries() + ": " + l.trouble());
        };
    }

    private static ExitCode one(Voicemail voicemail, String word, String id, Output out) {
        List<Message> found =
                voicemail.beginning(id).toCompletableFuture().join().ifDone().orElse(List.of());
        List<Message> exact = found.stream().filter(m -> m.id().equals(id)).toList();
        List<Message> meant = exact.isEmpty() ? found : exact;
        if (meant.size() != 1) {
            out.problem(
                    meant.isEmpty()
                            ? "There is no message " + id + ": see voicemail list."
                            : "More than one message begins with " + id + ": give more of it.");
            return ExitCode.FAILED;
        }
        Message message = meant.getFirst();
        boolean done = switch (word) {
            case "file" -> {
                out.line(voicemail.file(message).toAbsolutePath().toString());
                yield true;
            }
            case "done" ->
                isDone(voicemail
                        .mark(message, State.DONE, "operator")
                        .toCompletableFuture()
                        .join());
            default ->
                isDone(voicemail
                        .delete(message, "operator")
                        .toCompletableFuture()
                        .join());
        };
        if (!done) {
            out.problem("That could not be done: the store did not take it.");
        } else if (!word.equals("file")) {
            out.line("Message " + message.id() + (word.equals("done") ? " is done." : " is deleted."));
        }
        return done ? ExitCode.FINE : ExitCode.FAILED;
    }

    private static boolean isDone(Stored<Boolean> stored) {
        return stored.ifDone().orElse(false);
    }
}
