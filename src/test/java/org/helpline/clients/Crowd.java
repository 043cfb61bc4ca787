package org.helpline.clients;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.helpline.app.stage.StagePhone;

/** People who call a number one after the other, some at once, wait or talk for a few seconds and hang up, whatever becomes of the server. */
final class Crowd implements AutoCloseable {

    private static final int SHORTEST_MILLIS = 500;
    private static final int LONGEST_MILLIS = 3_000;

    private final InetSocketAddress server;
    private final String number;
    private final List<Answered> answered = new CopyOnWriteArrayList<>();
    private final AtomicInteger era = new AtomicInteger();
    private final AtomicInteger named = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> lines;

    /** {@code lines} of them call at once; how long each stays follows {@code seed}. */
    Crowd(InetSocketAddress server, String number, int lines, long seed) {
        this.server = server;
        this.number = number;
        this.lines = IntStream.range(0, lines)
                .<Future<?>>mapToObj(line -> threads.submit(() -> callAgainAndAgain(new Random(seed + line))))
                .toList();
    }

    private void callAgainAndAgain(Random random) {
        while (!over.get()) {
            try (StagePhone phone = new StagePhone(String.valueOf(7_000 + named.incrementAndGet()), server)) {
                int begun = era.get();
                phone.call(number);
                answered.add(new Answered(phone.callId(), begun));
                phone.awaitHangUp(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
                phone.hangUp();
            } catch (IOException e) {
                // the server was not there, or knew nothing of the call any more: people call again
            }
        }
    }

    /** A call that was answered, and in which era it was begun. */
    private record Answered(String callId, int era) {}

    /** The Call-IDs of those who called since the last {@link #forget} and were answered, in this order. */
    List<String> answered() {
        int now = era.get();
        return answered.stream().filter(a -> a.era == now).map(Answered::callId).toList();
    }

    /** Nobody who has called until now is told of any more, whoever answers them. */
    void forget() {
        era.incrementAndGet();
    }

    @Override
    public void close() {
        disperse();
    }

    /** Nobody calls any more; returns when all have hung up. */
    void disperse() {
        over.set(true);
        threads.close();
        lines.forEach(Future::resultNow);
    }
}
