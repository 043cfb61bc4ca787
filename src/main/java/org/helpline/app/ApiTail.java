package org.helpline.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.helpline.desk.DeskAccess;
import org.helpline.journal.EventTail;
import org.helpline.journal.PublicEvent;
import org.helpline.journal.Reading;

/** The events for programs, where the settings have any kept. Any thread. */
record ApiTail(EventTail tail, Duration keep) implements DeskAccess.Events {

    @Override
    public boolean areKept() {
        return keep.isPositive();
    }

    @Override
    public CompletionStage<Reading<EventTail.Span>> span() {
        return tail.span();
    }

    @Override
    public CompletionStage<Reading<List<PublicEvent>>> after(long number, int most) {
        return tail.after(number, most);
    }
}
