package org.helpline.admin;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: why a call went to whom it went. */
@Command(
        name = "explain",
        description = "Says of each decision about a call who was rung, and of everybody else why not.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    private final Reach reach;
    private final ZoneId zone;

    @Parameters(
            paramLabel = "CALL",
            description =
                    "The call's id, its SIP Call-ID, the beginning of either if no other call has it, or \"last\".")
    private String call = "";

    @Option(names = "--json", description = "As a JSON object.")
    private boolean json;

    ExplainCommand(Reach reach, ZoneId zone) {
        this.reach = reach;
        this.zone = zone;
    }

    @Override
    public Integer call() {
        List<String> args = new ArrayList<>(List.of("explain"));
        if (json) {
            args.add("--json");
        }
        args.add("--");
        args.add(call);
        CallsReport report = new CallsReport(zone);
        return reach.run(
                        args,
                        (records, out) -> new OneCall(records, zone, out)
                                .show(call, json ? report::explanationJson : report::explanation))
                .code();
    }
}
