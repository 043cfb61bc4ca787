package org.helpline.call;

import java.util.Map;

/**
 * Why a phone's leg did not come about or was lost, in one or two plain sentences: the cause, and what to do. For the record, the log and
 * {@code calls show}. Pure.
 */
public final class Explained {

    /** What a phone means by a status (RFC 3261 §21), and what to do. */
    private static final Map<Integer, String> REFUSED = Map.ofEntries(
            Map.entry(400, "it did not understand our INVITE; look at it by sip trace"),
            Map.entry(401, "it asks for a password; let it take calls from this server without one"),
            Map.entry(403, "it forbids calls from this server; allow its address there"),
            Map.entry(404, "it does not know the user; register it again, or correct its contact"),
            Map.entry(405, "it takes no calls; correct its contact"),
            Map.entry(407, "it asks for a password; let it take calls from this server without one"),
            Map.entry(408, "what stands behind it did not answer in time; look whether it is switched on there"),
            Map.entry(410, "it is no longer there; register it again, or correct its contact"),
            Map.entry(415, "it does not take a session description; it is no phone for sound"),
            Map.entry(420, "it lacks an extension that we asked for; look at it by sip trace"),
            Map.entry(480, "it is set to do-not-disturb, or nobody is logged in at it"),
            Map.entry(481, "it had lost the call already"),
            Map.entry(482, "the call came around in a circle; look at its forwarding"),
            Map.entry(483, "the call came around in a circle; look at its forwarding"),
            Map.entry(484, "it wants a longer number; correct its contact"),
            Map.entry(486, "it is busy; if nobody talks at it, raise its limit of calls"),
            Map.entry(487, "the call was taken back"),
            Map.entry(
                    488,
                    "no codec or encryption in common; allow PCMA or PCMU in it, and the same SRTP setting on both sides"),
            Map.entry(491, "it was changing the call itself at that moment"),
            Map.entry(500, "it failed inside; restart it, and look for an update"),
            Map.entry(503, "it is overloaded or not ready; restart it, or look at what stands behind it"),
            Map.entry(600, "busy everywhere"),
            Map.entry(603, "the call was declined"),
            Map.entry(604, "the number does not exist; correct its contact"),
            Map.entry(
                    606,
                    "no codec or encryption in common; allow PCMA or PCMU in it, and the same SRTP setting on both sides"));

    private static final String KINDS_REDIRECTED =
            "it sends the call elsewhere, which is not followed; switch its forwarding off";
    private static final String KINDS_OTHER = "look at the messages by sip trace";

    /** The beginning of what may have failed to what to do. */
    private static final Map<String, String> REMEDIES = Map.of(
            "No final response came",
            " Look whether the phone is on and reachable under its contact; behind NAT it must register or send keep-alives every 30 s.",
            "The connection to the peer failed",
            " Look whether the phone is on, and whether its address and port are right.",
            "The peer could not be reached",
            " Look whether it is on, and whether its address and port are right.",
            "The phone answered without a session description",
            " Its answer must have one: look for an update of its firmware.",
            "The phone answered with something else",
            " Allow PCMA or PCMU in it, and the same SRTP setting on both sides.",
            "The answer to our offer cannot be used",
            " Allow PCMA or PCMU at that side, and the same SRTP setting on both sides.",
            "The INVITE had no offer",
            " Let the caller's side send its offer in the INVITE, or answer ours in the ACK.",
            "a re-INVITE was not answered",
            " Requests to its Contact do not arrive there: behind NAT let it write its public address.",
            "the peer answered",
            " It had lost the call: look whether it was restarted, or a device between changed the tags.");

    private Explained() {}

    /** Why a leg was refused; {@code reason} is a phrase of the phone's, or a sentence about trunks. */
    public static String refused(int status, String reason) {
        return reason.contains("trunk ") ? "The call was refused with " + status + ": " + reason : refused(status);
    }

    /** Why a phone said no. */
    static String refused(int status) {
        String cause = status >= 300 && status < 400 ? KINDS_REDIRECTED : REFUSED.getOrDefault(status, KINDS_OTHER);
        return "The phone refused with " + status + ": " + cause + ".";
    }

    /** Why a leg failed, {@code why} as it was told; with what to do where that does not say so itself. */
    public static String failed(String why) {
        String sentence =
                Character.toUpperCase(why.isEmpty() ? ' ' : why.charAt(0)) + (why.isEmpty() ? "" : why.substring(1));
        String whole = sentence.endsWith(".") ? sentence : sentence + ".";
        return REMEDIES.entrySet().stream()
                .filter(e -> why.startsWith(e.getKey()))
                .findFirst()
                .map(e -> whole + e.getValue())
                .orElse(whole);
    }

    /** Why a leg was hung up from which no sound came. {@code who}: {@code the caller} or {@code the agent's phone}. */
    public static String silent(String who, long seconds) {
        return "No RTP came from " + who + " for " + seconds
                + " s: open and forward media.ports, and set sip.advertised where this server is behind NAT.";
    }
}
