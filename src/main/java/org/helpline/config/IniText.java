package org.helpline.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an {@code .ini} file, changed in single places: comments, order and spacing stay as somebody wrote them. Immutable; each change
 * gives another text.
 *
 * <p>A section is what stands from the comment right above its header to its last setting and the comment right below that; blank lines
 * and comments that stand by themselves belong to no section. A name that stands twice means the first.
 */
public final class IniText {

    private static final Pattern KEY = Pattern.compile("(\\s*[^=:\\s]+\\s*[=:][ \\t]*)(.*)", Pattern.DOTALL);
    private static final Pattern REMARK = Pattern.compile("(?<=\\s)[#;]");
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\"'#;].*|.*\\s[#;].*");

    private final List<String> lines; // each with its end
    private final LineScan scan;

    private IniText(List<String> lines) {
        this.lines = List.copyOf(lines);
        this.scan = LineScan.of(String.join("", lines), true);
    }

    /** A file's text. */
    public static IniText of(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            lines.add(text.substring(from, end + 1));
            from = end + 1;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return new IniText(lines);
    }

    /** The names of the sections, in order. */
    public List<String> sections() {
        return List.copyOf(scan.sections().keySet());
    }

    /** What stands of a section, without blank lines around it; empty for one that is not there. */
    public Optional<String> section(String name) {
        return span(name).map(s -> String.join("", lines.subList(s.from, s.to)));
    }

    /** Where a section stands: so many lines below the end of the one before it, "" for the top of the file. */
    public record Place(String after, int lines) {}

    /** The place of a section that is there, with the blank lines that {@link #removeSection} takes along. */
    public Place place(String name) {
        int at = sections().indexOf(name);
        String after = at < 1 ? "" : sections().get(at - 1);
        int from = span(name).map(this::withBlanks).map(Span::from).orElse(lines.size());
        return new Place(after, from - span(after).map(Span::to).orElse(0));
    }

    /**
     * A setting with this value: in its place if it stands there already, else at the end of its section.
     *
     * @param section one that is there
     * @param value one line, taken without blanks around it
     * @throws IllegalArgumentException for a section that is not there, or a value that no line of an .ini file can have
     */
    public IniText set(String section, String key, String value) {
        String text = value.strip();
        if (text.chars().anyMatch(Character::isISOControl) || text.endsWith("\\")) {
            throw new IllegalArgumentException("no line of a file can have this value");
        }
        Span span = span(section).orElseThrow(() -> new IllegalArgumentException("no section " + section));
        List<String> next = new ArrayList<>(lines);
        OptionalInt at = line(section, key);
        if (at.isEmpty()) {
            int end = span.settingsTo;
            closeLine(next, end - 1);
            next.add(end, key + " = " + written(text) + end());
            return new IniText(next);
        }
        String old = lines.get(at.getAsInt());
        Matcher line = KEY.matcher(old);
        if (!line.matches()) {
            throw new IllegalArgumentException("the line of " + key + " has no '='");
        }
        String remark = remark(line.group(2));
        boolean wasEmpty = line.group(2).isBlank() && !line.group(1).isBlank();
        String head = wasEmpty ? line.group(1).stripTrailing() + " " : line.group(1);
        String newValue = text.isEmpty() && !remark.isBlank() ? "\"\"" : written(text);
        dropContinued(next, at.getAsInt());
        next.set(
                at.getAsInt(),
                (newValue.isEmpty() ? head.stripTrailing() + " " : head + newValue).stripTrailing() + remark);
        return new IniText(next);
    }

    /** The same without a setting; one that does not stand there changes nothing. */
    public IniText unset(String section, String key) {
        OptionalInt at = line(section, key);
        if (at.isEmpty()) {
            return this;
        }
        List<String> next = new ArrayList<>(lines);
        dropContinued(next, at.getAsInt());
        next.remove(at.getAsInt());
        return new IniText(next);
    }

    /** A new section without settings, at the end after a blank line; one that is there changes nothing. */
    public IniText addSection(String name) {
        if (scan.sections().containsKey(name)) {
            return this;
        }
        List<String> next = new ArrayList<>(lines);
        closeLine(next, next.size() - 1);
        if (!next.isEmpty() && !next.getLast().isBlank()) {
            next.add(end());
        }
        next.add("[" + name + "]" + end());
        return new IniText(next);
    }

    /** The same without a section and the blank lines that parted it from the next. */
    public IniText removeSection(String name) {
        return span(name)
                .map(span -> {
                    List<String> next = new ArrayList<>(lines);
                    Span gone = withBlanks(span);
                    next.subList(gone.from, gone.to).clear();
                    return new IniText(next);
                })
                .orElse(this);
    }

    /** What {@link #removeSection} takes away: the section with its blank lines; empty for one that is not there. */
    public Optional<String> removed(String name) {
        return span(name).map(this::withBlanks).map(s -> String.join("", lines.subList(s.from, s.to)));
    }

    /** Puts back what was {@link #removed}, to its place or as near to it as there is one. */
    public IniText restore(Place place, String removed) {
        List<String> next = new ArrayList<>(lines);
        int from = span(place.after).map(Span::to).orElse(0);
        int end = sections().stream()
                .flatMap(s -> span(s).stream())
                .map(Span::from)
                .filter(f -> f >= from)
                .min(Integer::compare)
                .orElse(lines.size());
        boolean isLost = !place.after.isEmpty() && span(place.after).isEmpty();
        int at = isLost ? lines.size() : Math.min(from + place.lines, end);
        closeLine(next, at - 1);
        next.addAll(at, IniText.of(removed).lines);
        return new IniText(next);
    }

    /** Another text in the place of a section's own, as {@link #section} gave it. */
    public IniText replace(String name, String text) {
        Span span = span(name).orElseThrow(() -> new IllegalArgumentException("no section " + name));
        List<String> next = new ArrayList<>(lines);
        next.subList(span.from, span.to).clear();
        next.addAll(span.from, IniText.of(text).lines);
        return new IniText(next);
    }

    /** The text with every value of these keys as eight asterisks. */
    public IniText masked(Set<String> keys) {
        IniText masked = this;
        for (String section : sections()) {
            for (String key : keys) {
                masked = line(section, key).isPresent() && !value(section, key).isEmpty()
                        ? masked.set(section, key, MASK)
                        : masked;
            }
        }
        return masked;
    }

    /** In the place of what nobody is shown. */
    public static final String MASK = "********";

    /** The value of a setting as it stands in this file, without quotes and remark; empty where there is none. */
    public String value(String section, String key) {
        OptionalInt at = line(section, key);
        if (at.isEmpty()) {
            return "";
        }
        Matcher line = KEY.matcher(lines.get(at.getAsInt()));
        if (!line.matches()) {
            return "";
        }
        String rest = line.group(2);
        String text = rest.substring(0, rest.length() - remark(rest).length()).strip();
        boolean isQuoted = text.length() > 1 && (text.startsWith("\"") || text.startsWith("'"));
        return isQuoted ? text.substring(1, text.length() - 1).replace("\\\"", "\"") : text;
    }

    @Override
    public String toString() {
        return String.join("", lines);
    }

    private record Span(int from, int settingsTo, int to) {}

    private Optional<Span> span(String name) {
        Integer header = scan.sections().get(name);
        if (header == null) {
            return Optional.empty();
        }
        int next = headers().stream().filter(h -> h > header).findFirst().orElse(lines.size() + 1) - 1;
        int settings = header;
        for (List<Integer> at : scan.keys().values()) {
            for (int line : at) {
                settings = line > header && line <= next ? Math.max(settings, continuedTo(line)) : settings;
            }
        }
        return Optional.of(new Span(remarksFrom(header - 1), settings, remarksTo(settings, next)));
    }

    /** The comment right above a header; what stands at the very top is the file's. */
    private int remarksFrom(int header) {
        int from = header;
        while (from > 0 && isRemark(from - 1)) {
            from--;
        }
        return from == 0 ? header : from;
    }

    /** The comment right below the last setting, unless the next header follows it at once. */
    private int remarksTo(int settings, int next) {
        int to = settings;
        while (to < next && isRemark(to)) {
            to++;
        }
        return to == next && next < lines.size() ? settings : to;
    }

    private boolean isRemark(int line) {
        String text = lines.get(line).strip();
        return text.startsWith("#") || text.startsWith(";");
    }

    private SortedSet<Integer> headers() {
        SortedSet<Integer> headers = new TreeSet<>(scan.sections().values());
        scan.repeated().forEach((name, at) -> {
            if (name.startsWith("[")) {
                headers.addAll(at);
            }
        });
        return headers;
    }

    private Span withBlanks(Span span) {
        int to = blanksTo(span.to);
        int from = span.from;
        while (to == lines.size()
                && to == span.to
                && from > 0
                && lines.get(from - 1).isBlank()) {
            from--; // the last one takes along what parted it from those before
        }
        return new Span(from, span.settingsTo, to);
    }

    private int blanksTo(int line) {
        int to = line;
        while (to < lines.size() && lines.get(to).isBlank()) {
            to++;
        }
        return to;
    }

    private OptionalInt line(String section, String key) {
        List<Integer> at = scan.keys().getOrDefault(section.isEmpty() ? key : section + "." + key, List.of());
        return at.isEmpty() ? OptionalInt.empty() : OptionalInt.of(at.getFirst() - 1);
    }

    /** The number of the last line of a setting whose first one this is; both from 1. */
    private int continuedTo(int line) {
        int last = line;
        while (last < lines.size() && lines.get(last - 1).strip().matches(".*\\s\\\\")) {
            last++;
        }
        return last;
    }

    private void dropContinued(List<String> next, int line) {
        next.subList(line + 1, continuedTo(line + 1)).clear();
    }

    /** From the blanks before a remark to the end of the line, which is there always. */
    private String remark(String rest) {
        String text = rest.stripTrailing();
        String end = rest.endsWith("\n") ? rest.endsWith("\r\n") ? "\r\n" : "\n" : "";
        int from = text.length();
        if (text.startsWith("\"") || text.startsWith("'")) {
            int close = 1;
            while (close < text.length() && (text.charAt(close) != text.charAt(0) || text.charAt(close - 1) == '\\')) {
                close++;
            }
            from = Math.min(text.length(), close + 1);
        } else {
            Matcher remark = REMARK.matcher(text);
            if (remark.find()) {
                from = text.substring(0, remark.start()).stripTrailing().length();
            }
        }
        return text.substring(from) + end;
    }

    private static String written(String value) {
        return NEEDS_QUOTES.matcher(value).matches() ? "\"" + value.replace("\"", "\\\"") + "\"" : value;
    }

    private void closeLine(List<String> next, int line) {
        if (line >= 0 && !next.get(line).endsWith("\n")) {
            next.set(line, next.get(line) + end());
        }
    }

    private String end() {
        return !lines.isEmpty() && lines.getFirst().endsWith("\r\n") ? "\r\n" : "\n";
    }
}
