package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionException;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.junit.jupiter.api.Test;

class BesideTest {

    private final Deque<Runnable> begun = new ArrayDeque<>();

    @Test
    void problemsComeInTheOrderOfTheJoinsWhicheverPieceEndsFirst() {
        Beside<String> first = Beside.begin(begun::add, own -> told(own, "first"));
        Beside<String> second = Beside.begin(begun::add, own -> told(own, "second"));
        begun.removeLast().run();
        begun.removeLast().run();
        Problems all = new Problems();
        all.add(problem("before"));
        assertThat(first.join(all)).isEqualTo("first");
        all.add(problem("between"));
        assertThat(second.join(all)).isEqualTo("second");
        assertThat(all.all()).extracting(Problem::what).containsExactly("before", "first", "between", "second");
    }

    @Test
    void aFaultOfOursIsNotTakenForAProblem() {
        Beside<String> piece = Beside.begin(begun::add, _ -> {
            throw new IllegalStateException("ours");
        });
        begun.remove().run();
        Problems all = new Problems();
        assertThatThrownBy(() -> piece.join(all))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("ours");
        assertThat(all.isEmpty()).isTrue();
    }

    private static String told(Problems own, String what) {
        assertThat(own.isEmpty()).isTrue(); // another piece's problems are not seen
        own.add(problem(what));
        return what;
    }

    private static Problem problem(String what) {
        return Problem.of("test", what, "Mend it.");
    }
}
