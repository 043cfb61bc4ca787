package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.ivr.Samples;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.ScriptLoader;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Wanted;
import org.helpline.ivr.run.ScriptEvent.CallbackAnswer;
import org.junit.jupiter.api.Test;

class CallbackStepTest {

    private static final String HEAD = """
            helpline: 1
            languages: [en]
            human: {queue: support}
            """;

    private static final String PROMPTS = """
            callback_number: Key your number and end with hash.
            callback_confirm: "We call {callback.number|digits}. If that is right press 1, for another press 2."
            callback_promise: We will call you back.
            callback_there: We call you already.
            callback_refused: That number we cannot call.
            callback_offer: Press 1 to be called back.
            position: "You are number {position|number}."
            wait: "You wait about {wait|duration}."
            welcome: Welcome.
            goodbye: Goodbye.
            """;

    private static final String MENU = HEAD + """
            start:
              - menu: welcome
                keys: {1: {callback: support}, 2: {queue: support}}
            """;

    private static final String QUEUE = HEAD + """
            start: {queue: support}
            queues:
              support:
                every: 45s
                say: [position, wait]
                keys: {1: callback, 2: {go: elsewhere}}
                offer_callback: {wait_over: 5m}
                max_wait: 12m
                too_long: callback
            elsewhere: hangup
            """;

    private Optional<Environment.Wait> expected = Optional.empty();

    @Test
    void readsTheCallersNumberBackAndAsksForTheCallback() {
        ScriptSimulator call = call(MENU).press("1").listen();
        assertThat(call.transcript())
                .last()
                .asString()
                .contains("four nine three zero one two three four", "press 1, for another press 2");
        call.press("1");
        Effect.RequestCallback request = request(call);
        assertThat(request.number().value()).isEqualTo("+49301234");
        assertThat(request.queue()).isEqualTo(new QueueName("support"));
        call.tell(new ScriptEvent.CallbackAnswered(request.token(), CallbackAnswer.TAKEN))
                .listen();
        assertThat(heard(call)).endsWith("callback_promise", "goodbye");
        assertThat(call.state().isOver()).isTrue();
    }

    @Test
    void asksForANumberWhenNoneWasSent() {
        ScriptSimulator call = call(MENU, "").press("1").listen();
        assertThat(heard(call)).last().isEqualTo("callback_number");
        call.press("0301#").listen();
        assertThat(heard(call)).last().isEqualTo("callback_confirm");
        call.press("1");
        assertThat(request(call).number().value()).isEqualTo("0301");
    }

    /** A phone's name is no number that could be called. */
    @Test
    void asksForANumberWhenTheCallerIsAName() {
        ScriptSimulator call = call(MENU, "alice").press("1").listen();
        assertThat(heard(call)).last().isEqualTo("callback_number");
    }

    @Test
    void key2TakesAnotherNumber() {
        ScriptSimulator call = call(MENU).press("1").listen().press("2").listen();
        assertThat(heard(call)).last().isEqualTo("callback_number");
        call.press("04012#1");
        assertThat(request(call).number().value()).isEqualTo("04012");
    }

    /** Pain P36: several call-backs to one number. The second request finds the first and says so. */
    @Test
    void p36SaysThatOneWasPromisedBefore() {
        ScriptSimulator call = answered(call(MENU).press("1").listen().press("1"), CallbackAnswer.THERE);
        assertThat(heard(call)).endsWith("callback_there", "goodbye");
    }

    @Test
    void asksForAnotherNumberThreeTimesAndThenForAHuman() {
        ScriptSimulator call = call(MENU).press("1").listen().press("1");
        for (int i = 0; i < 2; i++) {
            answered(call, CallbackAnswer.NUMBER_REFUSED);
            assertThat(heard(call)).endsWith("callback_refused", "callback_number");
            call.press("110#").listen().press("1");
        }
        answered(call, CallbackAnswer.NUMBER_REFUSED);
        assertThat(heard(call)).last().isEqualTo("callback_refused");
        assertThat(call.state().isInQueue()).isTrue();
    }

    @Test
    void goesToTheHumanWhenThereCanBeNone() {
        ScriptSimulator call = answered(call(MENU).press("1").listen().press("1"), CallbackAnswer.FAILED);
        assertThat(call.state().queue()).contains(new QueueName("support"));
    }

    @Test
    void goesWhereTheStepSaysWhenThereCanBeNoneAndAfterThePromise() {
        String script = HEAD + """
                start:
                  - {callback: support, failed: {say: welcome, go: end}, then: end}
                end: hangup
                """;
        assertThat(heard(answered(call(script).listen().press("1"), CallbackAnswer.FAILED)))
                .last()
                .isEqualTo("welcome");
        assertThat(heard(answered(call(script).listen().press("1"), CallbackAnswer.TAKEN)))
                .last()
                .isEqualTo("callback_promise");
    }

    @Test
    void keysPressedWhileItIsAskedForAreKept() {
        String script = HEAD + """
                start:
                  - {callback: support, failed: main}
                main: {menu: welcome, keys: {2: end}}
                end: hangup
                """;
        ScriptSimulator call = call(script).listen().press("12");
        answered(call, CallbackAnswer.FAILED);
        assertThat(call.state().isOver()).isTrue();
    }

    @Test
    void anAnswerToAnEarlierRequestChangesNothing() {
        ScriptSimulator call = call(MENU).press("1").listen().press("1");
        long token = request(call).token();
        call.tell(new ScriptEvent.CallbackAnswered(token - 1, CallbackAnswer.TAKEN));
        assertThat(call.state().booking()).contains("+49301234");
    }

    /** Pain P36: the place is lost on re-entry. Who asks for a call-back from the queue keeps it; any other key leaves. */
    @Test
    void p36TheKeyForACallbackKeepsThePlace() {
        assertThat(effects(waiting().press("1")))
                .contains(new Effect.HoldPlace())
                .doesNotContain(new Effect.LeaveQueue());
        assertThat(effects(waiting().press("2")))
                .contains(new Effect.LeaveQueue())
                .doesNotContain(new Effect.HoldPlace());
    }

    @Test
    void offersACallbackOnlyWhileTheWaitIsLong() {
        assertThat(heard(waiting().listen())).containsExactly("position");
        expected = wait(4, 5);
        assertThat(heard(waiting().listen())).containsExactly("position", "wait");
        expected = wait(5, 6);
        ScriptSimulator call = waiting().listen();
        assertThat(heard(call)).containsExactly("position", "wait", "callback_offer");
        assertThat(call.transcript()).anyMatch(l -> l.contains("You wait about six minutes."));
        expected = wait(1, 2);
        call.pass(Duration.ofSeconds(46)).listen();
        assertThat(heard(call)).endsWith("callback_offer", "position", "wait");
    }

    /** P10: the key of the offer counts while the offer is read out, and before anything was said. */
    @Test
    void p10TheOffersKeyCountsWhileItIsReadOut() {
        expected = wait(5, 6);
        ScriptSimulator call = waiting().pass(Duration.ofMillis(300));
        assertThat(effects(call.press("1"))).contains(new Effect.StopPlay(), new Effect.HoldPlace());
        ScriptSimulator early = call(QUEUE).press("1").tell(new ScriptEvent.Queued(3));
        assertThat(effects(early)).contains(new Effect.HoldPlace());
    }

    private static Optional<Environment.Wait> wait(int least, int most) {
        return Optional.of(new Environment.Wait(Duration.ofMinutes(least), Duration.ofMinutes(most)));
    }

    @Test
    void theScriptSaysHowLongACallerWaitsAtMost() {
        assertThat(effects(call(QUEUE)))
                .contains(new Effect.Enqueue(
                        new QueueName("support"),
                        0,
                        Wanted.ANYBODY,
                        Optional.empty(),
                        false,
                        List.of(),
                        Optional.of(Duration.ofMinutes(12))));
        ScriptSimulator call =
                waiting().tell(new ScriptEvent.SentOn("max wait")).listen();
        assertThat(heard(call)).last().isEqualTo("callback_confirm");
    }

    @Test
    void nextLeavesTheQuestionForTheNumberWithoutACallback() {
        String script = HEAD + """
                start:
                  - {callback: support, silence: [next], wrong: [human]}
                  - hangup
                """;
        ScriptSimulator call = call(script).listen().pass(Duration.ofSeconds(6));
        assertThat(call.state().isOver()).isTrue();
        assertThat(effects(call)).noneMatch(Effect.RequestCallback.class::isInstance);
    }

    @Test
    void isRefusedWhereNobodyCanBeCalledBack() {
        LoadResult result = ScriptLoader.check(Samples.files(MENU, PROMPTS), Samples.KNOWN.callingBack(false));
        assertThat(problems(result))
                .contains("Nobody can be called back")
                .contains("Set callbacks.allow and callbacks.contact in conf/callbacks.properties.");
    }

    @Test
    void callbackAloneBelongsToAQueue() {
        assertThat(problems(Samples.check(HEAD + "start: {menu: welcome, keys: {1: callback}}\n", PROMPTS)))
                .contains("'callback' does not say of which queue. Write {callback: support}.");
    }

    @Test
    void theOffersKeyMustBeFree() {
        String script = QUEUE.replace("keys: {1: callback,", "keys: {1: {say: welcome},");
        assertThat(problems(Samples.check(script, PROMPTS)))
                .contains("The key 1 takes the offered call-back and has another meaning too.");
    }

    @Test
    void everyPromptOfACallbackMustBeThere() {
        assertThat(problems(Samples.check(MENU, PROMPTS.replace("callback_there", "other"))))
                .contains("There is no prompt 'callback_there'.");
    }

    private static String problems(LoadResult result) {
        return result instanceof LoadResult.Refused r ? r.problems().toString() : "";
    }

    private ScriptSimulator waiting() {
        return call(QUEUE).tell(new ScriptEvent.Queued(3));
    }

    private ScriptSimulator call(String script) {
        return call(script, "+49 30-1234");
    }

    private ScriptSimulator call(String text, String caller) {
        Script script = Samples.loaded(Samples.check(text, PROMPTS));
        CallContext context = CallContext.of(new Personal(caller), "100", Optional.empty());
        ScriptSimulator.World world = Samples.world(new Target.Goodbye(), Set.of());
        return new ScriptSimulator(script, context, now -> world.at(now).expecting((_, _) -> expected), Samples.OPEN);
    }

    private static ScriptSimulator answered(ScriptSimulator call, CallbackAnswer answer) {
        return call.tell(new ScriptEvent.CallbackAnswered(request(call).token(), answer))
                .listen();
    }

    private static Effect.RequestCallback request(ScriptSimulator call) {
        return effects(call).stream()
                .filter(Effect.RequestCallback.class::isInstance)
                .map(Effect.RequestCallback.class::cast)
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError(call.transcript().toString()));
    }

    private static List<Effect> effects(ScriptSimulator call) {
        return call.moments().stream()
                .filter(Moment.Did.class::isInstance)
                .map(m -> ((Moment.Did) m).effect())
                .toList();
    }

    private static List<String> heard(ScriptSimulator call) {
        return effects(call).stream()
                .filter(Effect.Play.class::isInstance)
                .flatMap(p -> ((Effect.Play) p).utterances().stream())
                .map(Effect.Utterance::prompt)
                .toList();
    }
}
