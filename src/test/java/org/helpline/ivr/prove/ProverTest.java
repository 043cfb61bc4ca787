package org.helpline.ivr.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.check.CheckReport;
import org.helpline.ivr.check.Known;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.ProofPages;
import org.helpline.ivr.check.ScriptLoader;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.Promises;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.parse.ScriptParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProverTest {

    private static final String HEAD = "helpline: 1\nlanguages: [en]\nhours: office\nhuman: {queue: support}\n";
    private static final Path TEMPLATES = Path.of("src/main/resources/org/helpline/app/templates");

    static Stream<Path> shipped() throws java.io.IOException {
        try (Stream<Path> samples = Files.list(Path.of("ivr-scripts"));
                Stream<Path> templates = Files.list(TEMPLATES)) {
            return Stream.concat(samples.toList().stream(), templates.toList().stream())
                    .filter(f -> Files.exists(f.resolve("script.yaml")))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void nothingIsToldOfWhatIsShipped(Path folder) {
        LoadResult result = ScriptLoader.load(folder, known());
        assertThat(result).as(problems(result).toString()).isInstanceOfSatisfying(LoadResult.Loaded.class, l -> {
            assertThat(l.remarks()).isEmpty();
            assertThat(l.proof().orElseThrow().isWhole()).isTrue();
        });
    }

    /** What scripts may name here; the templates have a word in the place of a queue and of a calendar. */
    private static Known known() {
        Known known = Samples.KNOWN;
        return new Known(
                        Set.of("support", "billing", "QUEUE", "queue", "echo"),
                        Set.of("office", "HOURS"),
                        known.scripts(),
                        known.music(),
                        known.notices(),
                        true)
                .withLookUps(known.lookUps())
                .proving(3);
    }

    private static List<Problem> problems(LoadResult result) {
        return result instanceof LoadResult.Refused r ? r.problems() : List.of();
    }

    private static Proof prove(String script, int most) {
        Given given = new Given(3, Samples.KNOWN.lookUps(), PhoneBook.EMPTY);
        return new Prover(parsed("test", script), Promises.UNWRITTEN, given, most).prove();
    }

    private static Script parsed(String name, String script) {
        ScriptFiles files = new ScriptFiles(
                name, Path.of(name), HEAD + script, "main: Press.\nbye: Bye.\n", Map.of(), "000000000000");
        return ScriptParser.parse(files, new Problems()).orElseThrow().script();
    }

    private static Proof prove(String script) {
        return prove(script, Explorer.MOST);
    }

    private static List<Proof.Claim> refuted(Proof proof) {
        return proof.findings().stream().map(Finding::claim).distinct().toList();
    }

    @Test
    void whereThereAreTooManySituationsNothingIsCalledUnreached() {
        Proof proof = prove(
                "start: [{menu: main, keys: {1: a, 2: bye}}]\na: [{menu: main, keys: {1: bye}}]\nbye: hangup\n", 2);
        assertThat(proof.isWhole()).isFalse();
        assertThat(proof.doubts().getFirst().why()).isEqualTo("there are more than 2 situations");
        assertThat(refuted(proof)).doesNotContain(Proof.Claim.REACHED);
    }

    private static List<String> rulesThatNeverCount(String steps, String rules) {
        Proof proof = prove(steps + "queues: {support: {rules: [" + rules + "]}}\n");
        assertThat(proof.isWhole()).isTrue();
        return proof.findings().stream()
                .filter(f -> f.what().startsWith("This rule never counts"))
                .map(f -> f.at().name())
                .toList();
    }

    @Test
    void aRuleOfAQueueThatHoldsOfNoCallThatComesThereIsTold() {
        assertThat(rulesThatNeverCount("""
                        start:
                          - {ask: main, digits: 1, as: n, silence: human, wrong: human}
                          - {when: n == "7", go: bye}
                          - {queue: support}
                        bye: hangup
                        """, "{when: 'n == \"7\"', priority: 5}, {when: 'n == \"3\"', priority: 5}"))
                .containsExactly("queues/support/rules/1");
    }

    /** The values that rules ask are kept and tried as those of conditions are. */
    @Test
    void whatRulesAskIsTriedWhoeverCallsAndWhatTheQueueSays() {
        assertThat(rulesThatNeverCount("""
                        start:
                          - {ask: main, digits: 2..4, as: n, silence: human, wrong: human}
                          - {set: {copy: "{n}"}}
                          - {menu: main, keys: {1: human}}
                        """, """
                        {when: 'copy == "4711"', priority: 5}, {when: 'caller.number == "+4930123456"', priority: 5},
                        {when: 'queue.support.waiting > 7', priority: 5}, {when: closed, hours: office, priority: 5}""")).isEmpty();
    }

    /** What may be anything is taken as both, and is no doubt: nothing else depends on a rule. */
    @Test
    void aRuleThatCannotBeDecidedIsLeftAlone() {
        assertThat(
                        rulesThatNeverCount(
                                "start: [{queue: support}]\n",
                                "{when: 'now > at(\"2020-01-01T00:00\")', priority: 5}, {when: 'caller.number.startsWith(\"+49\")', priority: 5}"))
                .isEmpty();
    }

    /** In a script that is run too: the step is named, and whose it is. */
    @Test
    void whereTheBudgetEndsInAnotherScriptThatOneIsNamed() {
        Script sub = parsed(
                "sub", "start: [{menu: main, keys: {1: next_one}}]\nnext_one: [{menu: main, keys: {1: return}}]\n");
        Script main = parsed("main", "start: [{do: {script: sub}}, human]\n");
        Given given = new Given(3, Map.of(), PhoneBook.EMPTY, name -> Optional.of(sub));
        Proof proof = new Prover(main, Promises.UNWRITTEN, given, 2).prove();
        assertThat(proof.doubts()).singleElement().satisfies(d -> {
            assertThat(d.script()).contains("sub");
            assertThat(d.at().line()).isPositive();
        });
        assertThat(refuted(proof)).doesNotContain(Proof.Claim.REACHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"time >= \"17:00\"", "weekday == \"monday\"", "today > date(\"2027-01-01\")"})
    void whatTheClockDecidesIsTakenAsTrueAndAsFalse(String condition) {
        Proof proof = prove("start: {when: '" + condition + "', go: late, else: human}\n"
                + "late: [{menu: main, keys: {0: bye}, silence: bye, wrong: bye}]\nbye: hangup\n");
        assertThat(refuted(proof)).containsExactly(Proof.Claim.HUMAN);
        assertThat(proof.isWhole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", by: caller"})
    void everySideOfASplitIsExplored(String by) {
        Proof proof = prove("start: [{split: {20%: a, else: b}" + by + "}]\na: [{split: {50%: b}}, human]\nb: human\n");
        assertThat(refuted(proof)).isEmpty();
        assertThat(proof.isWhole()).isTrue();
        Proof lonely = prove("start: [{split: {20%: a, else: human}" + by + "}]\n"
                + "a: [{menu: main, keys: {0: bye}, silence: bye, wrong: bye}]\nbye: hangup\n");
        assertThat(refuted(lonely)).containsExactly(Proof.Claim.HUMAN);
    }

    @Test
    void sectionsThatComeBackAreFollowedAndWhatScriptsGiveBackMayBeAnything() {
        Proof proof = prove("""
                start:
                  - {do: ask_it, as: answer}
                  - {when: answer == "7", go: human}
                  - {do: {script: verify, with: {number: caller.number}}, as: verified}
                  - {when: verified, go: human, else: bye}
                ask_it:
                  - {ask: main, digits: 1, as: n, silence: human, wrong: human}
                  - {when: n == "7", then: {return: "7"}}
                bye: [{say: bye}, hangup]
                """);
        assertThat(refuted(proof)).isEmpty();
    }

    /** A counter ends the round; to take its condition as true and as false would call this endless. */
    @Test
    void aRoundThatIsCountedIsNone() {
        Proof proof = prove("""
                start: [{set: {tries: 0}}, round]
                round:
                  - {set: {tries: = tries + 1}}
                  - {when: tries > 3, go: bye}
                  - {menu: main, keys: {1: human}, silence: round, wrong: human}
                bye: hangup
                """);
        assertThat(proof.findings()).isEmpty();
        assertThat(proof.isWhole()).isTrue();
    }

    @Test
    void aCounterThatNeverReachesItsBoundIsARound() {
        Proof proof = prove("""
                start: [{set: {tries: 0}}, round]
                round:
                  - {when: tries > 3, go: bye}
                  - {menu: main, keys: {1: human}, silence: round, wrong: human}
                bye: hangup
                """);
        assertThat(refuted(proof)).contains(Proof.Claim.ENDS, Proof.Claim.REACHED);
    }

    /** Answers of which nothing more will be asked tell no situations apart: else thirty would make a billion. */
    @Test
    void answersThatNobodyAsksForAgainDoNotMultiply() {
        String keys = IntStream.range(0, 9).mapToObj(i -> (i + 1) + ": s" + i).collect(Collectors.joining(", "));
        String sections = IntStream.range(0, 9)
                .mapToObj(i -> "s" + i + ":\n  - {ask: main, digits: 4, as: v" + i + "}\n  - {when: v" + i
                        + " > 500, then: {say: bye}}\n  - start\n")
                .collect(Collectors.joining());
        Proof proof = prove("start: [{menu: main, keys: {" + keys + "}}]\n" + sections);
        assertThat(proof.findings()).isEmpty();
        assertThat(proof.situations()).isLessThan(400);
    }

    @Test
    void whatWasProvedIsTold() {
        LoadResult result = ScriptLoader.check(
                Samples.files(
                        HEAD
                                + "start: [{menu: main, keys: {1: {queue: billing}, 2: bye}}]\nbye: [{say: bye}, hangup]\n",
                        "main: For bills, press 1.\nbye: Goodbye.\n"),
                Samples.KNOWN.proving(3));
        assertThat(ProofPages.text(new CheckReport(List.of(result), Map.of()))).isEqualTo("""

                test: 22 situations, 99 ways between them.
                  proved     Every call ends; who does nothing is never sent round for ever.
                  proved     A human is at most 3 keys away from every question while it is open (farthest: 0).
                  proved     Nothing is read before it is set.
                  proved     Every step and every branch is reached by some call.
                  proved     No key is hidden by another, and every question answers silence and wrong keys.
                  proved     No card number, PIN or password is kept in the call's story.
                  proved     Every goal is within what 'check' allows.
                  goal                          keys  questions  seconds
                  hang up                          0          3     18.4
                  queue billing                    1          1      1.1
                  queue support                    0          3     18.4
                  a human, quickest                1          1      1.1
                """);
        assertThat(ProofPages.json(new CheckReport(List.of(result), Map.of()), List.of("hours x: It is never open.")))
                .contains(
                        "\"clean\" : true",
                        "\"hours\" : [ \"hours x: It is never open.\" ]",
                        "\"goal\" : \"queue billing\"");
    }

    /** What may not be set must be asked for first; whoever does so is told nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            late == "yes"                             ~ false
            late != "yes"                             ~ false
            late == "yes" && open                     ~ false
            has(late) || late == "yes"                ~ false
            late == "" && late == "yes"               ~ false
            has(late) ? open : late == "yes"          ~ false
            has(late)                                 ~ true
            late == ""                                ~ true
            late != ""                                ~ true
            has(late) && late == "yes"                ~ true
            late == "yes" && has(late)                ~ true
            late != "" && late.startsWith("y")        ~ true
            !has(late) || late == "yes"               ~ true
            late == "" || late == "yes"               ~ true
            has(late) ? late == "yes" : open          ~ true
            has(late) && (late == "yes" || open)      ~ true
            """)
    void aConditionOnWhatMayNotBeSetIsRefusedUnlessItAsksForItFirst(String condition, boolean isFit) {
        Proof proof = prove("""
                start:
                  - {when: closed, then: {set: {late: "yes"}}}
                  - {when: 'CONDITION', go: bye}
                  - queue: support
                bye: [{say: bye}, hangup]
                """.replace("CONDITION", condition), 10_000);
        assertThat(proof.findings().stream()
                        .map(Finding::what)
                        .filter(w -> w.startsWith("Nothing has set"))
                        .toList())
                .hasSize(isFit ? 0 : 1);
    }
}
