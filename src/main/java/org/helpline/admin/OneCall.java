package org.helpline.admin;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.helpline.journal.CallQuery;
import org.helpline.journal.CallRecord;
import org.helpline.journal.CallRecords;
import org.helpline.journal.Found;

/** Finds the call that an operator names, and shows it; or says why not. */
record OneCall(CallRecords records, ZoneId zone, Output out) {

    /** By id, Call-ID, the beginning of either, or {@code last}. */
    ExitCode show(String name, Function<Found.One, List<String>> shown) {
        if (name.equals("last")) {
            return CallsCommand.read(
                    records.list(CallQuery.last(1)),
                    out,
                    calls -> find(calls.isEmpty() ? name : calls.getFirst().id().value(), shown));
        }
        return find(name, shown);
    }

    private ExitCode find(String name, Function<Found.One, List<String>> shown) {
        return CallsCommand.read(records.find(name), out, found -> switch (found) {
            case Found.One one -> {
                shown.apply(one).forEach(out::line);
                yield ExitCode.FINE;
            }
            case Found.None() -> {
                out.problem(
                        "No call matches " + TextTable.plain(name)
                                + ": give an id or Call-ID as `calls` and `calls --json` list them, or the beginning of one, or say last.");
                yield ExitCode.FAILED;
            }
            case Found.Several(List<CallRecord> candidates) -> {
                out.problem(candidates.size() + " calls match " + TextTable.plain(name) + "; give more of the id:");
                new CallsReport(zone).table(candidates).forEach(out::problem);
                yield ExitCode.FAILED;
            }
        });
    }
}
