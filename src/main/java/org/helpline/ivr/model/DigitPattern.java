package org.helpline.ivr.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A regular expression over keyed digits, always of the whole answer: {@code 0[1-9]\d*}, {@code (34|37)\d{13}}. It runs as an automaton,
 * so no answer takes longer than its length, and its lengths can be told without trying. Immutable; any thread.
 *
 * <p>Thompson's construction: R. Cox, "Regular Expression Matching Can Be Simple And Fast" (2007).
 */
public final class DigitPattern {

    private static final int MOST_STATES = 2_000;
    private static final int ALL_DIGITS = 0x3FF;

    /** A state: goes on to {@code next} by a digit of {@code digits}, or freely to {@code free}. */
    private record Node(int digits, int next, List<Integer> free) {}

    private final String written;
    private final List<Node> nodes;
    private final int start;
    private final int end;

    private DigitPattern(String written, List<Node> nodes, int start, int end) {
        this.written = written;
        this.nodes = nodes;
        this.start = start;
        this.end = end;
    }

    /** A text that is no pattern. */
    public static final class NoPattern extends Exception {
        private static final long serialVersionUID = 1;

        private final int offset;

        NoPattern(String message, int offset) {
            super(message);
            this.offset = offset;
        }

        /** Where, counted in characters from 0. */
        public int offset() {
            return offset;
        }
    }

    /**
     * Reads a pattern.
     *
     * @throws NoPattern with a sentence, if it is none
     */
    public static DigitPattern of(String written) throws NoPattern {
        Reader reader = new Reader(written);
        int[] whole = reader.alternatives();
        if (reader.at < reader.text.length()) {
            throw new NoPattern("')' closes nothing.", reader.at);
        }
        return new DigitPattern(written, List.copyOf(reader.nodes), whole[0], whole[1]);
    }

    /** Whether these digits are such an answer. */
    public boolean matches(String digits) {
        BitSet here = closure(start);
        for (int i = 0; i < digits.length() && !here.isEmpty(); i++) {
            int digit = digits.charAt(i) - '0';
            here = digit < 0 || digit > 9 ? new BitSet() : after(here, 1 << digit);
        }
        return here.get(end);
    }

    /** The lengths, from {@code min} to {@code max}, that an answer can have. */
    public List<Integer> lengths(int min, int max) {
        TreeSet<Integer> lengths = new TreeSet<>();
        BitSet here = closure(start);
        for (int length = 0; length <= max && !here.isEmpty(); length++) {
            if (length >= min && here.get(end)) {
                lengths.add(length);
            }
            here = after(here, ALL_DIGITS);
        }
        return List.copyOf(lengths);
    }

    /** The shortest and then smallest answer of so many digits; empty when there is none. */
    public Optional<String> example(int min, int max) {
        List<Integer> lengths = lengths(min, max);
        if (lengths.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder answer = new StringBuilder();
        BitSet here = closure(start);
        for (int left = lengths.getFirst(); left > 0; left--) {
            for (int digit = 0; digit <= 9; digit++) {
                BitSet next = after(here, 1 << digit);
                if (reachesEnd(next, left - 1)) {
                    answer.append(digit);
                    here = next;
                    break;
                }
            }
        }
        return Optional.of(answer.toString());
    }

    private boolean reachesEnd(BitSet from, int digits) {
        BitSet here = from;
        for (int i = 0; i < digits; i++) {
            here = after(here, ALL_DIGITS);
        }
        return here.get(end);
    }

    private BitSet after(BitSet here, int digits) {
        BitSet next = new BitSet();
        here.stream()
                .filter(n -> (nodes.get(n).digits() & digits) != 0)
                .forEach(n -> next.or(closure(nodes.get(n).next())));
        return next;
    }

    private BitSet closure(int from) {
        BitSet seen = new BitSet();
        List<Integer> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            int node = open.removeLast();
            if (!seen.get(node)) {
                seen.set(node);
                open.addAll(nodes.get(node).free());
            }
        }
        return seen;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DigitPattern p && p.written.equals(written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    @Override
    public String toString() {
        return written;
    }

    /** Builds the automaton: each piece is a pair of its first and its last state. */
    private static final class Reader {
        private final String text;
        private final List<Node> nodes = new ArrayList<>();
        private int at;

        Reader(String text) {
            this.text = text.replaceFirst("^\\^", " ").replaceFirst("\\$$", "");
            this.at = text.startsWith("^") ? 1 : 0;
        }

        private int node(int digits, int next) throws NoPattern {
            if (nodes.size() >= MOST_STATES) {
                throw new NoPattern("The pattern is too large.", at);
            }
            nodes.add(new Node(digits, next, new ArrayList<>()));
            return nodes.size() - 1;
        }

        private int[] piece(int digits) throws NoPattern {
            int last = node(0, 0);
            return new int[] {node(digits, last), last};
        }

        private void free(int from, int to) {
            nodes.get(from).free().add(to);
        }

        int[] alternatives() throws NoPattern {
            int[] first = sequence();
            while (peek() == '|') {
                at++;
                int[] other = sequence();
                int[] both = {node(0, 0), node(0, 0)};
                free(both[0], first[0]);
                free(both[0], other[0]);
                free(first[1], both[1]);
                free(other[1], both[1]);
                first = both;
            }
            return first;
        }

        private int[] sequence() throws NoPattern {
            int empty = node(0, 0);
            int[] all = {empty, empty};
            while (at < text.length() && peek() != '|' && peek() != ')') {
                int[] next = repeated();
                free(all[1], next[0]);
                all = new int[] {all[0], next[1]};
            }
            return all;
        }

        private int[] repeated() throws NoPattern {
            int from = at;
            int[] piece = atom();
            int to = at;
            return switch (peek()) {
                case '*' -> times(from, piece, 0, -1, to + 1);
                case '+' -> times(from, piece, 1, -1, to + 1);
                case '?' -> times(from, piece, 0, 1, to + 1);
                case '{' -> counted(from, piece);
                default -> piece;
            };
        }

        private int[] counted(int from, int[] piece) throws NoPattern {
            int close = text.indexOf('}', at);
            String count = close < 0 ? "" : text.substring(at + 1, close);
            if (!count.matches("\\d{1,2}(,\\d{0,2})?")) {
                throw new NoPattern("A count is for example {3} or {2,5}.", at);
            }
            int comma = count.indexOf(',');
            int least = Integer.parseInt(comma < 0 ? count : count.substring(0, comma));
            int most =
                    comma < 0 ? least : comma == count.length() - 1 ? -1 : Integer.parseInt(count.substring(comma + 1));
            if (most >= 0 && most < least) {
                throw new NoPattern("This count ends before it begins.", at);
            }
            return times(from, piece, least, most, close + 1);
        }

        /** Repeats the piece that begins at {@code from} by reading it again for each copy; {@code most} -1: without end. */
        private int[] times(int from, int[] piece, int least, int most, int after) throws NoPattern {
            int begin = node(0, 0);
            int last = begin;
            int copies = Math.max(Math.max(least, most), 1);
            List<Integer> exits = new ArrayList<>();
            int[] copy = piece;
            for (int i = 0; i < copies; i++) {
                if (i > 0) {
                    at = from;
                    copy = atom();
                }
                if (i >= least) {
                    exits.add(last);
                }
                free(last, copy[0]);
                last = copy[1];
            }
            if (most < 0) {
                free(last, copy[0]);
            }
            int end = node(0, 0);
            if (most != 0) {
                free(last, end);
            }
            exits.forEach(e -> free(e, end));
            at = after;
            return new int[] {begin, end};
        }

        private int[] atom() throws NoPattern {
            char c = peek();
            int begin = at++;
            return switch (c) {
                case '(' -> group(begin);
                case '[' -> piece(digits(begin));
                case '.' -> piece(ALL_DIGITS);
                case '\\' -> escaped(begin);
                case '*', '+', '?', '{' -> throw new NoPattern("'" + c + "' repeats nothing.", begin);
                default -> {
                    if (c < '0' || c > '9') {
                        throw new NoPattern("'" + c + "' is no digit.", begin);
                    }
                    yield piece(1 << (c - '0'));
                }
            };
        }

        private int[] escaped(int begin) throws NoPattern {
            if (peek() != 'd') {
                throw new NoPattern("Of these a pattern of digits has only \\d.", begin);
            }
            at++;
            return piece(ALL_DIGITS);
        }

        private int[] group(int begin) throws NoPattern {
            if (text.startsWith("?:", at)) {
                at += 2;
            }
            int[] inner = alternatives();
            if (peek() != ')') {
                throw new NoPattern("'(' is never closed.", begin);
            }
            at++;
            return inner;
        }

        private int digits(int begin) throws NoPattern {
            int close = text.indexOf(']', at);
            String inside = close < 0 ? "" : text.substring(at, close);
            if (!inside.matches("\\^?(\\d(-\\d)?)+")) {
                throw new NoPattern("Digits in brackets are for example [1-4] or [^0].", begin);
            }
            boolean not = inside.startsWith("^");
            int mask = 0;
            for (int i = not ? 1 : 0; i < inside.length(); i++) {
                int low = inside.charAt(i) - '0';
                boolean range = i + 2 < inside.length() && inside.charAt(i + 1) == '-';
                int high = range ? inside.charAt(i + 2) - '0' : low;
                for (int d = low; d <= high; d++) {
                    mask |= 1 << d;
                }
                i += range ? 2 : 0;
            }
            at = close + 1;
            return not ? ALL_DIGITS & ~mask : mask;
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : 0;
        }
    }
}
