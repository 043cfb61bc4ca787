package org.helpline.app;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.helpline.acd.Acd;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.Secret;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.config.SipSettings;
import org.helpline.core.AgentId;
import org.helpline.core.Problems;
import org.helpline.interaction.Hallway;
import org.helpline.sip.SipEdge;
import org.helpline.sip.SipEndpoint;

/**
 * Agents and extensions change while calls are up: who is new can register and log in, who is gone or has another secret is registered no
 * longer, and whoever talks goes on talking. One thread at a time.
 */
final class AgentsReload implements Reload.Part {

    private final Supplier<SipEndpoint> edge;
    private final Supplier<Acd> acd;
    private final Supplier<Hallway> hallway;
    private final SecureRandom random;
    private List<Credentials.Made> made = List.of();
    private Credentials credentials;

    AgentsReload(
            Supplier<SipEndpoint> edge,
            Supplier<Acd> acd,
            Supplier<Hallway> hallway,
            Credentials credentials,
            SecureRandom random) {
        this.edge = edge;
        this.acd = acd;
        this.hallway = hallway;
        this.credentials = credentials;
        this.random = random;
    }

    /** How secret an agent's sound is belongs to {@link SoundReload}. */
    @Override
    public boolean covers(String key) {
        return (key.startsWith("agents.") && !key.endsWith(".srtp")) || key.startsWith("extensions.");
    }

    /** What people who were new to the last reload log in with. */
    List<Credentials.Made> made() {
        return made;
    }

    @Override
    public void check(SettingsReader.Read next, Problems problems) {
        SipEdge.fixed(next.settings().sip(), next.settings().trunks().trunks(), problems);
    }

    @Override
    public String take(SettingsReader.Read before, SettingsReader.Read next) {
        made = List.of();
        Settings now = next.settings();
        Credentials then = credentials.changed(now, random);
        List<String> told = told(before, next, then);
        if (told.isEmpty()) {
            if (!hallway.get().settings().trunks().equals(now.trunks())) { // which numbers people may be sent to
                hallway.get().change(hallway.get().settings().with(now.trunks()));
            }
            return "";
        }
        try {
            then.keep();
        } catch (IOException e) {
            return "agents: nothing was changed, since credentials cannot be written: " + e;
        }
        credentials = then;
        made = then.made();
        Map<String, String> contacts = before.settings().sip().staticContacts();
        Settings old = hallway.get().settings();
        Settings all = merged(old, now);
        hallway.get().change(all);
        acd.get().reconfigure(hallway.get().inForce(all.acd()));
        SipSettings phones = now.sip().withPhones(then.phones(), now.sip().staticContacts());
        Set<AgentId> reached = reached(all.acd().agents(), contacts.keySet());
        edge.get().change(phones, now.trunks().trunks());
        for (AgentSettings agent : all.acd().agents()) {
            String name = agent.id().value();
            boolean fixed = phones.staticContacts().containsKey(name);
            if (fixed || contacts.containsKey(name)) {
                acd.get().reachable(agent.id(), fixed || reached.contains(agent.id()));
            }
        }
        return "agents: " + String.join("; ", told);
    }

    /** Who has a phone besides a fixed address. */
    private Set<AgentId> reached(List<AgentSettings> agents, Set<String> fixed) {
        return agents.stream()
                .map(AgentSettings::id)
                .filter(a -> edge.get().phones().of(a).size() > (fixed.contains(a.value()) ? 1 : 0))
                .collect(Collectors.toSet());
    }

    /** All as it is but for people and trunks. */
    private static Settings merged(Settings old, Settings now) {
        AcdSettings acd = new AcdSettings(
                old.acd().queues(), now.acd().agents(), old.acd().serviceLevel());
        return old.with(old.calls().with(now.calls().extensions()), acd, old.scripts())
                .with(now.trunks());
    }

    private List<String> told(SettingsReader.Read read, SettingsReader.Read again, Credentials then) {
        Settings was = read.settings();
        Settings is = again.settings();
        Map<String, AgentSettings> before = byName(was);
        Map<String, AgentSettings> after = byName(is);
        Map<String, Secret> secrets = credentials.phones();
        List<String> told = new ArrayList<>();
        after.forEach((name, agent) -> {
            AgentSettings old = before.get(name);
            if (old == null) {
                told.add(name + " is new"
                        + (agent.alwaysReady() ? "" : " (bin/helpline password " + name + " makes a desk password)"));
            } else if (!old.equals(agent)) {
                told.add(name + " changed" + keys(ChangedKeys.of("agents." + name, read, again)));
            }
        });
        before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(name -> told.add(name + " is gone"));
        if (!was.calls().extensions().equals(is.calls().extensions())) {
            told.add("extensions changed");
        }
        TreeSet<String> phones = new TreeSet<>(secrets.keySet());
        phones.retainAll(then.phones().keySet());
        phones.removeIf(name -> Objects.equals(secrets.get(name), then.phones().get(name)));
        phones.forEach(name -> told.add("the phone of " + name + " has another secret and must register anew"));
        changedContacts(was, is).forEach(name -> told.add("the phone of " + name + " has another address"));
        return told;
    }

    private static String keys(List<String> changed) {
        return changed.isEmpty() ? "" : " (" + String.join(", ", changed) + ")";
    }

    private static Set<String> changedContacts(Settings was, Settings is) {
        Map<String, String> before = was.sip().staticContacts();
        Map<String, String> after = is.sip().staticContacts();
        Set<String> names = new TreeSet<>(new HashSet<>(before.keySet()));
        names.addAll(after.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        return names;
    }

    private static Map<String, AgentSettings> byName(Settings settings) {
        return settings.acd().agents().stream()
                .collect(Collectors.toMap(a -> a.id().value(), a -> a, (a, _) -> a, java.util.TreeMap::new));
    }
}
