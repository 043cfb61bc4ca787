package org.helpline.sdp;

import java.net.InetAddress;

/**
 * The {@code o=} line (RFC 4566 §5.2). The numbers are kept as text: some phones write more than 64 bits.
 *
 * @param username without spaces; {@code -} if there is none
 * @param sessionId the same for the whole session
 * @param version grows with each description of the session
 */
public record Origin(String username, String sessionId, String version, Connection address) {

    static Origin ours(InetAddress address, long sessionId, long version) {
        return new Origin("-", Long.toString(sessionId), Long.toString(version), Connection.of(address));
    }

    @Override
    public String toString() {
        return username + " " + sessionId + " " + version + " " + address;
    }
}
