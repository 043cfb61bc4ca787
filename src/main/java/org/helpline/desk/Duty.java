package org.helpline.desk;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.acd.Board.AgentLine;
import org.helpline.core.AgentId;
import org.helpline.interaction.DeskPort;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.Result;

/**
 * What a login means for an agent: the first session logs the agent in at the house and begins the feed, the end of the last
 * one logs out. A supervisor who is no agent has sessions and no duty. Confined to the desk's loop.
 */
final class Duty {

    private final DeskPort port;
    private final Feeds feeds;
    private final Sessions sessions;

    Duty(DeskPort port, Feeds feeds, Sessions sessions) {
        this.port = port;
        this.feeds = feeds;
        this.sessions = sessions;
    }

    /** The house's agent of this session; empty for an account that is no agent. */
    Optional<AgentLine> agent(DeskSession session) {
        return line(session.agent());
    }

    /** A session began. An agent who is already on duty (another tab, a page reloaded) is left in the state that is. */
    void begin(DeskSession session) {
        line(session.agent()).ifPresent(line -> {
            feeds.open(session.agent());
            if (line.state().equals("offline")) {
                port.command(session.agent(), new Command.LogIn());
            }
        });
    }

    /** The agent asks to log out; refused while the house refuses. */
    CompletionStage<Result> leave(DeskSession session) {
        return agent(session).isPresent()
                ? port.command(session.agent(), new Command.LogOut())
                : CompletableFuture.completedStage(new Result.Done());
    }

    /** The agent is off duty: a desk forgotten on another computer ends too, it could not take calls any more. */
    void left(DeskSession session) {
        sessions.ofAccount(session.account().name()).forEach(sessions::end);
        feeds.close(session.agent());
    }

    /** Once a second: ends idle sessions, logs their agents out, and lets the feeds catch up. */
    void tick(Instant now) {
        sessions.endIdle().forEach(this::ended);
        feeds.heal(now);
    }

    /** Somebody ends a session, on whatever computer. */
    void end(DeskSession session) {
        sessions.end(session);
        ended(session);
    }

    private void ended(DeskSession session) {
        boolean wasLast = sessions.ofAccount(session.account().name()).isEmpty();
        if (wasLast && agent(session).isPresent()) {
            port.command(session.agent(), new Command.LogOut());
        }
        if (wasLast) {
            feeds.close(session.agent());
        }
    }

    private Optional<AgentLine> line(AgentId agent) {
        return port.board().agents().stream()
                .filter(a -> a.agent().equals(agent))
                .findFirst();
    }
}
