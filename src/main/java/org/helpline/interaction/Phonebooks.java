package org.helpline.interaction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.CallSettings.Extension;
import org.helpline.config.Settings;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.PhoneBook.Entry;
import org.helpline.ivr.model.PhoneBook.Reach;

/** What the settings say of people, put into the words of scripts. Any thread. */
public final class Phonebooks {

    private Phonebooks() {}

    /** Agents, and all extensions. */
    public static PhoneBook of(Settings settings) {
        List<Entry> entries = new ArrayList<>();
        Set<String> numbered = new HashSet<>();
        for (Extension e : settings.calls().extensions()) {
            entries.add(entry(e));
            if (e.to() instanceof Extension.To.Agent a) {
                numbered.add(a.agent().value());
            }
        }
        settings.acd().agents().stream()
                .filter(Phonebooks::takesCalls)
                .filter(a -> !numbered.contains(a.id().value()))
                .map(a -> new Entry("", a.id().value(), a.name(), new Reach.Agent(a.id()), a.listed()))
                .forEach(entries::add);
        return new PhoneBook(List.copyOf(entries), settings.trunks()::allow);
    }

    /** Every skill that some agent has. */
    public static Set<String> skills(AcdSettings acd) {
        Set<String> skills = new TreeSet<>();
        acd.agents().forEach(a -> skills.addAll(a.skills().keySet()));
        return skills;
    }

    private static boolean takesCalls(AgentSettings person) {
        return person.role() == AcdSettings.Role.AGENT || !person.queues().isEmpty();
    }

    private static Entry entry(Extension e) {
        return switch (e.to()) {
            case Extension.To.Agent a ->
                new Entry(e.number(), a.agent().value(), e.name(), new Reach.Agent(a.agent()), e.listed());
            case Extension.To.Queue q ->
                new Entry(e.number(), e.number(), e.name(), new Reach.Queue(q.queue()), e.listed());
            case Extension.To.Script s ->
                new Entry(e.number(), e.number(), e.name(), new Reach.Script(s.script()), e.listed());
            case Extension.To.Contact _, Extension.To.Registered _ ->
                new Entry(e.number(), e.number(), e.name(), new Reach.Phone(e.number()), e.listed());
        };
    }
}
