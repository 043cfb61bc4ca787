package org.helpline.sip.doctor;

import java.util.List;
import java.util.Optional;
import org.helpline.core.SoundWay;
import org.helpline.sip.trace.Seen;
import org.helpline.sip.trace.Trace;

/** The trace of a call of ours as the doctor looks at it. */
public final class TraceCapture {

    private TraceCapture() {}

    /** Its messages and counters; what the network itself said is not in a trace. */
    public static Capture of(Trace trace) {
        List<Seen> seen = trace.seen();
        return new Capture(
                seen,
                List.of(),
                List.of(),
                trace.media().stream().map(TraceCapture::count).toList(),
                trace.ours(),
                seen.size(),
                seen.isEmpty() ? 0 : seen.getLast().micros(),
                "");
    }

    private static Capture.MediaCount count(Trace.Media m) {
        Optional<SoundWay> there =
                m.sound().stream().filter(w -> w.way().equals(SoundWay.WENT)).findFirst();
        return new Capture.MediaCount(
                m.leg(),
                m.received(),
                m.sent(),
                m.lost(),
                m.strangers(),
                m.jitterMillis(),
                there.map(SoundWay::lostPercent).orElse(-1.0),
                there.map(w -> w.jitterMillis().mean()).orElse(-1.0));
    }
}
