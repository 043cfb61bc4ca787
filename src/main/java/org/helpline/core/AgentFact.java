package org.helpline.core;

import java.time.Duration;

/** What happened to an agent; published on the stream {@code agent:NAME}. */
public sealed interface AgentFact extends Fact {

    /** Whose it is. */
    AgentId agent();

    /**
     * The agent's state changed.
     *
     * @param state one of {@code offline, ready, offered, talking, wrap-up, not-ready}
     * @param reason the not-ready reason, or why the server changed it; empty where there is none
     * @param interaction the interaction's id; empty where there is none
     */
    record StateChanged(AgentId agent, String state, String reason, String interaction) implements AgentFact {}

    /**
     * A supervisor set the agent's state.
     *
     * @param state {@code ready, not-ready, offline} or {@code end-wrap-up}
     * @param reason of {@code not-ready}; else empty
     * @param afterCall whether it waits for the end of the call in hand
     * @param by the supervisor's account
     */
    record Forced(AgentId agent, String state, String reason, boolean afterCall, String by) implements AgentFact {}

    /**
     * A supervisor changed what the agent serves and knows, until the server restarts, or took that back.
     *
     * @param queues served from now on; {@code skills} with their levels, as in the settings
     * @param asWritten whether both are as the settings have them again
     */
    record Reassigned(AgentId agent, String queues, String skills, boolean asWritten, String by) implements AgentFact {}

    /** Wrap-up was lengthened by the agent. */
    record WrapUpExtended(AgentId agent, Duration by) implements AgentFact {}

    /** A wrap-up code was picked for an interaction. */
    record WrapUpCoded(AgentId agent, String interaction, String code) implements AgentFact {}

    /** A note was written on an interaction. */
    record Noted(AgentId agent, String interaction, Personal note) implements AgentFact {}

    /** The agent wrote something that scripts keep of the caller; {@code name} is the scripts' variable. */
    record AttributeSet(AgentId agent, String interaction, String name, Personal value) implements AgentFact {}

    /** A tag was put on an interaction, or taken off again. */
    record Tagged(AgentId agent, String interaction, String tag, boolean on) implements AgentFact {}

    /**
     * A step of a playbook was ticked, or no longer is.
     *
     * @param playbook its name; {@code version} the one that the call began with
     * @param note what the agent wrote about the step; may be empty
     */
    record StepDone(
            AgentId agent,
            String interaction,
            String playbook,
            String version,
            String step,
            boolean done,
            Personal note)
            implements AgentFact {}

    /** The agent calls for help with an interaction; {@code words} may be empty. */
    record HelpAsked(AgentId agent, String interaction, Personal words) implements AgentFact {}

    /** The call for help is over. {@code by}: the account of whoever took it or took it back. */
    record HelpOver(AgentId agent, String interaction, String by) implements AgentFact {}

    /** A phone of the agent registered or was removed. {@code contact} is its address for display. */
    record PhoneChanged(AgentId agent, String contact, boolean registered, String why) implements AgentFact {}
}
