package org.helpline.media.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.helpline.sdp.DtlsTerms;
import org.helpline.sdp.SrtpKeys;

/**
 * One association: a handshake on a thread of its own, which stays as long as the leg to repeat our last flight when the peer did not get it (RFC 6347
 * §4.2.4). Any thread.
 */
public final class DtlsAssociation {

    private static final int WAIT_MILLIS = 60_000;
    private static final int LONGEST = 2_048;

    private final DtlsTerms terms;
    private final SrtpExport srtp;
    private final Datagrams datagrams;
    private final Consumer<Outcome> told;
    private final FutureTask<Void> run;

    /** What came of the handshake. */
    public sealed interface Outcome {

        /** The keys from now on. */
        record Keyed(SrtpKeys keys) implements Outcome {}

        /** There will be none; {@code why} is a sentence. */
        record Failed(String why) implements Outcome {}
    }

    private DtlsAssociation(DtlsTerms terms, DtlsIdentity ours, Consumer<byte[]> out, Consumer<Outcome> told) {
        this.terms = terms;
        this.told = told;
        srtp = new SrtpExport(ours, terms.theirs().fingerprint());
        datagrams = new Datagrams(out);
        run = new FutureTask<>(this::run, null);
    }

    /**
     * Begins: waits for the peer's first flight, or sends ours.
     *
     * @param ours whose fingerprint {@code terms} has
     * @param threads where the association runs, as long as it lives
     * @param out takes what is to be sent; {@code told} is told once what came of it; both on that thread
     */
    public static DtlsAssociation begin(
            DtlsTerms terms, DtlsIdentity ours, Executor threads, Consumer<byte[]> out, Consumer<Outcome> told) {
        DtlsAssociation begun = new DtlsAssociation(terms, ours, out, told);
        threads.execute(begun.run);
        return begun;
    }

    /** Whether bytes that begin so are DTLS, where STUN, DTLS and RTP share a port (RFC 7983 §7). */
    public static boolean begins(int first) {
        return (first & 0xff) >= 20 && (first & 0xff) <= 63;
    }

    /** Whether it holds for these terms, too. */
    public boolean isFor(DtlsTerms anew) {
        return terms.isSameAssociation(anew);
    }

    /** Hands over a datagram of the peer's; false if too many wait, and then it is dropped. */
    public boolean receive(byte[] datagram) {
        return datagrams.offer(datagram);
    }

    /** Ends the thread. Nothing is told after that. */
    public void close() {
        datagrams.close();
        Future<?> running = run;
        running.cancel(true);
    }

    private void run() {
        try {
            DTLSTransport transport = handshake();
            told.accept(new Outcome.Keyed(srtp.keys().orElseThrow()));
            byte[] nothing = new byte[LONGEST];
            while (!run.isCancelled()) {
                transport.receive(nothing, 0, nothing.length, WAIT_MILLIS); // no data is spoken, only what is repeated
            }
        } catch (IOException | RuntimeException e) {
            if (!run.isCancelled() && srtp.keys().isEmpty()) {
                told.accept(new Outcome.Failed("the DTLS handshake failed: " + e.getMessage()));
            }
        }
    }

    private DTLSTransport handshake() throws IOException {
        BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
        return terms.isServer()
                ? new DTLSServerProtocol().accept(new DtlsServer(crypto, srtp), datagrams)
                : new DTLSClientProtocol().connect(new DtlsClient(crypto, srtp), datagrams);
    }
}
