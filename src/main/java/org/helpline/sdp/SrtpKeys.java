package org.helpline.sdp;

/**
 * The keys of an encrypted call, of one suite.
 *
 * @param ours what we send under
 * @param theirs what the peer sends under
 */
public record SrtpKeys(SrtpKey ours, SrtpKey theirs) {

    /** The suite, which is the same both ways (RFC 4568 §5.1.2). */
    public SrtpSuite suite() {
        return theirs.suite();
    }
}
