package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.core.AgentId;
import org.jspecify.annotations.Nullable;

/** What agents did when they were rung, as the ACD's log tells it. Not thread-safe. */
final class PastRings {

    private enum End {
        TAKEN,
        REFUSED,
        RUNG_OUT,
        CUT
    }

    /** An agent's phone rang. */
    static final class Rung {
        final AgentId agent;
        private final Instant since;
        private @Nullable Instant over;
        private End end = End.CUT;
        private OfferFailure why = OfferFailure.NO_ANSWER;
        private Optional<Duration> back = Optional.empty();

        private Rung(AgentId agent, Instant since) {
            this.agent = agent;
            this.since = since;
        }

        private void ends(End as, Instant at) {
            end = as;
            over = at;
        }

        Duration rang() {
            return over == null ? Duration.ZERO : Duration.between(since, over);
        }

        private People.Ring ring() {
            return switch (end) {
                case TAKEN -> new People.Ring.Taken(rang());
                case REFUSED -> new People.Ring.Refused(rang(), why, back);
                case RUNG_OUT -> new People.Ring.RungOut(back);
                case CUT -> new People.Ring.Cut(rang());
            };
        }
    }

    private final Map<Long, Rung> ringing = new HashMap<>();
    private final Map<AgentId, Rung> away = new HashMap<>();
    private final List<Rung> all = new ArrayList<>();

    /** All are out. */
    void clear() {
        ringing.clear();
        away.clear();
    }

    /** The day begins; what was before says nothing of it. */
    void begins() {
        all.clear();
    }

    /** The agent's phone begins to ring. */
    Rung rings(long offer, AgentId agent, Instant at) {
        Rung rung = new Rung(agent, at);
        ringing.put(offer, rung);
        all.add(rung);
        return rung;
    }

    /**
     * The ACD takes an input, before what comes of it is heard.
     *
     * @return whether an agent who has missed a call says with it that they are ready
     */
    boolean isBack(AcdInput input, Instant at) {
        switch (input) {
            case AcdInput.Failed(long offer, var why) -> refused(offer, End.REFUSED, why, at);
            case AcdInput.RingOver(long offer) -> refused(offer, End.RUNG_OUT, OfferFailure.NO_ANSWER, at);
            case AcdInput.Agent(var agent, AgentCommand.Ready _) -> {
                Rung missed = away.remove(agent);
                if (missed != null && missed.over != null) {
                    missed.back = Optional.of(Duration.between(missed.over, at));
                    return true;
                }
            }
            case AcdInput.Agent(var agent, AgentCommand.NotReady _) -> away.remove(agent);
            default -> {}
        }
        return false;
    }

    private void refused(long offer, End end, OfferFailure why, Instant at) {
        Rung rung = ringing.remove(offer);
        if (rung != null) {
            rung.ends(end, at);
            rung.why = why;
            if (why == OfferFailure.NO_ANSWER || why == OfferFailure.UNREACHABLE) {
                away.put(rung.agent, rung);
            }
        }
    }

    void hear(AcdEvent event, Instant at) {
        switch (event) {
            case AcdEvent.Connect e -> ends(e.offer(), End.TAKEN, at);
            case AcdEvent.Withdraw e -> ends(e.offer(), End.CUT, at);
            case AcdEvent.AgentChanged e -> {
                if (!e.state().equals("not-ready")) {
                    away.remove(e.agent()); // logged out, or came back by themselves
                }
            }
            default -> {}
        }
    }

    private void ends(long offer, End end, Instant at) {
        Rung rung = ringing.remove(offer);
        if (rung != null) {
            rung.ends(end, at);
        }
    }

    /** What each of them did, in order. */
    static Map<AgentId, List<People.Ring>> byAgent(List<Rung> rungs) {
        Map<AgentId, List<People.Ring>> rings = new LinkedHashMap<>();
        rungs.forEach(
                r -> rings.computeIfAbsent(r.agent, _ -> new ArrayList<>()).add(r.ring()));
        return rings;
    }

    /** What agents do as a rule: all that they did, where it is known. */
    Map<AgentId, List<People.Ring>> manners() {
        return byAgent(all.stream().filter(r -> r.end != End.CUT).toList());
    }
}
