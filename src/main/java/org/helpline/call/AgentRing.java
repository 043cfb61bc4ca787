package org.helpline.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.Digit;
import org.jspecify.annotations.Nullable;

/**
 * The phones of one agent, rung for one caller: all ring, the first to answer is the agent's leg, the others stop. Confined to
 * the call's loop.
 */
public final class AgentRing {

    /** Why a phone stops ringing when somebody else has the caller: phones that are told so list no missed call. */
    public static final String ELSEWHERE = "Call completed elsewhere";

    private final AgentId agent;
    private final String legName;
    private Listener listener;
    private final List<Leg> ringing = new ArrayList<>();
    private @Nullable Leg answered;
    private @Nullable Leg early;
    private Failure failure = Failure.UNREACHABLE;
    private boolean over;
    private final List<Phone> phones = new ArrayList<>();
    private final List<Leg> all = new ArrayList<>();

    private final Optional<Acceptance> acceptance;

    AgentRing(AgentId agent, String legName, Optional<Acceptance> acceptance, Listener listener) {
        this.agent = agent;
        this.legName = legName;
        this.acceptance = acceptance;
        this.listener = listener;
    }

    /** Why no phone took the call: a person's no is told apart from a phone that is not there. Of several phones' words the first here counts. */
    public enum Failure {
        DECLINED,
        BUSY,
        /** It was answered, but nobody pressed the key that takes the call. */
        NO_ANSWER,
        UNREACHABLE
    }

    /** Hears of the ring, on the call's loop. */
    public interface Listener {

        /** A phone was answered: {@link AgentRing#leg()} is there. */
        void answered();

        /** No phone takes the call; nothing but {@link #event} follows. */
        void failed(Failure why);

        /** A phone was answered, but nobody pressed {@code key} within this time. */
        default void notAccepted(Digit key, Duration within) {}

        /** The answered phone hung up or was lost. */
        void gone();

        /** Everything that any of the phones does, for the record. */
        void event(LegEvent event);
    }

    /** Before anybody listens. */
    private static final Listener NOBODY = new Listener() {
        @Override
        public void answered() {}

        @Override
        public void failed(Failure why) {}

        @Override
        public void gone() {}

        @Override
        public void event(LegEvent event) {}
    };

    /** Who hears from now on. */
    public void listen(Listener other) {
        listener = other;
    }

    /** Takes part in the ring; its events come here. */
    LegListener joining(Phone phone) {
        return event -> on(phone, event);
    }

    /** A phone of the ring; the leg is there once it is dialled. */
    static final class Phone {
        private @Nullable Leg leg;
        private @Nullable AcceptKey asked;

        private void stopAsking() {
            if (asked != null) {
                asked.stop();
                asked = null;
            }
        }
    }

    void joined(Phone phone, Leg leg) {
        phone.leg = leg;
        phones.add(phone);
        ringing.add(leg);
        all.add(leg);
    }

    /** The phone that rings, and that somebody wants to take the place of. */
    public Optional<Leg> ringing(Replacement wanted) {
        return ringing.stream().filter(wanted::namesRinging).findFirst();
    }

    /** It cannot take the call. */
    void left(Phone phone) {
        ringing.remove(phone.leg);
        phones.remove(phone);
    }

    /** Somebody whose phone, which is up, has come from another ring. */
    static AgentRing talking(AgentId agent, String legName, Line phone) {
        AgentRing ring = new AgentRing(agent, legName, Optional.empty(), NOBODY);
        Phone member = new Phone();
        member.leg = phone;
        ring.phones.add(member);
        ring.all.add(phone);
        ring.answered = phone;
        phone.listen(ring.joining(member));
        return ring;
    }

    /** Whether any phone rings. */
    boolean isRinging() {
        return !ringing.isEmpty();
    }

    /** Whose phones they are. */
    public AgentId agent() {
        return agent;
    }

    /** As facts name the leg: {@code agent:NAME}, or {@code phone:EXTENSION} for a phone that is no agent's. */
    public String legName() {
        return legName;
    }

    /** The answered phone. */
    public Optional<Leg> leg() {
        return Optional.ofNullable(answered);
    }

    /** A phone that is heard though it has not answered yet, the latest; empty once one has answered, or none is heard. */
    public Optional<Leg> early() {
        return answered == null && !over ? Optional.ofNullable(early) : Optional.empty();
    }

    /** Whether nothing rings or talks any more. */
    public boolean isOver() {
        return over;
    }

    /** How many legs have not reported the end of their media. */
    public int openMedia() {
        return (int) all.stream().filter(Leg::hasMedia).count();
    }

    /** Stops ringing, or hangs up; nothing but {@link Listener#event} follows. */
    public void hangUp(String why) {
        over = true;
        stopRinging(why);
        if (answered != null) {
            answered.hangUp(480, why);
        }
    }

    private void stopRinging(String why) {
        phones.forEach(Phone::stopAsking);
        List.copyOf(ringing).forEach(l -> l.hangUp(487, why));
        ringing.clear();
    }

    private void on(Phone from, LegEvent event) {
        if (event instanceof LegEvent.EarlyMedia && answered == null) {
            early = from.leg;
        }
        if (!over || event instanceof LegEvent.MediaClosed) {
            listener.event(event);
        }
        if (from.asked != null) {
            from.asked.on(event);
        }
        switch (event) {
            case LegEvent.Answered ignored -> ask(from);
            case LegEvent.Refused e -> refused(from, e.status());
            case LegEvent.Failed ignored -> lost(from, Failure.UNREACHABLE);
            case LegEvent.HungUp ignored -> lost(from, Failure.DECLINED);
            case LegEvent.MediaClosed ignored -> {}
            case LegEvent.Ringing ignored -> {}
            case LegEvent.Invited ignored -> {}
            case LegEvent.Tried ignored -> {}
            case LegEvent.EarlyMedia ignored -> {} // told already; the leg is there to be heard
            case LegEvent.DigitHeard ignored -> {}
            case LegEvent.PlayEnded ignored -> {}
            case LegEvent.Recorded ignored -> {}
            case LegEvent.Held ignored -> {}
            case LegEvent.Resumed ignored -> {}
            case LegEvent.Referred ignored -> {}
            case LegEvent.SendOnNews ignored -> {} // only callers are sent on
            case LegEvent.Silent ignored -> {}
        }
    }

    private void ask(Phone from) {
        Leg leg = from.leg;
        if (acceptance.isEmpty() || over || answered != null || leg == null) {
            answered(from);
            return;
        }
        Acceptance terms = acceptance.get();
        from.asked = new AcceptKey(terms, leg, () -> answered(from), () -> {
            listener.notAccepted(terms.key(), terms.within());
            leg.hangUp(480, "Not accepted");
            lost(from, Failure.NO_ANSWER);
        });
    }

    private void answered(Phone from) {
        if (over || answered != null || from.leg == null) {
            return;
        }
        answered = from.leg;
        ringing.remove(answered);
        stopRinging(ELSEWHERE);
        listener.answered();
    }

    private void refused(Phone from, int status) {
        boolean isForThePerson = status == 600 || status == 603; // wherever they are: RFC 3261 §21.6
        if (isForThePerson && !over && from.leg != null && ringing.remove(from.leg)) {
            stopRinging("Declined elsewhere");
            fail(failureOf(status));
        } else {
            lost(from, failureOf(status));
        }
    }

    private void lost(Phone from, Failure why) {
        from.stopAsking();
        if (over || from.leg == null) {
            return;
        }
        if (from.leg == answered) {
            over = true;
            listener.gone();
        } else if (ringing.remove(from.leg)) {
            failure = why.compareTo(failure) < 0 ? why : failure;
            if (ringing.isEmpty() && answered == null) {
                fail(failure);
            }
        }
    }

    void fail(Failure why) {
        if (!over) {
            over = true;
            listener.failed(why);
        }
    }

    /** RFC 3261 §21.4, §21.6. */
    private static Failure failureOf(int status) {
        return switch (status) {
            case 486, 600 -> Failure.BUSY;
            case 480, 487, 603 -> Failure.DECLINED;
            default -> Failure.UNREACHABLE;
        };
    }
}
