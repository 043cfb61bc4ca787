package org.helpline.app;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.helpline.admin.ControlClient;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.app.past.TrafficCount;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.helpline.ivr.draw.ScriptPicture;
import org.helpline.ivr.model.Script;
import org.helpline.journal.CallQuery;
import org.helpline.journal.CallRecord;
import org.helpline.journal.CallRecords;
import org.helpline.journal.FactLines;
import org.helpline.journal.PastCall;
import org.helpline.journal.Reading;
import picocli.CommandLine;

/** Past calls for a command: from the running server, else from its file. Blocks. */
final class PastCalls {

    private static final String WORD = "facts";
    private static final String ANY = "-";

    private PastCalls() {}

    /** The server's side: the facts of calls as lines, an empty one after each call. */
    static ControlCommand command(CallRecords records) {
        FactLines lines = new FactLines();
        return new ControlCommand(WORD, (args, out) -> switch (read(records, args)) {
            case Reading.NotRead<List<PastCall>>(String why) -> {
                out.problem("The calls cannot be read: " + why + ".");
                yield ExitCode.FAILED;
            }
            case Reading.Read<List<PastCall>>(List<PastCall> calls) -> {
                for (PastCall call : calls) {
                    call.facts().forEach(f -> out.line(lines.write(f)));
                    out.line("");
                }
                yield ExitCode.FINE;
            }
        });
    }

    /** A script's picture, coloured by the calls of so many days. */
    static String picture(CallRecords records, Script script, int days, Clock clock) {
        Optional<Instant> since = Optional.of(clock.now().minus(Duration.ofDays(days)));
        List<PastCall> calls = wait(records.withScript(script.name(), ScriptDrawCommand.MOST, since))
                        instanceof Reading.Read<List<PastCall>>(List<PastCall> found)
                ? found
                : List.of();
        return ScriptPicture.svg(script, TrafficCount.of(script, calls, ZoneId.systemDefault()));
    }

    /** The call of an id, a Call-ID, the beginning of one, or {@code last}. */
    static Optional<PastCall> one(StartOptions options, StoreSettings store, String name, CommandLine line) {
        return ask(options, store, List.of("call", name), line).stream().findFirst();
    }

    /** The latest calls of a script that are over, oldest first. */
    static List<PastCall> of(
            StartOptions options,
            StoreSettings store,
            String script,
            int last,
            Optional<Instant> since,
            CommandLine line) {
        String from = since.map(Instant::toString).orElse(ANY);
        return ask(options, store, List.of("script", script, String.valueOf(last), from), line);
    }

    private static List<PastCall> ask(StartOptions options, StoreSettings store, List<String> args, CommandLine line) {
        List<PastCall> calls = new ArrayList<>();
        List<Published> facts = new ArrayList<>();
        FactLines lines = new FactLines();
        Output collected = new Output() {
            @Override
            public void line(String text) {
                if (text.isEmpty()) {
                    calls.add(new PastCall(facts.isEmpty() ? "" : facts.getFirst().stream(), List.copyOf(facts)));
                    facts.clear();
                } else {
                    lines.read(text).ifPresent(facts::add);
                }
            }

            @Override
            public void problem(String text) {
                line.getErr().println(text);
                line.getErr().flush();
            }
        };
        List<String> words = new ArrayList<>(List.of(WORD));
        words.addAll(args);
        if (ControlClient.at(options.data()).ask(words, collected).isEmpty()) {
            Problems problems = new Problems();
            try (CallRecords records = CallRecords.openToRead(store, problems).orElse(null)) {
                problems.all().forEach(p -> collected.problem(p.toString()));
                if (records != null) {
                    switch (read(records, args)) {
                        case Reading.NotRead<List<PastCall>>(String why) -> collected.problem(why);
                        case Reading.Read<List<PastCall>>(List<PastCall> found) -> calls.addAll(found);
                    }
                }
            }
        }
        return List.copyOf(calls);
    }

    private static Reading<List<PastCall>> read(CallRecords records, List<String> args) {
        if (args.size() == 4 && args.getFirst().equals("script") && args.get(2).matches("\\d{1,7}")) {
            Optional<Instant> since =
                    args.get(3).equals(ANY) ? Optional.empty() : Optional.of(Instant.parse(args.get(3)));
            return wait(records.withScript(args.get(1), Integer.parseInt(args.get(2)), since));
        }
        if (args.size() == 2 && args.getFirst().equals("call")) {
            String name = args.get(1);
            if (name.equals("last")
                    && wait(records.list(CallQuery.last(1))) instanceof Reading.Read<List<CallRecord>>(var calls)
                    && !calls.isEmpty()) {
                name = calls.getFirst().id().value();
            }
            return switch (wait(records.past(name))) {
                case Reading.NotRead<Optional<PastCall>>(String why) -> new Reading.NotRead<>(why);
                case Reading.Read<Optional<PastCall>>(Optional<PastCall> call) ->
                    new Reading.Read<>(call.stream().toList());
            };
        }
        return new Reading.NotRead<>("facts takes call NAME, or script NAME COUNT SINCE");
    }

    private static <T> T wait(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
