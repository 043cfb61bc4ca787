package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.config.AcdSettings.Strategy;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the free agents is rung. */
class StrategyTest {

    private static final QueueName SUPPORT = new QueueName("support");
    private int callers;

    private static Shift shift(Strategy strategy, String... agents) {
        return shift(strategy, Map.of(), agents);
    }

    private static Shift shift(Strategy strategy, Map<String, Integer> weights, String... agents) {
        List<AgentSettings> people = Stream.of(agents)
                .map(id -> agent(id, weights.getOrDefault(id, 1)))
                .toList();
        AcdSettings.QueueSettings queue =
                Shift.withWrapUp("support", Duration.ZERO).sharedBy(Sharing.USUAL.by(strategy));
        return new Shift(new AcdSettings(List.of(queue), people, Duration.ofSeconds(18)));
    }

    private static AgentSettings agent(String id, int weight) {
        AgentSettings a = Shift.agent(id, false, List.of(SUPPORT));
        return new AgentSettings(
                a.id(),
                a.name(),
                a.queues(),
                false,
                Role.AGENT,
                a.skills(),
                true,
                a.srtp(),
                a.accept(),
                Map.of(SUPPORT, weight),
                List.of());
    }

    /** A caller comes and is answered by whoever is rung, who hangs up after so many seconds. */
    private String call(Shift shift, int seconds) {
        String caller = "k" + ++callers;
        shift.calls(caller, "support");
        AcdEvent.Offer offer = shift.last(AcdEvent.Offer.class);
        shift.answers(offer.offer());
        shift.passes(seconds);
        shift.hangsUp(caller);
        return offer.agent().value();
    }

    /**
     * The same morning for all: deniz talks for 100 s, cem for 40 s, ben for 10 s, anna for 30 s, ben again for 5 s, whatever the strategy
     * says; then deniz takes a break. Then four callers come at once.
     */
    @ParameterizedTest
    @CsvSource({
        "LONGEST_IDLE,    cem anna ben deniz",
        "ROUND_ROBIN,     deniz cem anna ben",
        "FEWEST_CALLS,    cem anna deniz ben",
        "LEAST_TALK_TIME, ben anna cem deniz",
        "TOP_DOWN,        anna ben cem deniz"
    })
    void theOrderOfAgentsIsTheStrategys(Strategy strategy, String expected) {
        Shift shift = shift(strategy, "anna", "ben", "cem", "deniz").ready("anna", "ben", "cem", "deniz");
        talksAlone(shift, "deniz", 100);
        talksAlone(shift, "cem", 40);
        talksAlone(shift, "ben", 10);
        talksAlone(shift, "anna", 30);
        talksAlone(shift, "ben", 5);
        shift.command("deniz", new AgentCommand.NotReady("break"));
        shift.command("deniz", new AgentCommand.Ready());
        assertThat(fourAtOnce(shift)).containsExactly(expected.split(" ", -1));
    }

    private void talksAlone(Shift shift, String agent, int seconds) {
        alone(shift, agent, true);
        assertThat(call(shift, seconds)).isEqualTo(agent);
        alone(shift, agent, false);
    }

    /** Everybody else's phone is out of reach for a moment: nobody's state changes. */
    private static void alone(Shift shift, String agent, boolean alone) {
        Stream.of("anna", "ben", "cem", "deniz").filter(a -> !a.equals(agent)).forEach(a -> shift.reachable(a, !alone));
    }

    private List<String> fourAtOnce(Shift shift) {
        int before = shift.all(AcdEvent.Offer.class).size();
        for (int i = 0; i < 4; i++) {
            shift.calls("x" + i, "support");
        }
        return shift.all(AcdEvent.Offer.class).stream()
                .skip(before)
                .map(o -> o.agent().value())
                .toList();
    }

    /** Each strategy for itself, where it differs from the longest idle. */
    @Test
    void fewestCallsRingsWhoHadFewerThoughTheyHungUpLast() {
        Shift shift = shift(Strategy.FEWEST_CALLS, "anna", "ben").ready("anna", "ben");
        shift.reachable("ben", false);
        call(shift, 5);
        call(shift, 5);
        shift.reachable("ben", true);
        assertThat(call(shift, 500)).isEqualTo("ben");
        assertThat(call(shift, 5)).isEqualTo("ben");
    }

    @Test
    void leastTalkTimeRingsWhoTalkedLessThoughTheyHadMoreCalls() {
        Shift shift = shift(Strategy.LEAST_TALK_TIME, "anna", "ben").ready("anna", "ben");
        assertThat(call(shift, 300)).isEqualTo("anna");
        assertThat(call(shift, 100)).isEqualTo("ben");
        assertThat(call(shift, 100)).isEqualTo("ben");
        assertThat(call(shift, 150)).isEqualTo("ben");
        assertThat(call(shift, 1)).isEqualTo("anna");
    }

    /** A newcomer with no calls yet would otherwise get all of them until noon. */
    @ParameterizedTest
    @CsvSource({"FEWEST_CALLS", "LEAST_TALK_TIME"})
    void whoLogsInIsLevelWithTheLeastOfTheOthers(Strategy strategy) {
        Shift shift = shift(strategy, "anna", "ben", "cem").ready("anna", "ben");
        for (int i = 0; i < 6; i++) {
            call(shift, 60);
        }
        shift.ready("cem");
        assertThat(List.of(call(shift, 60), call(shift, 60), call(shift, 60)))
                .containsExactlyInAnyOrder("anna", "ben", "cem");
    }

    @Test
    void p34RoundRobinRingsNobodyTwiceInARound() {
        Shift shift = shift(Strategy.ROUND_ROBIN, "anna", "ben", "cem", "deniz").ready("deniz", "anna", "cem", "ben");
        for (int round = 0; round < 5; round++) {
            Set<String> rung = new HashSet<>();
            for (int i = 0; i < 4; i++) {
                assertThat(rung.add(call(shift, i * 7))).isTrue();
            }
        }
    }

    /** Also when nobody answers: the phone that has just rung in vain is the last to ring again. */
    @Test
    void p34RoundRobinGoesOnAfterARefusal() {
        Shift shift = shift(Strategy.ROUND_ROBIN, "anna", "ben", "cem").ready("anna", "ben", "cem");
        shift.calls("kim", "support");
        shift.fails(1, Acd.OfferFailure.DECLINED);
        shift.fails(2, Acd.OfferFailure.DECLINED);
        shift.passes(6);
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:ben<-kim", "3:cem<-kim");
        shift.calls("lou", "support");
        assertThat(shift.offers()).last().isEqualTo("4:anna<-lou");
    }

    @Test
    void p25TopDownPassesOverWhoCannotBeRung() {
        Shift shift = shift(Strategy.TOP_DOWN, "anna", "ben", "cem", "deniz").ready("anna", "ben", "cem", "deniz");
        shift.reachable("anna", false); // no phone
        shift.command("ben", new AgentCommand.NotReady("lunch"));
        assertThat(call(shift, 5)).isEqualTo("cem");
        shift.reachable("anna", true);
        assertThat(call(shift, 5)).isEqualTo("anna");
    }

    @Test
    void p35WhoDeclinedIsPassedOverAndNotRungAtOnce() {
        Shift shift = shift(Strategy.TOP_DOWN, "anna", "ben").ready("anna", "ben");
        shift.calls("kim", "support");
        shift.fails(1, Acd.OfferFailure.DECLINED);
        shift.fails(2, Acd.OfferFailure.BUSY);
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:ben<-kim");
        shift.passes(4);
        assertThat(shift.offers()).hasSize(2);
        shift.passes(2);
        assertThat(shift.offers()).hasSize(3);
    }

    /** One missed call: not ready, with a press of ready back at once, and logged in all the time. */
    @Test
    void p39AMissedCallLogsNobodyOut() {
        Shift shift = shift(Strategy.ROUND_ROBIN, "anna").ready("anna");
        shift.calls("kim", "support");
        shift.fails(1, Acd.OfferFailure.NO_ANSWER);
        assertThat(shift.state("anna")).isEqualTo("not-ready (no answer)");
        shift.command("anna", new AgentCommand.Ready());
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:anna<-kim");
    }

    @Test
    void randomRingsEverybodyAboutAsOften() {
        Map<String, Integer> rung = rung(shift(Strategy.RANDOM, Map.of("anna", 50), "anna", "ben", "cem"), 600);
        assertThat(rung.values()).allMatch(n -> n > 150 && n < 250);
    }

    @Test
    void weightedRingsByWeight() {
        Map<String, Integer> rung = rung(shift(Strategy.WEIGHTED, Map.of("anna", 3), "anna", "ben"), 800);
        assertThat(rung.get("anna")).isBetween(550, 650); // 600 of 800
    }

    /** By the seed of virtual time, always the same. */
    private Map<String, Integer> rung(Shift shift, int calls) {
        shift.acd.board().agents().forEach(a -> shift.ready(a.agent().value()));
        Map<String, Integer> rung = new HashMap<>();
        for (int i = 0; i < calls; i++) {
            rung.merge(call(shift, 1), 1, Integer::sum);
        }
        return rung;
    }

    @Test
    void aReloadChangesTheStrategyAndKeepsWhatWasCounted() {
        Shift shift = shift(Strategy.FEWEST_CALLS, "anna", "ben").ready("anna", "ben");
        shift.reachable("ben", false);
        call(shift, 1);
        call(shift, 1);
        shift.reachable("ben", true);
        shift.acd.reconfigure(settings(Strategy.TOP_DOWN));
        assertThat(call(shift, 1)).isEqualTo("anna");
        shift.acd.reconfigure(settings(Strategy.FEWEST_CALLS));
        assertThat(call(shift, 1)).isEqualTo("ben");
    }

    private static AcdSettings settings(Strategy strategy) {
        return new AcdSettings(
                List.of(Shift.withWrapUp("support", Duration.ZERO).sharedBy(Sharing.USUAL.by(strategy))),
                Stream.of("anna", "ben").map(id -> agent(id, 1)).toList(),
                Duration.ofSeconds(18));
    }
}
