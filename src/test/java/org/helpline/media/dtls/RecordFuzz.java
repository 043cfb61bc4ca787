package org.helpline.media.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.helpline.sdp.Fingerprint;

/** Any records of DTLS to our server, in up to four datagrams: the handshake fails, in time, and no keys come of it. */
public final class RecordFuzz {

    private static final int MOST = 4_096;
    private static final DtlsIdentity OURS = DtlsIdentity.fresh(Instant.parse("2026-11-20T10:00:00Z"));
    private static final BcTlsCrypto CRYPTO = new BcTlsCrypto(new SecureRandom());

    private RecordFuzz() {}

    /** One input of the fuzzer; its first byte says how many datagrams it is. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2 || data.length > MOST) {
            return;
        }
        SrtpExport srtp = new SrtpExport(OURS, Fingerprint.of(new byte[1]));
        try {
            new DTLSServerProtocol().accept(new DtlsServer(CRYPTO, srtp), new Pieces(data));
        } catch (IOException | RuntimeException e) {
            if (srtp.keys().isPresent()) {
                throw new IllegalStateException("keys with nobody", e);
            }
            return; // as DtlsAssociation does: the leg is told
        }
        throw new IllegalStateException("a handshake with nobody");
    }

    private static final class Pieces implements DatagramTransport {
        private final Deque<byte[]> left = new ArrayDeque<>();

        Pieces(byte[] data) {
            int pieces = (data[0] & 3) + 1;
            int each = Math.max(1, (data.length - 1) / pieces);
            for (int at = 1; at < data.length; at += each) {
                left.add(Arrays.copyOfRange(data, at, Math.min(data.length, at + each)));
            }
        }

        @Override
        public int getReceiveLimit() {
            return 2_048;
        }

        @Override
        public int getSendLimit() {
            return 1_200;
        }

        @Override
        public int receive(byte[] to, int at, int length, int waitMillis) throws IOException {
            byte[] next = left.poll();
            if (next == null) {
                throw new IOException("no more");
            }
            int taken = Math.min(length, next.length);
            System.arraycopy(next, 0, to, at, taken);
            return taken;
        }

        @Override
        public void send(byte[] from, int at, int length) {}

        @Override
        public void close() {
            left.clear();
        }
    }
}
