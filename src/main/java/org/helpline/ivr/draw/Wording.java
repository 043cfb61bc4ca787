package org.helpline.ivr.draw;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.Prompts;
import org.helpline.ivr.model.Recording;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Template;

/** Parts of a script in words. */
final class Wording {

    private Wording() {}

    /** What is heard, in quotes; a prompt that is only recorded is shown by its id. */
    static String heard(List<Spoken> what, Prompts prompts, String language) {
        return what.stream()
                .map(spoken -> spoken instanceof Spoken.Prompt p
                        ? prompts.text(p.id(), language)
                                .map(t -> quoted(template(t)))
                                .orElse("♪ " + p.id())
                        : named(spoken))
                .collect(Collectors.joining(" "));
    }

    /** What is heard, by names: the same whatever the texts are. */
    static String named(List<Spoken> what) {
        return what.stream().map(Wording::named).collect(Collectors.joining(", "));
    }

    private static String named(Spoken spoken) {
        return switch (spoken) {
            case Spoken.Prompt p -> "prompt " + p.id();
            case Spoken.Value v -> slot(v.slot());
            case Spoken.Sound s -> "♪ " + s.name();
        };
    }

    static String quoted(String text) {
        return "“" + text + "”";
    }

    /** As the designer wrote it. */
    static String template(Template template) {
        return template.pieces().stream()
                .map(piece -> switch (piece) {
                    case Template.Piece.Literal l -> l.text();
                    case Template.Piece.Value v -> slot(v.slot());
                })
                .collect(Collectors.joining());
    }

    private static String slot(Slot slot) {
        return "{" + slot.name() + "}";
    }

    static String run(ScriptStep.Do run) {
        String name = run.routine() instanceof ScriptStep.Routine.Script s
                ? "script " + s.name()
                : run.routine().name();
        return run.result().isEmpty() ? name : name + " → " + run.result();
    }

    static String condition(Condition condition) {
        return switch (condition) {
            case Condition.Calendar c -> c.hours() + " is " + c.state().name().toLowerCase(Locale.ROOT);
            case Condition.IsText t -> t.variable() + (t.negated() ? " ≠ " : " = ") + '"' + t.text() + '"';
            case Condition.Expression e -> e.source().replaceAll("\\s+", " ").strip();
            case Condition.IsNumber n -> n.variable() + " " + n.sign().written() + " " + n.number();
        };
    }

    static String recording(Recording how) {
        String keys = how.end().stream()
                .map(k -> Character.toString(k.symbol()))
                .sorted()
                .collect(Collectors.joining(" "));
        return "at most " + length(how.longest())
                + how.pause()
                        .map(p -> ", ended by " + length(p) + " of silence")
                        .orElse("")
                + (keys.isEmpty() ? "" : how.end().size() > 2 ? ", ended by any key" : ", ended by " + keys)
                + (how.beep() ? "" : ", without a tone");
    }

    /** For example {@code 45 s}, {@code 2 min}, {@code 1 h}. */
    static String length(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + " ms";
        }
        long seconds = duration.toSeconds();
        if (seconds >= 3600 && seconds % 3600 == 0) {
            return seconds / 3600 + " h";
        }
        return seconds >= 60 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
