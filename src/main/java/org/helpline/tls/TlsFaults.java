package org.helpline.tls;

import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a TLS connection did not come about, in plain words that say what to mend. Pure. */
public final class TlsFaults {

    private TlsFaults() {}

    /**
     * The reason as half a sentence about the peer, without a stop: {@code its certificate has expired on …}.
     *
     * @param cause what the connection failed with
     * @param isOurs whether we opened the connection
     */
    public static String inWords(@Nullable Throwable cause, boolean isOurs) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof RefusedCertificate refused) {
                return String.valueOf(refused.getMessage());
            }
        }
        for (Throwable t = cause; t != null; t = t.getCause()) {
            String words = known(t, isOurs);
            if (!words.isEmpty()) {
                return words;
            }
        }
        return "the TLS handshake failed" + (cause == null ? "" : " (" + firstLine(cause) + ")");
    }

    private static String firstLine(Throwable cause) {
        String said = String.valueOf(cause.getMessage());
        String line = said.lines().findFirst().orElse("").replaceAll("[^ -~]", "?");
        return line.substring(0, Math.min(line.length(), 160));
    }

    private static String known(Throwable cause, boolean isOurs) {
        String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (said.contains("received fatal alert")) {
            return alert(said, isOurs);
        }
        if (said.contains("empty client certificate chain") || said.contains("certificate_required")) {
            return "it showed no certificate, and tls.client-certificates asks for one";
        }
        if (said.contains("protocol version")
                || said.contains("protocol_version")
                || said.contains("requested protocol")
                || said.contains("selected protocol")
                || said.contains("no appropriate protocol")) {
            return "it speaks an older TLS only; 1.2 and 1.3 are spoken here";
        }
        if (said.contains("no cipher suites in common")) {
            return "no cipher is known to both sides; it must offer one of TLS 1.2 with ECDHE, or of TLS 1.3";
        }
        if (said.contains("not an ssl/tls record")) {
            return "what came is no TLS; is the port that of TLS, and the transport the right one?";
        }
        if (said.contains("timed out")) {
            return "the TLS handshake took too long";
        }
        return cause instanceof ClosedChannelException || said.contains("reset by peer") || said.contains("closed")
                ? "it closed the connection in the middle of the TLS handshake"
                : "";
    }

    /** What the peer said itself: RFC 8446 §6.2. */
    private static String alert(String said, boolean isOurs) {
        if (said.contains("certificate_required") || (isOurs && said.contains("bad_certificate"))) {
            return "it asks for a certificate of ours; set tls-certificate and tls-key to one that it takes";
        }
        if (said.contains("unknown_ca")
                || said.contains("certificate_unknown")
                || said.contains("bad_certificate")
                || said.contains("unsupported_certificate")) {
            return isOurs
                    ? "it does not take our certificate; set tls-certificate and tls-key to one that it takes"
                    : "it does not trust our certificate; bin/helpline tls trust says how to make it trusted";
        }
        if (said.contains("certificate_expired")) {
            return "it says that our certificate has expired";
        }
        if (said.contains("protocol_version")) {
            return "it speaks an older TLS only; 1.2 and 1.3 are spoken here";
        }
        if (said.contains("unrecognized_name")) {
            return "it has no certificate for the name that was asked for; set tls-host to its name";
        }
        if (said.contains("handshake_failure")) {
            return isOurs
                    ? "it refused the TLS handshake: no cipher is known to both sides, or it asks for a certificate of ours"
                    : "it refused the TLS handshake: no cipher is known to both sides";
        }
        return "it refused the TLS handshake ("
                + said.substring(said.indexOf("alert") + 5)
                        .replaceAll("[^a-z_ ]", "")
                        .strip() + ")";
    }
}
