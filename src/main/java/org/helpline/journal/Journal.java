package org.helpline.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.FactSink;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.helpline.core.ThreadLoop;
import org.helpline.store.Callers;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.helpline.store.Trouble;
import org.helpline.store.Work;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal. {@link #publish} only enqueues; every {@value #TICK_MILLIS} ms the journal's loop takes what has come, seals
 * it, and hands it to the store in one transaction of at most {@value #BATCH} entries, one at a time. While the store does
 * not take them (or falls {@value #MOST_WAITING} behind) entries are appended to the spill file and read again in their
 * order; nothing is dropped, and the log says once when that begins and once when it ends.
 *
 * <p>State: {@code waiting} (in memory), then the spill, then {@code underway} (at the store). While the spill holds
 * anything, new entries go behind it. All of it belongs to the loop; only {@code inbox} and the counters are shared.
 */
public final class Journal implements FactSink, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int TICK_MILLIS = 100; // 50 cost the store twice the transactions and pages
    private static final int BATCH = 500;
    private static final int MOST_CUT_NAMED = 20;
    private static final int MOST_WAITING = 50_000;
    private static final Duration TICK = Duration.ofMillis(TICK_MILLIS);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(15);

    private final Store store;
    private final Spill spill;
    private final Loop loop;
    private final Sealer sealer;
    private final Callers callers;
    private final long run;
    private final FactCodec codec;
    private final Ledger ledger;
    private final Keyring keyring;
    private final ConcurrentLinkedQueue<Published> inbox = new ConcurrentLinkedQueue<>();
    private final LongAdder published = new LongAdder();
    private final LongAdder taken = new LongAdder();
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
    private final List<CompletableFuture<Boolean>> flushes = new ArrayList<>();
    private final LongAdder stored = new LongAdder();
    private final LongAdder spilled = new LongAdder();
    private @Nullable ThreadLoop ours;
    private boolean cutCallsOpen = true; // until an earlier run's calls are closed, after its spilled facts are stored
    private boolean underway;
    private boolean spilling;
    private boolean spillFails;
    private boolean retryDue;

    private Journal(
            Store store, Spill spill, Loop loop, RandomGenerator random, JournalStart start, boolean keepsEvents) {
        this.store = store;
        this.spill = spill;
        this.loop = loop;
        this.sealer = new Sealer(random);
        this.callers = start.callers();
        this.run = start.run();
        this.codec = new FactCodec();
        this.ledger = new Ledger(codec, keepsEvents);
        this.keyring = new Keyring(callers, random);
    }

    /**
     * Opens the journal on a loop of its own: begins a run, takes in what a spill file holds, and closes the records of
     * calls that an earlier run left open (outcome {@code cut}). Blocks: call at start.
     *
     * @param random a secure source, for keys
     * @return empty if it cannot be opened; then {@code problems} says why
     */
    public static Optional<Journal> open(
            Store store, StoreSettings settings, Clock clock, RandomGenerator random, Problems problems) {
        ThreadLoop loop = ThreadLoop.start("journal", clock, Integer.MAX_VALUE);
        try {
            Optional<Journal> journal = openOn(loop, store, settings, clock, random, problems)
                    .get(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
            journal.ifPresentOrElse(it -> it.ours = loop, loop::close);
            return journal;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            loop.close();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            loop.close();
            problems.add(Problem.of(
                    store.file().toString(), "The journal does not open: " + e + ".", "See the log for the cause."));
            return Optional.empty();
        }
    }

    /** The same on a loop that the caller has; {@code loop} drives it (virtual time in tests). */
    static CompletableFuture<Optional<Journal>> openOn(
            Loop loop, Store store, StoreSettings settings, Clock clock, RandomGenerator random, Problems problems) {
        Spill spill;
        try {
            spill = Spill.open(settings.spill());
        } catch (IOException e) {
            problems.add(Problem.of(
                    settings.spill().toString(),
                    "The journal's spill file cannot be opened: " + e + ".",
                    "Let the server's user write there; facts wait in it while the store does not take them."));
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return store.write(tx -> JournalStart.in(tx, settings.homeCountry(), clock, random))
                .thenApply(begun -> switch (begun) {
                    case Stored.Failed<JournalStart>(var trouble) -> {
                        problems.add(Problem.of(
                                store.file().toString(),
                                "The journal cannot begin: " + trouble + ".",
                                "Mend that, then start again."));
                        yield Optional.<Journal>empty();
                    }
                    case Stored.Done<JournalStart>(var start) ->
                        Optional.of(new Journal(
                                store,
                                spill,
                                loop,
                                random,
                                start,
                                settings.events().keep().isPositive()));
                })
                .toCompletableFuture()
                .thenApply(journal -> {
                    journal.ifPresent(it -> loop.tell(it::begin));
                    return journal;
                });
    }

    private void begin() {
        try {
            if (!spill.isEmpty()) {
                spilling = true;
                LOG.warn("journal: facts of an earlier run wait in the spill file; storing them now");
            }
        } catch (IOException e) {
            LOG.error("journal: the spill file cannot be read: {}", e.toString());
        }
        tick();
    }

    @Override
    public void publish(Published fact) {
        inbox.add(fact);
        published.increment();
    }

    /** How many entries the store has taken since the start. Any thread. */
    public long stored() {
        return stored.sum();
    }

    /** How many entries went through the spill file since the start. Any thread. */
    public long spilled() {
        return spilled.sum();
    }

    /** How many facts have come and not yet been looked at; approximate. Any thread. */
    public long backlog() {
        return Math.max(0, published.sum() - taken.sum());
    }

    /** Who numbers are to the store: for customers and reports. Any thread. */
    public Callers callers() {
        return callers;
    }

    /**
     * Forgets a caller: destroys every key of the number, so that its names, numbers, inputs and notes cannot be read any
     * more, in the store or in the spill; what happened, and when, stays.
     *
     * @return false when the number is withheld or empty, so that nobody is named; completes when it is stored
     */
    public CompletionStage<Boolean> forget(String number) {
        Optional<String> caller = callers.idOf(new Personal(number));
        if (caller.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        loop.tell(() -> {
            takeIn();
            keyring.forget(caller.get());
            waiting.add(new Entry.Forget(caller.get(), Entry.nanos(loop.clock().now())));
            flushes.add(done);
            move();
        });
        return done.thenCompose(_ -> store.checkpoint()).thenApply(_ -> true);
    }

    /** Completes when all that was published before is in the store, or in the spill file if the store does not take it. */
    public CompletionStage<Boolean> flush() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        boolean told = loop.tell(() -> {
            flushes.add(done);
            takeIn();
            move();
        });
        return told ? done : CompletableFuture.completedFuture(false);
    }

    private void tick() {
        takeIn();
        move();
        loop.timers().after(TICK, this::tick);
    }

    private void takeIn() {
        for (Published next = inbox.poll(); next != null; next = inbox.poll()) {
            seal(next);
            taken.increment();
        }
    }

    private void seal(Published fact) {
        keyring.learn(fact);
        Optional<String> interaction = Entry.interaction(fact);
        String caller = keyring.caller(interaction.orElse(fact.stream()));
        boolean personal = Entry.isCall(fact.stream()) || Entry.isCallback(fact.stream()) || interaction.isPresent();
        SealingKey key = personal ? key(caller) : null;
        boolean open = !codec.hasTexts(fact.fact());
        waiting.add(new Entry.Line(
                fact.stream(),
                run,
                fact.number(),
                Entry.nanos(fact.at()),
                fact.offsetMillis(),
                codec.kind(fact.fact()),
                key == null ? null : key.id(),
                interaction.orElse(null),
                key == null || open ? codec.write(fact.fact()) : codec.write(fact.fact(), key, sealer),
                open ? fact.fact() : null));
    }

    private SealingKey key(String caller) {
        return keyring.inUse(caller).orElseGet(() -> {
            SealingKey made = keyring.make(caller);
            waiting.add(new Entry.Key(
                    made.id(), caller, made.secret(), Entry.nanos(loop.clock().now())));
            return made;
        });
    }

    /** Moves entries one step on: to the store, or to the spill file if they cannot go there now. */
    private void move() {
        if (waiting.size() > MOST_WAITING) {
            beginSpilling("the store is " + waiting.size() + " entries behind");
        }
        if (spilling) {
            toSpill();
            if (!underway && !retryDue) {
                fromSpill();
            }
        } else if (!underway && cutCallsOpen) {
            closeCutCalls();
        } else if (!underway && !waiting.isEmpty()) {
            sendWaiting();
        }
        tellFlushed();
    }

    /** Who was cut off lately; ask after a {@link #flush}, when calls that an earlier run left open are closed. */
    public CutPlaces cutPlaces() {
        return new CutPlaces(store, run);
    }

    private void closeCutCalls() {
        List<String> cut = new ArrayList<>(); // by the store's writer; read once that is done
        Work<Integer> closing = tx -> {
            cut.clear();
            cut.addAll(ledger.closeCutCalls(tx, run));
            return cut.size();
        };
        send(
                closing,
                () -> {
                    cutCallsOpen = false;
                    tellCut(cut);
                },
                () -> {});
    }

    private static void tellCut(List<String> cut) {
        if (!cut.isEmpty()) {
            LOG.warn(
                    "journal: an earlier run of the server was killed, crashed or lost its power; calls that this cut: {};"
                            + " their records are closed now, with the outcome cut: {}{}",
                    cut.size(),
                    String.join(", ", cut.subList(0, Math.min(cut.size(), MOST_CUT_NAMED))),
                    cut.size() > MOST_CUT_NAMED ? " and more" : "");
        }
    }

    private void sendWaiting() {
        List<Entry> batch = new ArrayList<>();
        while (batch.size() < BATCH && !waiting.isEmpty()) {
            batch.add(waiting.poll());
        }
        send(write(batch), () -> {}, () -> putBack(batch));
    }

    private Work<Integer> write(List<Entry> batch) {
        return tx -> {
            ledger.write(tx, batch);
            return batch.size();
        };
    }

    private void putBack(List<Entry> batch) {
        for (Entry entry : batch.reversed()) {
            waiting.addFirst(entry);
        }
    }

    private void send(Work<Integer> work, Runnable whenStored, Runnable whenNot) {
        underway = true;
        store.write(work).whenComplete((answer, bug) -> {
            Optional<Integer> count = bug == null ? answer.ifDone() : Optional.empty();
            if (count.isEmpty()) {
                ledger.doubt(); // still on the store's writer, whose it is
            }
            loop.tell(() -> {
                underway = false;
                stored.add(count.orElse(0));
                if (count.isPresent()) {
                    whenStored.run();
                } else {
                    whenNot.run();
                    refused(bug != null ? bug.toString() : trouble(answer));
                }
                move();
            });
        });
    }

    private static String trouble(Stored<?> answer) {
        return answer instanceof Stored.Failed<?>(Trouble trouble) ? trouble.toString() : "nothing was stored";
    }

    private void refused(String why) {
        beginSpilling(why);
        retryDue = true;
        loop.timers().after(RETRY, () -> {
            retryDue = false;
            move();
        });
    }

    private void beginSpilling(String why) {
        if (!spilling) {
            spilling = true;
            LOG.error("journal: the store does not take facts ({}); they go to the spill file until it does", why);
        }
    }

    private void toSpill() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            spill.append(List.copyOf(waiting));
            spilled.add(waiting.size());
            waiting.clear();
            if (spillFails) {
                spillFails = false;
                LOG.warn("journal: the spill file can be written again");
            }
        } catch (IOException e) {
            if (!spillFails) {
                spillFails = true;
                LOG.error(
                        "journal: the spill file cannot be written either ({}); facts are kept in memory",
                        e.toString());
            }
        }
    }

    private void fromSpill() {
        try {
            Spill.Chunk chunk = spill.next();
            if (chunk.entries().isEmpty()) {
                spill.took(chunk.end());
                afterSpill();
                return;
            }
            send(write(chunk.entries()), () -> took(chunk.end()), () -> {});
        } catch (IOException e) {
            refused("its spill file cannot be read: " + e);
        }
    }

    /** The spill file holds nothing more; what waits now could not be written to it. */
    private void afterSpill() {
        if (waiting.isEmpty()) {
            spilling = false;
            LOG.warn("journal: the store has taken all facts that waited");
            move();
        } else {
            sendWaiting();
        }
    }

    private void took(long end) {
        try {
            spill.took(end);
        } catch (IOException e) {
            LOG.warn("journal: the spill file is not emptied ({}); storing it again will change nothing", e.toString());
        }
    }

    /** Safe means: stored, or in the spill file and the store not taking it. */
    private void tellFlushed() {
        boolean safe = waiting.isEmpty() && !underway && (spilling ? retryDue : !cutCallsOpen);
        if (safe) {
            flushes.forEach(done -> done.complete(true));
            flushes.clear();
        }
    }

    /** Stores or spills all that was published, then ends. Waits up to 15 s. */
    @Override
    public void close() {
        try {
            if (!loop.isInside()) {
                flush().toCompletableFuture().get(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (ours != null) {
                ours.close();
            }
            spill.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | IOException e) {
            LOG.warn("journal: closed with facts unstored: {}", e.toString());
        }
    }
}
