package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller hears of a look-up, and where they go. */
class LookUpStepTest {

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: {queue: support}
            start:
              - ask: number
                digits: 4
                as: order_no
              - look_up: order_status
                with: {number: order_no, phone: "{caller.number}"}
                as: order
                meanwhile: one_moment
                music: calm
                none: [{say: not_found}, hangup]
                failed: human
              - {say: arrives, go: main}
            main: {menu: anything_else, keys: {1: [{say: arrives}, hangup], 2: hangup}}
            """;

    private static final String PROMPTS = """
            number: Your number please.
            one_moment: One moment please.
            not_found: There is no such order.
            arrives: "Order {order.number} arrives on {order.eta|date}."
            anything_else: Anything else?
            """;

    private final ScriptSimulator call = new ScriptSimulator(
            Samples.loaded(Samples.check(SCRIPT, PROMPTS)), Samples.caller(), Samples.world(), Samples.OPEN);

    private LookUpStepTest() {
        call.press("4711");
    }

    private static LookUpAnswer found() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("number", Value.text("4711"));
        fields.put("eta", new Value.Date(LocalDate.of(2026, 12, 1)));
        return new LookUpAnswer.Found(new Value.Fields(fields));
    }

    private Effect.LookUp asked() {
        return call.moments().stream()
                .flatMap(m -> m instanceof Moment.Did(var _, Effect.LookUp l)
                        ? List.of(l).stream()
                        : List.<Effect.LookUp>of().stream())
                .toList()
                .getLast();
    }

    private LookUpStepTest answers(LookUpAnswer answer) {
        call.tell(new ScriptEvent.LookedUp(asked().token(), answer));
        return this;
    }

    private List<String> said() {
        return PainsTest.said(call);
    }

    @Test
    void theParametersAreTheVariablesValues() {
        assertThat(asked().parameters())
                .containsExactly(
                        Map.entry("number", Value.text("4711")), Map.entry("phone", Value.text("+905321234567")));
        assertThat(call.state().lookUp()).contains("order_status");
    }

    @Test
    void aParameterMayBeWorkedOutAndKeepsItsKind() {
        ScriptSimulator other = new ScriptSimulator(
                Samples.loaded(Samples.check(
                        SCRIPT.replace("phone: \"{caller.number}\"", "phone: '= \"+\" + order_no'"), PROMPTS)),
                Samples.caller(),
                Samples.world(),
                Samples.OPEN);
        other.press("4711");
        assertThat(PainsTest.said(other)).contains("asks order_status [number=4711, phone=+4711]");
    }

    @Test
    void aQuickAnswerIsNotTalkedOver() {
        call.pass(Duration.ofMillis(900));
        answers(found());
        assertThat(said())
                .endsWith(
                        "asks order_status [number=4711, phone=+905321234567]",
                        "answer: number: 4711, eta: 2026-12-01",
                        "en arrives@4711@2026-12-01: Order 4711 arrives on December first twenty twenty six.")
                .doesNotContain("en one_moment: One moment please.");
    }

    @Test
    void aSlowAnswerIsBridgedByWordsAndThenByMusic() {
        call.pass(Duration.ofSeconds(5));
        assertThat(said()).endsWith("en one_moment: One moment please.", "music calm");
        answers(found());
        assertThat(said()).contains("music ends");
    }

    @Test
    void wordsThatHaveBegunAreHeardToTheirEnd() {
        call.pass(Duration.ofMillis(1_500));
        answers(new LookUpAnswer.None());
        assertThat(said()).doesNotContain("en not_found: There is no such order.");
        call.listen();
        assertThat(said())
                .endsWith("en not_found: There is no such order.", "hangs up: the script ended the call")
                .doesNotContain("music calm");
    }

    @Test
    void aFailureGoesItsOwnWay() {
        answers(new LookUpAnswer.Failed("Nobody answered."));
        assertThat(said()).contains("answer: failed, Nobody answered.", "queue support priority 0 [order_no=4711]");
    }

    @Test
    void keysPressedMeanwhileAreKeptForTheNextQuestion() {
        call.pass(Duration.ofMillis(1_500)).press("1");
        assertThat(said()).endsWith("… cut", "music calm");
        answers(found());
        assertThat(said()).contains("music ends").doesNotContain("en anything_else: Anything else?");
        call.listen();
        assertThat(said()).endsWith("hangs up: the script ended the call");
    }

    @Test
    void whoHasTypedAheadIsNotMadeToHearTheWords() {
        ScriptSimulator hasty = new ScriptSimulator(
                Samples.loaded(Samples.check(SCRIPT, PROMPTS)), Samples.caller(), Samples.world(), Samples.OPEN);
        hasty.press("47112").pass(Duration.ofSeconds(10));
        assertThat(PainsTest.said(hasty))
                .doesNotContain("en one_moment: One moment please.")
                .endsWith("music calm");
    }

    @Test
    void anAnswerToSomethingElseChangesNothing() {
        call.tell(new ScriptEvent.LookedUp(99, found()));
        assertThat(call.state().lookUp()).contains("order_status");
    }

    @Test
    void theFactTellsNameOutcomeTimeAndReasonAndHidesTheAnswer() {
        call.pass(Duration.ofMillis(250));
        answers(found());
        ScriptFact.LookedUp fact = call.moments().stream()
                .flatMap(m -> m instanceof Moment.Did(var _, Effect.Publish(ScriptFact.LookedUp f))
                        ? List.of(f).stream()
                        : List.<ScriptFact.LookedUp>of().stream())
                .toList()
                .getFirst();
        assertThat(fact.place()).isEqualTo("start/2");
        assertThat(fact.outcome()).isEqualTo("found");
        assertThat(fact.millis()).isEqualTo(250);
        assertThat(fact.toString()).doesNotContain("4711");
        assertThat(fact.answer().value()).isEqualTo("{number: \"4711\", eta: 2026-12-01}");
    }

    @Test
    void whatAnEarlierAnswerSaidDoesNotPassForALaterOnes() {
        answers(found());
        assertThat(call.state().variables()).containsKey("order");
        ScriptSimulator other = new ScriptSimulator(
                Samples.loaded(Samples.check(
                        SCRIPT.replace("none: [{say: not_found}, hangup]", "none: [{say: not_found}, main]")
                                .replace("go: main}", "go: start}"),
                        PROMPTS)),
                Samples.caller(),
                Samples.world(),
                Samples.OPEN);
        other.press("4711")
                .tell(new ScriptEvent.LookedUp(tokenOf(other), found()))
                .listen();
        other.press("4712").tell(new ScriptEvent.LookedUp(tokenOf(other), new LookUpAnswer.None()));
        assertThat(other.state().variables()).doesNotContainKey("order");
    }

    private static long tokenOf(ScriptSimulator call) {
        long token = 0;
        for (Moment m : call.moments()) {
            if (m instanceof Moment.Did(var _, Effect.LookUp l)) {
                token = l.token();
            }
        }
        return token;
    }

    @Test
    void theCustomersAreLookedUpByTheCallersNumber() {
        String script = """
                helpline: 1
                languages: [en]
                human: none
                start:
                  - look_up: customer
                    none: hangup
                    failed: hangup
                  - {when: customer.language == "en", go: hangup_now}
                  - hangup
                hangup_now: hangup
                """;
        ScriptSimulator plain = new ScriptSimulator(
                Samples.loaded(Samples.check(script, "")), Samples.caller(), Samples.world(), Samples.OPEN);
        assertThat(PainsTest.said(plain)).contains("asks customer [number=+905321234567]");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverHappensEveryQuestionIsAnsweredOnceAndTheMusicEnds(long seed) {
        for (long caller = seed * 100; caller < seed * 100 + 100; caller++) {
            Random random = new Random(caller);
            ScriptSimulator any = new ScriptSimulator(
                    Samples.loaded(Samples.check(SCRIPT, PROMPTS)), Samples.caller(), Samples.world(), Samples.OPEN);
            for (int i = 0; i < 60 && !any.state().isOver() && !any.state().isInQueue(); i++) {
                happens(any, random);
            }
            answer(any, random);
            any.listen();
            String call = "seed " + caller + "\n" + String.join("\n", any.transcript());
            assertThat(any.state().lookUp()).as(call).isEmpty();
            assertThat(count(any, Effect.StartMusic.class)).as(call).isEqualTo(count(any, Effect.StopMusic.class));
            assertThat(any.moments().stream()
                            .filter(m -> m instanceof Moment.Did(var _, Effect.Publish(ScriptFact.LookedUp _)))
                            .count())
                    .as(call)
                    .isEqualTo(count(any, Effect.LookUp.class));
        }
    }

    private static void happens(ScriptSimulator any, Random random) {
        switch (random.nextInt(5)) {
            case 0 -> any.press(Integer.toString(random.nextInt(10)));
            case 1 -> any.press("4711");
            case 2 -> any.pass(Duration.ofMillis(random.nextInt(3_000)));
            case 3 -> any.tell(new ScriptEvent.LookedUp(random.nextInt(12), new LookUpAnswer.None()));
            default -> answer(any, random);
        }
    }

    private static void answer(ScriptSimulator any, Random random) {
        if (any.state().lookUp().isPresent()) {
            LookUpAnswer answer = switch (random.nextInt(3)) {
                case 0 -> found();
                case 1 -> new LookUpAnswer.None();
                default -> new LookUpAnswer.Failed("");
            };
            any.tell(new ScriptEvent.LookedUp(tokenOf(any), answer));
        }
    }

    private static long count(ScriptSimulator any, Class<? extends Effect> kind) {
        return any.moments().stream()
                .filter(m -> m instanceof Moment.Did did && kind.isInstance(did.effect()))
                .count();
    }
}
