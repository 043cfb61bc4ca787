package org.helpline.sdp;

/**
 * How two sides reach each other by ICE and agree on keys by DTLS (RFC 5763, RFC 8842).
 *
 * @param ours what we told; its role is that which was agreed, {@code ACTIVE} or {@code PASSIVE}
 * @param theirs what the peer told
 */
public record DtlsTerms(IceDtls ours, IceDtls theirs) {

    /** Whether the peer begins the handshake, and we are the server. */
    public boolean isServer() {
        return ours.setup() == IceDtls.Setup.PASSIVE;
    }

    /** Whether the handshake that was made for {@code other} holds for these. */
    public boolean isSameAssociation(DtlsTerms other) {
        return ours.fingerprint().equals(other.ours.fingerprint())
                && theirs.fingerprint().equals(other.theirs.fingerprint())
                && isServer() == other.isServer();
    }
}
