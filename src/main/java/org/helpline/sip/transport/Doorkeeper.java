package org.helpline.sip.transport;

import org.helpline.config.SipGuard;
import org.helpline.core.Clock;
import org.helpline.sip.guard.Bans;
import org.helpline.sip.guard.Offence;
import org.helpline.sip.guard.Overload;
import org.helpline.sip.guard.Scanners;
import org.helpline.sip.guard.SourceRates;

/** Who gets no answer at all: the banned, scanners, and sources that send too much. One for each loop, confined to it. */
final class Doorkeeper {

    /** A call has so many requests more within it than it begins with. */
    private static final int WITHIN = 4;

    private final Clock clock;
    private final Bans bans;
    private final Scanners scanners;
    private final SourceRates rates;
    private final SourceRates within;
    private final Overload overload;

    Doorkeeper(Clock clock, Bans bans, SipGuard settings) {
        this.clock = clock;
        this.bans = bans;
        this.scanners = new Scanners(settings.scanners());
        this.rates = new SourceRates(settings.requestsPerSource());
        this.within = new SourceRates(WITHIN * settings.requestsPerSource());
        this.overload = new Overload(clock.nanos());
    }

    /** Whether nothing that comes over the flow is read. */
    boolean bars(Flow flow) {
        return bans.bars(flow.remote().getAddress());
    }

    /** Whether a request that opens something is dropped without a word; told to the bans. */
    boolean drops(Head head, Flow flow) {
        Offence offence = isScanner(head) ? Offence.SCANNER : tooMany(rates, flow) ? Offence.TOO_MANY : null;
        if (offence == null) {
            return false;
        }
        bans.offence(flow.remote().getAddress(), offence, flow.isReliable(), head.method());
        return true;
    }

    /** The same of a request that says it belongs to a call, or to a request before: anybody can write a tag. */
    boolean dropsWithin(Head head, Flow flow) {
        boolean drops = tooMany(within, flow);
        if (drops) {
            bans.offence(flow.remote().getAddress(), Offence.TOO_MANY, flow.isReliable(), head.method());
        }
        return drops;
    }

    /** Whether a STUN keep-alive is answered: only those whom we know, so that nobody can aim answers of ours at others. */
    boolean answersKeepAlive(Flow flow) {
        var address = flow.remote().getAddress();
        return bans.trusts(address) && rates.takes(address, clock.nanos());
    }

    private boolean tooMany(SourceRates rate, Flow flow) {
        var address = flow.remote().getAddress();
        return !rate.takes(address, clock.nanos()) && !bans.trusts(address);
    }

    private boolean isScanner(Head head) {
        for (int i = 0; i < head.lines; i++) {
            if (head.kind[i] == HeaderKind.OTHER
                    && scanners.isScanner(head.bytes(), head.lineStart[i], head.valueStart[i], head.lineEnd[i])) {
                return true;
            }
        }
        return false;
    }

    /** Something came that is no SIP message. */
    void malformed(Flow flow) {
        bans.offence(flow.remote().getAddress(), Offence.MALFORMED, flow.isReliable(), "");
    }

    /** A read of a socket has ended. */
    void read(int taken, Overload.Left left) {
        overload.read(taken, left, clock.nanos());
    }

    Overload overload() {
        return overload;
    }
}
