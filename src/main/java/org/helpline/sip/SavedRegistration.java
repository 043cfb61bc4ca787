package org.helpline.sip;

/**
 * A registration in plain values, to be kept over a restart.
 *
 * @param contact the Contact URI
 * @param instance the {@code +sip.instance} parameter, or empty
 * @param transport {@code UDP} or {@code TCP}; a TCP connection does not outlive the process, so those are not taken up again
 * @param host the address that the phone registered from, an IP literal; {@code port} its port
 * @param callId and {@code cseq}: of the REGISTER, for its order
 * @param expiresAtSeconds the end, in seconds since 1970
 */
public record SavedRegistration(
        String agent,
        String contact,
        String instance,
        String transport,
        String host,
        int port,
        String callId,
        long cseq,
        long expiresAtSeconds) {}
