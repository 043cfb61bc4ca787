package org.helpline.acd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Callers in their turn, which knows the rank of each without counting: a treap whose nodes know how many stand below them. Adding,
 * removing and ranking take a time that grows with the logarithm of the length. Confined to the ACD's loop.
 */
final class RankTree {

    private static final class Node {
        private final Place place;

        /** By the place's number, so that the same callers always make the same tree. */
        private final long weight;

        private @Nullable Node left;
        private @Nullable Node right;
        private int size = 1;

        Node(Place place) {
            this.place = place;
            long mixed = (place.number + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
            this.weight = (mixed ^ (mixed >>> 31)) * 0x94D049BB133111EBL;
        }

        private Node counted() {
            size = 1 + size(left) + size(right);
            return this;
        }
    }

    /** Those before some place, and the others. */
    private record Halves(@Nullable Node before, @Nullable Node after) {}

    private final Comparator<Place> turn;
    private @Nullable Node root;

    RankTree(Comparator<Place> turn) {
        this.turn = turn;
    }

    private static int size(@Nullable Node node) {
        return node == null ? 0 : node.size;
    }

    int size() {
        return size(root);
    }

    boolean isEmpty() {
        return root == null;
    }

    /** Not one that is there. */
    void add(Place place) {
        Halves halves = split(root, place, false);
        root = joined(joined(halves.before, new Node(place)), halves.after);
    }

    /** @return false if it was not there */
    boolean remove(Place place) {
        Halves halves = split(root, place, false);
        Halves rest = split(halves.after, place, true);
        root = joined(halves.before, rest.after);
        return rest.before != null;
    }

    /** From 1. */
    int rank(Place place) {
        int before = 0;
        Node node = root;
        while (node != null) {
            int order = turn.compare(place, node.place);
            if (order < 0) {
                node = node.left;
            } else {
                before += size(node.left) + 1;
                node = order == 0 ? null : node.right;
            }
        }
        return before;
    }

    /** At most so many from a rank on, which counts from 1. */
    List<Place> from(int rank, int most) {
        List<Place> found = new ArrayList<>();
        collect(root, rank, most, found);
        return found;
    }

    /** {@code rank} within this node's tree. */
    private static void collect(@Nullable Node node, int rank, int most, List<Place> found) {
        if (node == null || found.size() >= most || rank > node.size) {
            return;
        }
        int own = size(node.left) + 1;
        if (rank < own) {
            collect(node.left, rank, most, found);
        }
        if (rank <= own && found.size() < most) {
            found.add(node.place);
        }
        collect(node.right, Math.max(1, rank - own), most, found);
    }

    /** {@code including}: the place itself counts as before. */
    private Halves split(@Nullable Node node, Place at, boolean including) {
        if (node == null) {
            return new Halves(null, null);
        }
        int order = turn.compare(node.place, at);
        if (order < 0 || (including && order == 0)) {
            Halves halves = split(node.right, at, including);
            node.right = halves.before;
            return new Halves(node.counted(), halves.after);
        }
        Halves halves = split(node.left, at, including);
        node.left = halves.after;
        return new Halves(halves.before, node.counted());
    }

    private static @Nullable Node joined(@Nullable Node one, @Nullable Node other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        if (one.weight > other.weight) {
            one.right = joined(one.right, other);
            return one.counted();
        }
        other.left = joined(one, other.left);
        return other.counted();
    }
}
