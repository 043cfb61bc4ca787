package org.helpline.call;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.helpline.sdp.AudioCodec;

/**
 * Why a phone's leg did not come about or was lost, in one or two plain sentences: the cause, and what to do. For the record, the log and
 * {@code calls show}. Pure.
 */
public final class Explained {

    private static final String NOTHING_IN_COMMON = "no codec or encryption in common; allow %s in it, or put first"
            + " in media.codecs what it has, and set the same SRTP on both sides";

    /** What a phone means by a status (RFC 3261 §21), and what to do. */
    private static final Map<Integer, String> REFUSED = Map.ofEntries(
            Map.entry(400, "it did not understand our INVITE; look at it by sip trace"),
            Map.entry(401, "it asks for a password; let it take calls from this server without one"),
            Map.entry(403, "it forbids calls from this server; allow its address there"),
            Map.entry(404, "it does not know the user; register it again, or correct its contact"),
            Map.entry(402, "it wants to be paid for; let it call without its provider"),
            Map.entry(405, "it takes no calls; correct its contact"),
            Map.entry(406, "it takes no answer of the kind that it could give; look for an update of its firmware"),
            Map.entry(407, "it asks for a password; let it take calls from this server without one"),
            Map.entry(408, "what stands behind it did not answer in time; look whether it is switched on there"),
            Map.entry(410, "it is no longer there; register it again, or correct its contact"),
            Map.entry(413, "our INVITE is too long for it; let it use TCP"),
            Map.entry(414, "the address is too long for it; correct its contact"),
            Map.entry(415, "it does not take a session description; it is no phone for sound"),
            Map.entry(416, "it does not know this kind of address; write its contact as sip:USER@HOST"),
            Map.entry(420, "it lacks an extension that we asked for; look at it by sip trace"),
            Map.entry(421, "it wants an extension that we do not have; switch it off in the phone"),
            Map.entry(422, "it wants longer sessions than ours; raise sip.session-expires"),
            Map.entry(423, "it wants longer sessions than ours; raise sip.session-expires"),
            Map.entry(
                    480, "it is set to do-not-disturb, or nobody is logged in at it; switch that off, or log in at it"),
            Map.entry(481, "it had lost the call already; look whether it was restarted"),
            Map.entry(482, "the call came around in a circle; look at its forwarding"),
            Map.entry(483, "the call came around in a circle; look at its forwarding"),
            Map.entry(484, "it wants a longer number; correct its contact"),
            Map.entry(485, "the address means several phones; correct its contact"),
            Map.entry(486, "it is busy; if nobody talks at it, raise its limit of calls"),
            Map.entry(487, "it took the call back before anybody answered; look at its forwarding and ring time"),
            Map.entry(488, NOTHING_IN_COMMON),
            Map.entry(491, "it was changing the call itself at that moment; call again"),
            Map.entry(500, "it failed inside; restart it, and look for an update"),
            Map.entry(501, "it takes no calls; correct its contact"),
            Map.entry(502, "what stands behind it failed; look at that machine"),
            Map.entry(503, "it is overloaded or not ready; restart it, or look at what stands behind it"),
            Map.entry(
                    504, "what stands behind it did not answer in time; look at that machine, and at its name servers"),
            Map.entry(505, "it speaks another SIP; correct its contact"),
            Map.entry(513, "our INVITE is too long for it; let it use TCP"),
            Map.entry(580, "it cannot meet a precondition; switch preconditions off in it"),
            Map.entry(600, "busy everywhere; if nobody talks at it, raise its limit of calls"),
            Map.entry(603, "the call was declined; if nobody pressed a key, switch its do-not-disturb off"),
            Map.entry(604, "the number does not exist; correct its contact"),
            Map.entry(606, NOTHING_IN_COMMON));

    private static final String REDIRECTED =
            "it sends the call elsewhere, which is not followed; switch its forwarding off";

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
            " Allow in it what we offer, or put first in media.codecs what it has, and set the same SRTP on both sides.",
            "The answer to our offer cannot be used",
            " Allow there what we offer, or put first in media.codecs what that side has, and set the same SRTP on both sides.",
            "The INVITE had no offer",
            " Let the caller's side send its offer in the INVITE, or answer ours in the ACK.",
            "a re-INVITE was not answered",
            " Requests to its Contact do not arrive there: behind NAT let it write its public address.",
            "the peer answered",
            " It had lost the call: look whether it was restarted, or a device between changed the tags.");

    private Explained() {}

    /** Why a leg was refused that was offered these; {@code byTrunk} is a sentence about a call by trunk, or empty for a phone. */
    static String refused(int status, String byTrunk, List<AudioCodec> offered) {
        return byTrunk.isEmpty()
                ? refused(status, offered)
                : "The call was refused with " + status + ": " + stopped(byTrunk);
    }

    /** Why a phone said no. */
    static String refused(int status, List<AudioCodec> offered) {
        String cause = status >= 300 && status < 400 ? REDIRECTED : REFUSED.getOrDefault(status, other(status));
        String any = offered.stream().map(AudioCodec::name).collect(Collectors.joining(" or "));
        return "The phone refused with " + status + ": "
                + cause.replace("%s", any.isEmpty() ? "one of media.codecs" : any) + ".";
    }

    private static String other(int status) {
        return switch (status / 100) {
            case 4 -> "it does not take the call as it is; look at the messages by sip trace, and for an update of it";
            case 5 -> "it failed inside; restart it, and look for an update";
            default -> "nobody is to be reached at it by any way; correct its contact";
        };
    }

    /** Why a leg failed, {@code why} as it was told; with what to do where that does not say so itself. */
    public static String failed(String why) {
        String sentence =
                Character.toUpperCase(why.isEmpty() ? ' ' : why.charAt(0)) + (why.isEmpty() ? "" : why.substring(1));
        String whole = stopped(sentence);
        return REMEDIES.entrySet().stream()
                .filter(e -> why.startsWith(e.getKey()))
                .findFirst()
                .map(e -> whole + e.getValue())
                .orElse(whole);
    }

    /**
     * Why a session was not acceptable, and what to do.
     *
     * @param warning the code that tells the peer, RFC 3261 §20.43
     * @param why half a sentence about the peer's session description
     */
    static String notAcceptable(int warning, String why) {
        String remedy = switch (warning) {
            case 301 -> "Let that side write an IP address in its session description.";
            case 302 -> "Let that side offer RTP/AVP, or RTP/SAVP with keys in SDP.";
            case 304 -> "Let that side offer sound; a fax or video alone is not served.";
            case 305 -> "Allow one of those at that side, or add to media.codecs what it has.";
            case 306 -> "Set the same SRTP suites on both sides, or switch SRTP off there.";
            case 330 -> "Let that side offer an address of its own.";
            default -> "Look for an update of that side's software; sip trace shows what it sent.";
        };
        String whole = "The session was not acceptable: " + stopped(why);
        boolean told = why.contains("set srtp") || why.contains("so switch") || why.contains("let the phone");
        return told ? whole : whole + " " + remedy;
    }

    /** The cause without what to do, which is for our people and not for the peer. */
    public static String cause(String sentence) {
        int remedy = sentence.indexOf("; ");
        return remedy < 0 ? sentence : sentence.substring(0, remedy) + ".";
    }

    private static String stopped(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    /** Why a leg was hung up from which no sound came. {@code who}: {@code the caller} or {@code the agent's phone}. */
    public static String silent(String who, long seconds) {
        return "No RTP came from " + who + " for " + seconds
                + " s: open and forward media.ports, and set sip.advertised where this server is behind NAT.";
    }
}
