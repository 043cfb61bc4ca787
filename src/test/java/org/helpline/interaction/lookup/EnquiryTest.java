package org.helpline.interaction.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.helpline.core.ManualClock;
import org.helpline.core.SameThreadLoop;
import org.helpline.interaction.lookup.Web.Reply;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.LookUpAnswer;
import org.junit.jupiter.api.Test;

/** Tries, time and how many at once, in virtual time. */
class EnquiryTest {

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-18T09:00:00Z"));
    private final SameThreadLoop loop = new SameThreadLoop("call", clock);
    private final List<Consumer<Reply>> sent = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private int calledOff;
    private HttpLookUps lookUps = lookUps("");

    private HttpLookUps lookUps(String settings) {
        return new HttpLookUps(
                LookUpTexts.order("url = http://shop.example/{number}\nfields = state\n" + settings),
                clock,
                (_, _, then) -> {
                    sent.add(then);
                    return () -> calledOff++;
                },
                _ -> {});
    }

    private LookUps.Asking ask(String number) {
        return lookUps.ask(
                "order_status", Map.of("number", Value.text(number)), loop, answer -> told.add(words(answer)));
    }

    private static String words(LookUpAnswer answer) {
        return answer instanceof LookUpAnswer.Failed f ? f.why() : answer.word();
    }

    private void reply(int index, Reply reply) {
        sent.get(index).accept(reply);
        loop.run();
    }

    private static Reply status(int status) {
        return new Reply.Answered(status, "{\"state\": \"open\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static final Reply UNSENT = new Reply.Broken("No connection came about.", true);

    @Test
    void pausesGrowBetweenTriesAndTheTimeIsOneForAll() {
        lookUps = lookUps("retries = 5\ntimeout = 1s\n");
        ask("1");
        reply(0, UNSENT);
        assertThat(sent).hasSize(1);
        loop.advance(Duration.ofMillis(100));
        assertThat(sent).hasSize(2);
        reply(1, UNSENT);
        loop.advance(Duration.ofMillis(199));
        assertThat(sent).hasSize(2);
        loop.advance(Duration.ofMillis(1));
        reply(2, UNSENT);
        loop.advance(Duration.ofMillis(400));
        assertThat(sent).hasSize(4);
        loop.advance(Duration.ofSeconds(5));
        assertThat(told).containsExactly("No answer came within 1 s. It was tried 4 times.");
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void aLateReplyToAnEarlierTryMeansNothing() {
        ask("1");
        reply(0, status(503));
        loop.advance(Duration.ofMillis(100));
        reply(0, status(200));
        assertThat(told).isEmpty();
        reply(1, status(200));
        reply(1, status(200));
        assertThat(told).containsExactly("found");
    }

    @Test
    void whatTheServerRefusesForGoodIsNotTriedAgain() {
        ask("1");
        reply(0, status(400));
        assertThat(told).containsExactly("It answered with the status 400.");
        loop.advance(Duration.ofSeconds(1));
        assertThat(sent).hasSize(1);
    }

    @Test
    void oneMoreThanAtMostFailsAtOnceAndMakesRoomWhenOthersEnd() {
        lookUps = lookUps("at-most = 2\n");
        LookUps.Asking first = ask("1");
        ask("2");
        ask("3");
        assertThat(told).isEmpty(); // never in the very call
        loop.advance(Duration.ZERO);
        assertThat(told).containsExactly("2 of these questions are under way already (at-most in look-ups.ini).");
        first.cancel();
        first.cancel();
        ask("4");
        ask("5");
        loop.advance(Duration.ZERO);
        assertThat(sent).hasSize(3);
        assertThat(told).hasSize(2);
        reply(1, status(200));
        ask("6");
        assertThat(sent).hasSize(4);
    }

    @Test
    void callingOffTellsTheClientAndNobodyElse() {
        LookUps.Asking asking = ask("1");
        asking.cancel();
        reply(0, status(200));
        loop.advance(Duration.ofMinutes(1));
        assertThat(told).isEmpty();
        assertThat(calledOff).isEqualTo(1);
    }

    @Test
    void aCachedAnswerIsGoodUntilItsTimeIsOver() {
        lookUps = lookUps("cache = 10s\n");
        ask("1");
        reply(0, status(200));
        ask("1");
        loop.advance(Duration.ZERO);
        assertThat(told).containsExactly("found", "found");
        assertThat(sent).hasSize(1);
        loop.advance(Duration.ofSeconds(10));
        ask("1");
        assertThat(sent).hasSize(2);
    }

    @Test
    void failuresAndUnknownThingsAreNotKept() {
        lookUps = lookUps("cache = 10s\n");
        ask("1");
        reply(0, status(404));
        ask("1");
        reply(1, status(403));
        ask("1");
        assertThat(sent).hasSize(3);
    }
}
