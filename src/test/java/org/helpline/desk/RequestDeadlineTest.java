package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In Netty's virtual time: a request must be whole within 1,000 ms, a connection may rest 5,000 ms. */
class RequestDeadlineTest {

    private final RequestDeadline deadline = new RequestDeadline(1_000, 5_000);
    private EmbeddedChannel browser;

    @BeforeEach
    void connect() {
        browser = new EmbeddedChannel();
        browser.freezeTime();
        browser.pipeline().addLast(deadline);
        browser.pipeline().fireChannelActive();
    }

    @Test
    void aTrickleDoesNotPutTheDeadlineOff() {
        for (int i = 0; i < 9; i++) {
            send();
            pass(100);
        }
        assertThat(browser.isActive()).isTrue();
        send();
        pass(100);
        assertThat(browser.isActive()).isFalse();
    }

    @Test
    void aConnectionThatSaysNothingEndsAfterItsRest() {
        pass(4_999);
        assertThat(browser.isActive()).isTrue();
        pass(1);
        assertThat(browser.isActive()).isFalse();
    }

    @Test
    void theAnswerMayTakeItsTimeAndThenTheConnectionRestsAgain() {
        send();
        deadline.received();
        pass(60_000);
        assertThat(browser.isActive()).isTrue();
        deadline.answered(browser.pipeline().context(deadline));
        pass(4_999);
        assertThat(browser.isActive()).isTrue();
        pass(1);
        assertThat(browser.isActive()).isFalse();
    }

    @Test
    void aWebSocketHasNoDeadline() {
        send();
        deadline.received();
        deadline.lift();
        send();
        pass(60_000);
        assertThat(browser.isActive()).isTrue();
    }

    private void send() {
        browser.writeInbound(Unpooled.EMPTY_BUFFER);
    }

    private void pass(long millis) {
        browser.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        browser.runScheduledPendingTasks();
        browser.runPendingTasks();
    }
}
