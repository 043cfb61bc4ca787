package org.helpline.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Settings of the SIP edge.
 *
 * @param listen host:port pairs; {@code *:5060} is every address, IPv4 and IPv6; port 0 lets the system choose
 * @param tcp whether the same addresses also listen on TCP
 * @param advertised the host written into Via, Contact and SDP; empty: the local address that faces the peer
 * @param loops SIP loops; 0 is one per processor
 * @param realm the digest realm; {@code digests} what is offered, in order, of {@code SHA-256} and {@code MD5}
 * @param maxDatagram bytes; larger ones get 513
 * @param maxCalls calls at once; above it 503 with Retry-After
 * @param callsPerSecond new calls a second over all sources; above it 503; {@code perSource} the same for one address
 * @param connections what others may do to us by TCP, TLS and WebSocket
 * @param doors where TLS and WebSocket come in
 * @param phones agent name to its SIP secret, for the registrar
 * @param staticContacts agent name to a fixed SIP URI, the other way to reach an agent
 * @param guard who is not listened to
 * @param nameServers addresses of name servers, with a port if it is not 53; empty: those of the system
 * @param localNetworks who sees our local address, whatever is advertised; empty: whoever is in the private ranges that we are in
 * @param sessions whether calls are asked whether they still live
 */
public record SipSettings(
        List<String> listen,
        boolean tcp,
        String advertised,
        int loops,
        String realm,
        List<String> digests,
        int maxDatagram,
        int maxCalls,
        int callsPerSecond,
        int perSource,
        Connections connections,
        SipDoors doors,
        Map<String, Secret> phones,
        Map<String, String> staticContacts,
        SipGuard guard,
        List<String> nameServers,
        SessionTimers sessions,
        List<Network> localNetworks) {

    /** The same without TLS and WebSocket, and with guard and session timers as they are by default. */
    public SipSettings(
            List<String> listen,
            boolean tcp,
            String advertised,
            int loops,
            String realm,
            List<String> digests,
            int maxDatagram,
            int maxCalls,
            int callsPerSecond,
            int perSource,
            Connections connections,
            Map<String, Secret> phones,
            Map<String, String> staticContacts) {
        this(
                listen,
                tcp,
                advertised,
                loops,
                realm,
                digests,
                maxDatagram,
                maxCalls,
                callsPerSecond,
                perSource,
                connections,
                SipDoors.NONE,
                phones,
                staticContacts,
                GuardKeys.USUAL,
                List.of(),
                SessionTimers.USUAL,
                List.of());
    }

    /** The same with other doors for TLS and WebSocket. */
    public SipSettings withDoors(SipDoors others) {
        return changed(others, phones, staticContacts, guard);
    }

    /** The same with phones that all register, with these secrets. */
    public SipSettings withPhones(Map<String, Secret> secrets) {
        return withPhones(secrets, Map.of());
    }

    /** The same with other phones: agent name to secret, and to a fixed URI. */
    public SipSettings withPhones(Map<String, Secret> secrets, Map<String, String> contacts) {
        return changed(doors, Map.copyOf(secrets), Map.copyOf(contacts), guard);
    }

    /** The same with another guard. */
    public SipSettings withGuard(SipGuard other) {
        return changed(doors, phones, staticContacts, other);
    }

    private SipSettings changed(
            SipDoors newDoors, Map<String, Secret> newPhones, Map<String, String> newContacts, SipGuard newGuard) {
        return new SipSettings(
                listen,
                tcp,
                advertised,
                loops,
                realm,
                digests,
                maxDatagram,
                maxCalls,
                callsPerSecond,
                perSource,
                connections,
                newDoors,
                newPhones,
                newContacts,
                newGuard,
                nameServers,
                sessions,
                localNetworks);
    }

    /**
     * Bounds on TCP connections, TLS and WebSocket included.
     *
     * @param most from all peers together; one more ends the one that has been silent longest, those without a call first
     * @param perSource the same from one address
     * @param idle a connection on which nothing came for so long is closed, unless a call or a registered phone depends on it
     * @param message how long one message may take to come whole
     */
    public record Connections(int most, int perSource, Duration idle, Duration message) {}
}
