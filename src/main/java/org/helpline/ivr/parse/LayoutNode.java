package org.helpline.ivr.parse;

import java.util.ArrayList;
import java.util.List;

/** A piece of a YAML file with the range of its text, in code points; {@code end} is exclusive. Lines and columns count from 0. */
sealed interface LayoutNode {

    int start();

    int end();

    int line();

    int column();

    /** The line on which it ends. */
    int lastLine();

    /** An anchor as it stands before a collection, else empty. */
    String label();

    /** A scalar or an alias; its text is copied, anchor included. */
    record Leaf(int start, int end, int line, int column, int lastLine, boolean block) implements LayoutNode {
        @Override
        public String label() {
            return "";
        }

        boolean isEmpty() {
            return start == end;
        }
    }

    /** A list. */
    record Sequence(
            int start, int end, int line, int column, int lastLine, String label, boolean flow, List<LayoutNode> items)
            implements LayoutNode {}

    /** A mapping: keys and values in turn. */
    record Mapping(
            int start, int end, int line, int column, int lastLine, String label, boolean flow, List<LayoutNode> items)
            implements LayoutNode {}

    /** The leaves in the order in which they stand. */
    default List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        switch (this) {
            case Leaf l -> leaves.add(l);
            case Sequence s -> s.items().forEach(i -> leaves.addAll(i.leaves()));
            case Mapping m -> m.items().forEach(i -> leaves.addAll(i.leaves()));
        }
        return leaves;
    }

    /** Whether it is written in brackets. */
    default boolean isFlow() {
        return switch (this) {
            case Leaf _ -> false;
            case Sequence s -> s.flow();
            case Mapping m -> m.flow();
        };
    }
}
