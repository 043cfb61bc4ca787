package org.helpline.journal.measure;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of CSV (RFC 4180) that no program for tables takes for formulas. */
public final class Csv {

    /** Tells programs for tables that UTF-8 follows. */
    public static final String MARK = "\uFEFF";

    private Csv() {}

    /** A line with its end. A field that a program would work out is shown as text, by an apostrophe before it; a plain number is none. */
    public static String line(List<String> fields) {
        return fields.stream().map(Csv::field).collect(Collectors.joining(",")) + "\r\n";
    }

    static String field(String text) {
        String safe = isFormula(text) ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty()
                && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0
                && !text.matches("-?\\d{1,15}(\\.\\d{1,9})?");
    }
}
