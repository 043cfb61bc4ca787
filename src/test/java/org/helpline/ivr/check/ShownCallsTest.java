package org.helpline.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.ParsedScript;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.parse.ScriptParser;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.StepIndex;
import org.helpline.ivr.trial.Played;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of thing that a check tells of the flow of a script, whether a call shows it, and that this call really comes to the step
 * that is told. A script in which something is missing or misspelt cannot be called at all, so nothing is shown of that.
 */
class ShownCallsTest {

    private static final Path CORPUS = Path.of("src/test/resources/ivr/defects");

    /** What is told; {@code none}: why no call shows it. */
    private record Kind(Pattern told, Optional<String> none) {
        static Kind shown(String told) {
            return new Kind(Pattern.compile(told), Optional.empty());
        }

        static Kind unshown(String told, String why) {
            return new Kind(Pattern.compile(told), Optional.of(why));
        }
    }

    private static final List<Kind> KINDS = List.of(
            Kind.shown("The section '.*' runs off its end here\\."),
            Kind.shown("'human' leads to nobody\\."),
            Kind.shown("The last word of '.*' does not leave\\."),
            Kind.shown("Nothing after this word of '.*' is ever reached\\."),
            Kind.shown("This runs itself again and again: [^.]*\\."),
            Kind.shown("A caller who does nothing goes round for ever: [^.]*\\."),
            Kind.shown("From this question no key and no silence leads to a human\\."),
            Kind.shown("From this question it takes \\d+ keys to a human, more than \\d+\\."),
            Kind.shown("Nothing has set '.*' on some way to here\\."),
            Kind.shown("The key \\w+ ends the answer here, and leads somewhere else as well\\."),
            Kind.shown("The key \\w+ ends the recording here, and leads somewhere else as well\\."),
            Kind.shown("An answer of [^.]* digits looks like a card's number, .*"),
            Kind.shown("'.*' looks like a secret, and it would be written into the call's story\\."),
            Kind.shown("This copies the secret '.*' into a variable that the call's story tells\\."),
            Kind.shown("This asks for a call-back to the secret '.*', which would be kept and shown\\."),
            Kind.shown("This shows the secret '.*' to an agent\\."),
            Kind.shown("It takes \\d+ keys to: .*; 'check' allows \\d+\\."),
            Kind.shown("There are \\d+ questions on the way to: .*; 'check' allows \\d+\\."),
            Kind.shown("It takes \\d+ s to a human; 'check' allows \\d+ s\\."),
            Kind.shown("It takes \\d+ s to (?!a human).*; 'check' allows \\d+ s\\."),
            Kind.unshown(
                    "This step is never reached\\..*",
                    "No call comes to a dead step: it is told where calls go from the step before it."),
            Kind.unshown("Nothing leads to the section '.*'\\.", "No call comes to a dead section."),
            Kind.unshown(
                    "This is never done: the condition (never|always) holds here\\. Whenever a call comes here, .*",
                    "No call takes a dead branch: it is told what the condition finds whenever a call comes there."),
            Kind.unshown(
                    "This is never done: no call takes '.*' here\\.",
                    "No call takes it, because something else always comes first."),
            Kind.unshown(
                    ".* No call is shown: whether the condition in line \\d+ holds was taken both ways\\.",
                    "The condition asks for what no set of values exhausts, so that nobody knows a call for it."));

    static List<Path> defects() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
        }
    }

    private static ScriptFiles files(Path file) throws IOException {
        String[] parts = Files.readString(file).split("(?m)^--- (?:prompts|told)\\R", -1);
        return Samples.files(parts[0], parts[1]);
    }

    /** Whether nothing is missing or misspelt in it. */
    private static boolean canBeCalled(ScriptFiles files) {
        Problems problems = new Problems();
        Optional<ParsedScript> parsed = ScriptParser.parse(files, problems);
        if (parsed.isEmpty() || !problems.isEmpty()) {
            return false;
        }
        Findings findings = new Findings(parsed.get(), problems);
        new References(parsed.get(), Samples.KNOWN, findings).check();
        new PromptCheck(parsed.get(), Samples.KNOWN, findings).check(true);
        return problems.isEmpty();
    }

    private static List<Kind> kinds(Problem problem) {
        // the fullest pattern first: a kind that cannot be shown may begin as one that can
        return KINDS.reversed().stream()
                .filter(k -> k.told().matcher(problem.what()).matches())
                .toList();
    }

    private static LoadResult check(ScriptFiles files) {
        return ScriptLoader.check(files, Samples.KNOWN.proving(3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void whatACallCanShowIsShownByOneThatComesThere(Path file) throws IOException {
        ScriptFiles files = files(file);
        if (!canBeCalled(files) || !(check(files) instanceof LoadResult.Refused refused)) {
            return;
        }
        for (Problem problem : refused.problems()) {
            assertThat(kinds(problem)).as("a kind of " + problem).isNotEmpty();
            Optional<String> call = Optional.ofNullable(refused.calls().get(problem));
            assertThat(call.isPresent())
                    .as("a call that shows " + problem)
                    .isEqualTo(kinds(problem).getFirst().none().isEmpty());
            if (call.isPresent()) {
                Script script =
                        ScriptParser.parse(files, new Problems()).orElseThrow().script();
                Played played = Replays.play(script, Map.of(script.name(), script), call.get());
                assertThat(played.verdict().failure())
                        .as(problem + "\n" + call.get())
                        .isEmpty();
                assertThat(problem.what().contains("'check' allows") || comesTo(script, played, problem))
                        .as(call.get() + " comes to " + problem)
                        .isTrue();
            }
        }
    }

    private static boolean comesTo(Script script, Played played, Problem problem) {
        StepIndex steps = new StepIndex(script);
        return played.moments().stream()
                .flatMap(m -> m instanceof Moment.Did(var _, Effect.Publish(ScriptFact.Entered e))
                        ? steps.step(e).stream()
                        : Stream.empty())
                .anyMatch(s -> s.at().line() == problem.line() && s.at().column() == problem.column());
    }

    @Test
    void everyKindIsInTheCorpus() throws IOException {
        Set<String> met = new TreeSet<>();
        for (Path file : defects()) {
            if (canBeCalled(files(file)) && check(files(file)) instanceof LoadResult.Refused refused) {
                refused.problems()
                        .forEach(p -> kinds(p).stream()
                                .findFirst()
                                .ifPresent(k -> met.add(k.told().pattern())));
            }
        }
        assertThat(KINDS).allMatch(k -> met.contains(k.told().pattern()));
    }
}
