package org.helpline.sip.dialog;

import org.helpline.core.Personal;
import org.helpline.sip.transport.Destination;

/**
 * A call to place to an agent's phone, or to a trunk.
 *
 * @param uri the phone's Contact URI, the Request-URI
 * @param to how it is reached
 * @param number the caller's number, the From user; {@code name} the caller's name, its display name
 * @param sdp our offer
 * @param trunkside what a trunk adds
 */
public record OutgoingCall(
        String uri, Destination to, Personal number, Personal name, String sdp, Trunkside trunkside) {

    /** A call to a phone. */
    public OutgoingCall(String uri, Destination to, Personal number, Personal name, String sdp) {
        this(uri, to, number, name, sdp, Trunkside.NONE);
    }
}
