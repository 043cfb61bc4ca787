package org.helpline.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.Secret;
import org.helpline.config.SipSettings;
import org.helpline.config.TrunkSettings;
import org.helpline.core.AgentId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.sip.guard.Bans;
import org.helpline.sip.trunk.Targets;

/** The running SIP edge. */
public interface SipEndpoint extends AutoCloseable {

    /** What it really listens on, after port 0 was resolved: transport ({@code udp}, {@code tcp}) and address. */
    List<Listening> listening();

    /** The agents' phones. */
    AgentPhones phones();

    /** The SIP loops. */
    List<Loop> loops();

    /** Our address that faces the phone, for the SDP offer. Any thread. */
    InetAddress localAddressFor(AgentPhones.Phone phone);

    /** The address that the phone's signalling comes from. Any thread. */
    InetAddress remoteAddressOf(AgentPhones.Phone phone);

    /**
     * A phone at a fixed address, for a call to a customer. Any thread.
     *
     * @param uri {@code sip:USER@ADDRESS:PORT}, with an IP address or localhost; {@code trunk:NAME/NUMBER}, or {@code sip:NUMBER@NAME} with
     *     a trunk's name or server
     * @return empty if it is none that can be called
     */
    Optional<AgentPhones.Phone> phoneAt(String uri);

    /** Whether the trunk's own rules let this phone be called; those that are reached without a trunk may. Any thread. */
    default boolean mayCall(AgentPhones.Phone phone) {
        return true;
    }

    /** The phone of a number outside, by whatever trunk may call it; empty if none may. Any thread. */
    Optional<AgentPhones.Phone> outside(String number);

    /**
     * Calls an agent's phone, or a customer's. On {@code loop} only, which must be one of {@link #loops()}: the leg lives there (the Call-ID that
     * is made carries the loop). A phone that is reached by a trunk is called as {@link #callOut} does it.
     *
     * @param offers asked once for each try; for the first of a phone that is reached directly before this returns
     */
    SipLeg callPhone(Loop loop, AgentPhones.Phone phone, Caller caller, Offers offers, SipLegListener listener);

    /** The same for a caller who hides nothing, with one offer. */
    default SipLeg callPhone(
            Loop loop,
            AgentPhones.Phone phone,
            Personal callerNumber,
            Personal callerName,
            String sdp,
            SipLegListener listener) {
        return callPhone(loop, phone, new Caller(callerNumber, callerName), Offers.same(sdp), listener);
    }

    /**
     * Calls a number by the trunks: RFC 3261 §13.2, RFC 3263 §4.3. On {@code loop} only, one of {@link #loops()}. A silent or failed
     * target is followed by the next one, and those of a trunk by the next trunk, within 4 s in all; a callee who said no is not called
     * again. What became of each try is told as {@link SipLegEvent.Tried}; no event comes before this returns.
     */
    SipLeg callOut(Loop loop, OutCall call, SipLegListener listener);

    /** Our address that faces the first target of the first of these trunks (empty: of all), for the sound; empty if there is none. Any thread. */
    Optional<InetAddress> localAddressToward(List<String> trunks);

    /** Our address that faces a peer, for the sound; the loopback address if there is no way to it. Any thread. */
    InetAddress localAddressFacing(InetAddress peer);

    /** Where the trunks are reached, and how they stand. Any thread. */
    default Targets targets() {
        return Targets.none();
    }

    /** What {@code peer} is told instead of our local address that faces it, as trunks have shown it (P47); empty: the local one. Any thread. */
    default Optional<InetAddress> outerAddress(InetAddress peer, InetAddress local) {
        return Optional.empty();
    }

    /** Live counts for metrics and the leak checks. Any thread, approximate. */
    Counts counts();

    /** Requests that were refused before they were a call, or within none: status to how often since the start. Any thread. */
    Map<Integer, Long> refused();

    /** Who is not listened to, and why. */
    Bans bans();

    /** Of the new calls, how many are let in at the moment, by what the machine can do: 1 is all. Any thread. */
    double admitted();

    /**
     * Takes up other phones while calls go on: those of an agent who is gone, or whose secret is another, are registered no longer. Any thread.
     *
     * @param phones secrets and fixed addresses count, which have been checked by {@link SipEdge#fixed}
     */
    void change(SipSettings phones, List<TrunkSettings> trunks);

    /**
     * Lets an agent's browser register over WebSocket by this secret, instead of the one that another of the agent's windows had, which is the phone
     * no longer. Any thread.
     */
    void givePass(AgentId agent, Secret pass);

    /** Ends what {@link #givePass} gave; the browser is no phone any more. Any thread. */
    void endPass(AgentId agent);

    /** Takes up other limits of calls and of calls a second. Any thread. */
    void limit(SipSettings limits);

    /** Refuses new calls and OPTIONS with 503 from now on, or no longer; the calls that there are go on. Any thread. */
    void drain(boolean on);

    /** Stops taking calls, then closes the sockets. */
    @Override
    void close();

    /** A listening socket. */
    record Listening(String transport, InetSocketAddress address) {}

    /** How many of each live now, and how much came since the start. */
    record Counts(
            long transactions,
            long dialogs,
            long registrations,
            long received,
            long sent,
            long unsent,
            long rejectedByGate,
            long ignored,
            long shed,
            long connections,
            long unsecured) {}
}
