package org.helpline.ivr.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;

/**
 * Who can be reached by name or extension, as the settings say. Immutable; any thread.
 *
 * @param entries agents with and without an extension, and extensions that are nobody's; one agent may have several
 * @param outside whether a number outside, digits perhaps after a +, may be called
 */
public record PhoneBook(List<Entry> entries, Predicate<String> outside) {

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{2,20}");

    /** Where no number outside can be called. */
    public PhoneBook(List<Entry> entries) {
        this(entries, _ -> false);
    }

    /** Nobody. */
    public static final PhoneBook EMPTY = new PhoneBook(List.of());

    /**
     * A line of the book.
     *
     * @param number the extension, digits only; empty for an agent without one
     * @param id names the recording {@code prompts/any/names/ID.wav}: an agent's id, else the number
     * @param name for people to hear and read; empty when there is none
     * @param listed whether callers who spell the name find it
     */
    public record Entry(String number, String id, String name, Reach reach, boolean listed) {}

    /** What an extension leads to. */
    public sealed interface Reach {

        /** An agent, wherever their phones are. */
        record Agent(AgentId agent) implements Reach {}

        /** A phone that is no agent's: a static contact, or one that registers under its extension. */
        record Phone(String extension) implements Reach {}

        /** A number outside, called by a trunk. */
        record Outside(String number) implements Reach {}

        /** A queue. */
        record Queue(QueueName queue) implements Reach {}

        /** A script from its start. */
        record Script(String script) implements Reach {}
    }

    /** The line of an extension; empty if nobody has it. */
    public Optional<Entry> extension(String number) {
        return entries.stream()
                .filter(e -> !number.isEmpty() && e.number().equals(number))
                .findFirst();
    }

    /** The way to a number outside, written with spaces or without; empty if it may not be called. */
    public Optional<Reach> number(String written) {
        return Optional.of(written.replaceAll("[ ()/.-]", ""))
                .filter(n -> NUMBER.matcher(n).matches() && outside.test(n))
                .map(Reach.Outside::new);
    }

    /** The same people, with these numbers outside. */
    public PhoneBook reaching(Predicate<String> numbers) {
        return new PhoneBook(entries, numbers);
    }

    /** An agent's line; empty if there is no such agent. */
    public Optional<Entry> agent(String id) {
        return entries.stream()
                .filter(e ->
                        e.reach() instanceof Reach.Agent a && a.agent().value().equals(id))
                .findFirst();
    }

    /** Those who are listed under a name that can be keyed so, by name; everybody once. */
    public List<Entry> spelled(String keys) {
        Map<String, Entry> found = new TreeMap<>();
        for (Entry entry : entries) {
            if (entry.listed() && Keypad.spellings(entry.name()).stream().anyMatch(s -> s.startsWith(keys))) {
                found.putIfAbsent(entry.name() + "\0" + entry.id(), entry);
            }
        }
        return List.copyOf(found.values());
    }

    /** All extensions, sorted. */
    public Set<String> numbers() {
        Set<String> numbers = new TreeSet<>();
        entries.stream().map(Entry::number).filter(n -> !n.isEmpty()).forEach(numbers::add);
        return numbers;
    }

    /** The ids of all agents, sorted. */
    public Set<String> agents() {
        Set<String> agents = new TreeSet<>();
        entries.forEach(e -> {
            if (e.reach() instanceof Reach.Agent a) {
                agents.add(a.agent().value());
            }
        });
        return agents;
    }

    /** Whether some extension begins with these digits and has more of them. */
    public boolean goesOn(String digits) {
        return entries.stream()
                .anyMatch(
                        e -> e.number().length() > digits.length() && e.number().startsWith(digits));
    }

    /** How many digits the longest extension has; 0 if there is none. */
    public int longest() {
        return entries.stream().mapToInt(e -> e.number().length()).max().orElse(0);
    }
}
