package org.helpline.sip.registrar;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.helpline.config.Secret;
import org.helpline.config.SipSettings;
import org.helpline.core.AgentId;
import org.helpline.core.Loop;
import org.helpline.sip.AgentPhones;
import org.helpline.sip.RegistrationListener;
import org.helpline.sip.SavedRegistration;
import org.helpline.sip.dialog.CleanText;
import org.helpline.sip.dialog.Headers;
import org.helpline.sip.dialog.RegisterTaker;
import org.helpline.sip.dialog.Responses;
import org.helpline.sip.guard.Offence;
import org.helpline.sip.transaction.ServerTransaction;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Flow;
import org.helpline.sip.transport.RefusalLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registrar: RFC 3261 §10.3. Bindings belong to the edge loop; a REGISTER that came on another loop crosses to it in plain
 * values and its answer crosses back. {@link #of} reads a snapshot, on any thread.
 */
public final class Registrar implements AgentPhones, RegisterTaker {

    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

    static final Duration SHORTEST = Duration.ofSeconds(30);
    static final Duration USUAL = Duration.ofHours(1);
    static final Duration LONGEST = Duration.ofHours(2);

    /** How often a phone that keeps several flows shows that each is alive: RFC 5626 §4.4.1 takes 120 s where nothing is said. */
    static final Duration FLOW_TIMER = Duration.ofMinutes(2);

    private final Loop edge;
    private final RefusalLog refusals;
    private final SecureRandom random;
    private Map<String, Secret> secrets;
    private final Authenticator authenticator;
    private final DigestTrouble trouble;
    private final Passes passes = new Passes();
    private final Bindings bindings;
    private List<Phone> fixed;
    private final UnaryOperator<InetAddress> localFacing;
    private final AtomicReference<Map<AgentId, List<Phone>>> snapshot;
    private final AtomicReference<Set<InetAddress>> addresses;
    private final AtomicInteger registered = new AtomicInteger();

    /**
     * A registrar without registrations.
     *
     * @param edge the loop that owns it
     * @param settings realm, digests (at least one that we know) and the phones' secrets
     * @param random the nonces' key, tags
     * @param fixed the phones with a static contact
     * @param localFacing our address that faces a peer, for phones taken up after a restart
     * @param refusals of the edge loop, which is told of wrong passwords
     */
    public Registrar(
            Loop edge,
            SipSettings settings,
            SecureRandom random,
            List<Phone> fixed,
            UnaryOperator<InetAddress> localFacing,
            RegistrationListener listener,
            RefusalLog refusals) {
        this.refusals = refusals;
        this.edge = edge;
        this.random = random;
        this.secrets = Map.copyOf(settings.phones());
        List<DigestAlgorithm> offered = settings.digests().stream()
                .map(DigestAlgorithm::of)
                .flatMap(Optional::stream)
                .toList();
        this.authenticator = new Authenticator(settings.realm(), offered, settings.phones(), random);
        this.trouble = new DigestTrouble(offered, user -> secrets.containsKey(user));
        this.fixed = List.copyOf(fixed);
        this.localFacing = localFacing;
        this.bindings = new Bindings(edge, listener, this::publish);
        this.snapshot = new AtomicReference<>(byAgent(this.fixed));
        this.addresses = new AtomicReference<>(addressesOf(this.fixed));
    }

    @Override
    public List<Phone> of(AgentId agent) {
        return Objects.requireNonNull(snapshot.get()).getOrDefault(agent, List.of());
    }

    /** Whether a phone is registered, or has its fixed address, there. Any thread. */
    public boolean isAt(InetAddress address) {
        return Objects.requireNonNull(addresses.get()).contains(address);
    }

    /** How many phones are registered, static contacts apart. Any thread. */
    public int size() {
        return registered.get();
    }

    @Override
    public void onRegister(SIPRequest request, ServerTransaction transaction, Loop home) {
        RegisterRequest read = RegisterRequest.read(request, transaction.flow());
        boolean taken = edge.offer(() -> {
            Outcome outcome = register(read);
            home.tell(() -> respond(request, transaction, outcome));
        });
        if (!taken) {
            respond(request, transaction, Outcome.of(503, "Service Unavailable", "Retry-After: 5"));
        }
    }

    @Override
    public void onCall(SIPRequest invite, ServerTransaction transaction, Loop home, Consumer<Caller> told) {
        List<Credentials> given = RegisterRequest.credentials(invite);
        String callId = invite.getCallId().getCallId();
        boolean taken = edge.offer(() -> {
            Caller caller = caller(given, transaction.flow(), callId);
            home.tell(() -> told.accept(caller));
        });
        if (!taken) {
            told.accept(new Caller("", 503, "Service Unavailable", List.of("Retry-After: 5")));
        }
    }

    private Caller caller(List<Credentials> given, Flow flow, String callId) {
        long now = edge.clock().nanos();
        InetAddress source = flow.remote().getAddress();
        Authenticator.Attempt attempt =
                new Authenticator.Attempt("INVITE", given, source, callId, false, user -> passes.over(flow, user, now));
        return switch (authenticator.judge(attempt, now)) {
            case Authenticator.Verdict.Throttled _ -> new Caller("", 403, "Too Many Wrong Passwords", List.of());
            case Authenticator.Verdict.Challenged challenged ->
                new Caller("", 401, "Unauthorized", authenticator.challenges(callId, source, challenged.stale(), now));
            case Authenticator.Verdict.Admitted admitted -> Caller.known(admitted.user());
        };
    }

    /** Carries a REGISTER out, on the edge loop. */
    Outcome register(RegisterRequest request) {
        edge.assertInside();
        if (request.fault().isPresent()) {
            return Outcome.of(400, request.fault().get());
        }
        long now = edge.clock().nanos();
        InetAddress source = request.flow().remote().getAddress();
        Authenticator.Attempt attempt = new Authenticator.Attempt(
                "REGISTER",
                request.credentials(),
                source,
                request.callId(),
                isKnown(request.user(), source),
                user -> isWeb(request.flow()) ? passes.of(user, now) : Optional.empty());
        return switch (authenticator.judge(attempt, now)) {
            case Authenticator.Verdict.Throttled _ -> {
                wrongPassword(request, now);
                yield Outcome.of(403, "Too Many Wrong Passwords");
            }
            case Authenticator.Verdict.Challenged challenged -> {
                if (!request.credentials().isEmpty() && !challenged.stale()) {
                    wrongPassword(request, now);
                }
                trouble.onChallenge(request.user(), source, request.credentials())
                        .ifPresent(LOG::warn);
                yield new Outcome(
                        401,
                        "Unauthorized",
                        authenticator.challenges(request.callId(), source, challenged.stale(), now));
            }
            case Authenticator.Verdict.Admitted admitted -> {
                trouble.onRegistered(admitted.user());
                if (admitted.byPass()) {
                    passes.used(admitted.user(), request.flow(), now);
                }
                yield admitted.user().equals(request.user())
                        ? bind(new AgentId(admitted.user()), request)
                        : Outcome.of(403, "Forbidden"); // the credentials are another agent's: §10.3, step 4
            }
        };
    }

    private static boolean isWeb(Flow flow) {
        return flow.transport().equals("WS") || flow.transport().equals("WSS");
    }

    /**
     * From now on the agent's browser registers by this secret, over WebSocket; the browser that did by an earlier one is the phone no longer, and
     * hears it by the end of its connection. On the edge loop.
     */
    public void give(AgentId agent, Secret pass) {
        edge.assertInside();
        long now = edge.clock().nanos();
        passes.give(agent.value(), pass, now).ifPresent(flow -> part(agent, flow, "another window is the phone now"));
    }

    /** Nobody registers by the agent's pass any more, and who did is the phone no longer. On the edge loop. */
    public void endPass(AgentId agent) {
        edge.assertInside();
        passes.end(agent.value()).ifPresent(flow -> part(agent, flow, "it was switched off in the browser"));
    }

    private void part(AgentId agent, Flow flow, String why) {
        List.copyOf(bindings.of(agent)).stream()
                .filter(b -> b.to() instanceof Destination.OverFlow(Flow over) && over == flow)
                .forEach(b -> bindings.remove(agent, b, why));
        flow.close();
    }

    private void wrongPassword(RegisterRequest request, long now) {
        InetAddress source = request.flow().remote().getAddress();
        boolean proven = authenticator.knowsNonceOf(request.credentials(), source, request.callId(), now);
        refusals.offence(request.flow(), Offence.WRONG_PASSWORD, proven, request.user());
    }

    private Outcome bind(AgentId agent, RegisterRequest request) {
        if (!bindings.isNewer(agent, request)) {
            return Outcome.of(500, "REGISTER Out Of Order");
        }
        if (request.contacts().stream().anyMatch(c -> isTooBrief(request, c))) {
            return Outcome.of(423, "Interval Too Brief", "Min-Expires: " + SHORTEST.toSeconds());
        }
        if (!request.contacts().stream()
                .allMatch(c -> c.uri().regionMatches(true, 0, "sip:", 0, 4)
                        || (request.flow().isSecure() && c.uri().regionMatches(true, 0, "sips:", 0, 5)))) {
            return Outcome.of(400, "Contact Must Be A SIP URI");
        }
        if (request.everything()) {
            List.copyOf(bindings.of(agent)).forEach(b -> bindings.remove(agent, b, "unregistered"));
        }
        request.contacts().forEach(c -> bind(agent, request, c));
        List<String> lines = contacts(agent);
        if (request.isOutbound()) { // RFC 5626 §6, §8
            lines.add("Require: outbound");
            lines.add("Flow-Timer: " + FLOW_TIMER.toSeconds());
        }
        return new Outcome(200, "OK", lines);
    }

    private void bind(AgentId agent, RegisterRequest request, RegisterRequest.Asked contact) {
        int seconds = wanted(request, contact);
        if (seconds == 0) {
            bindings.find(agent, contact).ifPresent(b -> bindings.remove(agent, b, "unregistered"));
            return;
        }
        Duration life = Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
        Destination to = new Destination.OverFlow(request.flow());
        PhoneRoute route =
                new PhoneRoute(contact.uri(), to, request.flow().sound().local());
        bindings.put(agent, contact, life, request.callId(), request.cseq(), to, route);
    }

    private List<String> contacts(AgentId agent) {
        long now = edge.clock().nanos();
        List<String> lines = new ArrayList<>();
        for (Binding b : bindings.of(agent)) {
            lines.add(b.line(now));
        }
        return lines;
    }

    private static boolean isTooBrief(RegisterRequest request, RegisterRequest.Asked contact) {
        int seconds = wanted(request, contact);
        return seconds > 0 && seconds < SHORTEST.toSeconds();
    }

    private static int wanted(RegisterRequest request, RegisterRequest.Asked contact) {
        if (contact.expires() != RegisterRequest.UNSET) {
            return contact.expires();
        }
        return request.expires() != RegisterRequest.UNSET ? request.expires() : (int) USUAL.toSeconds();
    }

    private boolean isKnown(String user, InetAddress source) {
        return bindings.of(new AgentId(user)).stream()
                .anyMatch(b -> peer(b).getAddress().equals(source));
    }

    private static InetSocketAddress peer(Binding binding) {
        return binding.to().address();
    }

    /** Takes up what {@link #export} gave before a restart; what has expired, TCP and agents unknown by now are left out. On the edge loop. */
    public void seed(List<SavedRegistration> saved) {
        edge.assertInside();
        long now = edge.clock().now().getEpochSecond();
        for (SavedRegistration s : saved) {
            if (secrets.containsKey(s.agent())
                    && s.expiresAtSeconds() > now
                    && s.transport().equals("UDP")) {
                InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(s.host()), s.port());
                Destination to = new Destination.ToAddress(s.transport(), address);
                PhoneRoute route = new PhoneRoute(s.contact(), to, localFacing.apply(address.getAddress()));
                bindings.put(
                        new AgentId(s.agent()),
                        new RegisterRequest.Asked(s.contact(), s.instance(), RegisterRequest.UNSET),
                        Duration.ofSeconds(s.expiresAtSeconds() - now),
                        s.callId(),
                        s.cseq(),
                        to,
                        route);
            }
        }
    }

    /** Takes up other phones: who is gone, or has another secret, is registered no longer. On the edge loop. */
    public void change(Map<String, Secret> phones, List<Phone> others) {
        edge.assertInside();
        Map<String, Secret> before = secrets;
        secrets = Map.copyOf(phones);
        authenticator.change(secrets);
        fixed = List.copyOf(others);
        publish();
        for (AgentId agent : List.copyOf(bindings.all().keySet())) {
            Secret old = before.get(agent.value());
            Secret now = secrets.get(agent.value());
            if (now == null || !now.equals(old)) {
                String why = now == null ? "no longer in the settings" : "its secret was changed";
                List.copyOf(bindings.of(agent)).forEach(b -> bindings.remove(agent, b, why));
            }
        }
    }

    /** Every registration in plain values. On the edge loop. */
    public List<SavedRegistration> export() {
        edge.assertInside();
        long now = edge.clock().nanos();
        long epoch = edge.clock().now().getEpochSecond();
        List<SavedRegistration> saved = new ArrayList<>();
        bindings.all()
                .forEach((agent, list) -> list.forEach(b -> saved.add(new SavedRegistration(
                        agent.value(),
                        b.uri(),
                        b.instance(),
                        b.to().transport(),
                        peer(b).getAddress().getHostAddress(),
                        peer(b).getPort(),
                        b.callId(),
                        b.cseq(),
                        epoch + b.secondsLeft(now)))));
        return List.copyOf(saved);
    }

    private void publish() {
        List<Phone> phones = new ArrayList<>();
        bindings.all()
                .forEach((agent, list) -> newestFlows(list)
                        .forEach(b -> phones.add(new Phone(agent, CleanText.of(b.uri(), 200), b.route()))));
        registered.set(phones.size());
        phones.addAll(fixed);
        snapshot.set(byAgent(phones));
        addresses.set(addressesOf(phones));
    }

    /** A phone is called by its newest flow alone (RFC 5626 §7); the others wait for that one to break. */
    private static List<Binding> newestFlows(List<Binding> newestFirst) {
        Map<String, Binding> byPhone = new LinkedHashMap<>();
        newestFirst.forEach(b -> byPhone.putIfAbsent(b.phone(), b));
        return List.copyOf(byPhone.values());
    }

    private static Set<InetAddress> addressesOf(List<Phone> phones) {
        Set<InetAddress> all = new HashSet<>();
        phones.forEach(p -> {
            if (p.route() instanceof PhoneRoute route) { // those behind a trunk are where the trunk is
                all.add(route.to().address().getAddress());
            }
        });
        return Set.copyOf(all);
    }

    private static Map<AgentId, List<Phone>> byAgent(List<Phone> phones) {
        Map<AgentId, List<Phone>> map = new HashMap<>();
        phones.forEach(
                p -> map.computeIfAbsent(p.agent(), _ -> new ArrayList<>()).add(p));
        map.replaceAll((_, list) -> List.copyOf(list));
        return Map.copyOf(map);
    }

    private void respond(SIPRequest request, ServerTransaction transaction, Outcome outcome) {
        String tag = Long.toHexString(random.nextLong());
        SIPResponse response = Responses.of(request, outcome.status(), outcome.reason(), tag);
        outcome.headers().forEach(line -> response.addHeader(Headers.of(line)));
        transaction.respond(response);
    }
}
