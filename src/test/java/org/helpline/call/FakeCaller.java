package org.helpline.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.core.Loop;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.Referral;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.SipLegListener;
import org.helpline.sip.Warning;

/** An INVITE that came in, and the caller who sent it. What the house says is written down as the caller would see it. */
public final class FakeCaller implements IncomingCall {

    private enum Phase {
        WAITING,
        ANSWERED,
        CLOSING,
        UP,
        OVER
    }

    private final Loop loop;
    private final Invite invite;
    private final List<String> said = new ArrayList<>();
    private SipLegListener listener = event -> {};
    private Phase phase = Phase.WAITING;
    private String closingReason = "";
    private String lastSdp = "";
    private boolean hasPassword = true;
    private boolean takesRefer;
    private boolean knowsReplaces;
    private Optional<Loop> asked = Optional.empty();
    private Optional<Referral.Replaced> replaced = Optional.empty();
    private final List<String> authenticated = new ArrayList<>();

    public FakeCaller(Loop loop, Invite invite) {
        this.loop = loop;
        this.invite = invite;
    }

    /** Wants to take the place of that phone. */
    public FakeCaller replacing(FakePhone other, boolean earlyOnly) {
        replaced = Optional.of(new Referral.Replaced(other.callId(), "ours", "theirs", earlyOnly));
        return this;
    }

    /** Its trunk takes REFER from now on. */
    public FakeCaller takingRefer() {
        takesRefer = true;
        return this;
    }

    /** Another call may take its place with the house. */
    public FakeCaller knowingReplaces() {
        knowsReplaces = true;
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

    /** What becomes of our REFER. */
    public void tells(SipLegEvent.ReferNews.Stage stage, int status, String reason) {
        listener.on(new SipLegEvent.ReferNews(stage, status, reason));
    }

    @Override
    public boolean refer(String number) {
        if (takesRefer) {
            said.add("REFER " + number);
        }
        return takesRefer;
    }

    /** Wants to take the place of that caller. */
    public FakeCaller replacing(FakeCaller other, boolean earlyOnly) {
        replaced = Optional.of(new Referral.Replaced(other.callId(), "ours", "theirs", earlyOnly));
        return this;
    }

    @Override
    public Optional<String> trunk() {
        return invite.trunk();
    }

    /** Knows no password from now on. */
    public FakeCaller withoutPassword() {
        hasPassword = false;
        return this;
    }

    /** Asks for a transfer. */
    public FakeReferral refers(String target) {
        FakeReferral referral = new FakeReferral(target, Optional.empty());
        listener.on(new SipLegEvent.Referred(referral));
        return referral;
    }

    // ---- the caller's side

    /** {@code 180}, {@code 200}, {@code 486 Busy Here}, {@code BYE why}, {@code INFO digit}: all that was said to the caller. */
    public List<String> said() {
        return List.copyOf(said);
    }

    /** Whose password was asked for. */
    public List<String> authenticated() {
        return List.copyOf(authenticated);
    }

    /** The loop that it was asked to come to with its password. */
    public Optional<Loop> askedBeside() {
        return asked;
    }

    /** Our last session description. */
    public String lastSdp() {
        return lastSdp;
    }

    /** Whether nothing more is expected of either side. */
    public boolean isOver() {
        return phase == Phase.OVER;
    }

    public FakeCaller ack() {
        return ack(Optional.empty());
    }

    public FakeCaller ack(Optional<String> sdp) {
        if (phase == Phase.CLOSING) {
            said.add("BYE " + closingReason);
            phase = Phase.OVER;
        } else if (phase == Phase.ANSWERED) {
            phase = Phase.UP;
            listener.on(new SipLegEvent.Acknowledged(sdp));
        }
        return this;
    }

    /** Never acknowledges: 64·T1 pass. */
    public void neverAcknowledges() {
        if (phase == Phase.ANSWERED) {
            phase = Phase.OVER;
            listener.on(new SipLegEvent.NeverAcknowledged());
        } else if (phase == Phase.CLOSING) {
            phase = Phase.OVER;
        }
    }

    /** Hangs up, or cancels before the answer. */
    public void hangsUp() {
        Phase before = phase;
        phase = Phase.OVER;
        switch (before) {
            case WAITING -> listener.on(new SipLegEvent.Cancelled(""));
            case ANSWERED, UP -> listener.on(new SipLegEvent.ByeReceived(""));
            case CLOSING, OVER -> {}
        }
    }

    /** The connection breaks. */
    public void breaks(String why) {
        if (phase != Phase.OVER) {
            phase = Phase.OVER;
            listener.on(new SipLegEvent.Failed(why));
        }
    }

    public void info(char key) {
        if (phase == Phase.UP) {
            listener.on(new SipLegEvent.InfoReceived("application/dtmf-relay", "Signal=" + key + "\r\nDuration=160"));
        }
    }

    public void reInvites(Optional<String> offer) {
        if (phase == Phase.UP) {
            listener.on(new SipLegEvent.ReInvited(offer));
        }
    }

    /** The ACK of a 200 to a re-INVITE. */
    public void acksReInvite(Optional<String> sdp) {
        if (phase == Phase.UP) {
            listener.on(new SipLegEvent.Acknowledged(sdp));
        }
    }

    // ---- the house's side

    @Override
    public String callId() {
        return invite.callId();
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public Invite invite() {
        return invite;
    }

    @Override
    public void listen(SipLegListener other) {
        listener = other;
    }

    @Override
    public Optional<Referral.Replaced> replaced() {
        return replaced;
    }

    @Override
    public void authenticate(Optional<Loop> beside, Consumer<Optional<String>> told) {
        authenticated.add(invite.from().value());
        asked = beside;
        loop.tell(() -> {
            if (phase == Phase.WAITING && !hasPassword) {
                refuse(401, "Unauthorized", 0);
            }
            told.accept(hasPassword ? Optional.of(invite.from().value()) : Optional.empty());
        });
    }

    @Override
    public void ring(int status, Optional<String> sdp) {
        said.add(String.valueOf(status));
        sdp.ifPresent(text -> lastSdp = text);
    }

    @Override
    public void answer(String sdp) {
        if (phase == Phase.WAITING) {
            phase = Phase.ANSWERED;
            lastSdp = sdp;
            said.add("200");
        }
    }

    @Override
    public void refuse(int status, String reason, int retryAfterSeconds) {
        if (phase == Phase.WAITING) {
            phase = Phase.OVER;
            said.add(status + " " + reason + (retryAfterSeconds == 0 ? "" : " Retry-After " + retryAfterSeconds));
        }
    }

    @Override
    public void notAcceptable(Warning why) {
        refuse(488, "Not Acceptable Here, Warning " + why.code(), 0);
    }

    @Override
    public void end(int status, String reason) {
        switch (phase) {
            case WAITING -> refuse(status, reason, 0);
            case ANSWERED -> {
                phase = Phase.CLOSING; // no BYE before the ACK
                closingReason = reason;
            }
            case UP -> {
                phase = Phase.OVER;
                said.add("BYE " + reason);
            }
            case CLOSING, OVER -> {}
        }
    }

    @Override
    public void reInvite(String sdp) {
        throw new AssertionError("the house re-invites nobody");
    }

    @Override
    public void acceptReInvite(String sdp) {
        lastSdp = sdp;
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
