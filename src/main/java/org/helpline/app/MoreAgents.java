package org.helpline.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.AcdInput;
import org.helpline.acd.PastShift;
import org.helpline.acd.Play;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;

/**
 * {@code +2@support 09:00-13:00}: so many agents more, or fewer, in a queue. Those who come have every skill at the highest level; those
 * who go are the last of the queue's in agents.ini who were there that day, on a break for that time.
 */
record MoreAgents(int more, QueueName queue, LocalTime from, LocalTime to) {

    private static final Pattern WHO = Pattern.compile("([+-][1-9][0-9]{0,3})@([A-Za-z0-9_.-]+)");
    private static final Pattern WHEN = Pattern.compile("([0-9]{1,2}:[0-9]{2})-([0-9]{1,2}:[0-9]{2})");
    private static final int BEST = 5;

    /** Empty if it is neither. */
    static Optional<MoreAgents> read(String who, String when) {
        Matcher w = WHO.matcher(who);
        Matcher t = WHEN.matcher(when);
        if (!w.matches() || !t.matches()) {
            return Optional.empty();
        }
        try {
            LocalTime from = LocalTime.parse(padded(t.group(1)));
            LocalTime to = t.group(2).equals("24:00") ? LocalTime.MAX : LocalTime.parse(padded(t.group(2)));
            return from.isBefore(to)
                    ? Optional.of(new MoreAgents(Integer.parseInt(w.group(1)), new QueueName(w.group(2)), from, to))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String padded(String time) {
        return time.length() == 4 ? "0" + time : time;
    }

    /** The settings with those who come. */
    AcdSettings in(AcdSettings settings, int change) {
        if (more < 0) {
            return settings;
        }
        Map<String, Integer> skills = new HashMap<>();
        settings.agents().forEach(a -> a.skills().keySet().forEach(s -> skills.put(s, BEST)));
        List<AgentSettings> agents = new ArrayList<>(settings.agents());
        for (int i = 0; i < more; i++) {
            agents.add(new AgentSettings(
                    id(change, i), "what if", List.of(queue), false, Role.AGENT, Map.copyOf(skills), false));
        }
        return new AcdSettings(settings.queues(), List.copyOf(agents), settings.serviceLevel());
    }

    private static AgentId id(int change, int i) {
        return new AgentId("what-if-" + change + "-" + i);
    }

    /** What all do with the change. */
    List<Play.Deed> in(List<Play.Deed> deeds, PastShift past, PastDay day, int change) {
        Instant begin = day.date().atTime(from).atZone(day.zone()).toInstant();
        Instant end = day.date().atTime(to).atZone(day.zone()).toInstant();
        List<Play.Deed> all = new ArrayList<>(deeds);
        if (more > 0) {
            for (int i = 0; i < more; i++) {
                AgentId agent = id(change, i);
                all.add(new Play.Deed(begin, new AcdInput.Reachable(agent, true)));
                all.add(new Play.Deed(begin, new AcdInput.Agent(agent, new AgentCommand.LogIn())));
                all.add(new Play.Deed(begin, new AcdInput.Agent(agent, new AgentCommand.Ready())));
                all.add(new Play.Deed(end, new AcdInput.Agent(agent, new AgentCommand.LogOut())));
            }
            return all;
        }
        Set<String> go = gone(deeds, past.settings());
        all.removeIf(d -> d.input() instanceof AcdInput.Agent a
                && go.contains(a.agent().value())
                && !(a.command() instanceof AgentCommand.LogOut)
                && !d.at().isBefore(begin)
                && d.at().isBefore(end));
        for (String name : go) {
            AgentId agent = new AgentId(name);
            all.add(new Play.Deed(begin, new AcdInput.Agent(agent, new AgentCommand.NotReady("what if"))));
            all.add(new Play.Deed(end, new AcdInput.Agent(agent, new AgentCommand.Ready())));
        }
        return all;
    }

    private Set<String> gone(List<Play.Deed> deeds, AcdSettings settings) {
        Set<String> there = new TreeSet<>();
        deeds.forEach(d -> {
            if (d.input() instanceof AcdInput.Agent a) {
                there.add(a.agent().value());
            }
        });
        List<String> serve = settings.agents().stream()
                .filter(a -> a.queues().contains(queue) && there.contains(a.id().value()))
                .map(a -> a.id().value())
                .toList();
        return new TreeSet<>(serve.subList(Math.max(0, serve.size() + more), serve.size()));
    }
}
