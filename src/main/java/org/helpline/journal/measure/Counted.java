package org.helpline.journal.measure;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A number with the calls that it was made of, each as often as it was counted.
 *
 * @param below 1 for a plain count
 */
record Counted(double above, double below, List<String> aboveCalls, List<String> belowCalls, long pending) {

    Value value() {
        return new Value(below == 0 ? Double.NaN : above / below, above, below, pending);
    }

    /** How many. */
    static <T> Counted count(List<T> all, Predicate<? super T> which, Function<? super T, String> call) {
        List<String> calls = all.stream().filter(which).map(call).toList();
        return new Counted(calls.size(), 1, calls, calls, 0);
    }

    /** How many of those below are above, too. */
    static <T> Counted share(
            List<T> all, Predicate<? super T> below, Predicate<? super T> above, Function<? super T, String> call) {
        List<T> those = all.stream().filter(below).toList();
        List<String> of = those.stream().map(call).toList();
        List<String> which = those.stream().filter(above).map(call).toList();
        return new Counted(which.size(), of.size(), which, of, 0);
    }

    /** What lies above need not lie below. */
    static <T> Counted ratio(
            List<T> all, Predicate<? super T> above, Predicate<? super T> below, Function<? super T, String> call) {
        List<String> which = all.stream().filter(above).map(call).toList();
        List<String> of = all.stream().filter(below).map(call).toList();
        return new Counted(which.size(), of.size(), which, of, 0);
    }

    /** A sum divided by how many. */
    static <T> Counted mean(
            List<T> all,
            Predicate<? super T> which,
            ToDoubleFunction<? super T> what,
            Function<? super T, String> call) {
        List<T> those = all.stream().filter(which).toList();
        List<String> calls = those.stream().map(call).toList();
        return new Counted(those.stream().mapToDouble(what).sum(), those.size(), calls, calls, 0);
    }

    /** The same, of which some are left out since they are not known yet. */
    Counted less(long unknown) {
        return new Counted(above, below, aboveCalls, belowCalls, unknown);
    }

    /** No call is behind it. */
    static Counted plain(double above, double below) {
        return new Counted(above, below, List.of(), List.of(), 0);
    }

    /** The calls of a side: {@code above} or {@code below}. */
    List<String> calls(@Nullable String side) {
        return "below".equals(side) ? belowCalls : aboveCalls;
    }
}
