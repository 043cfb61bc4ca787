package org.helpline.sip.dialog;

import org.helpline.core.Personal;
import org.helpline.sip.transport.Destination;

/**
 * A call to place to an agent's phone.
 *
 * @param uri the phone's Contact URI, the Request-URI
 * @param to how it is reached
 * @param number the caller's number, the From user; {@code name} the caller's name, its display name
 * @param sdp our offer
 */
public record OutgoingCall(String uri, Destination to, Personal number, Personal name, String sdp) {}
