package org.helpline.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.helpline.acd.Board;
import org.helpline.config.AlarmLimits;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;
import org.helpline.interaction.DeskPort;
import tools.jackson.databind.node.ObjectNode;

/** Sends the board to the pages that watch: at once, and then at most once a second when it changed. Confined to the desk's loop. */
final class Boards {

    private final DeskPort port;
    private final Duration serviceLevel;
    private final ControlRoom control;
    private final TodaysFigures figures;
    private final Alarms alarms = new Alarms();
    private final Map<Consumer<String>, Watcher> watchers = new LinkedHashMap<>();

    Boards(DeskPort port, Duration serviceLevel, ControlRoom control, TodaysFigures figures) {
        this.port = port;
        this.serviceLevel = serviceLevel;
        this.control = control;
        this.figures = figures;
    }

    /** A page watches; {@code agent} empty: the whole board, else what that agent may see. */
    void attach(Consumer<String> page, Optional<AgentId> agent) {
        watchers.put(page, new Watcher(agent, ""));
        refresh(page, port.board());
    }

    void detach(Consumer<String> page) {
        watchers.remove(page);
    }

    /** Once a second. */
    void tick(Instant now) {
        Map<QueueName, AlarmLimits> limits = control.limits().get();
        if (watchers.isEmpty() && limits.isEmpty() && alarms.on().isEmpty()) {
            return;
        }
        figures.look();
        Board board = port.board();
        alarms.look(now, board, limits, figures.last().orElse(Map.of())).forEach(control.facts());
        if (!watchers.isEmpty()) {
            List.copyOf(watchers.keySet()).forEach(page -> refresh(page, board));
        }
    }

    private void refresh(Consumer<String> page, Board board) {
        Watcher watcher = watchers.get(page);
        if (watcher == null) {
            return;
        }
        ObjectNode view = watcher.agent
                .map(a -> BoardView.reduced(board, a, serviceLevel))
                .orElseGet(() -> BoardView.whole(board, serviceLevel));
        if (watcher.agent.isEmpty()) {
            BoardView.help(view.putArray("help"), port.helpCalls(), board);
            BoardView.calls(view, port::inHand);
        }
        figures.last().ifPresent(known -> BoardView.today(view, known));
        Set<QueueName> mine = watcher.agent.map(a -> BoardView.served(board, a)).orElse(Set.of());
        BoardView.alarms(
                view.putArray("alarms"),
                alarms.on().stream()
                        .filter(a -> watcher.agent.isEmpty() || mine.contains(a.queue()))
                        .toList());
        BoardView.announcements(
                view.putArray("announcements"),
                control.announcements().current().stream()
                        .filter(a -> watcher.agent.isEmpty() || a.isFor(mine))
                        .toList());
        ObjectNode message = DeskJson.object().put("type", "board");
        message.set("board", view);
        String text = DeskJson.text(message);
        if (!text.equals(watcher.seen)) {
            watchers.put(page, new Watcher(watcher.agent, text));
            page.accept(text);
        }
    }

    private record Watcher(Optional<AgentId> agent, String seen) {}
}
