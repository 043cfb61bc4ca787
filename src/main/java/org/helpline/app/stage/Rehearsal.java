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
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Lengths;
import org.helpline.ivr.trial.Coverage;
import org.helpline.ivr.trial.Played;
import org.helpline.ivr.trial.Surroundings;
import org.helpline.ivr.trial.Timing;
import org.helpline.ivr.trial.Trial;
import org.helpline.ivr.trial.TrialRun;

/**
 * Runs tests both ways: in virtual time with the true length of what is said, then over SIP, and compares. Many calls go at once, each to
 * a server of its own; what was only late is made again with fewer at once and slower clocks, since a busy machine is late too. Blocks.
 */
public final class Rehearsal {

    /** What a caller needs before doing something, and between two keys: in both runs. */
    static final Duration REACTION = Duration.ofMillis(300);

    /** What was late is made again with half as many calls at once and clocks at half the speed, down to this. */
    private static final int SLOWEST = 4;

    private static final Duration BETWEEN_KEYS = Duration.ofMillis(140);

    /** Opens a server for a test. */
    @FunctionalInterface
    public interface Houses {
        /**
         * Opens it.
         *
         * @param slowness by which its clock runs slower than the machine's, 1 or more
         * @throws IOException if it cannot be started
         */
        House open(Script script, Trial trial, int slowness) throws IOException;
    }

    /** A test and its script. */
    public record Piece(Script script, Trial trial) {}

    private record Ready(Piece piece, Played played, Optional<House> house, String why) {}

    private final Surroundings surroundings;
    private final Houses houses;
    private final int atOnce;

    /**
     * A rehearsal.
     *
     * @param lengths how long what is said is heard
     * @param atOnce calls at once, 1 or more
     */
    public Rehearsal(Surroundings surroundings, Lengths lengths, Houses houses, int atOnce) {
        this.surroundings = surroundings.at(new Timing(lengths, REACTION, BETWEEN_KEYS));
        this.houses = houses;
        this.atOnce = atOnce;
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
            Optional<String> unplayable = Plan.unplayable(piece.trial());
            if (p.verdict().passed() && unplayable.isPresent()) {
                String why = "'" + unplayable.get() + "' is done in virtual time only";
                calls.put(piece, new StageReport.Call(piece.trial(), p.verdict(), Optional.empty(), why, false));
            } else if (p.verdict().passed()) {
                fit.add(piece);
            } else {
                calls.put(piece, new StageReport.Call(piece.trial(), p.verdict(), Optional.empty(), "", false));
            }
        }
        // long ones together: a batch lasts as long as its longest call
        fit.sort(Comparator.comparing((Piece p) -> lasts(played, p)).reversed());
        warmUp(fit, played);
        inBatches(fit, atOnce, played, 1, calls);
        for (int slowness = 2; slowness <= SLOWEST; slowness *= 2) {
            List<Piece> late = fit.stream()
                    .filter(p -> Objects.requireNonNull(calls.get(p))
                            .compared()
                            .filter(Comparison::onlyLate)
                            .isPresent())
                    .toList();
            inBatches(late, Math.max(1, atOnce / slowness), played, slowness, calls);
        }
        return new StageReport(
                pieces.stream().map(p -> Objects.requireNonNull(calls.get(p))).toList());
    }

    private void inBatches(
            List<Piece> pieces, int size, Map<Piece, Played> played, int slowness, Map<Piece, StageReport.Call> calls)
            throws InterruptedException {
        for (int from = 0; from < pieces.size(); from += size) {
            calls.putAll(batch(pieces.subList(from, Math.min(pieces.size(), from + size)), played, slowness));
        }
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
            batch(List.of(fit.getLast()), played, 1);
        }
    }

    private Map<Piece, StageReport.Call> batch(List<Piece> pieces, Map<Piece, Played> played, int slowness)
            throws InterruptedException {
        Map<Piece, StageReport.Call> calls = new HashMap<>();
        List<Ready> ready = open(pieces, played, slowness);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Ready, Future<StageCall.Result>> results = new HashMap<>();
            for (Ready r : ready) {
                r.house()
                        .ifPresent(house -> results.put(
                                r,
                                threads.submit(() -> StageCall.make(
                                        house,
                                        r.played(),
                                        r.piece().trial().given().caller()))));
            }
            for (Ready r : ready) {
                Future<StageCall.Result> result = results.get(r);
                Optional<Comparison> compared =
                        result == null ? Optional.empty() : Optional.of(Comparison.of(r.played(), result.get()));
                calls.put(
                        r.piece(),
                        new StageReport.Call(r.piece().trial(), r.played().verdict(), compared, r.why(), slowness > 1));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            ready.forEach(r -> r.house().ifPresent(House::close));
        }
        return calls;
    }

    /** Servers are opened before the first of them is called: what a start costs shall make no call late. */
    private List<Ready> open(List<Piece> pieces, Map<Piece, Played> played, int slowness) {
        List<Ready> ready = new ArrayList<>();
        for (Piece piece : pieces) {
            Played p = Objects.requireNonNull(played.get(piece));
            try {
                ready.add(new Ready(piece, p, Optional.of(houses.open(piece.script(), piece.trial(), slowness)), ""));
            } catch (IOException e) {
                ready.add(new Ready(piece, p, Optional.empty(), String.valueOf(e.getMessage())));
            }
        }
        return ready;
    }
}
