package org.helpline.admin;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.helpline.journal.Found;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that tells one call, to people or as JSON: here, or at the server that runs. */
abstract class OneCallCommand implements Callable<Integer> {

    private final Reach reach;
    private final ZoneId zone;
    private final List<String> words;

    @Parameters(
            paramLabel = "CALL",
            description =
                    "The call's id, its SIP Call-ID, the beginning of either if no other call has it, or \"last\".")
    private String call = "";

    @Option(names = "--json", description = "As a JSON object; times as offsets in ms.")
    private boolean json;

    /** {@code words}: how the command is called. */
    OneCallCommand(Reach reach, ZoneId zone, String... words) {
        this.reach = reach;
        this.zone = zone;
        this.words = List.of(words);
    }

    /** What it tells of a record. */
    abstract Function<Found.One, List<String>> telling(CallsReport report, boolean asJson);

    @Override
    public Integer call() {
        List<String> args = new ArrayList<>(words);
        if (json) {
            args.add("--json");
        }
        args.add("--");
        args.add(call);
        Function<Found.One, List<String>> telling = telling(new CallsReport(zone), json);
        return reach.run(args, (records, out) -> new OneCall(records, zone, out).show(call, telling))
                .code();
    }
}
