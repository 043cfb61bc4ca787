package org.helpline.interaction;

import java.util.Optional;
import org.helpline.acd.Acd;
import org.helpline.acd.AtTheDoor;
import org.helpline.acd.ExpectedWait;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.Environment;

/** What the ACD's board says of waiting, as scripts ask it. Any thread; never waits. */
record KnownWaits(Acd acd) implements Environment.Waits {

    @Override
    public Optional<Environment.Wait> expected(QueueName queue, int position) {
        return acd.line(queue)
                .flatMap(q -> ExpectedWait.of(q, position))
                .map(wait -> new Environment.Wait(wait.least(), wait.most()));
    }

    @Override
    public Optional<Value> figure(QueueName queue, QueueFigure figure) {
        AtTheDoor door = acd.atTheDoor(queue);
        return switch (figure) {
            case WAIT -> door.expected().map(wait -> new Value.Span(wait.most()));
            case WAIT_LEAST -> door.expected().map(wait -> new Value.Span(wait.least()));
            case WAITING -> Optional.of(Value.Number.of(door.waiting()));
            case AGENTS -> Optional.of(Value.Number.of(door.agents()));
            case FREE -> Optional.of(Value.Number.of(door.free()));
        };
    }
}
