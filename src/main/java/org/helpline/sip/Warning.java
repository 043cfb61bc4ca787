package org.helpline.sip;

/**
 * Why a session was not acceptable, for the peer's side: RFC 3261 §20.43.
 *
 * @param code 300 to 399
 * @param text a sentence for people, without anything personal; cleaned when it is sent
 */
public record Warning(int code, String text) {}
