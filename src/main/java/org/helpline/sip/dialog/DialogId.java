package org.helpline.sip.dialog;

/**
 * What names a dialog on our side: RFC 3261 §12.
 *
 * @param remoteTag empty when the peer sent none, as RFC 2543 allowed (§12.1.1)
 */
record DialogId(String callId, String localTag, String remoteTag) {}
