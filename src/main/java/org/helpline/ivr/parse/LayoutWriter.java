package org.helpline.ivr.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a YAML file anew: two spaces for each level, lists indented below their word, one space after {@code :} and {@code ,}, what
 * stands in brackets on one line as long as it fits, comments behind lines that follow one another aligned. Words, quotes, order and
 * what is in brackets stay. One thread, once.
 */
final class LayoutWriter {

    /** How long a line may become before what is in brackets goes on in the next. */
    static final int WIDTH = 120;

    private static final int STEP = 2;

    private final int[] text;
    private final LayoutComments comments;
    private final List<Line> lines = new ArrayList<>();

    /** A line and what stands behind it. */
    private record Line(String text, String comment) {}

    LayoutWriter(int[] text, LayoutComments comments) {
        this.text = text;
        this.comments = comments;
    }

    String write(LayoutNode root) {
        if (root instanceof LayoutNode.Leaf || root.isFlow()) {
            own(root.start(), 0);
            value("", root, 0, text.length);
        } else {
            block(root, 0, text.length, "");
        }
        own(text.length, 0);
        return joined();
    }

    private String joined() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            all.append(line.text());
            if (!line.comment().isEmpty()) {
                all.repeat(' ', column(i) - length(line.text())).append(line.comment());
            }
            all.append('\n');
        }
        return all.toString();
    }

    /** Where the comments of the lines around this one begin: two places behind the longest. */
    private int column(int of) {
        int first = of;
        while (first > 0 && !lines.get(first - 1).comment().isEmpty()) {
            first--;
        }
        int longest = 0;
        for (int i = first; i < lines.size() && !lines.get(i).comment().isEmpty(); i++) {
            longest = Math.max(longest, length(lines.get(i).text()));
        }
        return longest + STEP;
    }

    private static int length(String line) {
        return line.codePointCount(0, line.length());
    }

    /** A collection in lines; {@code first} is what stands before its first entry on the same line. */
    private void block(LayoutNode node, int indent, int limit, String first) {
        List<LayoutNode> items = items(node);
        int step = node instanceof LayoutNode.Mapping ? 2 : 1;
        for (int i = 0; i < items.size(); i += step) {
            int after = i + step < items.size() ? items.get(i + step).start() : limit;
            String begin = i == 0 && !first.isEmpty() ? first : " ".repeat(indent);
            if (i > 0 || first.isEmpty()) {
                lead(items.get(i), indent);
            }
            if (step == 2) {
                entry(begin, items.get(i), items.get(i + 1), indent, after);
            } else {
                item(begin, items.get(i), indent, after);
            }
        }
        comments.ownBefore(limit, node.column()).forEach(c -> comment(c, indent));
    }

    private static List<LayoutNode> items(LayoutNode node) {
        return switch (node) {
            case LayoutNode.Sequence s -> s.items();
            case LayoutNode.Mapping m -> m.items();
            case LayoutNode.Leaf _ -> List.of();
        };
    }

    private void entry(String begin, LayoutNode key, LayoutNode value, int indent, int limit) {
        String word = begin + source(key) + ":";
        if (value instanceof LayoutNode.Leaf || value.isFlow()) {
            own(value.start(), indent); // between a word and its value on the next line
            value(word, value, indent, limit);
        } else {
            add(
                    word + (value.label().isEmpty() ? "" : " " + value.label()),
                    comments.behind(value.start(), key.line()));
            own(first(value), indent + STEP);
            block(value, indent + STEP, limit, "");
        }
    }

    private static int first(LayoutNode block) {
        return items(block).isEmpty() ? block.start() : items(block).getFirst().start();
    }

    private void item(String begin, LayoutNode item, int indent, int limit) {
        String dash = begin + "-";
        if (item instanceof LayoutNode.Leaf || item.isFlow()) {
            value(dash, item, indent, limit);
        } else if (item.label().isEmpty()) {
            block(item, indent + STEP, limit, dash + " ");
        } else {
            add(dash + " " + item.label(), comments.behind(first(item), item.line()));
            block(item, indent + STEP, limit, "");
        }
    }

    /** What stands behind a word and a colon, or behind a dash. */
    private void value(String word, LayoutNode value, int indent, int limit) {
        String gap = word.isEmpty() ? "" : " ";
        if (value instanceof LayoutNode.Leaf leaf) {
            leaf(word, gap, leaf, indent, limit);
        } else if (comments.areWithin(value.start(), value.end()) || hasLongWords(value)) {
            copy(word + gap, value, indent + STEP);
            comments.skipTo(value.end());
            behind(limit, value.lastLine());
        } else {
            bracketed(word + gap + label(value), value);
            behind(limit, value.lastLine());
        }
    }

    private void leaf(String word, String gap, LayoutNode.Leaf leaf, int indent, int limit) {
        if (leaf.isEmpty()) {
            add(word, comments.behind(limit, leaf.line()));
        } else if (leaf.block()) {
            blockScalar(word + gap, leaf, indent);
        } else if (leaf.line() == leaf.lastLine()) {
            add(word + gap + source(leaf), comments.behind(limit, leaf.lastLine()));
        } else {
            copy(word + gap, leaf, indent + STEP);
            behind(limit, leaf.lastLine());
        }
    }

    /** Whether a word in it goes over several lines. */
    private static boolean hasLongWords(LayoutNode flow) {
        return flow.leaves().stream().anyMatch(l -> l.line() != l.lastLine());
    }

    private static String label(LayoutNode node) {
        return node.label().isEmpty() ? "" : node.label() + " ";
    }

    /** In brackets, on as few lines as it fits. */
    private void bracketed(String before, LayoutNode value) {
        String whole = before + flow(value);
        if (length(whole) <= WIDTH || !(text[opening(value)] == '[' || text[opening(value)] == '{')) {
            add(whole, List.of());
            return;
        }
        boolean mapping = value instanceof LayoutNode.Mapping;
        StringBuilder line = new StringBuilder(before).append(mapping ? '{' : '[');
        String indent = " ".repeat(length(line.toString()));
        List<String> parts = parts(value);
        boolean begun = false;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i) + (i + 1 < parts.size() ? "," : mapping ? "}" : "]");
            if (begun && length(line.toString()) + 1 + length(part) > WIDTH) {
                add(line.toString(), List.of());
                line = new StringBuilder(indent).append(part);
            } else {
                line.append(begun ? " " : "").append(part);
            }
            begun = true;
        }
        add(line.toString(), List.of());
    }

    private int opening(LayoutNode flow) {
        int at = flow.start();
        if (!flow.label().isEmpty()) {
            at += length(flow.label());
            while (Character.isWhitespace(text[at])) {
                at++;
            }
        }
        return at;
    }

    private List<String> parts(LayoutNode value) {
        List<String> parts = new ArrayList<>();
        List<LayoutNode> items = items(value);
        if (value instanceof LayoutNode.Mapping) {
            for (int i = 0; i < items.size(); i += 2) {
                parts.add(pair(items.get(i), items.get(i + 1)));
            }
        } else {
            items.forEach(item -> parts.add(flow(item)));
        }
        return parts;
    }

    private String pair(LayoutNode key, LayoutNode value) {
        boolean alone = value instanceof LayoutNode.Leaf l && l.isEmpty();
        return flow(key) + (alone ? ":" : ": " + flow(value));
    }

    private String flow(LayoutNode node) {
        return switch (node) {
            case LayoutNode.Leaf leaf -> source(leaf);
            case LayoutNode.Sequence s -> label(s) + "[" + String.join(", ", parts(s)) + "]";
            case LayoutNode.Mapping m
            when text[opening(m)] == '{' -> label(m) + "{" + String.join(", ", parts(m)) + "}";
            case LayoutNode.Mapping m -> String.join(", ", parts(m)); // one pair in a list
        };
    }

    /** Several lines as they are, moved to where they belong. */
    private void copy(String before, LayoutNode node, int indent) {
        List<String> source = source(node).lines().map(String::strip).toList();
        for (int i = 0; i < source.size(); i++) {
            boolean blank = source.get(i).isEmpty();
            add((i == 0 ? before : blank ? "" : " ".repeat(indent)) + source.get(i), List.of());
        }
    }

    /** {@code |} and {@code >}: the lines below keep their places to one another. */
    private void blockScalar(String before, LayoutNode.Leaf leaf, int indent) {
        List<String> source = source(leaf).lines().toList();
        String head = source.getFirst().strip();
        boolean counted = head.matches("[^#]*[|>][-+]?[1-9].*|[^#]*[|>][1-9].*");
        int least = source.stream()
                .skip(1)
                .filter(l -> !l.isBlank())
                .mapToInt(l -> l.length() - l.stripLeading().length())
                .min()
                .orElse(0);
        add(before + head, List.of());
        int to = counted
                ? least
                : indent + STEP; // a counted one that moves is told from before, and the file is left alone
        for (String line : source.subList(1, source.size())) {
            add(line.isBlank() ? "" : " ".repeat(to) + line.substring(least).stripTrailing(), List.of());
        }
        comments.skipTo(leaf.start() + 1);
    }

    private String source(LayoutNode node) {
        return new String(text, node.start(), node.end() - node.start()).stripTrailing();
    }

    /** Blank lines and comments that stand before an entry. */
    private void lead(LayoutNode entry, int indent) {
        own(entry.start(), indent);
        if (isAfterBlank(entry.line())) {
            blank();
        }
    }

    private void own(int limit, int indent) {
        comments.ownBefore(limit, 0).forEach(c -> comment(c, indent));
    }

    private void comment(LayoutComments.Comment comment, int indent) {
        if (comment.afterBlank()) {
            blank();
        }
        add(" ".repeat(indent) + comment.text(), List.of());
    }

    private void blank() {
        if (!lines.isEmpty() && !lines.getLast().text().isEmpty()) {
            lines.add(new Line("", ""));
        }
    }

    private boolean isAfterBlank(int line) {
        if (line == 0) {
            return false;
        }
        int at = 0;
        for (int l = 0; l < line - 1; at++) {
            if (text[at] == '\n') {
                l++;
            }
        }
        while (text[at] != '\n') {
            if (!Character.isWhitespace(text[at++])) {
                return false;
            }
        }
        return true;
    }

    private void add(String line, List<LayoutComments.Comment> behind) {
        lines.add(new Line(
                line.stripTrailing(), behind.isEmpty() ? "" : behind.getFirst().text()));
        behind.stream().skip(1).forEach(c -> lines.add(new Line(c.text(), "")));
    }

    /** Puts the comment of the source's line behind the last one written. */
    private void behind(int limit, int line) {
        List<LayoutComments.Comment> found = comments.behind(limit, line);
        if (!found.isEmpty()) {
            Line last = lines.removeLast();
            add(last.text(), found);
        }
    }
}
