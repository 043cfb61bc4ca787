package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.config.AcdSettings.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Priority is so much waiting, and a queue may have a head start: whoever waits comes nearer to their turn with every second. */
class AgeingTest {

    private static QueueSettings queue(String name, Duration worth, Duration headStart) {
        return Shift.withWrapUp(name, Duration.ZERO)
                .sharedBy(new Sharing(Strategy.LONGEST_IDLE, false, worth, headStart, Duration.ZERO, 1));
    }

    private static Shift shift(QueueSettings... queues) {
        return new Shift(Shift.settings(List.of(queues), "anna"));
    }

    /** The first one to be offered when an agent comes. */
    private static String first(Shift shift) {
        shift.ready("anna");
        return shift.last(AcdEvent.Offer.class).interaction().value();
    }

    @ParameterizedTest
    @CsvSource({"299, important", "301, early"})
    void aPointOfPriorityIsWorthFiveMinutes(int secondsBefore, String expected) {
        Shift shift = shift(queue("support", Duration.ofMinutes(5), Duration.ZERO));
        shift.calls("early", "support");
        shift.passes(secondsBefore);
        shift.calls("important", "support", 1, Optional.empty());
        assertThat(first(shift)).isEqualTo(expected);
    }

    /** Important callers come faster than they are served; who came first without priority is served all the same. */
    @Test
    void p29PriorityStarvesNobodyBeyondTheBound() {
        Shift shift =
                shift(queue("support", Duration.ofMinutes(1), Duration.ZERO)).ready("anna");
        shift.calls("busy", "support");
        shift.answers(1);
        shift.calls("patient", "support");
        String talks = "busy";
        int minutes = 0;
        while (!talks.equals("patient")) {
            shift.calls("a" + minutes, "support", 5, Optional.empty());
            shift.calls("b" + minutes, "support", 5, Optional.empty());
            shift.passes(60);
            shift.hangsUp(talks);
            AcdEvent.Offer offer = shift.last(AcdEvent.Offer.class);
            talks = offer.interaction().value();
            shift.answers(offer.offer());
            minutes++;
            assertThat(minutes).isLessThanOrEqualTo(11);
        }
        // five points, a minute each: those who came in the first five minutes go before; ten of them, a minute each
        assertThat(shift.last(AcdEvent.Connect.class).waited()).isEqualTo(Duration.ofMinutes(11));
    }

    /** Of an agent's queues none starves: the one whose caller waits longest is served, whatever the lengths. */
    @Test
    void p29ABusyQueueDoesNotStarveAQuietOne() {
        Shift shift = shift(
                queue("support", Duration.ofMinutes(5), Duration.ofMinutes(2)),
                queue("billing", Duration.ofMinutes(5), Duration.ZERO));
        shift.calls("billed", "billing");
        shift.passes(119);
        shift.calls("a", "support");
        shift.passes(2);
        shift.calls("late", "support");
        assertThat(first(shift)).isEqualTo("a");
        shift.answers(1);
        shift.hangsUp("a");
        assertThat(shift.last(AcdEvent.Offer.class).interaction().value()).isEqualTo("billed");
    }

    /** Thirteen wait, and the eighth by turn is not the first to be connected. */
    @Test
    void p22ThirteenAreServedInTheirTurn() {
        Shift shift = shift(queue("support", Duration.ofMinutes(1), Duration.ZERO));
        for (int i = 0; i < 13; i++) {
            shift.calls("c" + i, "support", i == 7 ? 1 : 0, Optional.empty());
            shift.passes(10);
        }
        shift.ready("anna");
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < 13; i++) {
            AcdEvent.Offer offer = shift.last(AcdEvent.Offer.class);
            order.append(offer.interaction()).append(' ');
            shift.answers(offer.offer());
            shift.hangsUp(offer.interaction().value());
        }
        // the eighth came 70 s after the first; a minute is taken off: after those of the first 10 s, level by number
        // with the second
        assertThat(order.toString().strip()).isEqualTo("c0 c1 c7 c2 c3 c4 c5 c6 c8 c9 c10 c11 c12");
    }

    @Test
    void withoutWorthPriorityIsNothing() {
        Shift shift = shift(queue("support", Duration.ZERO, Duration.ZERO));
        shift.calls("first", "support");
        shift.calls("important", "support", 10, Optional.empty());
        assertThat(first(shift)).isEqualTo("first");
    }
}
