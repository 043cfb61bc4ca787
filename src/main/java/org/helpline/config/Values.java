package org.helpline.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.core.Problem;
import org.helpline.core.Problems;

/**
 * The entries in force, read by shape; every mistake goes to one list and the reading goes on with the default. One thread.
 */
final class Values {

    private final Map<String, Entry> entries;
    private final Map<String, Origin> sections;
    private final Problems problems;

    Values(Map<String, Entry> entries, Map<String, Origin> sections, Problems problems) {
        this.entries = entries;
        this.sections = sections;
        this.problems = problems;
    }

    /** The value of a setting that stands alone. */
    <T> T get(Key<T> key) {
        return get(key, "");
    }

    /** The value for one member of a family. */
    <T> T get(Key<T> key, String member) {
        String name = key.of(member);
        String text = text(key, name);
        Optional<T> value = key.shape().parse().apply(text);
        if (value.isEmpty()) {
            problem(
                    name,
                    key.secret() ? "This secret does not do." : "\"" + text + "\" does not do.",
                    "Expected " + key.shape().expected() + ".");
            return usual(key);
        }
        return value.get();
    }

    private static <T> T usual(Key<T> key) {
        return key.shape()
                .parse()
                .apply(key.usual())
                .orElseThrow(() -> new IllegalStateException("default of " + key.name() + ": " + key.usual()));
    }

    private String text(Key<?> key, String name) {
        Entry entry = entries.get(name);
        return entry == null ? key.usual() : entry.value().strip();
    }

    /** Whether somebody has set it, if only to its default; {@code name} in full. */
    boolean isSet(String name) {
        return entries.containsKey(name) && !entries.get(name).value().isBlank();
    }

    /** Whether nobody has set it to anything but its default. */
    boolean isUsual(Key<?> key) {
        return text(key, key.name()).equals(key.usual());
    }

    /** The members of a family, in the order in which they were first named. */
    Set<String> members(String family) {
        Set<String> members = new LinkedHashSet<>();
        sections.keySet().stream()
                .filter(s -> KeyTable.family(s).equals(family))
                .forEach(s -> members.add(s.substring(family.length() + 1)));
        for (String name : entries.keySet()) {
            if (KeyTable.family(name).equals(family) && !KeyTable.member(name).isEmpty()) {
                members.add(KeyTable.member(name));
            }
        }
        return members;
    }

    /** Tells a mistake at the place where {@code name} was set. */
    void problem(String name, String what, String fix) {
        Origin at = origin(name);
        String source = at.layer() == Origin.Layer.DEFAULT ? "built-in default" : at.source();
        boolean secret = KeyTable.find(name).map(Key::secret).orElse(false);
        Problem problem = new Problem(source, at.line(), 0, name + ": " + what, fix, secret ? null : at.shown());
        if (!problems.all().contains(problem)) { // two rooms may read the same setting
            problems.add(problem);
        }
    }

    /** Whether some source names it, if only without a value; {@code name} in full. */
    boolean isSaid(String name) {
        return entries.containsKey(name);
    }

    /** Where a section stands first; {@code name} in full, such as {@code agents.anna}. */
    Origin section(String name) {
        return sections.getOrDefault(name, Origin.BUILT_IN);
    }

    Origin origin(String name) {
        Entry entry = entries.get(name);
        if (entry != null) {
            return entry.origin();
        }
        Origin section = sections.get(name);
        int dot = name.lastIndexOf('.');
        return section != null || dot < 0
                ? Optional.ofNullable(section).orElse(Origin.BUILT_IN)
                : Optional.ofNullable(sections.get(name.substring(0, dot))).orElse(Origin.BUILT_IN);
    }

    /** One setting for {@code config show}. */
    InForce inForce(Key<?> key, String name) {
        String text = text(key, name);
        Entry entry = entries.get(name);
        String shown = key.secret() && !text.isEmpty() ? "********" : text;
        return new InForce(
                name,
                shown,
                entry == null ? Origin.BUILT_IN.toString() : entry.origin().toString());
    }

    /** The fix of a wrong reference: which names there are. */
    static String oneOf(String file, Set<String> names) {
        return names.isEmpty()
                ? "There is none yet: " + file + " defines them."
                : "There are: " + String.join(", ", new TreeSet<>(names)) + " (" + file + ").";
    }
}
