package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.Optional;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.Environment;

/**
 * What a trial's call can know of waiting.
 *
 * @param queues for who has not joined them
 * @param expected for who waits, and for who has not joined where {@code queues} say nothing
 */
public record DoorWaits(MockedQueues queues, Optional<Duration> expected) implements Environment.Waits {

    @Override
    public Optional<Duration> expected(QueueName queue, int position) {
        return expected;
    }

    @Override
    public Optional<Value> figure(QueueName queue, QueueFigure figure) {
        return queues.figure(queue, figure, expected.map(Value.Span::new));
    }
}
