package org.helpline.ivr.model;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A text with values: literal pieces and slots in order. */
public record Template(List<Piece> pieces) {

    /** A piece of it. */
    public sealed interface Piece {
        /** Said as it stands. */
        record Literal(String text) implements Piece {}

        /** Filled in when said. */
        record Value(Slot slot) implements Piece {}
    }

    /** As a designer writes it, filters apart. */
    public String written() {
        return pieces.stream()
                .map(p -> switch (p) {
                    case Piece.Literal l -> l.text();
                    case Piece.Value v -> "{" + v.slot().name() + "}";
                })
                .collect(Collectors.joining());
    }

    /** The slots, in order. */
    public List<Slot> slots() {
        return pieces.stream()
                .filter(Piece.Value.class::isInstance)
                .map(p -> ((Piece.Value) p).slot())
                .toList();
    }

    /** The value that a template alone stands for: a single slot keeps its value's kind, all else is text. */
    public Value typed(Function<String, Value> value) {
        return pieces.size() == 1 && pieces.getFirst() instanceof Piece.Value only
                ? value.apply(only.slot().name())
                : Value.text(fill(name -> value.apply(name).written()));
    }

    /** The text with every slot filled with the value as it is; {@code value} gives it, empty for an unknown one. */
    public String fill(Function<String, String> value) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Literal literal -> text.append(literal.text());
                case Piece.Value v -> text.append(value.apply(v.slot().name()));
            }
        }
        return text.toString();
    }
}
