package org.helpline.ivr.parse;

import java.util.ArrayList;
import java.util.List;

/** The comments of a YAML file, in order, taken one after another as the lines around them are written anew. One thread. */
final class LayoutComments {

    /**
     * A comment.
     *
     * @param own whether it stands on a line of its own
     * @param afterBlank whether a blank line stands before it
     */
    record Comment(int at, int line, int column, boolean own, boolean afterBlank, String text) {}

    private final List<Comment> all = new ArrayList<>();
    private int next;

    /** Finds them: what begins with # outside of all scalars. */
    LayoutComments(int[] text, LayoutNode root) {
        int line = 0;
        int lineStart = 0;
        boolean blankBefore = false;
        boolean seen = false; // anything but dashes on this line
        boolean anything = false;
        List<LayoutNode.Leaf> leaves = root.leaves();
        int leaf = 0;
        for (int i = 0; i < text.length; ) {
            while (leaf < leaves.size() && leaves.get(leaf).end() <= i) {
                leaf++;
            }
            if (leaf < leaves.size() && leaves.get(leaf).start() <= i) {
                int end = leaves.get(leaf).end();
                for (; i < end; i++) {
                    if (text[i] == '\n') {
                        line++;
                        lineStart = i + 1;
                    }
                }
                // a block scalar ends where the next line begins
                seen = i > lineStart;
                anything = seen;
                blankBefore = !seen && i >= 2 && text[i - 1] == '\n' && text[i - 2] == '\n';
                continue;
            }
            int c = text[i];
            if (c == '\n') {
                blankBefore = !anything;
                seen = false;
                anything = false;
                line++;
                lineStart = i + 1;
                i++;
            } else if (c == '#' && (i == lineStart || Character.isWhitespace(text[i - 1]))) {
                int end = i;
                while (end < text.length && text[end] != '\n') {
                    end++;
                }
                String comment = new String(text, i, end - i).stripTrailing();
                all.add(new Comment(i, line, i - lineStart, !seen, blankBefore, comment));
                anything = true;
                i = end;
            } else {
                anything |= !Character.isWhitespace(c);
                seen |= !Character.isWhitespace(c) && c != '-';
                i++;
            }
        }
    }

    /** The texts of all comments, in order. */
    List<String> texts() {
        return all.stream().map(Comment::text).toList();
    }

    /** Takes those on lines of their own that stand before {@code limit} and not left of {@code column}. */
    List<Comment> ownBefore(int limit, int column) {
        List<Comment> taken = new ArrayList<>();
        while (next < all.size()
                && all.get(next).own()
                && all.get(next).at() < limit
                && all.get(next).column() >= column) {
            taken.add(all.get(next++));
        }
        return taken;
    }

    /** Takes those that stand behind something, up to {@code limit} and no further down than {@code line}. */
    List<Comment> behind(int limit, int line) {
        List<Comment> taken = new ArrayList<>();
        while (next < all.size()
                && !all.get(next).own()
                && all.get(next).at() < limit
                && all.get(next).line() <= line) {
            taken.add(all.get(next++));
        }
        return taken;
    }

    /** Whether any stands between these places. */
    boolean areWithin(int start, int end) {
        return all.stream().anyMatch(c -> c.at() > start && c.at() < end);
    }

    /** Passes over those before {@code end}, which were copied with the text around them. */
    void skipTo(int end) {
        while (next < all.size() && all.get(next).at() < end) {
            next++;
        }
    }
}
