package org.helpline.ivr.check;

import java.util.List;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.parse.ParsedScript;
import org.helpline.ivr.parse.SourceText;

/** Where a check writes what it finds: problems, which refuse a script, and remarks, which do not. */
final class Findings {

    private final ParsedScript parsed;
    private final Problems problems;
    private final Problems remarks = new Problems();
    private final SourceText remarkable;

    /** {@code problems}: those that {@code parsed} writes into. */
    Findings(ParsedScript parsed, Problems problems) {
        this.parsed = parsed;
        this.problems = problems;
        this.remarkable = parsed.promptsSource().reportingTo(remarks);
    }

    /** A problem in {@code script.yaml}. */
    void problem(Place at, String what, String fix) {
        parsed.scriptSource().report(at.line(), at.column(), what, fix);
    }

    /** A problem in the {@code script.yaml} of a script that this one runs. */
    void problem(ParsedScript run, Place at, String what, String fix) {
        run.scriptSource().reportingTo(problems).report(at.line(), at.column(), what, fix);
    }

    /** A remark on it. */
    void remark(ParsedScript run, Place at, String what, String fix) {
        run.scriptSource().reportingTo(remarks).report(at.line(), at.column(), what, fix);
    }

    /** The same. */
    void problem(Finding finding) {
        problem(finding.at(), finding.what(), finding.fix());
    }

    /** Something found in {@code script.yaml}. */
    record Finding(Place at, String what, String fix) {}

    /** A problem in {@code prompts.yaml}. */
    void promptProblem(Place at, String what, String fix) {
        parsed.promptsSource().report(at.line(), at.column(), what, fix);
    }

    /** A remark on {@code prompts.yaml}. */
    void promptRemark(Place at, String what, String fix) {
        remarkable.report(at.line(), at.column(), what, fix);
    }

    /** A remark on {@code script.yaml}. */
    void remark(Place at, String what, String fix) {
        parsed.scriptSource().reportingTo(remarks).report(at.line(), at.column(), what, fix);
    }

    List<Problem> remarks() {
        return remarks.all();
    }
}
