package org.helpline.media;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.helpline.media.MixPart.Voice;
import org.helpline.media.capture.Tape;
import org.helpline.media.mix.Blend;
import org.helpline.media.mix.PlayoutTerms;
import org.helpline.media.mix.Seat;
import org.helpline.media.rtp.RtpHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mix on one media loop. Has no tick of its own: each leg puts in what it reads, and takes what the others said when its own frame is due.
 * Confined to its loop, but for the making.
 */
final class TickedMix implements MediaMix {

    private static final Logger LOG = LoggerFactory.getLogger(TickedMix.class);

    private final MediaLoop loop;
    private final Blend blend;
    private final ArrayList<Member> members = new ArrayList<>();

    TickedMix(MediaLoop loop, PlayoutTerms terms) {
        this.loop = loop;
        this.blend = new Blend(loop.codecs, terms, loop.clock.nanos());
    }

    private static final class Member {
        private final TickedLeg leg;
        private final Seat seat;
        private MixPart part;

        Member(TickedLeg leg, Seat seat, MixPart part) {
            this.leg = leg;
            this.seat = seat;
            this.part = part;
        }
    }

    /** The loop on which it is. Any thread. */
    MediaLoop loop() {
        return loop;
    }

    /** A place for somebody who may come. Any thread. */
    Seat seat() {
        return new Seat(blend);
    }

    /** Takes a leg in; false if it is full. */
    boolean join(TickedLeg leg, Seat seat, MixPart part) {
        if (members.size() >= MOST) {
            LOG.warn("leg={} the mix is full: it has {} members", leg.local(), MOST);
            return false;
        }
        blend.add(seat);
        Member member = new Member(leg, seat, part);
        members.add(member);
        arrange(member);
        arrangeAsides();
        return true;
    }

    void change(TickedLeg leg, MixPart part) {
        Member member = of(leg);
        if (member != null) {
            member.part = part;
            arrange(member);
        }
    }

    void leave(TickedLeg leg) {
        Member gone = of(leg);
        if (gone != null) {
            blend.remove(gone.seat, loop.clock.nanos());
            members.remove(gone);
            arrangeAsides();
        }
    }

    /** Lets those speak to one member alone who want to, now that somebody has come or gone. */
    private void arrangeAsides() {
        for (Member m : members) {
            if (m.part.voice() instanceof Voice.ToOne) {
                arrange(m);
            }
        }
    }

    private void arrange(Member m) {
        long now = loop.clock.nanos();
        Seat seat = m.seat;
        double gain = m.part.gain();
        switch (m.part.voice()) {
            case Voice.ToAll _ -> seat.speak(true, null, true, gain, now);
            case Voice.ToOne v -> seat.speak(false, seatOf(v.listener()), true, gain, now);
            case Voice.ToNobody _ -> seat.speak(false, null, true, gain, now);
            case Voice.Held _ -> seat.speak(false, null, false, gain, now);
        }
    }

    private @Nullable Seat seatOf(MediaLeg leg) {
        Member member = of(leg);
        return member == null ? null : member.seat;
    }

    private @Nullable Member of(MediaLeg leg) {
        for (Member m : members) {
            if (m.leg == leg) {
                return m;
            }
        }
        return null;
    }

    /** Whether what is said from {@code seat} is heard by the other side of a conversation that is recorded. */
    boolean isHeardAcross(Seat seat, Tape.Track own) {
        for (int i = 0; i < members.size(); i++) {
            Member m = members.get(i);
            if (m.seat.hears(seat) && own.isAcross(m.leg.track())) {
                return true;
            }
        }
        return false;
    }

    /** A telephone-event of the phone that has {@code from}: whoever hears that one gets it. */
    void passEvent(Seat from, ByteBuffer packet, RtpHeader header, int eventClock, long now) {
        for (int i = 0; i < members.size(); i++) {
            Member m = members.get(i);
            if (m.seat.hears(from)) {
                m.leg.output().passEvent(packet, header, eventClock, now, m.leg.destination());
            }
        }
    }
}
