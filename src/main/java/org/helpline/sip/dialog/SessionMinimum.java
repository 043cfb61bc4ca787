package org.helpline.sip.dialog;

/** Bounds of the session interval. */
final class SessionMinimum {

    /** Nobody may want less: RFC 4028 §4. */
    static final long SECONDS = 90;

    /** We refresh no oftener than every half of this, whatever the peer agrees to. */
    static final long KEPT_SECONDS = 10;

    /** More is no interval but a mistake or an attack: 32 bits of milliseconds would not hold it. */
    static final long MOST_SECONDS = 1_000_000;

    private SessionMinimum() {}
}
