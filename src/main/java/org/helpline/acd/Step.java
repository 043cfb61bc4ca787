package org.helpline.acd;

import java.util.List;

/**
 * What one event does to a state machine.
 *
 * @param next the state afterwards
 * @param effects what to do, in order
 */
record Step<S, E>(S next, List<E> effects) {

    static <S, E> Step<S, E> go(S next) {
        return new Step<>(next, List.of());
    }

    static <S, E> Step<S, E> go(S next, E effect) {
        return new Step<>(next, List.of(effect));
    }

    static <S, E> Step<S, E> go(S next, E first, E second) {
        return new Step<>(next, List.of(first, second));
    }
}
