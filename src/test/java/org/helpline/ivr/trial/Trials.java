package org.helpline.ivr.trial;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.check.ScriptLoader;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.run.Target;

/** A script, its tests, and what comes of them. */
final class Trials {

    /** Small, and with one of everything that tests speak of. */
    static final String SCRIPT = """
            helpline: 1
            languages: [en, tr]
            hours: office
            human: {queue: support}
            start:
              - say: welcome
              - notice: outage
              - {when: closed, go: after_hours}
              - go: main
            main:
              - menu: main_menu
                keys:
                  1: {queue: support, after: survey}
                  2: order
                  3: {script: other}
                  star: again
                silence: [again, bye]
            order:
              - {ask: number, digits: 2..4, end: hash, as: order_no, silence: bye, wrong: human}
              - {say: thanks, go: bye}
            after_hours: [{say: closed}, bye]
            survey: [{say: thanks}, hangup]
            bye: [{say: goodbye}, hangup]
            queues:
              support:
                every: 30s
                say: position
                keys: {1: {say: thanks}, star: main}
                full: [{say: busy}, hangup]
            """;

    static final String PROMPTS = """
            welcome: {en: Welcome., tr: Merhaba.}
            outage: {en: There is a disturbance., tr: Kesinti var.}
            main_menu: {en: Press a key., tr: Tusa basin.}
            number: {en: Your number please., tr: Numara.}
            thanks: {en: Thank you., tr: Tesekkurler.}
            closed: {en: We are closed., tr: Kapaliyiz.}
            goodbye: {en: Goodbye., tr: Hosca kalin.}
            busy: {en: All are busy., tr: Mesgul.}
            position: {en: "You are number {position}.", tr: "Sira {position}."}
            """;

    private static final String OTHER = """
            helpline: 1
            languages: [en]
            human: none
            start: [{say: elsewhere}, hangup]
            """;

    private Trials() {}

    static Script script() {
        return fit("test", SCRIPT, PROMPTS);
    }

    private static Script fit(String name, String script, String prompts) {
        return Samples.loaded(ScriptLoader.check(
                new ScriptFiles(name, Path.of(name), script, prompts, Map.of(), "000000000000"),
                Samples.KNOWN.withScripts(Set.of("test", "other"))));
    }

    static Script other() {
        return fit("other", OTHER, "elsewhere: Here is another script.");
    }

    static Surroundings surroundings() {
        return new Surroundings(
                Map.of("office", Samples.OFFICE),
                _ -> "calm",
                (_, _) -> new Target.Goodbye(),
                Map.of("test", script(), "other", other()));
    }

    static Vocabulary names() {
        return Vocabulary.of(
                script(),
                Samples.KNOWN.queues(),
                Samples.KNOWN.hours(),
                surroundings().scripts());
    }

    /** Runs a test whose entries these are. */
    static Verdict run(String entries) {
        return run(entries, new Coverage());
    }

    static Verdict run(String entries, Coverage coverage) {
        Problems problems = new Problems();
        List<Trial> trials = TrialParser.parse("x.test.yaml", file(entries), names(), problems);
        if (!problems.isEmpty()) {
            throw new AssertionError(problems.all().toString());
        }
        return new TrialRun(script(), surroundings(), coverage).run(trials.getFirst());
    }

    /** What is wrong with it. */
    static List<Problem> mistakes(String text) {
        Problems problems = new Problems();
        TrialParser.parse("x.test.yaml", text, names(), problems);
        return problems.all();
    }

    /** A file of one test. */
    static String file(String entries) {
        return "tests:\n  - name: it\n" + entries.strip().indent(4);
    }
}
