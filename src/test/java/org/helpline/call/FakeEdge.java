package org.helpline.call;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.config.Secret;
import org.helpline.config.SipGuard;
import org.helpline.config.SipSettings;
import org.helpline.config.TrunkSettings;
import org.helpline.core.AgentId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.sip.AgentPhones;
import org.helpline.sip.Caller;
import org.helpline.sip.Offers;
import org.helpline.sip.OutCall;
import org.helpline.sip.SipEndpoint;
import org.helpline.sip.SipLeg;
import org.helpline.sip.SipLegListener;
import org.helpline.sip.guard.Bans;

/** An edge without a network: agents' phones are {@link FakePhone}s. */
public final class FakeEdge implements SipEndpoint {

    private record NoRoute(String contact) implements AgentPhones.Route {}

    private final Map<AgentId, List<AgentPhones.Phone>> registered = new HashMap<>();
    private final List<FakePhone> called = new ArrayList<>();
    private final Set<AgentId> here = new HashSet<>();
    private List<Loop> loops = List.of();

    /** The loops that calls may live on. */
    public void runOn(Loop loop) {
        loops = List.of(loop);
    }

    @Override
    public Optional<AgentPhones.Phone> phoneAt(String uri) {
        return Optional.of(new AgentPhones.Phone(new AgentId("customer"), uri, new NoRoute(uri)));
    }

    @Override
    public Optional<AgentPhones.Phone> outside(String number) {
        return number.startsWith("+49")
                ? Optional.of(new AgentPhones.Phone(new AgentId(number), number, new NoRoute(number)))
                : Optional.empty();
    }

    /** One more phone of this agent is there. */
    public void register(String agent, String contact) {
        AgentId id = new AgentId(agent);
        registered
                .computeIfAbsent(id, _ -> new ArrayList<>())
                .add(new AgentPhones.Phone(id, contact, new NoRoute(contact)));
    }

    /** The phones of this agent are registered from the address that callers call from. */
    public void registerHere(String agent) {
        here.add(new AgentId(agent));
    }

    /** No phone of this agent is there. */
    public void unregister(String agent) {
        registered.remove(new AgentId(agent));
    }

    /** Every phone that was ever called, oldest first. */
    public List<FakePhone> called() {
        return List.copyOf(called);
    }

    /** A phone that nobody has called. */
    public FakePhone never() {
        return new FakePhone(new AgentId("nobody"), Personal.NONE, "", loops.getFirst(), _ -> {});
    }

    /** The newest. */
    public FakePhone last() {
        return called.getLast();
    }

    @Override
    public AgentPhones phones() {
        return agent -> List.copyOf(registered.getOrDefault(agent, List.of()));
    }

    @Override
    public SipLeg callPhone(Loop loop, AgentPhones.Phone phone, Caller caller, Offers offers, SipLegListener listener) {
        String sdp = offers.to(remoteAddressOf(phone), Optional.empty());
        FakePhone leg = new FakePhone(phone.agent(), caller, sdp, loop, listener);
        called.add(leg);
        return leg;
    }

    @Override
    public SipLeg callOut(Loop loop, OutCall call, SipLegListener listener) {
        String sdp = call.offers().to(InetAddress.getLoopbackAddress(), Optional.empty());
        FakePhone leg = new FakePhone(new AgentId(call.number()), call.callerNumber(), sdp, loop, listener);
        called.add(leg);
        return leg;
    }

    @Override
    public Optional<InetAddress> localAddressToward(List<String> trunks) {
        return Optional.of(InetAddress.getLoopbackAddress());
    }

    @Override
    public InetAddress localAddressFacing(InetAddress peer) {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public InetAddress localAddressFor(AgentPhones.Phone phone) {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public InetAddress remoteAddressOf(AgentPhones.Phone phone) {
        return here.contains(phone.agent()) ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral("192.0.2.60");
    }

    @Override
    public List<Listening> listening() {
        return List.of();
    }

    @Override
    public List<Loop> loops() {
        return loops;
    }

    @Override
    public Counts counts() {
        return new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public Bans bans() {
        return new Bans(
                loops.getFirst(),
                new SipGuard(0, Duration.ofMinutes(1), Duration.ofMinutes(1), List.of(), 0, List.of()),
                _ -> {});
    }

    @Override
    public double admitted() {
        return 1;
    }

    @Override
    public Map<Integer, Long> refused() {
        return Map.of();
    }

    @Override
    public void change(SipSettings phones, List<TrunkSettings> trunks) {}

    @Override
    public void givePass(AgentId agent, Secret pass) {}

    @Override
    public void endPass(AgentId agent) {}

    @Override
    public void limit(SipSettings limits) {}

    @Override
    public void drain(boolean on) {}

    @Override
    public void close() {}
}
