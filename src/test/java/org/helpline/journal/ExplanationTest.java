package org.helpline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.helpline.core.AgentId;
import org.helpline.core.Fact;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueFact.Passed;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final QueueName BILLING = new QueueName("billing");
    private static final AgentId ANNA = new AgentId("anna");

    @Test
    void eachDecisionIsToldInOrderWithWhoWasPassedOver() {
        assertThat(told(
                        new QueueFact.Joined(BILLING, 1, 0),
                        new QueueFact.Decided(
                                BILLING,
                                0,
                                "",
                                "",
                                "billing 3",
                                List.of(
                                        new Passed("lacks billing 3 (has 2)", List.of(ANNA), 0),
                                        new Passed("busy: talks", List.of(new AgentId("ben"), new AgentId("cem")), 0),
                                        new Passed("not logged in", List.of(), 30))),
                        new QueueFact.Relaxed(BILLING, 1, "billing"),
                        new QueueFact.Decided(
                                BILLING,
                                7,
                                "anna",
                                "longest idle: idle 42 s",
                                "billing",
                                List.of(new Passed("later: idle 5 s", List.of(new AgentId("dora")), 4))),
                        offered(7),
                        new QueueFact.Connected(BILLING, ANNA, Duration.ofSeconds(31))))
                .isEqualTo("""
                        waits in queue billing at position 1
                        nobody can be rung for billing 3
                          anna: lacks billing 3 (has 2)
                          ben, cem: busy: talks
                          30 others: not logged in
                        from now on who may be rung: billing
                        rings anna for billing: longest idle: idle 42 s
                          dora and 4 more: later: idle 5 s
                        connected to anna from queue billing after waiting 31.0 s
                        """);
    }

    @Test
    void aCallFromBeforeDecisionsWereKeptSaysSo() {
        assertThat(told(new QueueFact.Joined(BILLING, 1, 0), offered(1))).endsWith("rings anna; it was not kept why\n");
    }

    @Test
    void nothingOfTheCallerIsTold() {
        assertThat(told(new QueueFact.CallbackPromised(BILLING, "c1", new Personal("+4930123456"), 2), offered(1)))
                .doesNotContain("4930123456")
                .contains("a call-back is promised in queue billing");
    }

    private static QueueFact.Offered offered(long offer) {
        return new QueueFact.Offered(
                BILLING,
                ANNA,
                offer,
                Duration.ZERO,
                new ScreenPop(new Personal("+4930123456"), List.of(), List.of(), BILLING, "en", List.of()));
    }

    private static String told(Fact... facts) {
        List<Published> published = new ArrayList<>();
        for (Fact fact : facts) {
            published.add(new Published("call", published.size() + 1, Instant.EPOCH, published.size() * 10L, fact));
        }
        StringBuilder told = new StringBuilder();
        Explanation.of(published).lines().forEach(line -> {
            told.append(line.words()).append('\n');
            line.passed()
                    .forEach(p -> told.append("  ").append(Explanation.words(p)).append('\n'));
        });
        return told.toString();
    }
}
