package org.helpline.sip.dialog;

import java.time.Duration;

/** The base times of RFC 3261 §17.1.1.1 and §17.1.2.1, as the user agent core needs them. */
final class SipTimes {

    static final Duration T1 = Duration.ofMillis(500);
    static final Duration T2 = Duration.ofSeconds(4);

    /** 64·T1: as long as a 2xx is repeated (§13.3.1.4) and an answer to CANCEL awaited (§9.1). */
    static final Duration GIVE_UP = T1.multipliedBy(64);

    private SipTimes() {}
}
