package org.helpline.sip.trunk;

import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.TrunkSettings;
import org.helpline.core.Loop;
import org.helpline.core.Timers;
import org.helpline.sip.OutCall;
import org.helpline.sip.Referral;
import org.helpline.sip.SipLeg;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.SipLegListener;
import org.helpline.sip.Warning;
import org.helpline.sip.dialog.Onward;
import org.helpline.sip.dialog.OutgoingCall;
import org.helpline.sip.dialog.Trunkside;
import org.helpline.sip.dialog.UserAgentCore;
import org.helpline.sip.transport.Destination;
import org.jspecify.annotations.Nullable;

/**
 * A call out by trunks: carries out what {@link OutMachine} decides. Each try is a leg of its own beneath it, with its own Call-ID; what comes
 * of one that was given up is seen to there (a late 2xx is acknowledged and hung up). Confined to its SIP loop.
 */
public final class TrunkCall implements SipLeg {

    private final UserAgentCore core;
    private final WaysOut ways;
    private final Loop loop;
    private final OutCall call;
    private final SipLegListener listener;
    private final Map<String, List<Target>> targets = new HashMap<>();
    private OutMachine.State state = new OutMachine.State.Over();
    private boolean begun;
    private boolean ended;
    private @Nullable Try current;
    private Timers.@Nullable Timer patience;
    private @Nullable Runnable permit;
    private String permitOf = "";

    private TrunkCall(UserAgentCore core, WaysOut ways, Loop loop, OutCall call, SipLegListener listener) {
        this.core = core;
        this.ways = ways;
        this.loop = loop;
        this.call = call;
        this.listener = listener;
    }

    /** Begins in the next turn of the loop, so that no event comes before this returns. On {@code loop}, which is that of {@code core}. */
    public static SipLeg start(UserAgentCore core, WaysOut ways, Loop loop, OutCall call, SipLegListener listener) {
        loop.assertInside();
        TrunkCall one = new TrunkCall(core, ways, loop, call, listener);
        loop.timers().after(Duration.ZERO, one::begin);
        return one;
    }

    private void begin() {
        if (ended) {
            return;
        }
        begun = true;
        RoutePlan plan = RoutePlan.of(ways, call);
        plan.skipped().forEach(listener::on);
        if (ended) {
            return;
        }
        if (plan.ways().isEmpty()) {
            ended = true;
            if (plan.skipped().isEmpty()) {
                listener.on(new SipLegEvent.Tried("", "", 0, plan.why()));
            }
            listener.on(new SipLegEvent.Refused(plan.status(), plan.why(), plan.why()));
            return;
        }
        targets.putAll(plan.targets());
        follow(OutMachine.start(plan.ways()));
    }

    private void on(OutMachine.Event event) {
        loop.assertInside();
        follow(OutMachine.step(state, event));
    }

    private void follow(OutMachine.Step step) {
        state = step.next();
        step.effects().forEach(this::perform);
    }

    private void perform(OutMachine.Effect effect) {
        switch (effect) {
            case OutMachine.Effect.Enter(OutMachine.Way way, Optional<Duration> time) -> enter(way, time);
            case OutMachine.Effect.Abandon(String reason) -> abandon(reason);
            case OutMachine.Effect.StopPatience _ -> stopPatience();
            case OutMachine.Effect.Blame(OutMachine.Way way, String why) -> ways.failed(aim(way), why);
            case OutMachine.Effect.Tell(SipLegEvent event) -> {
                if (!ended) {
                    listener.on(event);
                }
            }
            case OutMachine.Effect.Release _ -> {
                ended = true;
                release();
            }
        }
    }

    private void enter(OutMachine.Way way, Optional<Duration> time) {
        current = null;
        if (ended) { // the listener has ended it while it was told
            return;
        }
        switch (admit(way)) {
            case WaysOut.Granted(Runnable over) -> {
                permit = over;
                permitOf = way.trunk() + " " + way.number();
                settings(way.trunk())
                        .ifPresentOrElse(
                                trunk -> send(new Try(way, trunk), time),
                                () -> on(new OutMachine.Event.Barred(
                                        503, "it is no longer in trunks.ini; call again by another.")));
            }
            case WaysOut.Barred(int status, String why) -> on(new OutMachine.Event.Barred(status, why));
        }
    }

    private void send(Try next, Optional<Duration> time) {
        current = next;
        time.ifPresent(t -> patience = loop.timers().after(t, () -> on(new OutMachine.Event.Silent())));
        next.send();
    }

    /** Further targets of a trunk need no further leave. */
    private WaysOut.Leave admit(OutMachine.Way way) {
        Runnable held = permit;
        if (held != null && permitOf.equals(way.trunk() + " " + way.number())) {
            return new WaysOut.Granted(held);
        }
        release();
        return ways.out(way.trunk(), way.number());
    }

    private void release() {
        Runnable held = permit;
        permit = null;
        if (held != null) {
            held.run();
        }
    }

    private void abandon(String reason) {
        Try given = current;
        current = null;
        if (given != null && given.leg != null) {
            given.leg.end(487, reason);
        }
    }

    private void stopPatience() {
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
    }

    private Target aim(OutMachine.Way way) {
        return targets.getOrDefault(way.trunk(), List.of()).get(way.target());
    }

    /** As they are in force; empty if it was taken away meanwhile. */
    private Optional<TrunkSettings> settings(String trunk) {
        return ways.trunks().stream().filter(t -> t.name().equals(trunk)).findFirst();
    }

    /** One INVITE to one target, challenges included. */
    private final class Try implements Trunkside, SipLegListener {
        private final OutMachine.Way way;
        private final TrunkSettings trunk;
        private final Presentation presentation;
        private @Nullable SipLeg leg;
        private final Optional<ClientDigest> digest;
        private List<String> redirects = List.of();
        private String fault = "";

        Try(OutMachine.Way way, TrunkSettings trunk) {
            this.way = way;
            this.trunk = trunk;
            this.presentation = Presentation.of(trunk, call, n -> ways.written(trunk, n));
            this.digest = ways.login(trunk);
        }

        void send() {
            String user = Presentation.user(ways.outward(trunk, way.number()));
            String uri = "sip:" + user + "@" + Presentation.domain(trunk);
            Destination to = aim(way).to();
            String sdp = call.offers().to(to.address().getAddress(), Optional.of(trunk));
            leg = core.call(new OutgoingCall(uri, to, call.callerNumber(), call.callerName(), sdp, this), this);
            if (current != this) { // it failed and was followed, or ended, before the leg was known
                leg.end(487, "given up");
            }
        }

        @Override
        public Optional<String> from() {
            return Optional.of(presentation.from());
        }

        @Override
        public List<String> headers() {
            return presentation.headers();
        }

        @Override
        public void trying() {
            if (current == this) {
                ways.answered(aim(way));
                TrunkCall.this.on(new OutMachine.Event.Heard());
            }
        }

        @Override
        public List<String> credentials(SIPRequest invite, SIPResponse challenge) {
            if (current != this) {
                return List.of();
            }
            trying();
            ClientDigest.Answer answer = digest.map(d ->
                            d.answer(challenge, "INVITE", invite.getRequestURI().toString()))
                    .orElse(new ClientDigest.Answer.GiveUp(
                            false,
                            trunk.name() + " asks for a password, and trunks.ini has none: add user and secret."));
            return switch (answer) {
                case ClientDigest.Answer.Again(List<String> lines) -> lines;
                case ClientDigest.Answer.GiveUp(boolean _, String sentence) -> {
                    fault = sentence;
                    yield List.of();
                }
            };
        }

        /** A challenge of its own, with a nonce of its own: whoever is asked once answers once. */
        @Override
        public List<String> credentialsWithin(SIPRequest request, SIPResponse challenge) {
            return ways.login(trunk)
                    .map(d -> d.answer(
                            challenge,
                            request.getMethod(),
                            request.getRequestURI().toString()))
                    .filter(ClientDigest.Answer.Again.class::isInstance)
                    .map(again -> ((ClientDigest.Answer.Again) again).lines())
                    .orElse(List.of());
        }

        @Override
        public Optional<Onward> onward(String number) {
            return ways.onward(trunk.name(), number);
        }

        @Override
        public boolean joins() {
            return ways.joins(trunk.name(), way.number());
        }

        @Override
        public void refusing(SIPResponse response) {
            if (response.getStatusCode() < 400 && trunk.out().followRedirect()) {
                redirects = contacts(response);
            }
        }

        private List<String> contacts(SIPResponse response) {
            List<String> numbers = new ArrayList<>();
            for (ListIterator<SIPHeader> all = response.getHeaders("Contact"); all.hasNext(); ) {
                if (all.next() instanceof Contact contact && contact.getAddress() != null) {
                    ways.inward(trunk, contact.getAddress().getURI()).ifPresent(numbers::add);
                }
            }
            return numbers.stream()
                    .filter(n -> !n.equals(way.number()))
                    .distinct()
                    .toList();
        }

        @Override
        public void invited(String callId) {
            listener.invited(callId);
        }

        @Override
        public void on(SipLegEvent event) {
            if (current == this) {
                heard(event, this);
            }
        }
    }

    private void heard(SipLegEvent event, Try by) {
        switch (event) {
            case SipLegEvent.Provisional(int status, Optional<String> sdp) ->
                on(new OutMachine.Event.Provisional(status, sdp));
            case SipLegEvent.Answered(Optional<String> sdp) -> on(new OutMachine.Event.Accepted(sdp));
            case SipLegEvent.Refused(int status, String reason, String _) ->
                on(
                        !by.fault.isEmpty()
                                ? new OutMachine.Event.Locked(status, by.fault)
                                : by.redirects.isEmpty()
                                        ? new OutMachine.Event.Refused(status, reason)
                                        : new OutMachine.Event.Redirected(status, reason, by.redirects));
            case SipLegEvent.Failed(String why) -> {
                if (state instanceof OutMachine.State.Up) {
                    last(event);
                } else {
                    on(new OutMachine.Event.Failed(why));
                }
            }
            case SipLegEvent.ByeReceived _, SipLegEvent.NeverAcknowledged _, SipLegEvent.Cancelled _ -> last(event);
            case SipLegEvent.Acknowledged _,
                    SipLegEvent.ReInvited _,
                    SipLegEvent.ReInviteAnswered _,
                    SipLegEvent.ReInviteRefused _,
                    SipLegEvent.InfoReceived _,
                    SipLegEvent.Referred _,
                    SipLegEvent.ReferNews _,
                    SipLegEvent.Tried _ -> listener.on(event);
        }
    }

    private void last(SipLegEvent event) {
        ended = true;
        state = new OutMachine.State.Over();
        release();
        listener.on(event);
    }

    private Optional<SipLeg> leg() {
        return Optional.ofNullable(current).flatMap(t -> Optional.ofNullable(t.leg));
    }

    @Override
    public String callId() {
        return leg().map(SipLeg::callId).orElse("");
    }

    @Override
    public boolean isDialog(Referral.Replaced named) {
        return leg().map(l -> l.isDialog(named)).orElse(false);
    }

    @Override
    public boolean isEarlyDialog(Referral.Replaced named) {
        return leg().map(l -> l.isEarlyDialog(named)).orElse(false);
    }

    @Override
    public boolean refer(String number) {
        return leg().map(l -> l.refer(number)).orElse(false);
    }

    @Override
    public boolean referTo(String replacing) {
        return leg().map(l -> l.referTo(replacing)).orElse(false);
    }

    @Override
    public Optional<String> replaceable() {
        return leg().flatMap(SipLeg::replaceable);
    }

    @Override
    public Optional<String> trunk() {
        return Optional.ofNullable(current).map(t -> t.trunk.name());
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public Optional<InetAddress> peer() {
        return Optional.ofNullable(current).map(t -> aim(t.way).to().address().getAddress());
    }

    @Override
    public void end(int status, String reason) {
        if (begun) {
            on(new OutMachine.Event.End(reason));
        } else {
            ended = true;
        }
    }

    @Override
    public void reInvite(String sdp) {
        leg().ifPresent(l -> l.reInvite(sdp));
    }

    @Override
    public void acceptReInvite(String sdp) {
        leg().ifPresent(l -> l.acceptReInvite(sdp));
    }

    @Override
    public void refuseReInvite(Warning why) {
        leg().ifPresent(l -> l.refuseReInvite(why));
    }

    @Override
    public void info(String contentType, String body) {
        leg().ifPresent(l -> l.info(contentType, body));
    }
}
