package org.helpline.config;

import java.time.Duration;
import java.util.List;

/**
 * Settings of the media engine.
 *
 * @param firstPort even, first of the RTP range; {@code lastPort} inclusive; both 0: the system chooses
 * @param loops media loops; 0 is one per processor
 * @param codecs in order of preference, of {@code PCMU}, {@code PCMA}, {@code G722} and {@code OPUS}
 * @param silenceTimeout a leg without RTP for this long is hung up, except on hold
 * @param relatch a latched source may change after this much silence
 * @param jitter how long packets wait where sound is mixed
 * @param ringback our ringing tone, for callers whom we ring somebody for
 * @param opus what Opus does beside encoding
 * @param sending how the packets of a tick leave
 * @param security how sound is kept secret from and to whoever has no setting of their own
 */
public record MediaSettings(
        int firstPort,
        int lastPort,
        int loops,
        List<String> codecs,
        Duration silenceTimeout,
        Duration relatch,
        TrunkSettings.MediaSecurity security,
        Ringback ringback,
        Jitter jitter,
        OpusUse opus,
        Sending sending) {

    /** How the packets of a tick leave. */
    public enum Sending {
        /** As the system lets us. */
        AUTO,
        /** By one call of the system for all, which Linux has as io_uring. */
        IO_URING,
        /** By a call of the system for each. */
        SINGLE
    }

    /**
     * What Opus does beside encoding, where both sides want it (RFC 7587 §3).
     *
     * @param correctsErrors what was lost comes again in the next packet
     * @param pausesInSilence nothing is sent while nobody speaks
     */
    public record OpusUse(boolean correctsErrors, boolean pausesInSilence) {

        /** Both. */
        public static final OpusUse USUAL = new OpusUse(true, true);
    }

    /**
     * How long a packet waits for those before it where sound is mixed.
     *
     * @param least on the best road; {@code most} however uneven it is
     */
    public record Jitter(Duration least, Duration most) {

        /** 20 to 200 ms. */
        public static final Jitter USUAL = new Jitter(Duration.ofMillis(20), Duration.ofMillis(200));
    }

    /**
     * A ringing tone (ITU-T E.180).
     *
     * @param hertz one or more, heard together
     * @param cadence heard, silent, heard, silent …; an even number of them
     */
    public record Ringback(List<Integer> hertz, List<Duration> cadence) {

        /** As most of Europe has it. */
        public static final Ringback USUAL =
                new Ringback(List.of(425), List.of(Duration.ofSeconds(1), Duration.ofSeconds(4)));
    }

    /** With the tone of most of Europe. */
    public MediaSettings(
            int firstPort,
            int lastPort,
            int loops,
            List<String> codecs,
            Duration silenceTimeout,
            Duration relatch,
            TrunkSettings.MediaSecurity security) {
        this(
                firstPort,
                lastPort,
                loops,
                codecs,
                silenceTimeout,
                relatch,
                security,
                Ringback.USUAL,
                Jitter.USUAL,
                OpusUse.USUAL,
                Sending.AUTO);
    }

    /** The same, and so its packets leave. */
    public MediaSettings sending(Sending how) {
        return new MediaSettings(
                firstPort, lastPort, loops, codecs, silenceTimeout, relatch, security, ringback, jitter, opus, how);
    }

    /** Encrypted where the peer offers it, by any suite. */
    public MediaSettings(
            int firstPort, int lastPort, int loops, List<String> codecs, Duration silenceTimeout, Duration relatch) {
        this(firstPort, lastPort, loops, codecs, silenceTimeout, relatch, MediaKeys.USUAL_SECURITY);
    }
}
