package org.helpline.admin;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.helpline.journal.Found;
import picocli.CommandLine.Command;

/** {@code explain}: why a call went to whom it went. */
@Command(
        name = "explain",
        description = "Says of each decision about a call who was rung, and of everybody else why not.",
        mixinStandardHelpOptions = true)
final class ExplainCommand extends OneCallCommand {

    ExplainCommand(Reach reach, ZoneId zone) {
        super(reach, zone, "explain");
    }

    @Override
    Function<Found.One, List<String>> telling(CallsReport report, boolean asJson) {
        return asJson ? report::explanationJson : report::explanation;
    }
}
