package org.helpline.sip.dialog;

import java.net.InetAddress;
import org.helpline.core.Personal;
import org.helpline.sip.transport.Destination;

/**
 * A call to place to an agent's phone.
 *
 * @param callId made by the transport, so that it names the loop
 * @param uri the phone's Contact URI, the Request-URI
 * @param to how it is reached
 * @param local our address that faces it
 * @param number the caller's number, the From user; {@code name} the caller's name, its display name
 * @param sdp our offer
 */
public record OutgoingCall(
        String callId, String uri, Destination to, InetAddress local, Personal number, Personal name, String sdp) {}
