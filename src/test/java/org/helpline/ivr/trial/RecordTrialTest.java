package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.helpline.core.Problems;
import org.helpline.core.QueueName;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.Samples;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.CallContext;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Environment;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.run.ScriptSimulator;
import org.helpline.ivr.run.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recording callers and taking messages, in virtual time. */
class RecordTrialTest {

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: {queue: support}
            start:
              - menu: main_menu
                keys:
                  1: {voicemail: support}
                  2: address
                  3: short
                  4: reviewed
                  5: {queue: billing}
                  6: code
                  7: manage
                  8: [{switch: outage, to: on}, bye]
                wrong: [again, human]
            address:
              - record: say_address
                as: address
                max: 30s
                silence: 3s
                keys: {star: start}
                nothing: [[{say: nothing_heard}, again], {say: give_up, go: start}]
              - {say: thanks, go: bye}
            short:
              - record: say_address
                beep: no
                end: any
                silence: none
                max: 5s
                go: bye
            reviewed:
              - {voicemail: support, greeting: say_address, review: yes, then: bye, full: [{say: give_up}, bye]}
            code:
              - {ask: enter_pin, digits: 4, as: pin, secret: yes}
              - {when: pin == "1234", go: bye}
              - {say: wrong_pin, go: bye}
            manage:
              - pin: enter_pin
              - menu: manage_menu
                keys:
                  1: [{switch: outage}, again]
                  2: {record: say_address, prompt: see_you, review: yes, full: [{say: give_up}, bye], go: bye}
                  3: [{switch: outage, to: tell, is_off: thanks_not}, again]
            bye: [{notice: outage}, {say: see_you}, hangup]
            queues:
              billing:
                keys: {2: voicemail}
                then: voicemail
            """;

    private static final String PROMPTS = """
            main_menu: What can we do for you?
            leave_message: Please leave a message after the tone.
            message_taken: Thank you for your message.
            box_full: We cannot take messages now.
            say_address: Say your address after the tone.
            review: To send it press 1, to hear it 2, to record it again 3.
            nothing_heard: We heard nothing.
            give_up: Let us leave it.
            thanks: "Thank you. That were {address.length|duration}."
            enter_pin: Enter your code.
            wrong_pin: That code is wrong.
            see_you: See you.
            manage_menu: Press 1, 2 or 3.
            notice_on: The notice is on.
            notice_off: The notice is off.
            thanks_not: It is off indeed.
            outage: There is an outage.
            pin_locked: Too many wrong codes.
            goodbye: Goodbye.
            """;

    private static final Script FIT = Samples.loaded(Samples.check(SCRIPT, PROMPTS));

    @ParameterizedTest
    @ValueSource(
            strings = {
                // ended by a pause, by a key, by the longest
                "call: [press 1, hears leave_message, records 10s, hears message_taken, hears goodbye]\nends: hangup\nmessage: support",
                "call: [press 1, hears leave_message, records 10s, press hash, hears message_taken]\nends: hangup\nmessage: support",
                "call: [press 2, hears say_address, records 60s, hears That were thirty seconds]\nmessage: none",
                "call: [press 2, hears say_address, records 4s, hears That were four seconds]",
                // hung up
                "call: [press 1, hears leave_message, records 10s, hangs up]\nends: abandoned\nmessage: support",
                "call: [press 1, hears leave_message, records 500ms, hangs up]\nends: abandoned\nmessage: none",
                "call: [press 1, hears leave_message, hangs up]\nmessage: none",
                "call: [press 4, hears say_address, records 10s, hears review, hangs up]\nmessage: support",
                // nothing said
                "call: [press 2, hears say_address, records nothing, hears nothing_heard, hears say_address, silence, hears give_up]",
                "call: [press 1, hears leave_message, silence, hears leave_message, silence, hears goodbye]\nnever: message_taken\n"
                        + "message: none",
                // a key on the way
                "call: [press 2, hears say_address, records 2s, press star, hears main_menu]\nmessage: none",
                "call: [press 2, press 5, records 2s, hears That were two seconds]",
                "call: [press 2, hears say_address, records 2s, press 0, waits in support]",
                "call: [press 2, hears say_address, records 2s, press 7, records 2s, hears That were four seconds]",
                "call: [press 3, hears say_address, records 2s, press 0, hears see_you]",
                // the question about it
                "call: [press 4, hears say_address, records 10s, hears review, press 1, hears see_you]\nmessage: support",
                "call: [press 4, hears say_address, records 10s, hears review, press 2, hears review, press 3, records 2s,"
                        + " hears review, press 1, hears see_you]\nmessage: support",
                "call: [press 4, hears say_address, records 10s, hears review, silence, hears review, silence, hears see_you]\n"
                        + "message: support",
                "call: [press 4, hears say_address, records 10s, hears review, press 9, hears review, press 9, hears see_you]\n"
                        + "message: support",
                "call: [press 4, hears say_address, records 10s, hears review, press 0, waits in support]\nmessage: none",
                // a box that is full
                "call: [press 1, hears box_full, hears goodbye]\nfull: [support]\nnever: leave_message\nmessage: none",
                "call: [press 4, hears give_up]\nfull: support",
                // by phone with a PIN, which is 1234 in tests
                "call: [press 7, press 1234 hash, hears manage_menu, press 1, hears notice_on, hears manage_menu]",
                "call: [press 7, press 1234 hash, press 3, hears thanks_not]",
                "call: [press 7, press 1234 hash, press 2, hears say_address, records 3s, hears review, press 1, hears see_you]\n"
                        + "message: none",
                "call: [press 7, press 9999 hash, hears enter_pin, press 1234 hash, hears manage_menu]",
                "call: [press 7, press 9999 hash, press 9999 hash, press 9999 hash, hears pin_locked, hears goodbye]\nends: hangup",
                "call: [press 7, hears enter_pin, silence, hears enter_pin, silence]\nends: hangup",
                // from a queue
                "call: [press 5, waits in billing, press 2, hears leave_message, records 3s, hears message_taken]\nmessage: billing",
                "call: [press 5, queue full, hears leave_message, records 3s, hears goodbye]\nmessage: billing",
            })
    void theCallGoesAsItsTestSays(String entries) {
        Verdict verdict = run(entries);
        assertThat(verdict.failure()).as(entries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call: [press 1, hears leave_message, records 10s]\nmessage: billing",
                "call: [press 1, hears leave_message, records nothing]\nmessage: support",
                "call: [press 2, records nothing, records 2s, hears thanks, records 2s]",
                "call: [records 2s]",
            })
    void aTestThatIsNotSoFails(String entries) {
        assertThat(run(entries).failure()).as(entries).isNotEmpty();
    }

    @Test
    void whatWasRecordedIsPlayedForItsLength() {
        ScriptSimulator call = call("4").listen();
        call.speak(Duration.ofSeconds(6));
        call.press("#").listen();
        call.press("2");
        assertThat(call.isSpeaking()).isTrue();
        call.pass(Duration.ofMillis(5_900));
        assertThat(call.transcript().getLast()).endsWith("what was recorded");
        call.pass(Duration.ofMillis(200));
        assertThat(call.transcript().getLast()).contains("en review");
    }

    @Test
    void theMessageSaysWhatTheCallerAnsweredBefore() {
        ScriptSimulator call = call("4").listen();
        call.speak(Duration.ofSeconds(6));
        call.tell(new ScriptEvent.CallerGone());
        Effect.KeepRecording kept = kept(call);
        assertThat(kept.box()).contains(new QueueName("support"));
        assertThat(kept.least()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void withoutThePinNothingIsSwitchedHoweverTheCallCameThere() {
        ScriptSimulator call = call("8");
        assertThat(call.moments()).noneMatch(m -> m instanceof Moment.Did(var _, Effect.SwitchNotice _));
        assertThat(facts(call))
                .anySatisfy(f -> assertThat(f)
                        .isInstanceOfSatisfying(
                                ScriptFact.Managed.class,
                                m -> assertThat(m.what()).contains("nobody has given a PIN")));
    }

    @Test
    void aPinIsInNoFactNoVariableAndNoTranscript() {
        ScriptSimulator call = call("7").listen();
        call.press("1").press("2").press("3").press("4").press("#").listen();
        assertThat(call.transcript())
                .anyMatch(l -> l.contains("manage_menu"))
                .noneMatch(l -> l.matches(".*presses [1-4]"));
        assertThat(call.state().variables()).doesNotContainKey("pin.studio");
        assertThat(facts(call).toString()).doesNotContain("1234");
        assertThat(call.moments().toString()).doesNotContain("1234");
    }

    @Test
    void aFullBoxRefusesPlainlyBeforeAnybodySpeaks() {
        ScriptSimulator call = call("1", true).listen();
        assertThat(call.transcript())
                .anyMatch(l -> l.contains("box_full"))
                .anyMatch(l -> l.contains("goodbye"))
                .noneMatch(l -> l.contains("leave_message"))
                .last()
                .asString()
                .contains("hangs up: the box of support takes no more");
        assertThat(call("4", true).listen().transcript()).anyMatch(l -> l.contains("give_up"));
    }

    @Test
    void aDiskThatIsFullIsToldInTheStoryAndTheCallGoesOn() {
        ScriptSimulator call = call("2").listen();
        call.tell(new ScriptEvent.Recorded(recordToken(call), Duration.ZERO, Duration.ZERO, "no space left"));
        assertThat(facts(call)).contains(new ScriptFact.NotRecorded("address/1", "no space left"));
        assertThat(call.transcript()).anyMatch(l -> l.contains("en thanks"));
    }

    @Test
    void aLateWordOfARecordingThatWasLeftMeansNothing() {
        ScriptSimulator call = call("2").listen();
        long token = recordToken(call);
        call.speak(Duration.ofSeconds(2));
        call.press("*").listen();
        int before = call.moments().size();
        call.tell(new ScriptEvent.Recorded(token, Duration.ofSeconds(2), Duration.ofSeconds(2), ""));
        assertThat(call.moments()).hasSize(before + 1);
    }

    @Test
    void aSecretIsNotInFactsNorOnTheDeskNorInTheTranscript() {
        ScriptSimulator call = call("6").listen();
        call.press("1").press("2").press("3").press("4").listen();
        assertThat(call.transcript()).anyMatch(l -> l.contains("see_you")).noneMatch(l -> l.matches(".*presses [1-4]"));
        assertThat(call.state().choices()).isEmpty();
        assertThat(call.state().variables().get("pin"))
                .extracting(v -> v.written())
                .isEqualTo("•");
        for (ScriptFact fact : facts(call)) {
            if (fact instanceof ScriptFact.Asked asked) {
                assertThat(asked.value().value()).isEqualTo("•");
            }
        }
        ScriptSimulator wrong = call("6").listen();
        wrong.press("12#");
        assertThat(facts(wrong))
                .anySatisfy(f -> assertThat(f)
                        .isInstanceOfSatisfying(
                                ScriptFact.WrongKey.class,
                                w -> assertThat(w.keys().value()).isEqualTo("•")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{voicemail: sales}                                  | There is no queue 'sales'",
                "{record: say_address, max: 2h, go: bye}             | Nobody is recorded for 2h",
                "{record: say_address, silence: [again], go: bye}    | 'silence' has no plain value",
                "{record: say_address, silence: 200ms, go: bye}      | People pause that long",
                "{record: say_address, nothing: again, go: bye}      | last word of 'nothing' does not leave",
                "{record: say_address, review: {sy: review}, go: bye}| has no 'sy'",
                "{record: no_such, go: bye}                          | There is no prompt 'no_such'",
                "{record: say_address}                               | runs off its end",
                "{voicemail: support, greeting: say_address, then: {say: see_you}} | runs off its end",
                "[{voicemail: support}, bye]                         | never reached",
                "{ask: enter_pin, digits: 4, as: pin, secret: yes, show: PIN, go: bye} | shown to nobody",
            })
    void aMistakeIsTold(String step, String told) {
        String script = SCRIPT.replace(
                        "bye: [{notice: outage}, {say: see_you}, hangup]\n",
                        "bye: [{notice: outage}, {say: see_you}, hangup]\nnew: " + step + "\n")
                .replace("6: code", "6: new");
        assertThat(Samples.check(script, PROMPTS))
                .isInstanceOfSatisfying(
                        LoadResult.Refused.class,
                        r -> assertThat(r.problems().toString()).contains(told));
    }

    private static ScriptSimulator call(String keys) {
        return call(keys, false);
    }

    private static ScriptSimulator call(String keys, boolean full) {
        ScriptSimulator.World world = now -> new Environment(
                        now,
                        _ -> Samples.OFFICE.at(now),
                        _ -> false,
                        _ -> "",
                        (_, _) -> new Target.Goodbye(),
                        Environment.MAX_STEPS)
                .withBoxes(_ -> full);
        CallContext caller = Samples.caller();
        return new ScriptSimulator(FIT, caller, world, java.time.Instant.parse("2026-11-18T09:00:00Z")).press(keys);
    }

    private static long recordToken(ScriptSimulator call) {
        return call.moments().stream()
                .filter(m -> m instanceof Moment.Did(var _, Effect.RecordCaller _))
                .map(m -> ((Effect.RecordCaller) ((Moment.Did) m).effect()).token())
                .findFirst()
                .orElseThrow();
    }

    private static Effect.KeepRecording kept(ScriptSimulator call) {
        return call.moments().stream()
                .filter(m -> m instanceof Moment.Did(var _, Effect.KeepRecording _))
                .map(m -> (Effect.KeepRecording) ((Moment.Did) m).effect())
                .findFirst()
                .orElseThrow();
    }

    private static List<ScriptFact> facts(ScriptSimulator call) {
        return call.moments().stream()
                .filter(m -> m instanceof Moment.Did(var _, Effect.Publish _))
                .map(m -> ((Effect.Publish) ((Moment.Did) m).effect()).fact())
                .toList();
    }

    private static Verdict run(String entries) {
        Problems problems = new Problems();
        Vocabulary names = Vocabulary.of(FIT, Samples.KNOWN.queues(), Samples.KNOWN.hours(), Map.of("test", FIT));
        List<Trial> trials = TrialParser.parse("x.test.yaml", Trials.file(entries), names, problems);
        assertThat(problems.all()).isEmpty();
        Surroundings world = new Surroundings(
                Map.of("office", Samples.OFFICE), _ -> "", (_, _) -> new Target.Goodbye(), Map.of("test", FIT));
        return new TrialRun(FIT, world, new Coverage()).run(trials.getFirst());
    }
}
