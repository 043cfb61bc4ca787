package org.helpline.sip.registrar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.Loop;
import org.helpline.sip.RegistrationListener;
import org.helpline.sip.dialog.CleanText;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Flow;

/** The table of who is where: RFC 3261 §10.3, newest first. Confined to the edge loop. */
final class Bindings {

    /** More phones of one agent than this, and the oldest is dropped. */
    static final int PHONES = 5;

    private static final int LONGEST_SHOWN = 200;

    private final Map<AgentId, List<Binding>> table = new HashMap<>();
    private final Loop edge;
    private final RegistrationListener listener;
    private final Runnable changed;

    Bindings(Loop edge, RegistrationListener listener, Runnable changed) {
        this.edge = edge;
        this.listener = listener;
        this.changed = changed;
    }

    List<Binding> of(AgentId agent) {
        return table.getOrDefault(agent, List.of());
    }

    Map<AgentId, List<Binding>> all() {
        return table;
    }

    Optional<Binding> find(AgentId agent, RegisterRequest.Asked asked) {
        return of(agent).stream().filter(b -> b.is(asked)).findFirst();
    }

    /** Whether all of {@code request} is newer than what is there: §10.3, steps 6 and 7. */
    boolean isNewer(AgentId agent, RegisterRequest request) {
        return of(agent).stream()
                .filter(b -> request.everything() || request.contacts().stream().anyMatch(b::is))
                .noneMatch(b -> b.callId().equals(request.callId()) && b.cseq() >= request.cseq());
    }

    /** Adds or refreshes a phone that is reached by {@code to}. */
    void put(
            AgentId agent,
            RegisterRequest.Asked asked,
            Duration life,
            String callId,
            long cseq,
            Destination to,
            PhoneRoute route) {
        Optional<Binding> before = find(agent, asked);
        before.ifPresent(b -> {
            b.release();
            list(agent).remove(b);
        });
        Binding[] made = new Binding[1];
        made[0] = new Binding(
                asked.uri(),
                asked.instance(),
                asked.flow(),
                callId,
                cseq,
                to,
                route,
                edge.clock().nanos() + life.toNanos(),
                edge.timers().after(life, () -> remove(agent, made[0], "expired")),
                watch(to, () -> remove(agent, made[0], "its connection closed")));
        list(agent).addFirst(made[0]);
        Optional<Binding> surplus =
                list(agent).size() > PHONES ? Optional.of(list(agent).getLast()) : Optional.empty();
        changed.run(); // before anyone is told, who may look
        if (before.isEmpty()) {
            tell(agent, asked.uri(), true, "registered");
        } else if (!before.get().uri().equals(asked.uri())) {
            tell(agent, before.get().uri(), false, "the phone moved");
            tell(agent, asked.uri(), true, "registered");
        }
        surplus.ifPresent(b -> remove(agent, b, "replaced by a newer phone"));
    }

    /** Takes a phone out; nothing if it is gone or was refreshed since. */
    void remove(AgentId agent, Binding binding, String why) {
        binding.release();
        if (list(agent).removeIf(b -> b == binding)) {
            if (list(agent).isEmpty()) {
                table.remove(agent);
            }
            changed.run();
            tell(agent, binding.uri(), false, why);
        }
    }

    private Flow.Watch watch(Destination to, Runnable closed) {
        return to instanceof Destination.OverFlow over ? over.flow().onClose(edge, closed) : () -> {};
    }

    private List<Binding> list(AgentId agent) {
        return table.computeIfAbsent(agent, _ -> new ArrayList<>());
    }

    private void tell(AgentId agent, String uri, boolean registered, String why) {
        listener.onChanged(agent, CleanText.of(uri, LONGEST_SHOWN), registered, why);
    }
}
