package org.helpline.app.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.core.CallFact;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.trial.Expected;
import org.helpline.ivr.trial.Played;

/**
 * Whether a call on the phone went as it does in virtual time: the same steps, prompts, keys and end, at the same times.
 *
 * @param difference the first, in words; empty: none
 * @param onlyLate whether everything was the same but for a moment
 * @param latest how far the two were apart at most
 */
public record Comparison(Optional<String> difference, boolean onlyLate, Duration latest) {

    /** How far two times may be apart. */
    public static final Duration TOLERANCE = Duration.ofMillis(40);

    private static final int SHOWN = 4;
    private static final double HEARD_AT_LEAST = 0.8;
    private static final long FRAME_MILLIS = 20;

    /** Compares. */
    static Comparison of(Played played, StageCall.Result result) {
        Trace virtual = Trace.virtual(played.moments());
        Trace real = Trace.real(result.facts());
        List<String> other = new ArrayList<>();
        List<String> late = new ArrayList<>();
        Duration latest = Duration.ZERO;
        for (Trace.Kind kind : Trace.Kind.values()) {
            List<Trace.Line> v = virtual.of(kind);
            List<Trace.Line> r = real.of(kind);
            for (int i = 0; i < v.size() && i < r.size(); i++) {
                if (!isSame(v.get(i), r.get(i))) {
                    other.add(told(
                                    v.get(i),
                                    r.get(i).words() + " at " + seconds(r.get(i).after()))
                            + around(v, r, i));
                    break;
                }
                Duration apart = v.get(i).after().minus(r.get(i).after()).abs();
                latest = apart.compareTo(latest) > 0 ? apart : latest;
                if (apart.compareTo(TOLERANCE) > 0 && late.isEmpty()) {
                    late.add(told(v.get(i), "the same at " + seconds(r.get(i).after())));
                }
            }
            if (other.isEmpty() && r.size() < v.size()) {
                other.add(told(v.get(r.size()), "nothing") + around(v, r, r.size()));
            } else if (other.isEmpty() && r.size() > v.size() && isTooMuch(played, r.get(v.size()))) {
                Trace.Line more = r.get(v.size());
                other.add("on the phone, at " + seconds(more.after()) + ": " + more.words()
                        + "; in virtual time nothing happens there" + around(v, r, v.size()));
            }
        }
        result.trouble().ifPresent(t -> other.add(t));
        end(played, result).ifPresent(other::add);
        if (other.isEmpty()) {
            sound(played, result).ifPresent(other::add);
        }
        return new Comparison(
                Stream.concat(other.stream(), late.stream().limit(other.isEmpty() ? 1 : 0))
                        .reduce((a, b) -> a + "\n    " + b),
                other.isEmpty() && !late.isEmpty(),
                latest);
    }

    /** The record of a call in which something secret is asked tells of keys, but not which. */
    private static boolean isSame(Trace.Line virtual, Trace.Line real) {
        return virtual.what().equals(real.what()) || real.what().equals(Trace.HIDDEN_KEY);
    }

    /** What follows when the trial has ended is nobody's concern; nor what a queue says that the trial has not asked. */
    private static boolean isTooMuch(Played played, Trace.Line more) {
        Duration end = played.verdict().lasted();
        return more.after().compareTo(end.minus(TOLERANCE)) < 0;
    }

    private static String told(Trace.Line virtual, String real) {
        return "in virtual time, at " + seconds(virtual.after()) + ": " + virtual.words() + "; on the phone: " + real;
    }

    private static String around(List<Trace.Line> virtual, List<Trace.Line> real, int at) {
        StringBuilder text = new StringBuilder();
        for (int i = Math.max(0, at - SHOWN); i <= at + 1; i++) {
            text.append("\n      ").append(shown(virtual, i)).append("  |  ").append(shown(real, i));
        }
        return text.toString();
    }

    private static String shown(List<Trace.Line> lines, int i) {
        return i < lines.size()
                ? seconds(lines.get(i).after()) + " " + lines.get(i).words()
                : "–";
    }

    private static Optional<String> end(Played played, StageCall.Result result) {
        Optional<CallFact.Ended> end = result.facts().stream()
                .flatMap(f -> f.fact() instanceof CallFact.Ended e ? Stream.of(e) : null)
                .findFirst();
        String real = end.map(e -> e.outcome().equals("served") ? "served" : "by " + e.by())
                .orElse("no end");
        String virtual = switch (played.ending()) {
            case Expected.Ending.Served _ -> "served";
            case Expected.Ending.HungUp _ -> "by script";
            case Expected.Ending.HandedTo _ -> "by server";
            case Expected.Ending.CalledBack _ -> played.hungUp() ? "by caller" : "by script";
            default -> everServed(played) ? "served" : "by caller"; // who is left where they are hangs up
        };
        boolean same = real.equals(virtual) || (everServed(played) && real.equals("served"));
        return same ? Optional.empty() : Optional.of("the call ended " + real + ", in virtual time " + virtual);
    }

    private static boolean everServed(Played played) {
        return played.moments().stream()
                .anyMatch(m -> m instanceof Moment.Told(var _, org.helpline.ivr.run.ScriptEvent.Connected _));
    }

    /** Sound must have come for most of the time that something was said. */
    private static Optional<String> sound(Played played, StageCall.Result result) {
        Plan plan = Plan.of(played);
        long said = plan.speaks().stream()
                .mapToLong(s -> s.end().minus(s.begin()).toMillis())
                .sum();
        boolean plays = played.moments().stream().anyMatch(m -> m instanceof Moment.Did(var _, Effect.Play _));
        long heard = result.heardPackets() * FRAME_MILLIS;
        return plays && heard < said * HEARD_AT_LEAST
                ? Optional.of("only " + heard / 1000 + " s of sound came, where " + said / 1000 + " s were said")
                : Optional.empty();
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}
