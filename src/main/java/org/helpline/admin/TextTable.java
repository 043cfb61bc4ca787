package org.helpline.admin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of text: columns as wide as their longest cell, the last one as it is, empty columns left out. One thread. */
final class TextTable {

    private final List<String> titles;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... titles) {
        this.titles = List.of(titles);
    }

    /** Adds a row of as many cells as there are titles; control characters become spaces. */
    void row(String... cells) {
        if (cells.length != titles.size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + titles.size() + " titles");
        }
        rows.add(Arrays.stream(cells).map(TextTable::plain).toList());
    }

    /** The lines, titles first, without spaces at their ends. */
    List<String> lines() {
        List<List<String>> all = new ArrayList<>();
        all.add(titles);
        all.addAll(rows);
        int[] widths = new int[titles.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(i, all);
        }
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private int width(int column, List<List<String>> all) {
        boolean empty = rows.stream()
                .allMatch(row -> row.get(column).isEmpty() || row.get(column).equals("-"));
        return empty
                ? 0
                : all.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > 0) {
                String cell = row.get(i);
                line.append(cell).append(" ".repeat(widths[i] - length(cell) + 2));
            }
        }
        return line.toString().stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Nothing that a terminal would obey. */
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
