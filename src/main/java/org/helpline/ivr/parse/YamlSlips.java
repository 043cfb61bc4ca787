package org.helpline.ivr.parse;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What is wrong with a text that is not YAML, in the words of somebody who has never heard of YAML. */
final class YamlSlips {

    private static final Pattern NO_SPACE_AFTER_DASH = Pattern.compile("^(\\s*)-([A-Za-z\\[{\"'].*)$");
    private static final Pattern WORD_AND_TEXT = Pattern.compile("^(\\s*(?:- )?[\\w.*#\"']+): +([^\"'{\\[].*: .*)$");
    private static final Pattern QUOTE_IN_QUOTES = Pattern.compile("^.*: +'(.*)'\\s*$");
    private static final Pattern BRACE_FIRST =
            Pattern.compile("^(\\s*(?:- )?[\\w.]+): +([{\\[][^}\\]]*[}\\]] *[^ #,}\\]].*)$");
    private static final String CHECK =
            "Check the indentation, the colons and the brackets; put a text with ': ' or ' #' in it in quotes.";

    private final List<String> lines;
    private final String problem;
    private final int line;
    private final int column;
    private final int contextLine;
    private final int contextColumn;

    private YamlSlips(String text, MarkedYamlEngineException e) {
        this.lines = text.lines().toList();
        this.problem = e.getProblem() == null ? "" : e.getProblem();
        Optional<Mark> at = e.getProblemMark().or(e::getContextMark);
        this.line = at.map(Mark::getLine).orElse(-1);
        this.column = at.map(Mark::getColumn).orElse(-1);
        this.contextLine = e.getContextMark().map(Mark::getLine).orElse(line);
        this.contextColumn = e.getContextMark().map(Mark::getColumn).orElse(column);
    }

    /** A slip with its place, from 1; line 0 when it has none. */
    record Slip(int line, int column, String what, String fix) {}

    static Slip of(String text, MarkedYamlEngineException e) {
        return new YamlSlips(text, e).slip();
    }

    private Slip slip() {
        Optional<Slip> dash = dash();
        if (problem.contains("(TAB)")) {
            return here("Here is a tab.", "Indent with spaces, not with tabs: two for each level.");
        }
        if (at(line).matches(".*[{,\\[]?\\s*\\*\\s*:.*")) {
            return here(
                    "This is not YAML: * has a meaning of its own there.",
                    "Write 'star' for the key *, and 'hash' for the key #.");
        }
        if (dash.isPresent()) {
            return dash.get();
        }
        if (problem.contains("end of stream")
                && contextLine >= 0
                && contextColumn < at(contextLine).length()) {
            return there(
                    "This quote is never closed.",
                    "Close it with another " + at(contextLine).charAt(contextColumn) + ".");
        }
        if (problem.startsWith("expected ',' or")) {
            return bracket();
        }
        if (problem.startsWith("mapping values")) {
            return colon();
        }
        if (problem.contains("could not find expected ':'")) {
            return there(
                    "This line has no colon.",
                    "Write 'word: value'. A step in a list begins with '- ', for example '- "
                            + at(contextLine).strip() + "'.");
        }
        if (problem.startsWith("expected <block end>")) {
            return indent();
        }
        if (problem.startsWith("found character") || problem.startsWith("unexpected character")) {
            return here("A text cannot begin with this character.", "Put the text in quotes.");
        }
        if (at(line).matches(".*when: *![a-z(].*")) {
            return here("YAML has a use of its own for ! there.", "Put the whole expression in single quotes: '!vip'.");
        }
        return here("This is not YAML: " + problem.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "") + ".", CHECK);
    }

    private Slip here(String what, String fix) {
        return new Slip(line + 1, column + 1, what, fix);
    }

    private Slip there(String what, String fix) {
        return new Slip(contextLine + 1, contextColumn + 1, what, fix);
    }

    private String at(int number) {
        return number >= 0 && number < lines.size() ? lines.get(number) : "";
    }

    /** {@code -say: welcome}, in the line of the problem or the ones before it. */
    private Optional<Slip> dash() {
        for (int n = Math.min(line, lines.size() - 1); n >= Math.max(0, line - 2); n--) {
            Matcher m = NO_SPACE_AFTER_DASH.matcher(at(n));
            if (m.matches()) {
                return Optional.of(new Slip(
                        n + 1, m.start(2) + 1, "A space is missing after '-'.", "Write '- " + m.group(2) + "'."));
            }
        }
        return Optional.empty();
    }

    /** Brackets that stay open, or a text with a colon within them. */
    private Slip bracket() {
        char open = contextColumn < at(contextLine).length() ? at(contextLine).charAt(contextColumn) : '{';
        char close = open == '[' ? ']' : '}';
        if (problem.endsWith("stream end>") || line != contextLine) {
            return there("This " + open + " is never closed.", "Close it with " + close + ".");
        }
        return problem.endsWith(":") || problem.endsWith("':'")
                ? here("There is a second ': ' in this text.", "Put the whole text in quotes: \"…\".")
                : here(
                        "A comma is missing, or a " + close + ".",
                        "Write {word: value, word: value}, and texts with , or : in quotes.");
    }

    /** A colon where none can be: in a text, or because the line before has none. */
    private Slip colon() {
        Matcher text = WORD_AND_TEXT.matcher(at(line));
        if (text.matches() && !at(line).strip().startsWith("- when")) {
            String quoted = text.group(2).stripTrailing().replace("\"", "'");
            return here(
                    "There is a second ': ' in this line.",
                    "Put the text in quotes: " + text.group(1).strip() + ": \"" + quoted + "\".");
        }
        int before = line - 1;
        while (before >= 0 && at(before).isBlank()) {
            before--;
        }
        String last = at(before).strip();
        if (!last.isEmpty() && !last.contains(":") && !last.startsWith("#") && !last.startsWith("- ")) {
            return new Slip(
                    before + 1,
                    at(before).indexOf(last) + 1,
                    "This line has no colon.",
                    "Write '" + last.replaceFirst("\\s+", ": ") + "'.");
        }
        return here(
                "A colon cannot stand here.",
                "Write each word in a line of its own, or all of them in {…} with commas; texts with ': ' in quotes.");
    }

    private Slip indent() {
        String here = at(line);
        Matcher quotes = QUOTE_IN_QUOTES.matcher(here);
        if (problem.contains("<scalar>") && quotes.matches()) {
            return here(
                    "There is a ' within a text in ' '.", "Write it in double quotes: \"" + quotes.group(1) + "\".");
        }
        Matcher brace = BRACE_FIRST.matcher(here);
        if (problem.contains("<scalar>") && brace.matches()) {
            return here(
                    "A text that begins with a bracket stands in quotes.",
                    "Write " + brace.group(1).strip() + ": \"" + brace.group(2).strip() + "\".");
        }
        boolean dash = here.strip().startsWith("-");
        int with = line - 1;
        while (with >= 0 && (at(with).isBlank() || (dash && !at(with).strip().startsWith("-")))) {
            with--;
        }
        int column = at(with).replaceFirst(dash ? "\\S.*" : "[^\\s-].*", "").length() + 1;
        return here(
                dash
                        ? "This '-' does not stand below the others of its list."
                        : "This line does not stand below those it belongs to.",
                with < 0
                        ? CHECK
                        : "If it belongs with line " + (with + 1) + ", begin it in column " + column
                                + " as that does.");
    }
}
