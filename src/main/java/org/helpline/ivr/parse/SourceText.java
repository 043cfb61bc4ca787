package org.helpline.ivr.parse;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.lexicon.Table;
import org.helpline.ivr.model.Term;
import org.jspecify.annotations.Nullable;

/** A file's text by line, for showing where a problem is. */
public final class SourceText {

    private static final int SHOWN_CHARACTERS = 160;

    private final String name;
    private final List<String> lines;
    private final Problems problems;
    private final Map<Table, Set<String>> asked = new LinkedHashMap<>();

    /**
     * A text whose problems go to {@code problems}.
     *
     * @param name the file as the designer knows it
     */
    public SourceText(String name, String text, Problems problems) {
        this(name, text.lines().toList(), problems);
    }

    private SourceText(String name, List<String> lines, Problems problems) {
        this.name = name;
        this.lines = lines;
        this.problems = problems;
    }

    /** The same text with another place for what is reported. */
    public SourceText reportingTo(Problems others) {
        return new SourceText(name, lines, others);
    }

    /** Reports a problem at a place of this text; line 0 shows no line. */
    public void report(int line, int column, String what, String fix) {
        problems.add(new Problem(name, line, column, what, fix, shown(line)));
    }

    /** Whether {@code text} stands at this place, 1-based. */
    boolean has(int line, int column, String text) {
        return line >= 1 && line <= lines.size() && lines.get(line - 1).startsWith(text, column - 1);
    }

    /** Reports a problem at what was read. */
    public void report(YamlNode at, String what, String fix) {
        report(at.line(), at.column(), what, fix);
    }

    /** Reports a problem at a place of an expression. */
    public void report(Term.Spot at, String what, String fix) {
        report(at.line(), at.column(), what, fix);
    }

    /** How many problems there are so far. */
    public int count() {
        return problems.all().size();
    }

    /** Notes which words of a table the parser asked for. */
    void asked(Table table, Set<String> words) {
        asked.computeIfAbsent(table, _ -> new LinkedHashSet<>()).addAll(words);
    }

    /** The words that the parser has asked for so far, by table. */
    public Map<Table, Set<String>> asked() {
        return Collections.unmodifiableMap(asked);
    }

    Problems problems() {
        return problems;
    }

    private @Nullable String shown(int line) {
        if (line < 1 || line > lines.size()) {
            return null;
        }
        String text = lines.get(line - 1);
        String cut = text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + " …" : text;
        // a designer's file may hold anything; a terminal must not obey it. One for one, so that the caret still fits
        return cut.replaceAll("\\p{Cntrl}", " ");
    }
}
