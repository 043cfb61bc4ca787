package org.helpline.ivr.trial;

import java.util.Optional;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.Environment;

/**
 * What a trial's call can know of waiting.
 *
 * @param queues for who has not joined them, and for who waits where nothing else is expected
 * @param expected for who waits, and for who has not joined where {@code queues} say nothing
 */
public record DoorWaits(MockedQueues queues, Optional<Environment.Wait> expected) implements Environment.Waits {

    @Override
    public Optional<Environment.Wait> expected(QueueName queue, int position) {
        return expected.or(() -> queues.wait(queue));
    }

    @Override
    public Optional<Value> figure(QueueName queue, QueueFigure figure) {
        return queues.figure(queue, figure, expected);
    }
}
