package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.helpline.ivr.model.Missed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why nobody took a call: each reason says what to do. */
class NobodyThereTest {

    @ParameterizedTest
    @EnumSource(Missed.Why.class)
    void eachReasonWhyNobodyWasReachedSaysWhatToDo(Missed.Why why) {
        assertThat(NobodyThere.explained(why)).startsWith(why.words()).containsPattern("; .{15,}");
    }

    /** As the ACD words them: Admission, Floor, Moves. */
    @ParameterizedTest
    @ValueSource(strings = {"closed", "full", "max wait", "nobody serving", "nobody with french"})
    void eachReasonWhyAQueueServesNobodySaysWhatToDo(String why) {
        assertThat(NobodyThere.inQueue(why)).startsWith(why).containsPattern("; .{15,}");
    }
}
