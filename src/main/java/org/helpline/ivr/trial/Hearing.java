package org.helpline.ivr.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Lengths;
import org.helpline.ivr.run.Moment;

/** What the caller has heard and is about to hear, and how much of it the test has spoken of. One thread. */
final class Hearing {

    /** Something that is said from {@code begin} to {@code end}, or was cut at {@code end}. */
    record Heard(Effect.Utterance what, Instant begin, Instant end) {}

    private final Lengths lengths;
    private final Function<String, Optional<Script>> scripts;
    private final List<Heard> heard = new ArrayList<>();
    private Script script;
    private int read;
    private int spokenOf;

    /** Nothing yet. {@code scripts}: those that the call may go on with, by name, after {@code first}. */
    Hearing(Lengths lengths, Script first, Function<String, Optional<Script>> scripts) {
        this.lengths = lengths;
        this.script = first;
        this.scripts = scripts;
    }

    /** Takes in what has happened since the last time. */
    void read(List<Moment> moments, Instant callBegan) {
        for (; read < moments.size(); read++) {
            if (moments.get(read) instanceof Moment.Did(Duration after, Effect effect)) {
                Instant now = callBegan.plus(after);
                switch (effect) {
                    case Effect.Play p -> {
                        cut(now);
                        say(p.utterances(), now);
                    }
                    case Effect.StopPlay _ -> cut(now);
                    case Effect.Publish(ScriptFact.Started begun) ->
                        script = scripts.apply(begun.script()).orElse(script);
                    default -> {}
                }
            }
        }
    }

    private void say(List<Effect.Utterance> utterances, Instant now) {
        Instant at = now;
        for (Effect.Utterance u : utterances) {
            Instant end = at.plus(lengths.of(script, u));
            heard.add(new Heard(u, at, end));
            at = end;
        }
    }

    /** What has not begun is never heard; what has is heard in part. */
    private void cut(Instant now) {
        heard.removeIf(h -> !h.begin().isBefore(now) && h.end().isAfter(now));
        heard.replaceAll(h -> h.end().isAfter(now) ? new Heard(h.what(), h.begin(), now) : h);
        spokenOf = Math.min(spokenOf, heard.size());
    }

    /** What has been heard by now is not what the test will speak of. */
    void forgetHeard(Instant now) {
        while (spokenOf < heard.size() && !heard.get(spokenOf).end().isAfter(now)) {
            spokenOf++;
        }
    }

    /** The next that has this id, or this recording. */
    Optional<Heard> find(String sound, Optional<String> language) {
        return rest().stream()
                .filter(h ->
                        h.what().prompt().equals(sound) || h.what().recording().equals(sound))
                .filter(h -> language.isEmpty() || h.what().language().equals(language.get()))
                .findFirst();
    }

    /** The prompt with which these words are complete; they may run over several. */
    Optional<Heard> find(String words) {
        StringBuilder text = new StringBuilder();
        for (Heard h : rest()) {
            text.append(' ').append(h.what().text());
            if (plain(text.toString()).contains(plain(words))) {
                return Optional.of(h);
            }
        }
        return Optional.empty();
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
    }

    /** Whether this has been heard by now, if only in part. */
    boolean ever(String sound, Instant now) {
        return heard.stream()
                .filter(h -> h.begin().isBefore(now))
                .anyMatch(h ->
                        h.what().prompt().equals(sound) || h.what().recording().equals(sound));
    }

    /** The test has spoken of this, and so of all before it. */
    void passed(Heard h) {
        spokenOf = heard.indexOf(h) + 1;
    }

    /** In words: what the test has not spoken of yet. */
    String since() {
        return rest().stream()
                .map(h -> h.what().recording() + " (" + h.what().language() + ")")
                .collect(Collectors.joining(", "));
    }

    private List<Heard> rest() {
        return heard.subList(spokenOf, heard.size());
    }
}
