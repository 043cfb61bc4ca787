package org.helpline.sip;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.helpline.config.Secret;
import org.helpline.config.SipSettings;
import org.helpline.config.TrunkSettings;
import org.helpline.core.AgentId;
import org.helpline.core.Clock;
import org.helpline.core.Loop;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.sip.dialog.Admission;
import org.helpline.sip.dialog.OutgoingCall;
import org.helpline.sip.dialog.UserAgentCore;
import org.helpline.sip.guard.Bans;
import org.helpline.sip.registrar.PhoneRoute;
import org.helpline.sip.registrar.Registrar;
import org.helpline.sip.registrar.StaticContacts;
import org.helpline.sip.transaction.TransactionLayer;
import org.helpline.sip.transaction.Transactions;
import org.helpline.sip.transport.Tracer;
import org.helpline.sip.trunk.Around;
import org.helpline.sip.trunk.FixedPhones;
import org.helpline.sip.trunk.LiveTargets;
import org.helpline.sip.trunk.LiveTrunks;
import org.helpline.sip.trunk.LiveWays;
import org.helpline.sip.trunk.Names;
import org.helpline.sip.trunk.NumberForms;
import org.helpline.sip.trunk.Targets;
import org.helpline.sip.trunk.TrunkCall;
import org.helpline.sip.trunk.TrunkDoor;
import org.helpline.sip.trunk.TrunkRoute;
import org.helpline.sip.trunk.WaysOut;
import org.helpline.tls.Certificates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SIP edge, put together: sockets and transactions, a user agent core on each loop, the registrar on the first of them.
 *
 * <p>Everything is made on the caller's thread by {@link #start} before the sockets take their first message, and never changes.
 */
public final class SipEdge implements SipEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(SipEdge.class);
    private static final Duration GOODBYE = Duration.ofSeconds(3);

    private final TransactionLayer layer;
    private final List<UserAgentCore> cores;
    private final Registrar registrar;
    private final Admission.Shared admission;
    private final LongAdder dialogs;
    private final LiveTargets targets;
    private final WaysOut waysOut;

    private SipEdge(TransactionLayer layer, Assembly parts) {
        this.layer = layer;
        this.cores = List.copyOf(parts.cores);
        this.registrar = parts.registrar.getFirst();
        this.admission = parts.admission;
        this.dialogs = parts.dialogs;
        this.targets = parts.targets.getFirst();
        this.waysOut = new LiveWays(parts.trunks, targets, parts.random);
        layer.bans()
                .trust(address ->
                        registrar.isAt(address) || parts.door.getFirst().isTrunkAt(address));
        targets.set(parts.trunks.settings().trunks());
        parts.trunks.onChange((_, next) -> targets.set(next.trunks()));
    }

    /**
     * What the edge works with beside the clock and chance.
     *
     * @param trunks in force; they may change later
     * @param names find the trunks that have names
     * @param certificates none: TLS is not spoken
     * @param tracer sees every message that comes or goes
     */
    public record Equipment(
            SipSettings settings, LiveTrunks trunks, Names names, Optional<Certificates> certificates, Tracer tracer) {

        /** Without trunks, certificates and traces. */
        public static Equipment of(SipSettings settings) {
            return new Equipment(settings, LiveTrunks.none(), Names.NONE, Optional.empty(), Tracer.NONE);
        }

        /** The same with trunks. */
        public Equipment with(LiveTrunks others) {
            return new Equipment(settings, others, names, certificates, tracer);
        }

        /** The same with certificates. */
        public Equipment with(Certificates shown) {
            return new Equipment(settings, trunks, names, Optional.of(shown), tracer);
        }
    }

    /**
     * Opens the sockets and starts to serve.
     *
     * @param arrivals hears of calls, on their loops; at once from the moment the sockets are open, perhaps before this returns
     * @param refusals hears of INVITEs that the edge refused by itself, on their loops
     * @param registrations hears of agents' phones, on the edge loop, the first of {@link #loops()}
     * @param problems takes busy ports, bad addresses, unknown digests and bad static contacts
     * @return empty if there was a problem; nothing is left open then
     */
    public static Optional<SipEdge> start(
            Equipment equipment,
            Clock clock,
            SecureRandom random,
            CallArrivals arrivals,
            SipRefusals refusals,
            RegistrationListener registrations,
            Problems problems) {
        SipSettings settings = equipment.settings();
        LiveTrunks trunks = equipment.trunks();
        check(settings, problems);
        List<AgentPhones.Phone> fixed = fixed(settings, trunks.settings().trunks(), problems);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Assembly parts =
                new Assembly(settings, trunks, equipment.names(), random, arrivals, refusals, registrations, fixed);
        return TransactionLayer.start(
                        settings, equipment.certificates(), clock, random, equipment.tracer(), problems, parts::core)
                .map(layer -> new SipEdge(layer, parts));
    }

    /** The phones with a fixed address; each that is no good is a problem. Any thread. */
    public static List<AgentPhones.Phone> fixed(SipSettings settings, List<TrunkSettings> trunks, Problems problems) {
        FixedPhones phones = FixedPhones.read(settings.staticContacts(), trunks, problems);
        return Stream.concat(
                        phones.byTrunk().stream(),
                        StaticContacts.read(phones.byAddress(), SipEdge::localFacing, problems).stream())
                .toList();
    }

    @Override
    public void change(SipSettings phones, List<TrunkSettings> trunks) {
        List<AgentPhones.Phone> fixed = fixed(phones, trunks, new Problems());
        layer.loops().getFirst().tell(() -> registrar.change(phones.phones(), fixed));
    }

    @Override
    public void givePass(AgentId agent, Secret pass) {
        layer.loops().getFirst().tell(() -> registrar.give(agent, pass));
    }

    @Override
    public void endPass(AgentId agent) {
        layer.loops().getFirst().tell(() -> registrar.endPass(agent));
    }

    @Override
    public void limit(SipSettings limits) {
        admission.change(limits);
    }

    /** What the loops' cores share; filled loop by loop while they start, in order. */
    private record Assembly(
            SipSettings settings,
            LiveTrunks trunks,
            Names names,
            SecureRandom random,
            CallArrivals arrivals,
            SipRefusals refusals,
            RegistrationListener registrations,
            List<AgentPhones.Phone> fixed,
            Admission.Shared admission,
            LongAdder dialogs,
            List<LiveTargets> targets,
            List<UserAgentCore> cores,
            List<Registrar> registrar,
            List<TrunkDoor> door) {

        Assembly(
                SipSettings settings,
                LiveTrunks trunks,
                Names names,
                SecureRandom random,
                CallArrivals arrivals,
                SipRefusals refusals,
                RegistrationListener registrations,
                List<AgentPhones.Phone> fixed) {
            this(
                    settings,
                    trunks,
                    names,
                    random,
                    arrivals,
                    refusals,
                    registrations,
                    fixed,
                    new Admission.Shared(settings),
                    new LongAdder(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }

        UserAgentCore core(Transactions transactions) {
            Loop loop = transactions.loop();
            if (registrar.isEmpty()) {
                registrar.add(new Registrar(
                        loop, settings, random, fixed, SipEdge::localFacing, registrations, transactions.refusals()));
                LiveTargets live = new LiveTargets(new Around(transactions, random, names, this::isWayTo));
                targets.add(live);
                door.add(new TrunkDoor(trunks, live, live::addressesOfName, registrar.getFirst()));
            }
            int loops = settings.loops() > 0
                    ? settings.loops()
                    : Runtime.getRuntime().availableProcessors();
            UserAgentCore core = new UserAgentCore(
                    new UserAgentCore.Surroundings(
                            random,
                            arrivals,
                            refusals,
                            registrar.getFirst(),
                            new Admission(admission, loops, loop.clock().nanos()),
                            settings.sessions(),
                            door.getFirst(),
                            dialogs),
                    transactions);
            cores.add(core);
            return core;
        }

        /** Whether we listen on addresses of that family and the system knows a way to it. */
        private boolean isWayTo(InetAddress peer) {
            boolean six = peer instanceof Inet6Address;
            boolean listens =
                    settings.listen().stream().anyMatch(entry -> entry.startsWith("*") || entry.startsWith("[") == six);
            return listens && localFacing(peer) instanceof Inet6Address == six;
        }
    }

    /** Where trunks are reached, and how they stand; any thread. */
    @Override
    public Targets targets() {
        return targets;
    }

    private static void check(SipSettings settings, Problems problems) {
        List<String> unknown = settings.digests().stream()
                .filter(d -> !d.equals("SHA-256") && !d.equals("MD5"))
                .toList();
        if (!unknown.isEmpty() || settings.digests().isEmpty()) {
            problems.add(Problem.of(
                    "settings",
                    "sip.digests is " + settings.digests() + ".",
                    "Expected SHA-256, MD5 or both, in the order in which phones shall be offered them."));
        }
        if (settings.realm().isBlank() || !settings.realm().matches("[ -~&&[^\"\\\\]]+")) {
            problems.add(Problem.of(
                    "settings",
                    "sip.realm is not fit for a challenge: " + settings.realm() + ".",
                    "Expected plain letters, digits, dots or dashes without quotes."));
        }
    }

    @Override
    public List<Listening> listening() {
        return layer.listening().stream()
                .map(b -> new Listening(b.transport(), b.address()))
                .toList();
    }

    @Override
    public AgentPhones phones() {
        return registrar;
    }

    @Override
    public List<Loop> loops() {
        return List.copyOf(layer.loops());
    }

    @Override
    public InetAddress localAddressFor(AgentPhones.Phone phone) {
        return phone.route() instanceof TrunkRoute by
                ? localAddressToward(by.trunks()).orElseGet(InetAddress::getLoopbackAddress)
                : ((PhoneRoute) phone.route()).local();
    }

    @Override
    public InetAddress remoteAddressOf(AgentPhones.Phone phone) {
        return phone.route() instanceof TrunkRoute by
                ? firstTarget(by.trunks()).orElseGet(InetAddress::getLoopbackAddress)
                : ((PhoneRoute) phone.route()).remote();
    }

    @Override
    public Optional<AgentPhones.Phone> phoneAt(String uri) {
        Optional<AgentPhones.Phone> byTrunk = TrunkRoute.read(uri, waysOut.trunks())
                .map(route -> new AgentPhones.Phone(new AgentId("customer"), uri, route));
        return byTrunk.or(
                () -> StaticContacts.read(Map.of("customer", uri), SipEdge::localFacing, new Problems()).stream()
                        .findFirst());
    }

    @Override
    public boolean mayCall(AgentPhones.Phone phone) {
        return !(phone.route() instanceof TrunkRoute(List<String> trunks, String number))
                || waysOut.trunks().stream()
                        .filter(t -> t.enabled() && (trunks.isEmpty() || trunks.contains(t.name())))
                        .anyMatch(t -> waysOut.allows(t, number)
                                || waysOut.allows(t, NumberForms.inward(t.numbers(), number)));
    }

    @Override
    public Optional<AgentPhones.Phone> outside(String number) {
        return waysOut.trunks().stream()
                .filter(TrunkSettings::enabled)
                .flatMap(t -> Stream.of(number, NumberForms.inward(t.numbers(), number))
                        .filter(n -> waysOut.allows(t, n)))
                .findFirst()
                .map(n -> new AgentPhones.Phone(new AgentId(number), "trunk:" + n, new TrunkRoute(List.of(), n)));
    }

    @Override
    public SipLeg callPhone(Loop loop, AgentPhones.Phone phone, Caller caller, Offers offers, SipLegListener listener) {
        return switch (phone.route()) {
            case TrunkRoute(List<String> trunks, String number) ->
                callOut(
                        loop,
                        new OutCall(
                                number,
                                trunks,
                                caller.number(),
                                caller.name(),
                                caller.withheld(),
                                caller.through(),
                                offers),
                        listener);
            case PhoneRoute route -> {
                String sdp = offers.to(route.to().address().getAddress(), Optional.empty());
                OutgoingCall call = new OutgoingCall(route.uri(), route.to(), caller.number(), caller.name(), sdp);
                yield core(loop).call(call, listener);
            }
            default -> throw new IllegalStateException("no way to the phone " + phone.contact());
        };
    }

    private UserAgentCore core(Loop loop) {
        int index = layer.loops().indexOf(loop);
        if (index < 0) {
            throw new IllegalStateException("no SIP loop: " + loop.name());
        }
        return cores.get(index);
    }

    @Override
    public Bans bans() {
        return layer.bans();
    }

    @Override
    public double admitted() {
        return layer.admitted();
    }

    @Override
    public Optional<InetAddress> outerAddress(InetAddress peer, InetAddress local) {
        return layer.outer().towards(peer, local);
    }

    private Optional<InetAddress> firstTarget(List<String> trunks) {
        List<String> names = trunks.isEmpty()
                ? waysOut.trunks().stream().map(TrunkSettings::name).toList()
                : trunks;
        return names.stream()
                .flatMap(name -> waysOut.targets(name).stream())
                .findFirst()
                .map(target -> target.to().address().getAddress());
    }

    @Override
    public SipLeg callOut(Loop loop, OutCall call, SipLegListener listener) {
        return TrunkCall.start(core(loop), waysOut, loop, call, listener);
    }

    @Override
    public Optional<InetAddress> localAddressToward(List<String> trunks) {
        return firstTarget(trunks).map(SipEdge::localFacing);
    }

    @Override
    public InetAddress localAddressFacing(InetAddress peer) {
        return localFacing(peer);
    }

    @Override
    public void drain(boolean on) {
        admission.drain(on);
    }

    /** Takes up registrations from before a restart; at any time, from any thread. */
    public void seed(List<SavedRegistration> saved) {
        List<SavedRegistration> copy = List.copyOf(saved);
        layer.loops().getFirst().tell(() -> registrar.seed(copy));
    }

    /** Every registration as it stands, completed on the edge loop. Any thread; before {@link #close}. */
    public CompletionStage<List<SavedRegistration>> registrations() {
        CompletableFuture<List<SavedRegistration>> all = new CompletableFuture<>();
        if (!layer.loops().getFirst().tell(() -> all.complete(registrar.export()))) {
            all.complete(List.of());
        }
        return all;
    }

    @Override
    public Counts counts() {
        return new Counts(
                layer.liveTransactions(),
                dialogs.sum(),
                registrar.size(),
                layer.counters().received(),
                layer.counters().sent(),
                layer.counters().sendFailures(),
                layer.counters().rejectedByGate(),
                layer.counters().ignored(),
                layer.counters().shed(),
                layer.counters().connections(),
                layer.counters().unsecured());
    }

    @Override
    public Map<Integer, Long> refused() {
        return layer.counters().refused();
    }

    @Override
    public void close() {
        drain(true);
        goodbye();
        layer.close();
    }

    /** Unregisters from trunks; within bounds, since a provider may be silent. */
    private void goodbye() {
        try {
            targets.leave().toCompletableFuture().get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("not every trunk has heard that we go: {}", e.toString());
        }
    }

    /** Our address towards a peer by the system's routing table; no packet is sent. The loopback address if there is no way. */
    private static InetAddress localFacing(InetAddress peer) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(peer, 9));
            return ((InetSocketAddress) channel.getLocalAddress()).getAddress();
        } catch (IOException e) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
