package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.SendOn;
import org.helpline.ivr.run.Environment;
import org.helpline.ivr.run.LookUpAnswer;
import org.helpline.ivr.run.ScriptEvent;

/** What the caller, the queue or the agent does in a trial, or what is to be heard at that moment. */
public sealed interface TrialAct {

    /** What somebody does; the others only expect something. */
    sealed interface Deed extends TrialAct {}

    /** {@code hears welcome}, {@code hears welcome in tr}, {@code hears position@3}: heard to its end before the script waits. */
    record Hears(String sound, Optional<String> language) implements TrialAct {}

    /** {@code hears You are number 3}: these words are said, whatever prompts they come from. */
    record HearsWords(String words) implements TrialAct {}

    /** {@code goes to order}: that section is entered before the script waits. */
    record GoesTo(String section) implements TrialAct {}

    /** {@code press 1 star}: keys one after another. */
    record Press(String keys) implements Deed {}

    /** {@code silence}: hears out what is said, then presses nothing until the time for a key is over. */
    record Silence() implements Deed {}

    /** {@code records 10s}: speaks for so long while recorded; {@code records nothing}: says nothing until the recording ends. */
    record Records(Duration speech) implements Deed {}

    /** {@code wait 10s}. */
    record Wait(Duration time) implements Deed {}

    /** {@code answer order_status none}: what a look-up says of which the test has not said it before. */
    record Answers(String lookUp, LookUpAnswer answer) implements Deed {}

    /** {@code hangs up}: the caller does. */
    record HangsUp() implements Deed {}

    /** {@code waits in billing at 3}: the script has sent the caller to that queue, which takes them. */
    record WaitsIn(String queue, int position) implements Deed {}

    /** {@code position 2}: the caller moves up. */
    record Position(int position) implements Deed {}

    /** {@code queue full}: the queue does not take the caller, or gives them up. */
    record QueueRefuses(SendOn.Reason reason) implements Deed {}

    /** {@code rings ada}, {@code rings 201}: the script has that agent, or that extension's phone, rung. */
    record Rings(String who) implements TrialAct {}

    /** {@code may ring anna or ben}: these of the test's agents, and no others, may be rung for who waits; none for {@code nobody}. */
    record MayRing(Set<String> agents) implements TrialAct {}

    /** {@code busy}, {@code no answer}, {@code not there}: whoever is rung does not take the call. */
    record NotReached(Missed.Why why) implements Deed {}

    /** {@code queue rings anna and ben}: the phones of these agents, and no others, ring for who waits; of none for {@code nobody}. */
    record QueueRings(Set<String> agents) implements TrialAct {}

    /** {@code agent anna comes}: logs in, if need be, and is ready; whoever talked no longer does. */
    record AgentComes(String agent) implements TrialAct {}

    /** {@code agent anna goes}: is not ready any more. */
    record AgentGoes(String agent) implements TrialAct {}

    /** {@code agent anna refuses}: the call that rings there. */
    record AgentRefuses(String agent) implements TrialAct {}

    /** {@code agent anna answers after 5s}: whose phone rings then. */
    record NamedAnswers(String agent, Duration after) implements Deed {}

    /** {@code expected wait 4m to 6m}: what is known of the waiting from here on; empty: nothing. */
    record ExpectedWait(Optional<Environment.Wait> time) implements TrialAct {}

    /** {@code office becomes closed}; {@code becomes closed}: what that calendar, or every one, says from here on. */
    record Becomes(Optional<String> calendar, BusinessHours.State state) implements TrialAct {}

    /** {@code wants callback}: the caller presses the key that leads to a call-back. */
    record WantsCallback() implements Deed {}

    /** {@code callback to +49…}: the script has asked for a call-back to that number, and it is promised. */
    record CallbackTo(String number) implements Deed {}

    /** {@code callback there}, {@code refused}, {@code failed}: what came of the request instead. */
    record CallbackAnswered(ScriptEvent.CallbackAnswer answer) implements Deed {}

    /** {@code agent answers after 20s}. */
    record AgentAnswers(Duration after) implements Deed {}

    /** {@code agent leaves after 2m}: the agent hangs up, the caller stays. */
    record AgentLeaves(Duration after) implements Deed {}

    /** {@code agent sends to billing}: to another queue. */
    record AgentSends(String queue) implements Deed {}
}
