package org.helpline.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventLoopsTest {

    @Test
    void tasksOfAnotherThreadRunInTheirOrderOnTheLoopThatTheyWereGivenTo() throws Exception {
        EventLoops loops = new EventLoops(2, NioIoHandler.newFactory());
        EventExecutor loop = loops.next();
        List<Integer> ran = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 3_000; i++) { // more than a chunk of Netty's own queue
            int task = i;
            loop.execute(() -> ran.add(loop.inEventLoop() ? task : -1));
        }
        assertThat(loop.submit(() -> ran.size()).get(10, TimeUnit.SECONDS)).isEqualTo(3_000);
        assertThat(ran).isEqualTo(IntStream.range(0, 3_000).boxed().toList());
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(10, TimeUnit.SECONDS);
        assertThat(loops.isTerminated()).isTrue();
    }
}
