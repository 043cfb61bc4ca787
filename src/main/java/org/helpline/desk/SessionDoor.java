package org.helpline.desk;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.helpline.core.Clock;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who is logged in, and where: everybody sees and ends their own logins, supervisors those of all. Confined to the desk's loop. */
final class SessionDoor {

    private final Sessions sessions;
    private final Duty duty;
    private final Clock clock;

    SessionDoor(Sessions sessions, Duty duty, Clock clock) {
        this.sessions = sessions;
        this.duty = duty;
        this.clock = clock;
    }

    /** {@code {"sessions":[{"id","account","role","source","browser","since","used","mine","here"}]}}, oldest first. */
    Reply list(DeskSession asker, boolean isSupervisor) {
        ObjectNode root = DeskJson.object();
        ArrayNode list = root.putArray("sessions");
        for (DeskSession session : visible(asker, isSupervisor)) {
            Duration unused = Duration.ofNanos(clock.nanos() - session.lastUsedNanos(clock.nanos()));
            list.addObject()
                    .put("id", session.id())
                    .put("account", session.account().name())
                    .put("role", session.account().role().name().toLowerCase(Locale.ROOT))
                    .put("source", session.place().source())
                    .put("browser", session.place().browser())
                    .put("since", session.since().toEpochMilli())
                    .put("used", clock.now().minus(unused).toEpochMilli())
                    .put("mine", session.account().name().equals(asker.account().name()))
                    .put("here", session == asker);
        }
        return Reply.json(200, root);
    }

    /** Ends the one that {@code {"id"}} names. */
    Reply end(DeskSession asker, boolean isSupervisor, ObjectNode body) {
        Optional<DeskSession> session = visible(asker, isSupervisor).stream()
                .filter(s -> s.id().equals(body.path("id").asString("")))
                .findFirst();
        boolean isAbove = session.stream()
                .anyMatch(s -> s.account().role().administers()
                        && !asker.account().role().administers());
        if (isAbove) {
            return Reply.error(403, "Only administrators end the logins of administrators.");
        }
        if (session.isEmpty()) {
            return Reply.error(409, "This login is over already.");
        }
        duty.end(session.get());
        return Reply.json(200, DeskJson.object());
    }

    private List<DeskSession> visible(DeskSession asker, boolean isSupervisor) {
        return isSupervisor
                ? sessions.all()
                : sessions.ofAccount(asker.account().name());
    }
}
