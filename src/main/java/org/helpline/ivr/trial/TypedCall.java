package org.helpline.ivr.trial;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;

/** What a person has typed in a call, which thus can become a test. One thread. */
final class TypedCall {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

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

    /** The call as an entry of a test file. */
    List<String> asTest(Circumstances given, Expected.Ending ending) {
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
        lines.add("    call: [" + String.join(", ", phrases) + "]");
        lines.add("    ends: " + ending.words());
        return lines;
    }
}
