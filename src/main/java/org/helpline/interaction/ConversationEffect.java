package org.helpline.interaction;

import org.helpline.acd.Acd.OfferFailure;
import org.helpline.core.AgentId;

/** What a {@link Conversation} wants done; carried out in order by the {@link AgentPart}. */
sealed interface ConversationEffect {

    /** Ring the agent's phones. */
    record CallPhone(long offer, AgentId agent) implements ConversationEffect {}

    /** Hang up the agent's phone, in whatever state it is. */
    record HangUpAgent(String why) implements ConversationEffect {}

    /** Let caller and agent hear each other for the first time. */
    record Bridge() implements ConversationEffect {}

    /** The caller is on hold from now on: say so. */
    record Hold(HoldBy by) implements ConversationEffect {}

    /** That hold ended: say so. */
    record Resume(HoldBy by) implements ConversationEffect {}

    /** Music for the caller, and nobody hears the other. */
    record HoldMusic() implements ConversationEffect {}

    /** No more music: caller and agent hear each other again. */
    record BridgeAgain() implements ConversationEffect {}

    /** Tell the ACD that the agent took it. */
    record TellAccepted(long offer) implements ConversationEffect {}

    /** Tell the ACD that the agent did not. */
    record TellFailed(long offer, OfferFailure why) implements ConversationEffect {}

    /** Tell the ACD that the conversation ended. */
    record TellReleased() implements ConversationEffect {}

    /** Tell the ACD that the caller no longer waits. */
    record LeaveQueue() implements ConversationEffect {}

    /** Nobody talked with the caller after all: back into the queue that they came from, to its front. */
    record JoinAgain() implements ConversationEffect {}

    /** The caller is still there: the script goes on after its queue step. */
    record ScriptGoesOn() implements ConversationEffect {}

    /** Blind transfer. */
    record GoTo(Transfer target) implements ConversationEffect {}
}
