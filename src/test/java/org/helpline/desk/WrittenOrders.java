package org.helpline.desk;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;
import org.helpline.interaction.DeskPort.Result;
import org.helpline.interaction.Supervision;

/** Orders that are written down and answered as the test says. */
final class WrittenOrders implements Supervision {

    final List<String> given = new CopyOnWriteArrayList<>();
    volatile Result answer = new Result.Done();

    @Override
    public CompletionStage<Result> carryOut(String by, Order order) {
        given.add(by + " " + order);
        return CompletableFuture.completedStage(answer);
    }

    @Override
    public CompletionStage<List<Waiting>> waiting(QueueName queue, int most) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public Optional<Duties> duties(AgentId agent) {
        return Optional.empty();
    }
}
