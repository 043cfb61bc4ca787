package org.helpline.interaction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;
import org.helpline.core.Snapshot;

/** What supervisors have agents serve and know until the server restarts, instead of what the settings say. Read from any thread, changed on the ACD's loop. */
final class ForNow {

    private record Duties(List<QueueName> queues, Map<String, Integer> skills) {}

    private final Snapshot<Map<AgentId, Duties>> changed = new Snapshot<>(Map.of());

    void change(AgentId agent, List<QueueName> queues, Map<String, Integer> skills) {
        Map<AgentId, Duties> all = new HashMap<>(changed.get());
        all.put(agent, new Duties(List.copyOf(queues), Map.copyOf(skills)));
        changed.publish(Map.copyOf(all));
    }

    void takeBack(AgentId agent) {
        Map<AgentId, Duties> all = new HashMap<>(changed.get());
        all.remove(agent);
        changed.publish(Map.copyOf(all));
    }

    boolean isChanged(AgentId agent) {
        return changed.get().containsKey(agent);
    }

    /** The settings with what was changed; a queue that is gone is served by nobody. */
    AcdSettings over(AcdSettings written) {
        Set<QueueName> known =
                written.queues().stream().map(QueueSettings::name).collect(Collectors.toSet());
        return new AcdSettings(
                written.queues(),
                written.agents().stream().map(a -> over(a).serving(known)).toList(),
                written.serviceLevel());
    }

    private AgentSettings over(AgentSettings agent) {
        Duties now = changed.get().get(agent.id());
        return now == null ? agent : agent.with(now.queues(), now.skills());
    }
}
