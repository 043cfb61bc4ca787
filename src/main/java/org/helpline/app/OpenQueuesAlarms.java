package org.helpline.app;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AlarmLimits;
import org.helpline.core.QueueName;
import org.helpline.interaction.HoursBoard;

/** The limits of queues by the settings in force; at night nobody need be ready. Any thread. */
record OpenQueuesAlarms(Supplier<AcdSettings> settings, HoursBoard hours)
        implements Supplier<Map<QueueName, AlarmLimits>> {

    @Override
    public Map<QueueName, AlarmLimits> get() {
        return settings.get().queues().stream()
                .filter(q -> q.alarms().areSet())
                .collect(Collectors.toMap(QueueSettings::name, this::limits, (a, _) -> a));
    }

    private AlarmLimits limits(QueueSettings queue) {
        AlarmLimits all = queue.alarms();
        boolean isOpen = queue.hours()
                .flatMap(h -> Optional.ofNullable(hours.calendars().get(h)))
                .map(shown -> shown.now().equals("open"))
                .orElse(true);
        return isOpen ? all : new AlarmLimits(all.waiting(), all.longest(), all.serviceLevel(), 0);
    }
}
