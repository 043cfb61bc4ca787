package org.helpline.app.stage;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.helpline.ivr.trial.Trial;
import org.helpline.ivr.trial.TrialReport;
import org.helpline.ivr.trial.Verdict;

/**
 * What came of tests over SIP.
 *
 * @param calls in the order of the tests
 */
public record StageReport(List<Call> calls) {

    /**
     * One test.
     *
     * @param virtual what came of it in virtual time
     * @param compared with the call on the phone; empty if there was none, for {@code why}
     * @param again whether it was made twice, since it was late the first time
     */
    public record Call(Trial trial, Verdict virtual, Optional<Comparison> compared, String why, boolean again) {

        /** Whether the test holds, and the call on the phone was the same. */
        public boolean isSame() {
            return virtual.passed()
                    && compared.filter(c -> c.difference().isEmpty()).isPresent();
        }
    }

    /** Whether all were the same. */
    public boolean isClean() {
        return calls.stream().allMatch(Call::isSame);
    }

    /** The table, each difference in plain words, and a summary; ends with a newline. */
    public String text() {
        StringBuilder text = new StringBuilder();
        int width =
                calls.stream().mapToInt(c -> c.trial().name().length()).max().orElse(0);
        String file = "";
        for (Call call : calls) {
            if (!call.trial().file().equals(file)) {
                file = call.trial().file();
                text.append(file).append('\n');
            }
            String name = call.trial().name();
            text.append(call.isSame() ? "  same  " : "  OTHER ")
                    .append(name)
                    .append(" ".repeat(width - name.length() + 2))
                    .append(String.format(
                            Locale.ROOT,
                            "%d:%02d",
                            call.virtual().lasted().toMinutes(),
                            call.virtual().lasted().toSecondsPart()))
                    .append(call.compared()
                            .map(c -> "  at most " + c.latest().toMillis() + " ms apart")
                            .orElse(""))
                    .append(call.again() ? ", made again" : "")
                    .append('\n');
        }
        calls.stream().filter(c -> !c.isSame()).forEach(c -> text.append('\n').append(explained(c)));
        return text.append('\n').append(summary()).append('\n').toString();
    }

    /** Why a call is not the same. */
    public static String explained(Call call) {
        if (!call.virtual().passed()) {
            return TrialReport.explained(call.virtual());
        }
        String what = call.compared().flatMap(Comparison::difference).orElse(call.why());
        return call.trial().file() + ":" + call.trial().line() + ":"
                + call.trial().column() + ": " + call.trial().name() + "\n    " + what + "\n";
    }

    private String summary() {
        long other = calls.stream().filter(c -> !c.isSame()).count();
        Duration latest = calls.stream()
                .flatMap(c -> c.compared().stream())
                .map(Comparison::latest)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return calls.isEmpty()
                ? "No test was run."
                : calls.size() + (calls.size() == 1 ? " test" : " tests") + " over SIP, "
                        + (other == 0 ? "all the same as in virtual time" : other + " other than in virtual time")
                        + ", at most " + latest.toMillis() + " ms apart.";
    }
}
