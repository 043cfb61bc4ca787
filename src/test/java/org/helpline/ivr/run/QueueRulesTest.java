package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.Samples;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.draw.ScriptPicture;
import org.helpline.ivr.model.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules at a queue: what changes for callers of whom something holds when they join. */
class QueueRulesTest {

    private static final String RULES = """
            - {when: vip, priority: +3, prefer: last_agent, prefer_for: 20s, note: VIP}
            - {when: 'dialled == "100" && vip', needs: {billing: 2, english: 2}}
            - {when: 'today > date("2020-01-01")', priority: -1, note: Since 2020}
            - {when: 'closed("office") && time >= "18:00"', priority: 10, prefer: anna, note: Evening}
            """;

    private static LoadResult check(String rules) {
        return Samples.check("""
                helpline: 1
                languages: [en]
                hours: office
                human: none
                variables: {vip: {type: boolean, default: no}}
                start:
                  - {ask: number, digits: 1, as: answer, silence: next, wrong: next}
                  - set: {vip: '= answer == "7"'}
                  - queue: support
                    priority: 2
                    needs: {english: 3}
                    relax: [{after: 30s, needs: none}]
                    then: hangup
                queues:
                  support:
                    rules:
                """ + rules.indent(6), "number: Your number please.");
    }

    private static ScriptSimulator joins(String rules, String key, Instant at) {
        ScriptSimulator call = new ScriptSimulator(
                Samples.loaded(check(rules)), Samples.caller(), Samples.world(new Target.Goodbye(), Set.of()), at);
        return call.listen().press(key).listen();
    }

    private static Effect.Enqueue enqueued(ScriptSimulator call) {
        return call.moments().stream()
                .flatMap(m -> m instanceof Moment.Did(var _, Effect.Enqueue e) ? Stream.of(e) : Stream.empty())
                .findFirst()
                .orElseThrow();
    }

    private static List<ScriptFact.Ruled> told(ScriptSimulator call) {
        return call.moments().stream()
                .flatMap(m -> m instanceof Moment.Did(var _, Effect.Publish(ScriptFact.Ruled r))
                        ? Stream.of(r)
                        : Stream.empty())
                .toList();
    }

    @Test
    void eachRuleThatHoldsCountsInOrder() {
        ScriptSimulator call = joins(RULES, "7", Samples.OPEN);
        Effect.Enqueue joined = enqueued(call);
        assertThat(joined.priority()).isEqualTo(2 + 3 - 1);
        assertThat(joined.wanted().needs()).isEqualTo(Map.of("english", 3, "billing", 2));
        assertThat(joined.wanted().relaxed())
                .as("the step's own relaxation stays")
                .hasSize(1);
        assertThat(joined.prefer()).contains(new Effect.Prefer("", Duration.ofSeconds(20)));
    }

    @Test
    void theRecordNamesTheRuleAndWhatItChanges() {
        assertThat(told(joins(RULES, "7", Samples.OPEN)))
                .containsExactly(
                        new ScriptFact.Ruled("queues/support/rules/1", "VIP", "priority +3, prefers the last agent"),
                        new ScriptFact.Ruled("queues/support/rules/2", "rule 2", "needs billing 2, english 2"),
                        new ScriptFact.Ruled("queues/support/rules/3", "Since 2020", "priority -1"));
        assertThat(joins(RULES, "7", Samples.OPEN).transcript())
                .anyMatch(line -> line.endsWith("rule VIP: priority +3, prefers the last agent"));
    }

    @Test
    void whatDoesNotHoldChangesNothing() {
        Effect.Enqueue joined = enqueued(joins(RULES, "1", Samples.OPEN));
        assertThat(joined.priority()).isEqualTo(1);
        assertThat(joined.wanted().needs()).isEqualTo(Map.of("english", 3));
        assertThat(joined.prefer()).isEmpty();
    }

    @Test
    void calendarAndTimeOfDayAreThoseOfTheMomentOfJoining() {
        Effect.Enqueue joined = enqueued(joins(RULES, "1", Samples.OPEN.plus(Duration.ofHours(10))));
        assertThat(joined.priority()).isEqualTo(10);
        assertThat(joined.prefer().map(Effect.Prefer::agent)).contains("anna");
    }

    /** P31: a priority that a rule raises is the one that counts, within 0 and 10. */
    @ParameterizedTest
    @CsvSource({"+9, 10", "-9, 0", "+0, 2", "0, 0", "7, 7"})
    void p31APriorityThatARuleRaisesCounts(String written, int priority) {
        assertThat(enqueued(joins("- {when: 'answer == \"1\"', priority: " + written + "}", "1", Samples.OPEN))
                        .priority())
                .isEqualTo(priority);
    }

    @Test
    void whatCannotBeWorkedOutDoesNotHoldAndTheRecordSaysWhy() {
        ScriptSimulator call =
                joins("- {when: 'double(answer + \"x\") > 3', priority: 9, note: Odd}", "1", Samples.OPEN);
        assertThat(enqueued(call).priority()).isEqualTo(2);
        assertThat(call.moments().toString()).contains("Undecided[place=queues/support/rules/1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            {when: vpi, priority: +3}                        ~ No step sets 'vpi'. Did you mean 'vip'?
            {when: 'answer + 3', priority: +3}               ~ This is a number, not true or false.
            {when: 'today > 3', priority: +3}                ~ '>' compares a date with a number.
            {when: 'open("offise")', priority: +3}           ~ There is no calendar 'offise'.
            {when: vip, needs: [bilingual]}                  ~ No agent has the skill 'bilingual'.
            {when: vip, priority: 11}                        ~ '11' is no priority.
            {when: vip}                                      ~ This rule changes nothing.
            {priority: +3}                                   ~ It is not said of whom this rule is.
            {when: vip, priority: +3, proirity: 2}           ~ A rule has no 'proirity'.
            {when: 'answer == "1" && answer == "2"', priority: +3}      ~ This rule never counts: its condition holds of no call.
            {when: 'time > "20:00" && time < "08:00"', priority: +3}    ~ This rule never counts: its condition holds of no call.
            {when: 'vip && !vip', priority: +3}              ~ This rule never counts: its condition holds of no call.
            {when: 'open("office") && holiday("office")', priority: +3} ~ This rule never counts: its condition holds of no call.
            {when: 'wait > duration("10m") && wait < duration("5m")', priority: +3} ~ This rule never counts
            """)
    void mistakesAreToldBeforeAnyCall(String rule, String told) {
        LoadResult result = check("- " + rule);
        assertThat(result).isInstanceOf(LoadResult.Refused.class);
        assertThat(((LoadResult.Refused) result).problems())
                .extracting(p -> p.what() + " " + p.fix())
                .anySatisfy(what -> assertThat(what).contains(told.strip()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            time > "08:00" && time < "20:00"
            answer.startsWith("1") && answer.endsWith("2")
            answer != "1" && answer != "2"
            has(answer) && (vip || language == "en")
            closed("office") && !holiday("office")
            double(answer) > 3 && double(answer) < 4
            """)
    void whatCanHoldIsNoMistake(String condition) {
        assertThat(check("- {when: '" + condition + "', priority: +1}")).isInstanceOf(LoadResult.Loaded.class);
    }

    @Test
    void theyAreDrawn() {
        String svg = ScriptPicture.svg(Samples.loaded(check(RULES)));
        assertThat(svg).contains("VIP").contains("priority +3");
    }

    @Test
    void aQueueWithoutRulesHasNone() {
        Script script = Samples.loaded(check("[]"));
        assertThat(Optional.ofNullable(script.queues().get("support")))
                .hasValueSatisfying(q -> assertThat(q.rules()).isEmpty());
    }
}
