package org.helpline.media;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.helpline.core.Digit;

/** What happens to a {@link MediaLeg}. */
public sealed interface MediaEvent {

    /** A key, exactly once per press (RFC 4733 §2.5), when its first packet comes. */
    record DigitHeard(Digit digit) implements MediaEvent {}

    /** What was played ended; {@code complete} is false if it was stopped or replaced. */
    record PlayEnded(long playId, Duration heard, boolean complete) implements MediaEvent {}

    /** RTP comes from this source now. */
    record Latched(InetSocketAddress source) implements MediaEvent {}

    /** No RTP for this long although some is due (not on hold); told once until RTP comes again. */
    record Silent(Duration silence) implements MediaEvent {}

    /** The leg is closed. {@code strangers} counts packets from sources other than the latched one. */
    record Closed(long received, long sent, long lost, long strangers, double jitterMillis) implements MediaEvent {}
}
