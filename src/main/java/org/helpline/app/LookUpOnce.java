package org.helpline.app;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.helpline.config.Settings;
import org.helpline.core.Clock;
import org.helpline.core.ThreadLoop;
import org.helpline.interaction.lookup.HttpLookUps;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.LookUpAnswer;

/** Look-ups asked from a command line, one after the other. Blocks; one thread. */
final class LookUpOnce implements AutoCloseable {

    private static final int BACKLOG = 100;

    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final ThreadLoop loop = ThreadLoop.start("look-up", Clock.system(), BACKLOG);
    private final HttpLookUps lookUps;

    /** {@code told} hears each reply as it came. */
    LookUpOnce(Settings settings, Consumer<String> told) {
        this.lookUps = HttpLookUps.overheard(settings.lookUps(), Clock.system(), blocking, told);
    }

    /** What is sent, secrets masked; says so where nothing would be sent. */
    String shown(String name, Map<String, Value> parameters) {
        return lookUps.shown(name, parameters).orElse("(nothing is sent)");
    }

    /** Asks and waits for the answer. */
    LookUpAnswer ask(String name, Map<String, Value> parameters) {
        if (name.equals(LookUpShape.CUSTOMER)) {
            return new LookUpAnswer.Failed("Customers are known to the server that runs; say what it answers.");
        }
        CompletableFuture<LookUpAnswer> answer = new CompletableFuture<>();
        loop.tell(() -> lookUps.ask(name, parameters, loop, answer::complete));
        return answer.join();
    }

    @Override
    public void close() {
        lookUps.close();
        loop.close();
        blocking.shutdownNow();
    }
}
