package org.helpline.sip.transaction;

import java.util.List;

/**
 * What a machine answers to an event: the next state and what is to be done, in order. States and events of the machines carry
 * no data, so they are enumerations.
 */
record Step<S, E>(S next, List<E> effects) {

    @SafeVarargs
    @SuppressWarnings("varargs") // List.of only reads the array
    static <S, E> Step<S, E> go(S next, E... effects) {
        return new Step<>(next, List.of(effects));
    }
}
