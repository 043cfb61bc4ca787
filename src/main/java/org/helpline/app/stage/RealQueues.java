package org.helpline.app.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdEvent;
import org.helpline.acd.AcdLog;
import org.helpline.acd.LiveAcd;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.ManualClock;
import org.helpline.core.QueueName;
import org.helpline.core.SameThreadLoop;
import org.helpline.interaction.RoutingPlan;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.trial.MockedAgents;
import org.helpline.ivr.trial.TrialQueues;

/**
 * The real ACD for one trial's caller, in virtual time: the strategies, ring times and head starts of the settings, the script's plan, and the
 * trial's agents. Agents of whom the trial says nothing are as the settings have them, and away until they come. Nothing ends a stay but the
 * trial. One thread.
 */
public final class RealQueues implements TrialQueues {

    private static final InteractionId CALLER = new InteractionId("caller");
    private static final Instant BEGIN = Instant.parse("2027-01-04T08:00:00Z");

    private final SameThreadLoop loop = new SameThreadLoop("trial-acd", new ManualClock(BEGIN));
    private final Map<String, Long> offers = new TreeMap<>();
    private final Map<AgentId, InteractionId> others = new HashMap<>();
    private final Optional<AgentId> last;
    private final Acd acd;
    private AcdSettings settings;
    private boolean talking;
    private int count;

    /** With these settings and these agents, who come in their order. */
    public RealQueues(AcdSettings real, MockedAgents agents) {
        this.last = agents.last().map(AgentId::new);
        this.settings = StagedAcd.endless(real, QueueSettings::sharing);
        agents.people().forEach((id, said) -> settings = with(settings, said(id, said)));
        this.acd = LiveAcd.start(settings, loop, _ -> true, this::attempt, AcdLog.NONE, this::on);
        begin(agents.people());
    }

    private InteractionId attempt() {
        return new InteractionId("attempt-" + ++count);
    }

    // ---- who is there

    private AgentSettings said(String id, MockedAgents.Agent said) {
        List<QueueName> queues = said.queues().isEmpty()
                ? all()
                : said.queues().stream().sorted().map(QueueName::new).toList();
        return known(id)
                .orElseGet(() -> new AgentSettings(new AgentId(id), id, queues, false, Role.AGENT))
                .with(queues, said.skills());
    }

    private List<QueueName> all() {
        return settings.queues().stream().map(QueueSettings::name).toList();
    }

    private Optional<AgentSettings> known(String id) {
        return settings.agents().stream().filter(a -> a.id().value().equals(id)).findFirst();
    }

    private static AcdSettings with(AcdSettings s, AgentSettings agent) {
        List<AgentSettings> agents = new ArrayList<>(s.agents());
        agents.replaceAll(a -> a.id().equals(agent.id()) ? agent : a);
        if (!agents.contains(agent)) {
            agents.add(agent);
        }
        return new AcdSettings(s.queues(), List.copyOf(agents), s.serviceLevel());
    }

    /** All come before anybody has a call: who comes later begins with as many as the others have had. */
    private void begin(Map<String, MockedAgents.Agent> people) {
        Map<String, MockedAgents.Agent> here = new LinkedHashMap<>(people);
        here.values().removeIf(a -> a.doing() == MockedAgents.Doing.AWAY);
        here.keySet().forEach(this::come);
        here.forEach((id, said) -> {
            for (int i = 0; i < said.calls(); i++) {
                talks(id);
                pass(said.talked().dividedBy(said.calls()));
                endsOther(new AgentId(id));
            }
        });
        here.forEach((id, said) -> {
            go(id);
            come(id); // in their order: the first has been free longest
            if (said.doing() == MockedAgents.Doing.TALKING) {
                talks(id);
            }
        });
    }

    private void talks(String id) {
        AgentId agent = new AgentId(id);
        known(id).flatMap(a -> a.queues().stream().findFirst()).ifPresent(queue -> {
            InteractionId other = new InteractionId("other-" + ++count);
            others.put(agent, other);
            acd.dial(other, agent, queue);
            loop.run();
        });
    }

    private void endsOther(AgentId agent) {
        Optional.ofNullable(others.remove(agent)).ifPresent(other -> acd.released(other, agent));
        loop.run();
    }

    // ---- what happens in the call

    @Override
    public void pass(Duration time) {
        loop.advance(time);
    }

    @Override
    public void join(Effect.Enqueue wanted) {
        acd.join(new Acd.Ticket(CALLER, wanted.queue(), wanted.priority(), Optional.empty())
                .by(RoutingPlan.of(wanted, last)));
        loop.run();
    }

    @Override
    public void hold() {
        acd.hold(CALLER);
        loop.run();
    }

    @Override
    public void leave() {
        acd.leave(CALLER, Acd.LeaveReason.ABANDONED);
        loop.run();
        offers.clear();
        talking = false;
    }

    @Override
    public void connect() {
        if (!talking && offers.isEmpty()) {
            leave(); // one of whom the trial says nothing has the caller
        } else if (!talking) {
            answer(offers.keySet().iterator().next());
        }
    }

    @Override
    public void release() {
        talking = false;
        acd.released(CALLER);
        loop.run();
    }

    // ---- what agents do

    @Override
    public Set<String> rung() {
        return new TreeSet<>(offers.keySet());
    }

    @Override
    public void answer(String agent) {
        Optional.ofNullable(offers.get(agent)).ifPresent(acd::accepted);
        loop.run();
    }

    @Override
    public void refuse(String agent) {
        Optional.ofNullable(offers.remove(agent)).ifPresent(offer -> acd.failed(offer, Acd.OfferFailure.DECLINED));
        loop.run();
    }

    @Override
    public void come(String agent) {
        AgentId id = new AgentId(agent);
        if (known(agent).isEmpty()) {
            settings = with(settings, new AgentSettings(id, agent, all(), false, Role.AGENT));
            acd.reconfigure(settings);
        }
        endsOther(id);
        acd.reachable(id, true);
        acd.agent(id, new Acd.AgentCommand.LogIn());
        acd.agent(id, new Acd.AgentCommand.Ready());
        loop.run();
    }

    @Override
    public void go(String agent) {
        acd.agent(new AgentId(agent), new Acd.AgentCommand.NotReady("away"));
        loop.run();
    }

    private void on(AcdEvent event) {
        switch (event) {
            case AcdEvent.Offer o
            when o.interaction().equals(CALLER) -> offers.put(o.agent().value(), o.offer());
            case AcdEvent.Withdraw w
            when w.interaction().equals(CALLER) -> offers.remove(w.agent().value());
            case AcdEvent.Connect c
            when c.interaction().equals(CALLER) -> {
                offers.clear();
                talking = true;
            }
            default -> {} // of others, or nothing that a trial looks at
        }
    }
}
