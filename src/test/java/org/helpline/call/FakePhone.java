package org.helpline.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.sip.Caller;
import org.helpline.sip.Referral;
import org.helpline.sip.SipLeg;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.SipLegListener;
import org.helpline.sip.Warning;

/** An agent's phone that the house calls, and the agent beside it. */
public final class FakePhone implements SipLeg {

    private enum Phase {
        RINGING,
        CANCELLED,
        UP,
        OVER
    }

    private final AgentId agent;
    private final Personal shown;
    private final Personal shownName;
    private final String offer;
    private final Loop loop;
    private final SipLegListener listener;
    private final List<String> said = new ArrayList<>();
    private Phase phase = Phase.RINGING;
    private Optional<String> trunk = Optional.empty();
    private boolean takesRefer;
    private boolean knowsReplaces;

    FakePhone(AgentId agent, Personal shown, String offer, Loop loop, SipLegListener listener) {
        this(agent, new Caller(shown, Personal.NONE), offer, loop, listener);
    }

    FakePhone(AgentId agent, Caller caller, String offer, Loop loop, SipLegListener listener) {
        this.agent = agent;
        this.shown = caller.number();
        this.shownName = caller.name();
        this.offer = offer;
        this.loop = loop;
        this.listener = listener;
    }

    // ---- the agent's side

    public AgentId agent() {
        return agent;
    }

    /** The number on its display. */
    public Personal shown() {
        return shown;
    }

    /** The name on its display. */
    public Personal shownName() {
        return shownName;
    }

    /** Our offer. */
    public String offer() {
        return offer;
    }

    /** {@code CANCEL why}, {@code BYE why}, {@code INFO …}. */
    public List<String> said() {
        return List.copyOf(said);
    }

    @Override
    public boolean isEarlyDialog(Referral.Replaced named) {
        return phase == Phase.RINGING && callId().equals(named.callId());
    }

    @Override
    public Optional<String> trunk() {
        return trunk;
    }

    /** Another call may take its place with the house. */
    public FakePhone knowingReplaces() {
        knowsReplaces = true;
        return this;
    }

    /** Its trunk takes REFER. */
    public FakePhone takingRefer() {
        takesRefer = true;
        return this;
    }

    @Override
    public Optional<String> replaceable() {
        return knowsReplaces ? Optional.of(callId()) : Optional.empty();
    }

    @Override
    public boolean referTo(String replacing) {
        return refer("in the place of " + replacing);
    }

    @Override
    public boolean refer(String number) {
        if (takesRefer) {
            said.add("REFER " + number);
        }
        return takesRefer;
    }

    /** What becomes of our REFER. */
    public void tells(SipLegEvent.ReferNews.Stage stage, int status, String reason) {
        listener.on(new SipLegEvent.ReferNews(stage, status, reason));
    }

    /** It is reached by that trunk. */
    public FakePhone by(String name) {
        trunk = Optional.of(name);
        return this;
    }

    public boolean isRinging() {
        return phase == Phase.RINGING;
    }

    public boolean isUp() {
        return phase == Phase.UP;
    }

    public boolean isOver() {
        return phase == Phase.OVER || phase == Phase.CANCELLED;
    }

    /** A try of a trunk came to its end. */
    public void tried(String trunk, String target, int status, String sentence) {
        listener.on(new SipLegEvent.Tried(trunk, target, status, sentence));
    }

    /** Our INVITE is on its way. */
    public FakePhone invited() {
        listener.invited(callId());
        return this;
    }

    public FakePhone rings() {
        if (phase == Phase.RINGING) {
            listener.on(new SipLegEvent.Provisional(180, Optional.empty()));
        }
        return this;
    }

    /** 183 with a session description of its own. */
    public FakePhone announces(int rtpPort) {
        if (phase == Phase.RINGING) {
            listener.on(new SipLegEvent.Provisional(183, Optional.of(Sdp.audio(rtpPort))));
        }
        return this;
    }

    public FakePhone answers() {
        return answers(Optional.of(Sdp.audio(40_000)));
    }

    public FakePhone answers(Optional<String> sdp) {
        if (phase == Phase.RINGING) {
            phase = Phase.UP;
            listener.on(new SipLegEvent.Answered(sdp));
        } else if (phase == Phase.CANCELLED) {
            said.add("BYE"); // the 200 beat our CANCEL
            phase = Phase.OVER;
        }
        return this;
    }

    public void refuses(int status) {
        if (phase == Phase.RINGING) {
            phase = Phase.OVER;
            listener.on(new SipLegEvent.Refused(status, "no"));
        }
    }

    public void fails(String why) {
        if (phase == Phase.RINGING || phase == Phase.UP) {
            phase = Phase.OVER;
            listener.on(new SipLegEvent.Failed(why));
        }
    }

    public void hangsUp() {
        if (phase == Phase.UP) {
            phase = Phase.OVER;
            listener.on(new SipLegEvent.ByeReceived(""));
        }
    }

    public void holds() {
        reInvites("sendonly");
    }

    public void resumes() {
        reInvites("sendrecv");
    }

    private void reInvites(String direction) {
        if (phase == Phase.UP) {
            listener.on(new SipLegEvent.ReInvited(Optional.of(Sdp.audio(40_000, "0 101", direction))));
        }
    }

    /** Asks for a transfer. */
    public FakeReferral refers(String target) {
        return refers(new FakeReferral(target, Optional.empty()));
    }

    /** Asks that the caller is joined with whom the other call of this phone is with. */
    public FakeReferral refersTo(FakeCaller second) {
        return refers(new FakeReferral(
                second.invite().dialled(),
                Optional.of(new Referral.Replaced(second.callId(), "ours", "theirs", false))));
    }

    private FakeReferral refers(FakeReferral referral) {
        if (phase == Phase.UP) {
            listener.on(new SipLegEvent.Referred(referral));
        }
        return referral;
    }

    public void info(char key) {
        if (phase == Phase.UP) {
            listener.on(new SipLegEvent.InfoReceived("application/dtmf", String.valueOf(key)));
        }
    }

    // ---- the house's side

    @Override
    public String callId() {
        return "to-" + agent;
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public void end(int status, String reason) {
        switch (phase) {
            case RINGING -> {
                phase = Phase.CANCELLED;
                said.add("CANCEL " + reason);
            }
            case UP -> {
                phase = Phase.OVER;
                said.add("BYE " + reason);
            }
            case CANCELLED, OVER -> {}
        }
    }

    @Override
    public void reInvite(String sdp) {
        if (phase == Phase.UP) {
            said.add("re-INVITE to port " + Sdp.port(sdp));
        }
    }

    /** Answers our re-INVITE. */
    public void agreesAgain() {
        if (phase == Phase.UP) {
            listener.on(new SipLegEvent.ReInviteAnswered(Optional.of(Sdp.audio(40_000))));
        }
    }

    /** Refuses our re-INVITE. */
    public void refusesAgain() {
        if (phase == Phase.UP) {
            listener.on(new SipLegEvent.ReInviteRefused(488));
        }
    }

    @Override
    public void acceptReInvite(String sdp) {
        said.add("200");
    }

    @Override
    public void refuseReInvite(Warning why) {
        said.add("488 re-INVITE Warning " + why.code());
    }

    @Override
    public void info(String contentType, String body) {
        said.add("INFO " + body.lines().findFirst().orElse(""));
    }
}
