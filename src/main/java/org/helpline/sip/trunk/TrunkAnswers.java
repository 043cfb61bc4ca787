package org.helpline.sip.trunk;

import java.util.Map;

/** What a trunk's final answers to our calls mean (RFC 3261 §21), and what to do about each. Pure. */
final class TrunkAnswers {

    /** What to do where none came. */
    static final String UNREACHED =
            "Look at it by bin/helpline trunks; ask the provider, or try another server or transport in trunks.ini.";

    private static final String LOGIN = "it wants a password; set user and secret of the trunk in trunks.ini";
    private static final String NUMBER =
            "it knows no such number, or not as we write it; look at numbers and prefix of the trunk in trunks.ini";
    private static final String CODECS =
            "no codec or encryption in common; look at media.codecs, and srtp of the trunk in trunks.ini";
    private static final String CIRCLE =
            "the call came around in a circle; look at the forwarding of the called number";

    private static final Map<Integer, String> MEANINGS = Map.ofEntries(
            Map.entry(400, "it did not understand our INVITE; show it to the provider by sip trace"),
            Map.entry(401, LOGIN),
            Map.entry(402, "the account has no credit; pay the provider"),
            Map.entry(
                    403,
                    "it forbids the call; ask the provider for the account's rights and credit, and look at show-number of the trunk in trunks.ini, since many refuse foreign numbers"),
            Map.entry(404, NUMBER),
            Map.entry(405, "it takes no calls here; correct server of the trunk in trunks.ini"),
            Map.entry(407, LOGIN),
            Map.entry(408, "the called network did not answer in time; call again, and ask the provider if it stays"),
            Map.entry(410, "the number is no longer in use; correct it"),
            Map.entry(415, "it does not take our session description; show it to the provider by sip trace"),
            Map.entry(420, "it lacks an extension that we asked for; show it to the provider by sip trace"),
            Map.entry(422, "it wants longer sessions than ours; raise sip.session-expires"),
            Map.entry(423, "it wants longer sessions than ours; raise sip.session-expires"),
            Map.entry(480, "nobody can be reached there now; call later"),
            Map.entry(481, "it had lost the call already; call again, and ask the provider if it stays"),
            Map.entry(482, CIRCLE),
            Map.entry(483, CIRCLE),
            Map.entry(484, "the number is too short; correct it, or numbers and prefix of the trunk in trunks.ini"),
            Map.entry(485, "the number means several; correct it"),
            Map.entry(486, "the called number is busy; call later"),
            Map.entry(487, "the call was taken back before anybody answered; call again"),
            Map.entry(488, CODECS),
            Map.entry(491, "it was changing the call itself at that moment; call again"),
            Map.entry(
                    494,
                    "it wants a security agreement that we do not have; use tls as transport of the trunk in trunks.ini"),
            Map.entry(500, "it failed inside; ask the provider, and have a second trunk for the number"),
            Map.entry(501, "it takes no calls here; correct server of the trunk in trunks.ini"),
            Map.entry(502, "what stands behind it failed; ask the provider, and have a second trunk for the number"),
            Map.entry(
                    503,
                    "it is overloaded, or the account has all its calls in use; ask the provider for more, and set calls of the trunk in trunks.ini to what it allows"),
            Map.entry(
                    504,
                    "what stands behind it did not answer in time; ask the provider, and have a second trunk for the number"),
            Map.entry(505, "it speaks another SIP; correct server of the trunk in trunks.ini"),
            Map.entry(513, "our INVITE is too long for it; set transport = tcp of the trunk in trunks.ini"),
            Map.entry(580, "it cannot meet a precondition; show it to the provider by sip trace"),
            Map.entry(600, "the called number is busy everywhere; call later"),
            Map.entry(
                    603,
                    "the call was declined there; if nobody pressed a key, ask the provider whether it blocks our number"),
            Map.entry(604, NUMBER),
            Map.entry(606, CODECS),
            Map.entry(607, "the called person does not want our calls; call from another number only if they agree"),
            Map.entry(
                    608,
                    "an analysis of calls took ours for unwanted; ask the provider how to have our number cleared"));

    private TrunkAnswers() {}

    /** Half a sentence with what it means and what to do; {@code status} 300 to 699. */
    static String meaning(int status) {
        if (status < 400) {
            return "it sends the call elsewhere; correct the number, or say follow-redirect = yes of the trunk in trunks.ini";
        }
        String known = MEANINGS.get(status);
        if (known != null) {
            return known;
        }
        return switch (status / 100) {
            case 4 -> "it does not take the call as it is; show it to the provider by sip trace";
            case 5 -> "it failed; ask the provider, and have a second trunk for the number";
            default -> "nobody is to be reached there by any way; correct the number";
        };
    }
}
