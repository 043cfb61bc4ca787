package org.helpline.media;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.helpline.core.Digit;
import org.helpline.core.SoundReport;
import org.helpline.core.SoundWay;
import org.helpline.media.capture.RecorderEnd;

/** What happens to a {@link MediaLeg}. */
public sealed interface MediaEvent {

    /** A key, exactly once per press: a telephone-event (RFC 4733 §2.5) when its first packet comes, or heard in the sound. */
    record DigitHeard(Digit digit, boolean inBand) implements MediaEvent {

        /** A telephone-event. */
        public DigitHeard(Digit digit) {
            this(digit, false);
        }
    }

    /** What was played ended; {@code complete} is false if it was stopped or replaced. */
    record PlayEnded(long playId, Duration heard, boolean complete) implements MediaEvent {}

    /**
     * A recording has ended and its file is there; none if it failed.
     *
     * @param length of the file; {@code spoken} of it up to the end of the last speech, zero if nobody spoke
     * @param trouble in words, empty if all is well
     */
    record Recorded(long recordId, RecorderEnd end, Duration length, Duration spoken, String trouble)
            implements MediaEvent {}

    /** RTP comes from this source now. */
    record Latched(InetSocketAddress source) implements MediaEvent {}

    /** No RTP for this long although some is due (not on hold); told once until RTP comes again. */
    record Silent(Duration silence) implements MediaEvent {}

    /** There will be no sound: no keys could be agreed; {@code why} is a sentence. */
    record Unsecured(String why) implements MediaEvent {}

    /** What RTCP told lately; about every 5 s, never more often. */
    record Reported(SoundReport report) implements MediaEvent {}

    /**
     * The leg is closed. {@code strangers} counts packets from sources other than the latched one; {@code sound} is what RTCP came to, at
     * most one for each direction.
     */
    record Closed(long received, long sent, long lost, long strangers, double jitterMillis, List<SoundWay> sound)
            implements MediaEvent {

        /** Of a leg of which RTCP told nothing. */
        public Closed(long received, long sent, long lost, long strangers, double jitterMillis) {
            this(received, sent, lost, strangers, jitterMillis, List.of());
        }
    }
}
