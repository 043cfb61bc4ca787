package org.helpline.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.core.Problems;

/** The sections of one file as people see and change them: each setting with its value, its default and where it comes from. */
public final class Sections {

    private Sections() {}

    /** Who has said what a setting is. */
    public enum Where {
        /** Nobody. */
        DEFAULT,
        /** The file. */
        FILE,
        /** A profile, the environment or the command line, which all win over the file. */
        ABOVE
    }

    /**
     * One setting of a section.
     *
     * @param key without the section, such as {@code queues}
     * @param value in force, as one writes it; a secret is {@link IniText#MASK}, and empty where there is none
     * @param usual its default
     * @param expected what may be written, such as {@code whole number from 0 to 100}
     * @param choices all that may be written, where these are a few words; else none
     * @param origin for a person: {@code default}, {@code conf/agents.ini:12}
     */
    public record Setting(
            String key,
            String value,
            String usual,
            String expected,
            List<String> choices,
            String origin,
            Where where,
            boolean isSecret) {}

    /** One section; {@code isOfFile}: its header stands in the file. */
    public record Section(String name, boolean isOfFile, List<Setting> settings) {}

    /** All sections of a family ({@code agents}, {@code queues}, {@code hours}), in order. Blocks on files. */
    public static List<Section> of(Sources sources, String family) {
        Values values = Layers.read(sources, Map.of(), new Problems());
        return values.members(family).stream()
                .map(member -> new Section(
                        member,
                        where(values.section(family + "." + member)) == Where.FILE,
                        keys(family).stream()
                                .map(k -> setting(values, k, member))
                                .toList()))
                .toList();
    }

    /** What a new section may say: every setting at its default. */
    public static List<Setting> blank(String family) {
        return keys(family).stream()
                .map(k -> new Setting(
                        last(k),
                        "",
                        k.usual(),
                        k.shape().expected(),
                        choices(k),
                        Origin.BUILT_IN.toString(),
                        Where.DEFAULT,
                        k.secret()))
                .toList();
    }

    /** The names of a family's secrets, without the section. */
    public static Set<String> secrets(String family) {
        return keys(family).stream().filter(Key::secret).map(Sections::last).collect(Collectors.toUnmodifiableSet());
    }

    private static List<Key<?>> keys(String family) {
        return KeyTable.ALL.stream()
                .filter(k -> k.name().startsWith(family + ".*."))
                .toList();
    }

    private static Setting setting(Values values, Key<?> key, String member) {
        String name = key.of(member);
        return new Setting(
                last(key),
                values.inForce(key, name).shown(),
                key.usual(),
                key.shape().expected(),
                choices(key),
                values.inForce(key, name).from(),
                values.isSaid(name) ? where(values.origin(name)) : Where.DEFAULT,
                key.secret());
    }

    /** "one of a, b" and "a, b or c" are words to choose from if each of them may be written, and nothing else may. */
    private static List<String> choices(Key<?> key) {
        String words = key.shape().expected().replaceFirst("^one of ", "").replaceFirst(", or nothing$", "");
        List<String> all = List.of(words.split(", | or ", -1));
        boolean areChoices = all.size() > 1
                && key.shape().parse().apply("no such word").isEmpty()
                && all.stream().allMatch(w -> key.shape().parse().apply(w).isPresent());
        boolean mayBeNothing = key.shape().parse().apply("").isPresent();
        return !areChoices
                ? List.of()
                : Stream.concat(mayBeNothing ? Stream.of("") : Stream.of(), all.stream())
                        .toList();
    }

    private static Where where(Origin origin) {
        return switch (origin.layer()) {
            case DEFAULT -> Where.DEFAULT;
            case FILE -> Where.FILE;
            case PROFILE, ENVIRONMENT, COMMAND_LINE -> Where.ABOVE;
        };
    }

    private static String last(Key<?> key) {
        return key.name().substring(key.name().lastIndexOf('.') + 1);
    }
}
