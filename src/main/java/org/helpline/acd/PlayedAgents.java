package org.helpline.acd;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.AgentId;

/** The agents of a {@link Play} at their phones. Not thread-safe. */
final class PlayedAgents {

    /** Who wanted to take a call that stopped ringing before says so soon that they are there. */
    private static final Duration AT_HAND = Duration.ofSeconds(10);

    private final Playing play;

    /** Of phones that ring: when the agent is ready again, should it ring out. */
    private final Map<Long, Optional<Duration>> back = new HashMap<>();

    PlayedAgents(Playing play) {
        this.play = play;
    }

    /** The phone begins to ring. */
    void rung(long offer, AgentId agent, People.Ring ring) {
        switch (ring) {
            case People.Ring.Taken(Duration after) -> picksUp(offer, after);
            case People.Ring.Cut(Duration after) -> picksUp(offer, after);
            case People.Ring.RungOut(var ready) -> back.put(offer, ready);
            case People.Ring.Refused(Duration after, var why, var ready) -> {
                back.put(offer, ready);
                play.at(play.now().plus(after), () -> {
                    if (back.remove(offer) != null) {
                        play.take(new AcdInput.Failed(offer, why));
                        comesBack(agent, ready);
                    }
                });
            }
        }
    }

    private void picksUp(long offer, Duration after) {
        back.put(offer, Optional.of(AT_HAND));
        play.at(play.now().plus(after), () -> play.take(new AcdInput.Accepted(offer)));
    }

    /** It rings no more. */
    void hear(AcdEvent event) {
        switch (event) {
            case AcdEvent.Connect e -> back.remove(e.offer());
            case AcdEvent.Withdraw e -> {
                Optional<Duration> ready = back.remove(e.offer());
                if (ready != null) {
                    comesBack(e.agent(), ready);
                }
            }
            default -> {}
        }
    }

    /** Who is not ready since they missed a call says in a while that they are. */
    private void comesBack(AgentId agent, Optional<Duration> after) {
        after.filter(_ -> AgentMachine.isAway(play.state(agent)))
                .ifPresent(d -> play.at(play.now().plus(d), () -> {
                    if (AgentMachine.isAway(play.state(agent))) {
                        play.take(new AcdInput.Agent(agent, new Acd.AgentCommand.Ready()));
                    }
                }));
    }
}
