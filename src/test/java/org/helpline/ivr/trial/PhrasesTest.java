package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.helpline.core.Problems;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.lexicon.Phrase;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.SendOn;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.run.ScriptEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a test may say, and what the reference says of it, are one. */
class PhrasesTest {

    private static final Vocabulary NAMES = new Vocabulary(
            Set.of("welcome", "position"),
            false,
            Set.of("order"),
            Set.of("support", "billing"),
            Set.of("office"),
            Set.of(),
            Set.of("en", "tr"),
            Set.of("information-line"),
            Set.of("anna", "201"),
            Map.of(
                    "order_status",
                    new LookUpShape(
                            Set.of(),
                            Optional.empty(),
                            Map.of(
                                    "number", new LookUpShape.Field(ValueType.TEXT, true),
                                    "state", new LookUpShape.Field(ValueType.TEXT, true)))),
            Map.of(),
            Set.of(),
            Set.of());

    static Stream<Phrase> acts() {
        return Lexicon.acts().stream();
    }

    @ParameterizedTest
    @MethodSource("acts")
    void everyExampleOfAnActCanBeRead(Phrase phrase) {
        assertThat(phrase.says()).endsWith(".");
        assertThat(phrase.examples()).isNotEmpty().allSatisfy(e -> {
            assertThat(e).contains(phrase.word());
            assertThat(complaints(e)).isEmpty();
        });
    }

    @Test
    void everyActStandsInTheReference() {
        List<TrialAct> shown = read(Lexicon.acts());
        assertThat(shown.stream().map(Object::getClass))
                .as("what the reader of tests makes: add a phrase to ivr.lexicon.ActTables")
                .containsAll(leaves(TrialAct.class));
        assertThat(shown)
                .containsAll(Arrays.stream(SendOn.Reason.values())
                        .map(TrialAct.QueueRefuses::new)
                        .toList())
                .containsAll(Arrays.stream(Missed.Why.values())
                        .map(TrialAct.NotReached::new)
                        .toList());
    }

    @Test
    void everyAnswerToACallbackStandsInTheReference() {
        Set<ScriptEvent.CallbackAnswer> shown = new HashSet<>(Set.of(ScriptEvent.CallbackAnswer.TAKEN));
        read(Lexicon.acts()).forEach(a -> {
            if (a instanceof TrialAct.CallbackAnswered(ScriptEvent.CallbackAnswer answer)) {
                shown.add(answer);
            }
        });
        assertThat(shown).containsExactlyInAnyOrder(ScriptEvent.CallbackAnswer.values());
    }

    @Test
    void everyEndOfACallStandsInTheReference() {
        List<Expected.Ending> shown = new ArrayList<>();
        for (Phrase phrase : Lexicon.endings()) {
            for (String example : phrase.examples()) {
                Problems problems = new Problems();
                String file = "tests: [{name: x, call: [press 1], ends: " + example + "}]";
                Trial trial = TrialParser.parse("x", file, NAMES, problems).getFirst();
                assertThat(problems.all()).as(example).isEmpty();
                trial.expected().forEach(w -> {
                    if (w.what() instanceof Expected.Ends(Expected.Ending ending)) {
                        assertThat(ending.words()).isEqualTo(example);
                        shown.add(ending);
                    }
                });
            }
        }
        assertThat(shown.stream().map(Object::getClass)).containsAll(leaves(Expected.Ending.class));
    }

    private static List<TrialAct> read(List<Phrase> phrases) {
        return phrases.stream()
                .flatMap(p -> p.examples().stream())
                .flatMap(e -> new ActReader(NAMES, (_, _) -> {}).read(e).stream())
                .toList();
    }

    private static List<String> complaints(String phrase) {
        List<String> complaints = new ArrayList<>();
        new ActReader(NAMES, (what, fix) -> complaints.add(what + " " + fix)).read(phrase);
        return complaints;
    }

    /** The records of a sealed family. */
    private static List<Class<?>> leaves(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(c -> c.isSealed() ? leaves(c).stream() : Stream.of(c))
                .toList();
    }
}
