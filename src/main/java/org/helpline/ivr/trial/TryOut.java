package org.helpline.ivr.trial;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.helpline.core.BusinessHours;
import org.helpline.core.Digit;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.parse.Words;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.StepIndex;
import org.helpline.ivr.run.Transcript;

/**
 * A call that a person plays by typing: keys, what the queue and the agent do, the clock. Reads and writes lines; the words are
 * those of tests. One thread.
 */
public final class TryOut {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    private static final String HELP = """
              1 2 3 0 star hash      press keys; several in a line are pressed at once
              silence                press nothing until the time for a key is over
              records 10s            speak while recorded, or 'records nothing'
              wait 10s               let time pass
              position 3             the queue takes the caller, or moves them up
              queue full             the queue does not serve: full, closed, nobody, too_long
              rings ada              the script rings that agent, or extension
              busy                   whoever is rung: busy, no answer, not there, or agent answers
              wants callback         presses the key that leads to a call-back
              callback to NUMBER     it is promised; also: callback there, callback refused, callback failed
              expected wait 6m       what is known of the waiting from here on; unknown for nothing
              becomes closed         what every calendar says from here on; office becomes open: that one
              agent anna comes       that agent is there; also: agent anna goes, refuses, answers after 5s
              queue rings anna       whose phones ring for the caller, or nobody
              agent answers          also: agent answers after 20s, agent leaves, agent sends to QUEUE
              answer NAME none       what a look-up says: none, failed, or its fields as number=4711 state="on its way"
              hang up                the caller does
              at 2026-12-24 18:00    a new call at that time
              hours closed           a new call: open, closed, holiday or emergency
              notice NAME on         a new call with the notice on, or off
              queues support wait=12m a new call that meets this queue so; also waiting=8 agents=3 free=0
              caller NUMBER          a new call from there; withheld for none
              remembered tr          a new call of somebody whose language is known; none for none
              again                  a new call like this one
              vars, trace            what is set; which steps were run
              test                   this call as a test, to be put into a file NAME.test.yaml
              quit
            """;

    private static final List<String> WORDS = List.of(
            "help",
            "quit",
            "vars",
            "trace",
            "test",
            "again",
            "hours",
            "notice",
            "queues",
            "caller",
            "remembered",
            "silence");

    private final Script script;
    private final Surroundings surroundings;
    private final ActReader acts;
    private final Vocabulary names;
    private final Consumer<String> out;
    private final Consumer<Effect.Utterance> ear;
    private Circumstances given = Circumstances.ORDINARY;
    private TrialCall call;
    private TypedCall typed = new TypedCall();
    private int shown;

    /**
     * Begins a call.
     *
     * @param out takes one line at a time
     * @param ear hears what is said; may take its time
     */
    public TryOut(
            Script script,
            Surroundings surroundings,
            Vocabulary names,
            Consumer<String> out,
            Consumer<Effect.Utterance> ear) {
        this.script = script;
        this.surroundings = surroundings;
        this.names = names;
        this.out = out;
        this.ear = ear;
        this.acts = new ActReader(names, (what, fix) -> out.accept(what + " " + fix));
        this.call = new TrialCall(script, given, surroundings);
        show();
    }

    /**
     * Takes a line that was typed.
     *
     * @return false when the person has had enough
     */
    public boolean take(String line) {
        String plain = line.strip().replaceAll("\\s+", " ");
        int space = plain.indexOf(' ');
        String rest = space < 0 ? "" : plain.substring(space + 1);
        switch (space < 0 ? plain : plain.substring(0, space)) {
            case "" -> {}
            case "?", "help" -> HELP.lines().forEach(out);
            case "quit", "exit" -> {
                return false;
            }
            case "vars" -> variables();
            case "trace" -> trace();
            case "test" -> {
                typed.heard(call.moments());
                typed.asTest(given, call.ending(), call.moments()).forEach(out);
            }
            case "again" -> begin(given);
            case "at" -> at(rest);
            case "hours" -> hours(rest);
            case "notice" -> notice(rest);
            case "queues" -> queues(rest);
            case "caller" -> begin(given.from(rest.equals("withheld") ? "" : rest));
            case "remembered" -> remembered(rest);
            case "hang" -> act("hangs up");
            default -> phrase(plain);
        }
        return true;
    }

    private void phrase(String plain) {
        String word = plain.split(" ", 2)[0];
        Optional<String> meant = Words.nearest(word, WORDS);
        if (ActReader.keys(plain).isPresent()) {
            act("press " + plain);
        } else if (meant.isPresent() && !ActReader.FIRST_WORDS.contains(word)) {
            out.accept("There is no '" + word + "'. Did you mean '" + meant.get() + "'?");
        } else {
            act(plain);
        }
    }

    private void begin(Circumstances other) {
        given = other;
        call = new TrialCall(script, given, surroundings);
        typed = new TypedCall();
        shown = 0;
        show();
    }

    private void act(String phrase) {
        Optional<TrialAct> act = acts.read(phrase);
        if (act.isEmpty()) {
            return;
        }
        typed.heard(call.moments());
        Optional<Refusal> refusal = call.act(act.get());
        if (refusal.isPresent()) {
            out.accept("That does not fit: " + refusal.get().happened() + ".");
            return;
        }
        typed.did(phrase, call.moments());
        show();
    }

    private void at(String text) {
        Optional<LocalDateTime> time = CircumstanceReader.time(text);
        if (time.isEmpty()) {
            out.accept("'" + text + "' is no date and time. Write for example 'at 2026-12-24 18:00'.");
        }
        time.ifPresent(t -> begin(given.at(t)));
    }

    private void hours(String text) {
        acts.known(text, List.of("open", "closed", "holiday", "emergency"), "is no state of a calendar")
                .ifPresent(s -> begin(given.withHours(BusinessHours.State.valueOf(s.toUpperCase(Locale.ROOT)))));
    }

    private void notice(String text) {
        boolean off = text.endsWith(" off");
        String name = text.replaceFirst(" (on|off)$", "");
        Set<String> on = new HashSet<>(given.notices());
        acts.known(name, names.notices(), "is no notice of this script").ifPresent(n -> {
            if (off) {
                on.remove(n);
            } else {
                on.add(n);
            }
            begin(given.withNotices(on));
        });
    }

    private void queues(String text) {
        List<String> words = List.of(text.split(" ", -1));
        Optional<String> queue = acts.known(words.getFirst(), names.queues(), "is no queue");
        Map<QueueFigure, Value> figures = new EnumMap<>(QueueFigure.class);
        for (String word : words.subList(1, words.size())) {
            int sign = word.indexOf('=');
            Optional<QueueFigure> figure = QueueFigure.of(sign < 0 ? word : word.substring(0, sign));
            Optional<Value> value = figure.flatMap(f -> MockedQueues.read(f, word.substring(sign + 1)));
            if (value.isEmpty()) {
                out.accept("'" + word
                        + "' says nothing of a queue. Write for example 'queues support wait=12m waiting=8'.");
                return;
            }
            figures.put(figure.orElseThrow(), value.get());
        }
        queue.ifPresent(q -> begin(given.with(given.queues().with(q, figures))));
    }

    private void remembered(String text) {
        if (text.equals("none")) {
            begin(given.remembering(Optional.empty()));
            return;
        }
        acts.known(text, names.languages(), "is no language of this script")
                .ifPresent(l -> begin(given.remembering(Optional.of(l))));
    }

    /** What has been heard and done since the last time, and what the call is at. */
    private void show() {
        if (shown == 0) {
            out.accept("A call to " + script.name() + " on "
                    + DAY.format(call.now().atZone(given.zone().orElseGet(() -> surroundings.zone(script)))) + ".");
        }
        call.hearOut();
        List<Moment> all = call.moments();
        for (Moment moment : all.subList(shown, all.size())) {
            Transcript.of(all.subList(0, shown + 1), shown).forEach(l -> out.accept("  " + l));
            shown++;
            if (moment instanceof Moment.Did(var _, Effect.Play p)) {
                p.utterances().forEach(ear);
            }
        }
        out.accept(situation());
    }

    private String situation() {
        if (call.state().isJoining()) {
            return "The script asks the queue: say 'position 1', 'queue full' or 'agent answers'" + rung() + ".";
        }
        if (call.state().isRecording()) {
            return "The script records the caller: say 'records 10s', 'records nothing', a key or 'hang up'.";
        }
        if (call.state().booking().isPresent()) {
            String number = call.state().booking().get();
            return "The script asks for a call-back: say 'callback to " + number
                    + "', 'callback there', 'callback refused' or 'callback failed'.";
        }
        if (call.unanswered().isPresent()) {
            String name = call.unanswered().get();
            return "The script asks the look-up " + name + ": say 'answer " + name
                    + " none', '… failed' or '… FIELD=VALUE …'.";
        }
        String now = call.situation() + rung();
        String keys = call.state().isAsking() ? keys() : "";
        return now.substring(0, 1).toUpperCase(Locale.ROOT) + now.substring(1) + keys + ".";
    }

    private String rung() {
        return call.rung().map(NamedAgents::words).map(w -> "; " + w).orElse("");
    }

    /** The keys that the question knows. */
    private String keys() {
        Set<Digit> keys = call.question()
                .map(step -> switch (step) {
                    case ScriptStep.Menu m -> m.keys().keySet();
                    case ScriptStep.ChooseLanguage c -> c.keys().keySet();
                    case ScriptStep.DialExtension d -> d.keys().keySet();
                    case ScriptStep.SpellName s -> s.keys().keySet();
                    case ScriptStep.Ask _ -> Set.<Digit>of();
                    case ScriptStep.RecordCaller _ -> Set.of(Digit.ONE, Digit.TWO, Digit.THREE);
                })
                .orElse(Set.of());
        String symbols = keys.stream().map(k -> Character.toString(k.symbol())).collect(Collectors.joining(" "));
        boolean human = script.human().isPresent() && !keys.contains(Digit.ZERO);
        return symbols.isEmpty() ? "" : ": " + symbols + (human ? ", 0 for a human" : "");
    }

    private void variables() {
        TreeMap<String, String> all = new TreeMap<>();
        call.state().variables().forEach((name, value) -> all.put(name, value.written()));
        all.put("language", call.state().language());
        all.put("caller.number", given.caller());
        all.put("dialled", given.dialled());
        all.forEach((name, value) -> out.accept("  " + name + " = " + value));
        call.state()
                .choices()
                .forEach(c -> out.accept(
                        "  the agent sees " + c.label() + ": " + c.value().value()));
    }

    private void trace() {
        StepIndex index = new StepIndex(call.state().script());
        List<String> lines = new ArrayList<>();
        for (Moment moment : call.moments()) {
            if (moment instanceof Moment.Did(Duration after, Effect.Publish(ScriptFact.Entered e))) {
                String where = index.step(e)
                        .filter(s -> s.at().line() > 0)
                        .map(s -> " (line " + s.at().line() + ")")
                        .orElse("");
                lines.add(String.format(
                        Locale.ROOT,
                        "  %d.%d %s: %s%s",
                        after.toSeconds(),
                        after.toMillisPart() / 100,
                        e.place(),
                        e.what(),
                        where));
            }
        }
        lines.forEach(out);
    }
}
