package org.helpline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.core.QueueFact;
import org.helpline.core.ScreenPop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactWordsTest {

    private static final AgentId BEN = new AgentId("ben");

    @ParameterizedTest
    @ValueSource(strings = {"queue support", "script survey", "ben"})
    void tellsWhoTransferredTheCallerWhere(String to) {
        assertThat(FactWords.of(new CallFact.Transferred(ScriptedCall.ANNA, to)))
                .isEqualTo("anna transfers the caller to " + to);
    }

    @Test
    void tellsWhatTheColleaguesDeskShows() {
        ScreenPop pop = ScriptedCall.pop("+447700900123")
                .handedOver(List.of(new ScreenPop.Handover(ScriptedCall.ANNA, "Anna", new Personal("refund"))));
        assertThat(FactWords.of(new QueueFact.Offered(ScriptedCall.SUPPORT, BEN, 2, Duration.ofSeconds(1), pop)))
                .isEqualTo("offered to ben after waiting 1.0 s; the desk shows Ada Okafor: Billing, order 4711;"
                        + " transferred by anna, with a note");
        assertThat(FactWords.of(new QueueFact.PopCompleted(ScriptedCall.SUPPORT, BEN, pop)))
                .startsWith("ben's desk now shows Ada Okafor");
    }
}
