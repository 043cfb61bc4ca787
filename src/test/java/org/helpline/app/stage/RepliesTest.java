package org.helpline.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.LookUpAnswer;
import org.helpline.ivr.run.MockedAnswer;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.run.ScriptEvent.CallbackAnswer;
import org.helpline.ivr.trial.Expected;
import org.helpline.ivr.trial.Played;
import org.helpline.ivr.trial.Verdict;
import org.junit.jupiter.api.Test;

/** What a call over SIP is answered is what it was answered in virtual time. */
class RepliesTest {

    private static final LookUpAnswer NONE = new LookUpAnswer.None();
    private static final PhoneBook.Reach ANNA = new PhoneBook.Reach.Agent(new AgentId("anna"));
    private static final PhoneBook.Reach DESK = new PhoneBook.Reach.Phone("201");

    private static Replies of(Moment... moments) {
        Played any = ComparisonTest.played();
        Verdict verdict = any.verdict();
        return Replies.of(
                new Played(verdict, Instant.EPOCH, List.of(moments), List.of(), false, new Expected.Ending.Asking()));
    }

    private static Moment did(int second, Effect effect) {
        return new Moment.Did(Duration.ofSeconds(second), effect);
    }

    private static Moment told(int second, ScriptEvent event) {
        return new Moment.Told(Duration.ofSeconds(second), event);
    }

    @Test
    void aLookUpIsAnsweredAfterAsLong() {
        Replies replies = of(
                did(1, new Effect.LookUp(7, "order_status", Map.of())),
                told(5, new ScriptEvent.LookedUp(7, NONE)),
                did(6, new Effect.LookUp(8, "order_status", Map.of())));
        assertThat(replies.lookUps())
                .containsExactly(Optional.of(new MockedAnswer(Duration.ofSeconds(4), NONE)), Optional.empty());
    }

    @Test
    void whoIsNotThereHasNoPhone() {
        Replies replies = of(
                did(1, new Effect.CallOut(1, ANNA, Duration.ofSeconds(18), List.of())),
                told(1, new ScriptEvent.NotReached(1, Missed.Why.NOT_THERE)),
                did(2, new Effect.CallOut(2, DESK, Duration.ofSeconds(18), List.of())),
                told(20, new ScriptEvent.NotReached(2, Missed.Why.NO_ANSWER)));
        assertThat(replies.rung()).containsExactly(Map.entry("201", DESK));
    }

    @Test
    void aNumberThatMayNotBeCalledIsRefusedByTheSettings() {
        Replies replies = of(
                did(1, asks(1, "0301234")),
                told(1, new ScriptEvent.CallbackAnswered(1, CallbackAnswer.NUMBER_REFUSED)),
                did(9, asks(2, "0305678")),
                told(9, new ScriptEvent.CallbackAnswered(2, CallbackAnswer.TAKEN)));
        assertThat(replies.refusedNumbers()).containsExactly("0301234");
        assertThat(replies.bookings()).contains(new Replies.Booking("0305678", CallbackAnswer.TAKEN));
    }

    private static Effect asks(long token, String number) {
        return new Effect.RequestCallback(token, new QueueName("support"), new Personal(number), 0, List.of());
    }
}
