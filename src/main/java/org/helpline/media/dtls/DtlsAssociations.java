package org.helpline.media.dtls;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.helpline.sdp.DtlsTerms;
import org.helpline.sdp.Fingerprint;

/**
 * What all associations of one engine share: our certificates, new with each start, and the threads. There are two certificates: a leg whose sound moves
 * to another socket shows the other one, by which a browser knows that it is to begin anew (RFC 8842 §4). Any thread.
 */
public final class DtlsAssociations implements AutoCloseable {

    private static final int CERTIFICATES = 2;

    private final FutureTask<List<DtlsIdentity>> identities;
    private final ExecutorService threads;

    private DtlsAssociations(Instant now) {
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("dtls-", 0).factory());
        identities = new FutureTask<>(() -> Stream.generate(() -> DtlsIdentity.fresh(now))
                .limit(CERTIFICATES)
                .toList());
    }

    /** Begins to make the certificates, which takes a few milliseconds elsewhere. */
    public static DtlsAssociations open(Instant now) {
        DtlsAssociations opened = new DtlsAssociations(now);
        opened.threads.execute(opened.identities);
        return opened;
    }

    /** What SDP says of our certificates. */
    public List<Fingerprint> fingerprints() {
        return identities().stream().map(DtlsIdentity::fingerprint).toList();
    }

    private List<DtlsIdentity> identities() {
        identities.run(); // here, unless it has been begun
        try {
            return identities.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("no certificate for DTLS", e);
        }
    }

    /** {@link DtlsAssociation#begin} with the certificate that {@code terms} name. */
    public DtlsAssociation begin(DtlsTerms terms, Consumer<byte[]> out, Consumer<DtlsAssociation.Outcome> told) {
        DtlsIdentity ours = identities().stream()
                .filter(i -> i.fingerprint().equals(terms.ours().fingerprint()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a certificate that is none of ours"));
        return DtlsAssociation.begin(terms, ours, threads, out, told);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
