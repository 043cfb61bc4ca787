package org.helpline.desk;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.helpline.config.AlarmLimits;
import org.helpline.core.QueueName;
import org.helpline.core.ServerFact;
import org.helpline.interaction.AnnouncementBoard;
import org.helpline.interaction.Supervision;
import org.helpline.interaction.UrgentBoard;

/**
 * What supervisors have at their desks, and boards show.
 *
 * @param orders what they may ask of the house
 * @param urgent the queues that they may declare urgent
 * @param announcements what they tell desks
 * @param figures of today
 * @param limits of the queues that are to raise alarms now; called once a second on the desk's loop, must not block
 * @param facts told of alarms
 */
public record ControlRoom(
        Supervision orders,
        UrgentBoard urgent,
        AnnouncementBoard announcements,
        LiveFigures figures,
        Supplier<Map<QueueName, AlarmLimits>> limits,
        Consumer<ServerFact> facts) {

    /** Nobody supervises. */
    public static final ControlRoom NONE = new ControlRoom(
            Supervision.NONE, UrgentBoard.NONE, AnnouncementBoard.NONE, LiveFigures.NONE, Map::of, _ -> {});
}
