package org.helpline.call;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.helpline.config.MediaSettings;
import org.helpline.config.TrunkSettings.MediaSecurity;
import org.helpline.config.TrunkSettings.Srtp;
import org.helpline.core.AgentId;
import org.helpline.core.Digit;
import org.helpline.core.ManualClock;
import org.helpline.core.Personal;
import org.helpline.core.SameThreadLoop;
import org.helpline.sip.IncomingCall.Invite;

/** The real legs and rings of one loop in virtual time, between fake phones and a fake media engine. */
final class LegBench implements NewCalls {

    static final AgentId ANNA = new AgentId("anna");

    final SameThreadLoop loop = new SameThreadLoop("sip-0", new ManualClock(Instant.parse("2026-11-18T09:00:00Z")));
    final FakeEdge edge = new FakeEdge();
    final FakeMedia media = new FakeMedia();
    /** What the caller's leg told, oldest first. */
    final List<LegEvent> caller = new ArrayList<>();
    /** What the ring told: {@code answered}, {@code failed WHY}, {@code gone}. */
    final List<String> ring = new ArrayList<>();
    /** What the agent's phones told through the ring. */
    final List<LegEvent> phones = new ArrayList<>();

    private final List<CallerLeg> callers = new ArrayList<>();
    private final Calls calls;

    LegBench() {
        this(SoundSecurity.same(new MediaSecurity(Srtp.OPTIONAL, List.of("AES_CM_128_HMAC_SHA1_80"))));
    }

    LegBench(SoundSecurity security) {
        this(security, List.of("PCMU", "PCMA"));
    }

    /** In the clear. */
    LegBench(List<String> codecs) {
        this(SoundSecurity.same(new MediaSecurity(Srtp.REFUSED, List.of())), codecs);
    }

    private LegBench(SoundSecurity security, List<String> codecs) {
        calls = new Calls(
                media,
                new MediaSettings(0, 0, 1, codecs, Duration.ofSeconds(30), Duration.ofSeconds(5)),
                () -> security,
                new OwnAddress(Optional.empty()),
                new Random(1),
                () -> edge,
                () -> this);
    }

    @Override
    public void onCall(CallerLeg leg) {
        leg.listen(caller::add);
        callers.add(leg);
    }

    @Override
    public void onRefused(Arrival arrival, int status, String sentence) {
        throw new AssertionError("refused: " + sentence);
    }

    /** Somebody calls; nobody has answered yet. */
    FakeCaller invite(Optional<String> offer) {
        FakeCaller call = new FakeCaller(
                loop,
                new Invite(
                        "call-1",
                        new Personal("+905321234567"),
                        new Personal("Ada"),
                        "100",
                        "udp 192.0.2.50:5060",
                        InetAddress.getLoopbackAddress(),
                        InetAddress.getLoopbackAddress(),
                        "fake/1",
                        offer));
        calls.onInvite(call);
        return call;
    }

    /** The newest caller's leg. */
    CallerLeg leg() {
        return callers.getLast();
    }

    /** A call that is up; what it told until then is forgotten. */
    FakeCaller up() {
        FakeCaller call = invite(Optional.of(Sdp.audio(30_000)));
        leg().answer();
        call.ack();
        loop.run();
        caller.clear();
        return call;
    }

    /** A number outside is rung for the caller, by whatever trunk. */
    AgentRing ringsNumber(String number) {
        return calls.ringNumber(number, leg(), listener());
    }

    /** Anna has called us to take the call of {@code caller}. */
    AgentRing takes(CallerLeg phone, CallerLeg other) {
        return calls.taking(ANNA, phone, other, listener());
    }

    /** Rings so many phones of Anna's for a caller that is up. */
    AgentRing rings(int howMany) {
        return rings(howMany, Optional.empty());
    }

    AgentRing rings(int howMany, Optional<Acceptance> acceptance) {
        up();
        for (int i = 1; i <= howMany; i++) {
            edge.register("anna", "sip:anna@192.0.2.6" + i);
        }
        return ringAgain(acceptance);
    }

    AgentRing ringAgain() {
        return ringAgain(Optional.empty());
    }

    private AgentRing ringAgain(Optional<Acceptance> acceptance) {
        return calls.ring(ANNA, leg(), acceptance, listener());
    }

    private AgentRing.Listener listener() {
        return new AgentRing.Listener() {
            @Override
            public void notAccepted(Digit key, Duration within) {
                ring.add("not accepted " + key.symbol());
            }

            @Override
            public void answered() {
                ring.add("answered");
            }

            @Override
            public void failed(AgentRing.Failure why) {
                ring.add("failed " + why);
            }

            @Override
            public void gone() {
                ring.add("gone");
            }

            @Override
            public void event(LegEvent event) {
                phones.add(event);
            }
        };
    }

    FakePhone phone(int index) {
        return edge.called().get(index);
    }

    /** The names of these events without what they carry. */
    static List<String> names(List<LegEvent> events) {
        return events.stream().map(e -> e.getClass().getSimpleName()).toList();
    }
}
