package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.Samples;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.model.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users of other systems complain about, by the numbers of the field study. */
class PainsTest {

    private static final String HEAD = "helpline: 1\nlanguages: [en]\nhours: office\nhuman: {queue: support}\n";
    private static final String PROMPTS = """
            main: For sales press 1.
            help: Press a key.
            wrong_key: Not a key here.
            ask_no: Your number?
            done: Thank you.
            position: Number {position}.
            legal: This call may be recorded.
            goodbye: Goodbye.
            """;

    @Test
    void p1ATimeConditionThatPointsToItselfIsRefused() {
        LoadResult result = Samples.check(HEAD + "start: {when: closed, go: start, else: human}\n", PROMPTS);
        assertThat(result)
                .isInstanceOfSatisfying(
                        LoadResult.Refused.class,
                        r -> assertThat(r.problems().getFirst().what()).contains("goes round for ever: start → start"));
    }

    @Test
    void p2ACalendarThatDoesNotExistIsRefusedInsteadOfNeverMatching() {
        LoadResult result =
                Samples.check(HEAD + "start: {when: closed, hours: nowhere, go: start, else: human}\n", PROMPTS);
        assertThat(result)
                .isInstanceOfSatisfying(
                        LoadResult.Refused.class,
                        r -> assertThat(r.problems().getFirst().what()).contains("no calendar 'nowhere'"));
    }

    /** What an override declares is asked by name, and whoever does not ask for it treats it as closed. */
    @ParameterizedTest
    @CsvSource({"emergency, OPEN, NO", "emergency, HOLIDAY, NO", "emergency, EMERGENCY, YES", "closed, EMERGENCY, YES"})
    void anEmergencyIsAStateOfItsOwnAndClosed(String word, BusinessHours.State state, String expected) {
        Script script = script("start: {when: " + word + ", then: {say: done, go: bye}, else: bye}\n"
                + "bye: [{say: goodbye}, hangup]\n");
        Environment open = Samples.world().at(Samples.OPEN);
        Environment declared = new Environment(
                open.now(), _ -> state, open.zone(), open.noticeOn(), open.music(), open.overflow(), open.maxSteps());
        Step step = Interpreter.start(script, Samples.caller(), declared);
        assertThat(step.effects().toString().contains("prompt=done")).isEqualTo(expected.equals("YES"));
    }

    @Test
    void p5TheStorySaysWhyARuleWasFollowed() {
        Step step = Interpreter.start(
                script("start: {when: closed, go: bye, else: human}\nbye: [{say: goodbye}, hangup]\n"),
                Samples.caller(),
                Samples.world().at(Samples.CLOSED));
        assertThat(step.effects().toString()).contains("when office closed: yes");
    }

    @Test
    void p6TheTimeBetweenDigitsIsHonouredWhenTooFewAreKeyed() {
        ScriptSimulator call =
                call("start: [{ask: ask_no, digits: 4, as: no, between: 2s, wrong: [again, hangup]}, hangup]\n");
        call.listen().press("12").pass(Duration.ofSeconds(3));
        assertThat(call.transcript()).filteredOn(l -> l.contains("ask_no")).hasSize(2);
        call.listen().press("1").pass(Duration.ofSeconds(3));
        assertThat(call.state().isOver()).isTrue();
    }

    @Test
    void p7TheListsLengthIsTheNumberOfTriesForSilenceAndWrongKeysApart() {
        ScriptSimulator call = call(
                "start: {menu: main, keys: {1: hangup}, wait: 4s, silence: [again, again, hangup], wrong: [again, human]}\n");
        call.listen().press("7").listen().pass(Duration.ofSeconds(4)).listen().pass(Duration.ofSeconds(4));
        assertThat(call.state().isOver()).isFalse();
        assertThat(call.transcript()).filteredOn(l -> l.contains("main")).hasSize(4);
        call.listen().press("7");
        assertThat(call.transcript()).anyMatch(l -> l.contains("queue support"));
    }

    @Test
    void p8WrongKeysReachTheWayOutWithoutAConfirmingKey() {
        ScriptSimulator call = call("start: {menu: main, keys: {1: hangup}, wrong: [again, again, hangup]}\n");
        call.listen().press("7").listen().press("8").listen().press("9");
        assertThat(call.state().isOver()).isTrue();
    }

    @Test
    void p9EveryActionOfAKeyIsRun() {
        ScriptSimulator call =
                call("start: {menu: main, keys: {1: [{say: help}, {set: {a: x}}, {say: done}, hangup]}}\n");
        call.listen().press("1").listen();
        assertThat(call.transcript()).anyMatch(l -> l.contains("help")).anyMatch(l -> l.contains("done"));
        assertThat(call.state().isOver()).isTrue();
    }

    @Test
    void p10AKeyLeavesTheQueueWhileAnAnnouncementPlays() {
        ScriptSimulator call = call(
                "start: {queue: support}\nqueues: {support: {every: 30s, say: [position], keys: {1: bye}}}\nbye: [{say: done}, hangup]\n");
        call.tell(new ScriptEvent.Queued(3)).pass(Duration.ofMillis(200)).press("1");
        assertThat(call.transcript())
                .containsSubsequence(
                        "0.0 en position@3: Number 3.",
                        "0.2 caller presses 1",
                        "0.2 … cut",
                        "0.2 music ends",
                        "0.2 leaves the queue");
    }

    /** P10: whoever knows the queue presses before the first word, or at any moment after it. */
    @Test
    void p10EveryKeyWorksBeforeTheFirstWordAndWhileAnAnnouncementOrMusicPlays() {
        String script = """
                start: {queue: support}
                queues: {support: {every: 30s, say: [position], keys: {1: bye, 2: {say: help}}}}
                bye: [{say: done}, hangup]
                """;
        for (int millis : new int[] {-1, 0, 200, 20_000, 30_100}) {
            ScriptSimulator call = call(script);
            if (millis < 0) {
                call.press("1").tell(new ScriptEvent.Queued(3));
                assertThat(said(call))
                        .as("nothing of the queue is said any more")
                        .noneMatch(l -> l.contains("Number 3"));
            } else {
                call.tell(new ScriptEvent.Queued(3))
                        .pass(Duration.ofMillis(millis))
                        .press("1");
            }
            assertThat(said(call)).as("after %d ms", millis).contains("leaves the queue");
        }
        ScriptSimulator stays = call(script).press("72").tell(new ScriptEvent.Queued(3));
        assertThat(said(stays)).contains("en help: Press a key.").doesNotContain("leaves the queue");
        assertThat(stays.state().isInQueue()).isTrue();
        stays.pass(Duration.ofSeconds(31));
        assertThat(said(stays)).anyMatch(l -> l.contains("Number 3"));
    }

    /** What was pressed for the queue is not pressed for a menu behind it, nor for the agent. */
    @Test
    void aKeyForAQueueThatDoesNotServeIsForgotten() {
        String script = """
                start: {queue: support, full: main}
                queues: {support: {say: [position], keys: {1: bye}}}
                main: {menu: main, keys: {1: bye}}
                bye: [{say: done}, hangup]
                """;
        ScriptSimulator full = call(script).press("1").tell(new ScriptEvent.NotQueued("full"));
        assertThat(said(full)).anyMatch(l -> l.contains("main")).noneMatch(l -> l.contains("done"));
        ScriptSimulator served = call(script).press("1").tell(new ScriptEvent.Connected());
        assertThat(served.state().isTalking()).isTrue();
    }

    /** Back and forth between queues by a key, and back into the same one: checked, and left as often as the caller likes. */
    @Test
    void aKeyMayLeadToAnotherQueueAndBack() {
        ScriptSimulator call = call("""
                start: {queue: support}
                queues:
                  support: {keys: {1: {queue: billing}, 2: [{say: help}, {queue: support}]}}
                  billing: {keys: {1: {queue: support}}}
                """);
        for (String key : List.of("1", "1", "2", "1")) {
            call.tell(new ScriptEvent.Queued(1))
                    .pass(Duration.ofSeconds(2))
                    .press(key)
                    .listen();
        }
        assertThat(said(call).stream().filter(l -> l.startsWith("queue ") && l.contains("priority")))
                .containsExactly(
                        "queue support priority 0",
                        "queue billing priority 0",
                        "queue support priority 0",
                        "queue support priority 0",
                        "queue billing priority 0");
    }

    /** P37: the wait ends by a key, an agent or the queue; by itself it never does. */
    @Test
    void p37TheWaitLoopNeverEndsByItself() {
        ScriptSimulator call = call(
                "start: {queue: support}\nqueues: {support: {every: 30s, say: [position], keys: {1: {say: help}}}}\n");
        call.tell(new ScriptEvent.Queued(3));
        for (int i = 1; i <= 2_880; i++) { // a day
            call.pass(Duration.ofSeconds(30));
            if (i % 7 == 0) {
                call.press("1").press("5");
            }
            if (i % 11 == 0) {
                call.tell(new ScriptEvent.PositionChanged(1 + i % 3));
            }
            assertThat(call.state().isInQueue()).as("after %d announcements", i).isTrue();
        }
        assertThat(said(call)).noneMatch(l -> l.startsWith("music ends") || l.startsWith("leaves the queue"));
        assertThat(call.transcript()).filteredOn(l -> l.contains("Number")).hasSizeGreaterThan(2_800);
    }

    @Test
    void p11SilenceReplaysThePromptAndAWrongKeyHasWordsOfItsOwn() {
        ScriptSimulator call = call(
                "start: {menu: main, keys: {1: hangup}, silence: [again, human], wrong: [[{say: wrong_key}, again], human]}\n");
        call.listen().pass(Duration.ofSeconds(5)).listen().press("5").listen();
        assertThat(call.transcript().stream()
                        .map(l -> l.replaceFirst("^\\S+ ", ""))
                        .toList())
                .containsSubsequence(
                        "en main: For sales press 1.",
                        "en main: For sales press 1.",
                        "caller presses 5",
                        "en wrong_key: Not a key here.",
                        "en main: For sales press 1.");
    }

    @Test
    void p14AllThatIsMissingIsNamedAtOnceWithItsPlace() {
        LoadResult result = Samples.check(
                HEAD + "start: [{say: not_yet}, {when: closed, hours: later, go: bye}, {queue: sales}]\n", PROMPTS);
        assertThat(result).isInstanceOfSatisfying(LoadResult.Refused.class, r -> {
            assertThat(r.problems()).hasSize(4).allMatch(p -> p.line() == 5);
            assertThat(r.problems().toString()).contains("not_yet", "later", "bye", "sales");
        });
    }

    /** P21: elsewhere a flow dies after 10 000 actions. Here waiting takes no steps, however long somebody waits. */
    @Test
    void p21TwelveThousandAnnouncementsDoNotEndACallThatWaits() {
        ScriptSimulator call = call("start: {queue: support}\nqueues: {support: {every: 30s, say: [position]}}\n");
        call.tell(new ScriptEvent.Queued(3));
        for (int i = 0; i < 12_000; i++) {
            call.pass(Duration.ofSeconds(30));
        }
        assertThat(call.transcript()).filteredOn(l -> l.contains("Number 3")).hasSizeGreaterThan(10_000);
        call.tell(new ScriptEvent.Connected());
        assertThat(call.state().isTalking()).isTrue();
    }

    /** P21: how many steps a call may take is a setting; elsewhere what shows a flow at work knows English alone. */
    @ParameterizedTest
    @CsvSource({"ru, Нажмите один.", "tr, Bire basın.", "id, Tekan satu."})
    void p21AFlowOfTwentyThousandStepsGoesOnInAnyLanguageWhereTheSettingAllowsIt(String language, String words) {
        Script script = Samples.loaded(Samples.check(
                "helpline: 1\nlanguages: [" + language + "]\nhuman: none\n"
                        + "start: {menu: main, keys: {1: start, 2: hangup}, silence: [hangup], wrong: [hangup]}\n",
                "main: {" + language + ": " + words + "}\n"));
        ScriptSimulator call = new ScriptSimulator(script, Samples.caller(), PainsTest::patient, Samples.OPEN);
        for (int i = 0; i < 20_000; i++) {
            call.press("1");
        }
        assertThat(call.state().isOver()).isFalse();
        assertThat(said(call)).last().isEqualTo(language + " main: " + words);
        call.press("2");
        assertThat(said(call)).last().isEqualTo("hangs up: the script ended the call");
    }

    private static Environment patient(Instant now) {
        Environment world = Samples.world().at(now);
        return new Environment(
                now, world.hours(), world.zone(), world.noticeOn(), world.music(), world.overflow(), 100_000);
    }

    @Test
    void p38OnlyThePositionOfNowIsTold() {
        ScriptSimulator call = call("start: {queue: support}\nqueues: {support: {every: 30s, say: [position]}}\n");
        call.tell(new ScriptEvent.Queued(3)).listen();
        call.tell(new ScriptEvent.PositionChanged(2)).tell(new ScriptEvent.PositionChanged(1));
        call.pass(Duration.ofSeconds(31));
        assertThat(call.transcript())
                .filteredOn(l -> l.contains("Number"))
                .containsExactly("0.0 en position@3: Number 3.", "30.0 en position@1: Number 1.");
    }

    static ScriptSimulator call(String script) {
        return new ScriptSimulator(
                script(script), Samples.caller(), Samples.world(new Target.Goodbye(), Set.of()), Samples.OPEN);
    }

    static org.helpline.ivr.model.Script script(String script) {
        return Samples.loaded(Samples.check(HEAD + script, PROMPTS));
    }

    static List<String> said(ScriptSimulator call) {
        return call.transcript().stream().map(l -> l.replaceFirst("^\\S+ ", "")).toList();
    }
}
