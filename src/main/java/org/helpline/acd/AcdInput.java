package org.helpline.acd;

import java.util.List;
import java.util.Optional;
import org.helpline.config.AcdSettings;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;

/**
 * All that the ACD is told, and all that moves it: the commands of {@link Acd} by the same names, and time. What it decides follows
 * from these, their times, its seed and what it was answered ({@link Answers}), and from nothing else.
 */
public sealed interface AcdInput {

    /** {@link Acd#join}. */
    record Join(Acd.Ticket ticket) implements AcdInput {}

    /** {@link Acd#leave}. */
    record Leave(InteractionId interaction, Acd.LeaveReason why) implements AcdInput {}

    /** {@link Acd#accepted}. */
    record Accepted(long offer) implements AcdInput {}

    /** {@link Acd#failed}. */
    record Failed(long offer, Acd.OfferFailure why) implements AcdInput {}

    /** {@link Acd#callOff}. */
    record CallOff(InteractionId interaction, AgentId rung) implements AcdInput {}

    /** {@link Acd#dial}. */
    record Dial(InteractionId interaction, AgentId agent, QueueName queue) implements AcdInput {}

    /** {@link Acd#notDialled}. */
    record NotDialled(InteractionId interaction, AgentId agent, String why) implements AcdInput {}

    /** {@link Acd#released(InteractionId, AgentId)}; without an agent {@link Acd#released(InteractionId)}. */
    record Released(InteractionId interaction, Optional<AgentId> agent) implements AcdInput {}

    /** {@link Acd#handedOver}. */
    record HandedOver(InteractionId from, InteractionId to, AgentId agent) implements AcdInput {}

    /** {@link Acd#hold}. */
    record Hold(InteractionId interaction) implements AcdInput {}

    /** {@link Acd#callBack}. */
    record CallBack(Acd.CallbackTicket ticket) implements AcdInput {}

    /** {@link Acd#restore}. */
    record Restore(List<Acd.KeptCallback> kept) implements AcdInput {}

    /** {@link Acd#takeUp}. */
    record TakeUp(List<Acd.KeptAgent> kept) implements AcdInput {}

    /** {@link Acd#reached}. */
    record Reached(InteractionId attempt) implements AcdInput {}

    /** {@link Acd#missed}. */
    record Missed(InteractionId attempt, Acd.Miss why) implements AcdInput {}

    /** {@link Acd#cancelCallback}. */
    record CancelCallback(InteractionId callback, String why) implements AcdInput {}

    /** {@link Acd#callbackNow}. */
    record CallbackNow(InteractionId callback) implements AcdInput {}

    /** {@link Acd#first}. */
    record First(InteractionId interaction) implements AcdInput {}

    /** {@link Acd#give}. */
    record Give(InteractionId interaction, AgentId agent) implements AcdInput {}

    /** {@link Acd#sleep}. */
    record Sleep(InteractionId callback, InteractionId call) implements AcdInput {}

    /** {@link Acd#wake}. */
    record Wake(InteractionId callback, InteractionId call) implements AcdInput {}

    /** {@link Acd#agent}. */
    record Agent(AgentId agent, Acd.AgentCommand command) implements AcdInput {}

    /** {@link Acd#reachable}. */
    record Reachable(AgentId agent, boolean reachable) implements AcdInput {}

    /** {@link Acd#reconfigure}. */
    record Reconfigure(AcdSettings settings) implements AcdInput {}

    /** {@link Acd#urgent}. */
    record Urgent(QueueName queue, boolean on) implements AcdInput {}

    /** About once a second. */
    record Tick() implements AcdInput {}

    /** The ring time of an offer is over. */
    record RingOver(long offer) implements AcdInput {}

    /** The agent's own timer ran out. */
    record AgentTimer(AgentId agent) implements AcdInput {}
}
