package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.helpline.core.Problem;

/**
 * What came of a suite.
 *
 * @param problems mistakes in test files, all of them
 * @param coverage of each script that has tests
 * @param untested scripts without a test
 */
public record TrialReport(
        List<Verdict> verdicts, List<Problem> problems, List<Coverage.Share> coverage, List<String> untested) {

    private static final int SHOWN_LINES = 20;

    /** Whether every test passed and every test file could be read. */
    public boolean isClean() {
        return problems.isEmpty() && failed() == 0;
    }

    private long failed() {
        return verdicts.stream().filter(v -> !v.passed()).count();
    }

    /** The table, what failed and why, what no test runs through, and a summary; ends with a newline. */
    public String text() {
        StringBuilder text = new StringBuilder();
        problems.forEach(p -> text.append(p).append("\n\n"));
        table(text);
        verdicts.stream()
                .filter(v -> !v.passed())
                .forEach(v -> text.append('\n').append(explained(v)));
        coverage.forEach(share -> coverage(text, share));
        untested.forEach(name -> text.append('\n').append(name).append(" has no tests.\n"));
        text.append('\n').append(summary()).append('\n');
        return text.toString();
    }

    private void table(StringBuilder text) {
        int width =
                verdicts.stream().mapToInt(v -> v.trial().name().length()).max().orElse(0);
        String file = "";
        for (Verdict v : verdicts) {
            if (!v.trial().file().equals(file)) {
                file = v.trial().file();
                text.append(file).append('\n');
            }
            String name = v.trial().name();
            text.append(v.passed() ? "  ok    " : "  FAIL  ")
                    .append(name)
                    .append(" ".repeat(width - name.length() + 2))
                    .append(clock(v.lasted()))
                    .append('\n');
        }
    }

    /** Why a test failed: what was expected and what happened there, where the script was, and the call until then. */
    public static String explained(Verdict verdict) {
        Verdict.Failure failure = verdict.failure().orElseThrow();
        StringBuilder text = new StringBuilder();
        text.append(verdict.trial().file())
                .append(':')
                .append(failure.said().line())
                .append(':')
                .append(failure.said().column())
                .append(": ")
                .append(verdict.trial().name())
                .append("\n    test:     ")
                .append(failure.said().words())
                .append("\n    expected: ")
                .append(failure.expected())
                .append("\n    happened: ")
                .append(failure.happened());
        if (!failure.step().isEmpty()) {
            text.append("\n    script:   ").append(failure.step());
        }
        text.append("\n    the call until then:\n");
        List<String> lines = failure.transcript();
        if (lines.size() > SHOWN_LINES) {
            text.append("      …\n");
        }
        lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())
                .forEach(l -> text.append("      ").append(l).append('\n'));
        return text.toString();
    }

    private static void coverage(StringBuilder text, Coverage.Share share) {
        text.append('\n')
                .append(share.script())
                .append(": ")
                .append(share.stepsTaken())
                .append(" of ")
                .append(share.steps())
                .append(" steps, ")
                .append(share.branchesTaken())
                .append(" of ")
                .append(share.branches())
                .append(" branches are tested.\n");
        share.missed().forEach(m -> text.append("  ").append(m).append('\n'));
    }

    private String summary() {
        String tests = verdicts.size() + (verdicts.size() == 1 ? " test" : " tests");
        String failures = failed() == 0 ? "all passed" : failed() + " failed";
        String broken = problems.isEmpty() ? "" : "; " + problems.size() + " mistakes in test files";
        return verdicts.isEmpty() ? "No test was run" + broken + "." : tests + ", " + failures + broken + ".";
    }

    private static String clock(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
