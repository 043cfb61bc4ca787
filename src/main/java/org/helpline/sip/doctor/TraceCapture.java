package org.helpline.sip.doctor;

import java.util.List;
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
                trace.media().stream()
                        .map(m -> new Capture.MediaCount(
                                m.leg(), m.received(), m.sent(), m.lost(), m.strangers(), m.jitterMillis()))
                        .toList(),
                trace.ours(),
                seen.size(),
                seen.isEmpty() ? 0 : seen.getLast().micros(),
                "");
    }
}
