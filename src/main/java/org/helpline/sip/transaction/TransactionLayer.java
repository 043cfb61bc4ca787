package org.helpline.sip.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.helpline.config.SipSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.sip.guard.Bans;
import org.helpline.sip.transport.Counters;
import org.helpline.sip.transport.JainCodec;
import org.helpline.sip.transport.OuterAddress;
import org.helpline.sip.transport.SipLoop;
import org.helpline.sip.transport.SipTransport;
import org.helpline.sip.transport.Tracer;
import org.helpline.sip.transport.Wire;
import org.helpline.tls.Certificates;

/** The front door for the layer above: sockets, loops and a transaction table on each. */
public final class TransactionLayer implements AutoCloseable {

    private final SipTransport transport;
    private final List<Transactions> tables;

    private TransactionLayer(SipTransport transport, List<Transactions> tables) {
        this.transport = transport;
        this.tables = tables;
    }

    /**
     * Opens the sockets and starts the loops.
     *
     * @param random for branches, tags and Call-IDs, which strangers must not guess: a {@link java.security.SecureRandom}; used from
     *     every loop
     * @param problems takes every busy port and unknown address of {@code sip.listen}
     * @param userOfEachLoop makes the layer above; called on each loop, before any message comes
     * @return empty if there was a problem
     */
    public static Optional<TransactionLayer> start(
            SipSettings settings,
            Clock clock,
            RandomGenerator random,
            Problems problems,
            Function<Transactions, TransactionUser> userOfEachLoop) {
        return start(settings, clock, random, Wire.best(), Tracer.NONE, problems, userOfEachLoop);
    }

    /** The same; {@code tracer} sees every message that comes or goes. */
    public static Optional<TransactionLayer> start(
            SipSettings settings,
            Clock clock,
            RandomGenerator random,
            Tracer tracer,
            Problems problems,
            Function<Transactions, TransactionUser> userOfEachLoop) {
        return start(settings, Optional.empty(), clock, random, tracer, problems, userOfEachLoop);
    }

    /** The same with certificates, so that TLS is spoken. */
    public static Optional<TransactionLayer> start(
            SipSettings settings,
            Optional<Certificates> certificates,
            Clock clock,
            RandomGenerator random,
            Tracer tracer,
            Problems problems,
            Function<Transactions, TransactionUser> userOfEachLoop) {
        return start(settings, certificates, clock, random, Wire.best(), tracer, problems, userOfEachLoop);
    }

    /** The same on sockets of a certain kind, which the system must have. */
    static Optional<TransactionLayer> start(
            SipSettings settings,
            Clock clock,
            RandomGenerator random,
            Wire wire,
            Tracer tracer,
            Problems problems,
            Function<Transactions, TransactionUser> userOfEachLoop) {
        return start(settings, Optional.empty(), clock, random, wire, tracer, problems, userOfEachLoop);
    }

    private static Optional<TransactionLayer> start(
            SipSettings settings,
            Optional<Certificates> certificates,
            Clock clock,
            RandomGenerator random,
            Wire wire,
            Tracer tracer,
            Problems problems,
            Function<Transactions, TransactionUser> userOfEachLoop) {
        AtomicReferenceArray<Table> tables = new AtomicReferenceArray<>(1 << 10);
        return SipTransport.start(
                        settings, certificates, clock, wire, tracer, problems, (loop, flows, refusals, newCalls) -> {
                            Table table = new Table(
                                    loop,
                                    loop.index(),
                                    new JainCodec(),
                                    flows,
                                    refusals,
                                    random,
                                    newCalls,
                                    userOfEachLoop);
                            tables.set(loop.index(), table);
                            return table;
                        })
                .map(transport -> new TransactionLayer(transport, inOrder(transport, tables)));
    }

    private static List<Transactions> inOrder(SipTransport transport, AtomicReferenceArray<Table> tables) {
        List<Transactions> all = new ArrayList<>();
        for (SipLoop loop : transport.loops()) {
            all.add(tables.get(loop.index()));
        }
        return List.copyOf(all);
    }

    /** What is listened on, with the real ports. */
    public List<SipTransport.Bound> listening() {
        return transport.listening();
    }

    /** The loops, by index. */
    public List<SipLoop> loops() {
        return transport.loops();
    }

    /** The transactions of each loop, by index; use each on its loop only. */
    public List<Transactions> transactions() {
        return tables;
    }

    /** How many transactions live on all loops; any thread, approximate. */
    public long liveTransactions() {
        return tables.stream().mapToLong(Transactions::size).sum();
    }

    /** Who is not listened to. */
    public Bans bans() {
        return transport.bans();
    }

    /** Of the new calls, how many are let in at the moment: 1 is all. Any thread. */
    public double admitted() {
        return transport.admitted();
    }

    /** What was learnt of our own address. */
    public OuterAddress outer() {
        return transport.outer();
    }

    /** What came and went. */
    public Counters counters() {
        return transport.counters();
    }

    /** Closes the sockets and ends the loops. Not on a loop. */
    @Override
    public void close() {
        transport.close();
    }
}
