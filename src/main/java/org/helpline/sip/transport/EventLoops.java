package org.helpline.sip.transport;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Event loops whose tasks are handed over without waiting. Netty's own queue lets whoever hands a task over spin while another thread enlarges
 * it; a media thread, which goes before all others at real-time priority, would spin for one that it keeps from the core.
 */
final class EventLoops extends MultiThreadIoEventLoopGroup {

    EventLoops(int count, IoHandlerFactory io) {
        super(count, new DefaultThreadFactory("sip", true), io);
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory io, Object... nothing) {
        return new HandedOver(this, executor, io);
    }

    private static final class HandedOver extends SingleThreadIoEventLoop {

        HandedOver(EventLoops group, Executor executor, IoHandlerFactory io) {
            super(
                    group,
                    executor,
                    io,
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentLinkedQueue<>(),
                    RejectedExecutionHandlers.reject());
        }
    }
}
