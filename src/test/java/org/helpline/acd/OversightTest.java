package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.Given;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.acd.Acd.Ticket;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;

/** What supervisors see of lines and do with them. */
class OversightTest {

    private static final QueueName SUPPORT = new QueueName("support");

    private final Shift shift = Shift.with("anna", "ben");

    private <T> T answer(CompletionStage<T> asked) {
        shift.loop.run();
        return asked.toCompletableFuture().join();
    }

    private List<String> line() {
        return answer(shift.acd.line(SUPPORT, 10)).stream()
                .map(e -> e.position() + " " + e.interaction())
                .toList();
    }

    private Given give(String caller, String agent) {
        return answer(shift.acd.give(new InteractionId(caller), new AgentId(agent)));
    }

    private boolean first(String caller) {
        return answer(shift.acd.first(new InteractionId(caller)));
    }

    private List<String> rung() {
        return shift.told.stream()
                .<String>mapMulti((e, sink) -> {
                    if (e instanceof AcdEvent.Offer o) {
                        sink.accept(o.agent() + " for " + o.interaction());
                    } else if (e instanceof AcdEvent.Withdraw w) {
                        sink.accept("not " + w.agent() + ": " + w.why());
                    }
                })
                .toList();
    }

    @Test
    void theLineTellsWhoWaitsSinceWhenAndForWhat() {
        shift.command("ben", new AgentCommand.LogIn());
        shift.acd.join(new Ticket(new InteractionId("kim"), SUPPORT, 2, Optional.empty())
                .by(Plan.needing(Demand.of(Map.of("german", 3)))));
        shift.loop.advance(Duration.ofSeconds(40));
        shift.calls("lee", "support", 0, Optional.of("ben"));
        List<LineEntry> line = answer(shift.acd.line(SUPPORT, 10));
        assertThat(line).extracting(LineEntry::interaction).containsExactly(id("kim"), id("lee"));
        assertThat(line).extracting(LineEntry::needs).containsExactly("german 3", "");
        assertThat(line).extracting(LineEntry::priority).containsExactly(2, 0);
        assertThat(line).extracting(LineEntry::only).containsExactly(Optional.empty(), Optional.of(new AgentId("ben")));
        assertThat(Duration.between(line.getFirst().since(), shift.clock.now())).isEqualTo(Duration.ofSeconds(40));
        assertThat(answer(shift.acd.line(SUPPORT, 1))).hasSize(1);
        assertThat(answer(shift.acd.line(new QueueName("none"), 10))).isEmpty();
    }

    private static InteractionId id(String caller) {
        return new InteractionId(caller);
    }

    @Test
    void whoIsPutFirstIsServedFirstWhateverThePriorities() {
        shift.calls("kim", "support", 9, Optional.empty());
        shift.calls("lee", "support");
        shift.calls("max", "support");
        assertThat(first("lee")).isTrue();
        assertThat(first("max")).isTrue();
        assertThat(line()).containsExactly("1 max", "2 lee", "3 kim");
        shift.ready("anna");
        assertThat(rung()).containsExactly("anna for max");
        assertThat(first("nobody")).isFalse();
    }

    @Test
    void whoIsPutFirstWhileAPhoneRingsStaysFirstWhenItIsNotAnswered() {
        shift.ready("anna");
        shift.calls("kim", "support");
        shift.calls("lee", "support");
        first("lee");
        first("kim");
        shift.acd.failed(1, OfferFailure.DECLINED);
        shift.loop.run();
        assertThat(line()).containsExactly("1 kim", "2 lee");
    }

    @Test
    void aReadyAgentIsRungForWhomeverTheSupervisorGivesThem() {
        shift.command("ben", new AgentCommand.LogIn());
        shift.calls("kim", "support", 0, Optional.of("ben"));
        shift.calls("lee", "support", 0, Optional.of("ben"));
        shift.ready("anna");
        assertThat(give("lee", "anna")).isEqualTo(Given.RUNG);
        assertThat(rung()).containsExactly("anna for lee");
    }

    @Test
    void aRefusedGiftKeepsItsPlace() {
        shift.command("ben", new AgentCommand.LogIn());
        Stream.of("kim", "lee", "max").forEach(c -> shift.calls(c, "support", 0, Optional.of("ben")));
        shift.ready("anna");
        give("lee", "anna");
        shift.acd.failed(1, OfferFailure.DECLINED);
        shift.loop.run();
        assertThat(line()).containsExactly("1 kim", "2 lee", "3 max");
        assertThat(shift.acd.board().queues().getFirst().waiting()).isEqualTo(3);
    }

    @Test
    void whoIsRungForTheCallerIsNotAnyMore() {
        shift.ready("anna", "ben");
        shift.calls("kim", "support");
        assertThat(give("kim", "ben")).isEqualTo(Given.RUNG);
        assertThat(rung()).containsExactly("anna for kim", "not anna: given to somebody else", "ben for kim");
        assertThat(shift.acd.board().agents())
                .extracting(Board.AgentLine::state)
                .containsExactly("ready", "offered");
        shift.acd.accepted(2);
        shift.loop.run();
        assertThat(shift.told)
                .anyMatch(e ->
                        e instanceof AcdEvent.Connect c && c.agent().value().equals("ben"));
    }

    @Test
    void nobodyIsRungWhoIsNotReadyOrHasNoPhone() {
        shift.calls("kim", "support");
        assertThat(give("kim", "anna")).isEqualTo(Given.NOT_READY);
        shift.command("anna", new AgentCommand.LogIn());
        assertThat(give("kim", "anna")).isEqualTo(Given.NOT_READY);
        shift.command("anna", new AgentCommand.Ready());
        assertThat(give("kim", "anna")).isEqualTo(Given.NO_PHONE);
        assertThat(give("kim", "zoe")).isEqualTo(Given.NOT_READY);
        assertThat(give("nobody", "anna")).isEqualTo(Given.NOT_WAITING);
    }

    @Test
    void whoTalksIsNotInLine() {
        shift.ready("anna", "ben");
        shift.calls("kim", "support");
        shift.acd.accepted(1);
        shift.loop.run();
        assertThat(give("kim", "ben")).isEqualTo(Given.NOT_WAITING);
        assertThat(first("kim")).isFalse();
    }
}
