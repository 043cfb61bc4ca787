package org.helpline.ivr.trial;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.LookUpAnswer;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;

/** What a person has typed in a call, which thus can become a test. One thread. */
final class TypedCall {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private static final Duration WORTH_SAYING = Duration.ofMillis(150);

    private final List<String> phrases = new ArrayList<>();
    private int heard;

    /** The last that was heard to its end before the next act becomes what the test hears. */
    void heard(List<Moment> moments) {
        for (Moment moment : moments.subList(heard, moments.size()).reversed()) {
            if (moment instanceof Moment.Did(var _, Effect.Play p)) {
                phrases.add("hears " + p.utterances().getLast().prompt());
                break;
            }
            if (moment instanceof Moment.Told(var _, ScriptEvent.Connected _)) {
                break; // what was said to somebody who waited is over
            }
        }
        heard = moments.size();
    }

    /** An act was done; what it led to is heard next. */
    void did(String phrase, List<Moment> moments) {
        phrases.add(phrase.replace("*", "star").replace("#", " hash").strip());
        heard = Math.min(heard, moments.size());
    }

    /** What look-ups have answered, by name, in their order, whoever said it. */
    private static Map<String, List<String>> answers(List<Moment> moments) {
        Map<Long, Moment.Did> asked = new HashMap<>();
        Map<String, List<String>> answers = new TreeMap<>();
        for (Moment moment : moments) {
            if (moment instanceof Moment.Did did && did.effect() instanceof Effect.LookUp lookUp) {
                asked.put(lookUp.token(), did);
            } else if (moment instanceof Moment.Told(Duration after, ScriptEvent.LookedUp told)) {
                Moment.Did question = asked.remove(told.token());
                if (question != null && question.effect() instanceof Effect.LookUp lookUp) {
                    answers.computeIfAbsent(lookUp.name(), _ -> new ArrayList<>())
                            .add(answer(told.answer(), after.minus(question.after())));
                }
            }
        }
        return answers;
    }

    private static String answer(LookUpAnswer answer, Duration after) {
        String words = answer instanceof LookUpAnswer.Found found ? found.asTest() : answer.word();
        return after.compareTo(WORTH_SAYING) < 0 ? words : "{after: " + after.toMillis() + "ms, answer: " + words + "}";
    }

    /** The call as an entry of a test file. */
    List<String> asTest(Circumstances given, Expected.Ending ending, List<Moment> moments) {
        List<String> lines = new ArrayList<>(List.of("tests:", "  - name: say what this call shows"));
        given.at().ifPresent(at -> lines.add("    at: " + MINUTE.format(at)));
        given.allHours().ifPresent(s -> lines.add("    hours: " + s.name().toLowerCase(Locale.ROOT)));
        if (!given.notices().isEmpty()) {
            lines.add("    notices: ["
                    + String.join(", ", given.notices().stream().sorted().toList()) + "]");
        }
        if (!given.caller().equals(Circumstances.ORDINARY.caller())) {
            lines.add("    caller: " + (given.caller().isEmpty() ? "withheld" : given.caller()));
        }
        given.remembered().ifPresent(l -> lines.add("    remembered: " + l));
        given.queues().written().ifPresent(q -> lines.add("    " + q));
        if (!given.kept().isEmpty()) {
            lines.add("    kept: {"
                    + String.join(
                            ", ",
                            given.kept().entrySet().stream()
                                    .map(e -> e.getKey() + ": " + e.getValue().written())
                                    .sorted()
                                    .toList())
                    + "}");
        }
        Map<String, List<String>> answers = answers(moments);
        if (!answers.isEmpty()) {
            lines.add("    look_ups:");
            answers.forEach((name, all) -> lines.add(
                    "      " + name + ": " + (all.size() == 1 ? all.getFirst() : "[" + String.join(", ", all) + "]")));
        }
        List<String> acts =
                phrases.stream().filter(p -> !p.startsWith("answer ")).toList();
        lines.add("    call: [" + String.join(", ", acts) + "]");
        lines.add("    ends: " + ending.words());
        return lines;
    }
}
