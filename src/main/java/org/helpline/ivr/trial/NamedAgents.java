package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.ivr.run.ScriptEvent;

/** What agents do whom the test calls by name: the server's queues say whose phones ring for the caller, and when. */
record NamedAgents(VirtualCall call, QueueActs queue) {

    /** Whose phones ring at this moment, no more and no fewer. */
    Optional<Refusal> queueRings(Set<String> wanted) {
        Optional<Refusal> elsewhere = queue.waiting();
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        Set<String> found = rung();
        return found.equals(wanted) ? Optional.empty() : Refusal.of(words(wanted), happened(found));
    }

    Optional<Refusal> answers(String agent, Duration after) {
        Optional<Refusal> elsewhere = queue.waiting();
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        call.passTo(call.now().plus(call.reacting(after)));
        if (!rung().contains(agent)) {
            return Refusal.of(agent + " is rung, and answers", happened(rung()));
        }
        call.queues().now().ifPresent(q -> q.answer(agent));
        call.tell(new ScriptEvent.Connected());
        return Optional.empty();
    }

    Optional<Refusal> refuses(String agent) {
        Optional<Refusal> elsewhere = queue.waiting();
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        if (!rung().contains(agent)) {
            return Refusal.of(agent + " is rung, and refuses", happened(rung()));
        }
        call.queues().now().ifPresent(q -> q.refuse(agent));
        return Optional.empty();
    }

    Optional<Refusal> comes(String agent) {
        return moves(agent, MockedAgents.Doing.FREE);
    }

    Optional<Refusal> goes(String agent) {
        return moves(agent, MockedAgents.Doing.AWAY);
    }

    private Optional<Refusal> moves(String agent, MockedAgents.Doing doing) {
        Optional<TrialQueues> queues = call.queues().now();
        call.staff(agent, doing);
        queues.ifPresent(q -> {
            if (doing == MockedAgents.Doing.FREE) {
                q.come(agent);
            } else {
                q.go(agent);
            }
        });
        return queues.isPresent() ? Optional.empty() : Refusal.of(agent + " comes or goes", happened(Set.of()));
    }

    private Set<String> rung() {
        return call.queues().now().map(TrialQueues::rung).orElse(Set.of());
    }

    private String happened(Set<String> rung) {
        return call.queues().now().isPresent() ? words(rung) : "no server's queues are known here";
    }

    /** {@code the queue rings anna and ben}. */
    static String words(Set<String> agents) {
        return "the queue rings " + (agents.isEmpty() ? "nobody" : String.join(" and ", new TreeSet<>(agents)));
    }
}
