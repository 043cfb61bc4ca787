package org.helpline.app.stage;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Lengths;
import org.helpline.ivr.trial.Coverage;
import org.helpline.ivr.trial.Played;
import org.helpline.ivr.trial.Surroundings;
import org.helpline.ivr.trial.Timing;
import org.helpline.ivr.trial.Trial;
import org.helpline.ivr.trial.TrialRun;

/**
 * Runs tests both ways: in virtual time with the true length of what is said, then over SIP, and compares. A few calls go at once, each to
 * a server of its own; what was only late is made once more, alone. Blocks.
 */
public final class Rehearsal {

    /** What a caller needs before doing something, and between two keys: in both runs. */
    static final Duration REACTION = Duration.ofMillis(300);

    private static final Duration BETWEEN_KEYS = Duration.ofMillis(140);

    /** Opens a server for a test. */
    @FunctionalInterface
    public interface Houses {
        /**
         * Opens it.
         *
         * @throws IOException if it cannot be started
         */
        House open(Script script, Trial trial, Played played) throws IOException;
    }

    /** A test and its script. */
    public record Piece(Script script, Trial trial) {}

    private final Surroundings surroundings;
    private final Houses houses;
    private final int atOnce;
    private final Consumer<StageReport.Call> made;

    /**
     * A rehearsal.
     *
     * @param lengths how long what is said is heard
     * @param atOnce calls at once, 1 or more
     * @param made is told of each call that has ended, on any thread, several at once; what is made again is told again
     */
    public Rehearsal(
            Surroundings surroundings, Lengths lengths, Houses houses, int atOnce, Consumer<StageReport.Call> made) {
        this.surroundings = surroundings.at(new Timing(lengths, REACTION, BETWEEN_KEYS));
        this.houses = houses;
        this.atOnce = atOnce;
        this.made = made;
    }

    /** Runs them. */
    public StageReport run(List<Piece> pieces) throws InterruptedException {
        Map<Piece, Played> played = new HashMap<>();
        for (Piece piece : pieces) {
            played.put(piece, play(piece));
        }
        Map<Piece, StageReport.Call> calls = new HashMap<>();
        List<Piece> fit = new ArrayList<>();
        for (Piece piece : pieces) {
            Played p = Objects.requireNonNull(played.get(piece));
            if (p.verdict().passed()) {
                fit.add(piece);
            } else {
                calls.put(piece, new StageReport.Call(piece.trial(), p.verdict(), Optional.empty(), "", false));
            }
        }
        // the longest first, so that no long one is left for the end
        fit.sort(Comparator.comparing((Piece p) -> lasts(played, p)).reversed());
        warmUp(fit, played);
        calls.putAll(rolling(fit, atOnce, piece -> told(call(piece, played, false))));
        List<Piece> late = fit.stream()
                .filter(p -> Objects.requireNonNull(calls.get(p))
                        .compared()
                        .filter(Comparison::onlyLate)
                        .isPresent())
                .toList();
        calls.putAll(rolling(late, 1, piece -> told(call(piece, played, true))));
        return new StageReport(
                pieces.stream().map(p -> Objects.requireNonNull(calls.get(p))).toList());
    }

    private static Duration lasts(Map<Piece, Played> played, Piece piece) {
        return Objects.requireNonNull(played.get(piece)).verdict().lasted();
    }

    private Played play(Piece piece) {
        return new TrialRun(piece.script(), surroundings, new Coverage()).play(piece.trial());
    }

    /** The first call of a process loads what all later ones have there: the shortest, not compared. */
    private void warmUp(List<Piece> fit, Map<Piece, Played> played) throws InterruptedException {
        if (!fit.isEmpty()) {
            rolling(List.of(fit.getLast()), 1, piece -> call(piece, played, false));
        }
    }

    /** Makes these calls, so many at once; each has a server of its own. */
    private static Map<Piece, StageReport.Call> rolling(
            List<Piece> pieces, int size, Function<Piece, StageReport.Call> call) throws InterruptedException {
        Map<Piece, StageReport.Call> calls = new HashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(size)) {
            Map<Piece, Future<StageReport.Call>> made = new HashMap<>();
            for (Piece piece : pieces) {
                made.put(piece, threads.submit(() -> call.apply(piece)));
            }
            for (Piece piece : pieces) {
                calls.put(piece, Objects.requireNonNull(made.get(piece)).get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return calls;
    }

    private StageReport.Call told(StageReport.Call call) {
        made.accept(call);
        return call;
    }

    private StageReport.Call call(Piece piece, Map<Piece, Played> all, boolean again) {
        Played played = Objects.requireNonNull(all.get(piece));
        try (House house = houses.open(piece.script(), piece.trial(), played)) {
            StageCall.Result result =
                    StageCall.make(house, played, piece.trial().given().caller());
            Comparison compared = Comparison.of(played, result);
            return new StageReport.Call(piece.trial(), played.verdict(), Optional.of(compared), "", again);
        } catch (IOException e) {
            return new StageReport.Call(
                    piece.trial(), played.verdict(), Optional.empty(), String.valueOf(e.getMessage()), again);
        }
    }
}
