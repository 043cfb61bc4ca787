package org.helpline.interaction;

import org.helpline.core.Clock;
import org.helpline.core.Fact;
import org.helpline.core.FactSink;
import org.helpline.core.Published;

/** Numbers and publishes the facts of one stream. Confined to the loop that owns the stream. */
final class Story {

    private final String stream;
    private final Clock clock;
    private final FactSink sink;
    private final long beganNanos;
    private long number;

    /** A stream that begins now. */
    Story(String stream, Clock clock, FactSink sink) {
        this.stream = stream;
        this.clock = clock;
        this.sink = sink;
        this.beganNanos = clock.nanos();
    }

    void tell(Fact fact) {
        long offsetMillis = (clock.nanos() - beganNanos) / 1_000_000;
        sink.publish(new Published(stream, ++number, clock.now(), offsetMillis, fact));
    }
}
