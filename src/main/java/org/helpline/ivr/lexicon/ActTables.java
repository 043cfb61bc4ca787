package org.helpline.ivr.lexicon;

import java.util.List;

/** What stands in {@code call:} and {@code ends:} of a test. */
final class ActTables {

    /** What happens in a call; the first words are those that the reader of tests knows. */
    static final List<Phrase> ACTS = List.of(
            Phrase.of(
                    "hears",
                    "This prompt is heard to its end; others may come before it. Several words: these words are said, whatever prompts they come from.",
                    "hears welcome",
                    "hears welcome in tr",
                    "hears position@3",
                    "hears You are number 3"),
            Phrase.of("goes to", "The call goes to that section.", "goes to order"),
            Phrase.of(
                    "press",
                    "Keys, one after another: what is being said is cut short.",
                    "press 1",
                    "press 4711 hash",
                    "press star"),
            Phrase.of(
                    "silence",
                    "Hears out what is said, then presses nothing until the time for a key is over.",
                    "silence"),
            Phrase.of(
                    "records",
                    "Speaks for so long after the tone; or says nothing until the recording ends.",
                    "records 10s",
                    "records nothing"),
            Phrase.of("wait", "Time passes.", "wait 45s"),
            Phrase.of("hangs up", "The caller does.", "hangs up"),
            Phrase.of(
                    "waits in",
                    "The script has sent the caller to this queue, which takes them.",
                    "waits in support",
                    "waits in support at 3"),
            Phrase.of("position", "The caller moves up.", "position 2"),
            Phrase.of(
                    "queue",
                    "The queue does not serve, for this reason.",
                    "queue full",
                    "queue closed",
                    "queue nobody",
                    "queue too_long"),
            Phrase.of(
                    "agent answers",
                    "Somebody talks to the caller; the queue takes them first, if it has not yet.",
                    "agent answers",
                    "agent answers after 20s"),
            Phrase.of("agent leaves", "The agent hangs up, the caller stays.", "agent leaves", "agent leaves after 2m"),
            Phrase.of("agent sends to", "The agent sends the caller to another queue.", "agent sends to billing"),
            Phrase.of("rings", "The script rings that agent, or that extension's phone.", "rings anna", "rings 201"),
            Phrase.of(
                    "may ring",
                    "These of the test's `agents`, and no others, may be rung at that moment for the caller, who waits.",
                    "may ring anna",
                    "may ring anna or ben",
                    "may ring nobody"),
            Phrase.of(
                    "queue rings",
                    "The queue's strategy rings these agents at that moment for the caller, who waits, and no others: of the test's `agents`, the first"
                            + " has been free longest.",
                    "queue rings anna",
                    "queue rings anna and ben",
                    "queue rings nobody"),
            Phrase.of(
                    "agent",
                    "The agent of that id: comes and is ready, goes on a break, refuses the call that rings there or answers it.",
                    "agent anna comes",
                    "agent anna goes",
                    "agent anna refuses",
                    "agent anna answers",
                    "agent anna answers after 5s"),
            Phrase.of("busy", "Whoever is rung talks to somebody.", "busy"),
            Phrase.of("no answer", "Whoever is rung lets it ring.", "no answer"),
            Phrase.of("not there", "Whoever is rung has no phone, is not ready or not logged in.", "not there"),
            Phrase.of(
                    "answer",
                    "What a look-up answers, said in the call itself.",
                    "answer order_status none",
                    "answer order_status failed",
                    "answer order_status number=4711 state=\"on its way\""),
            Phrase.of(
                    "expected wait",
                    "What is known of the waiting from here on; `unknown`: nothing.",
                    "expected wait 6m",
                    "expected wait 4m to 6m",
                    "expected wait unknown"),
            Phrase.of(
                    "becomes",
                    "What that calendar says from here on, or every calendar.",
                    "becomes closed",
                    "office becomes holiday"),
            Phrase.of("wants callback", "The caller presses the key that leads to a call-back.", "wants callback"),
            Phrase.of(
                    "callback to",
                    "The script asks for a call-back to that number, and it is promised.",
                    "callback to +4930123456"),
            Phrase.of("callback there", "One was promised to that number before.", "callback there"),
            Phrase.of("callback refused", "That number is not called.", "callback refused"),
            Phrase.of("callback failed", "There can be none.", "callback failed"));

    /** Where a call is in the end. */
    static final List<Phrase> ENDINGS = List.of(
            Phrase.of("served", "An agent has answered.", "served"),
            Phrase.of("hangup", "The script has hung up, and nobody had answered.", "hangup"),
            Phrase.of("abandoned", "The caller has hung up before anybody answered.", "abandoned"),
            Phrase.of("callback", "A call-back was promised, and the call is over.", "callback"),
            Phrase.of("asking", "The caller is asked for a key.", "asking"),
            Phrase.of("waiting", "The caller waits, in that queue or in any.", "waiting in support", "waiting"),
            Phrase.of("ringing", "Somebody is rung for the caller.", "ringing"),
            Phrase.of("script", "The call is handed to that script.", "script information-line"));

    private ActTables() {}
}
