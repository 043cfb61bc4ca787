package org.helpline.core;

import java.util.List;
import java.util.Optional;

/**
 * What the agent's screen shows at the offer.
 *
 * @param number the caller's number as it is shown; empty when withheld
 * @param matches customers with this number: none, one, or several (all are shown)
 * @param choices what the caller chose in the menus, oldest first, for example {@code Billing}
 * @param queue the queue; {@code language} the call's language tag
 * @param handovers the agents who had the caller before and sent them on, the latest last
 */
public record ScreenPop(
        Personal number,
        List<Match> matches,
        List<Choice> choices,
        QueueName queue,
        String language,
        List<Handover> handovers) {

    /** The pop of a caller whom no agent had before. */
    public ScreenPop(Personal number, List<Match> matches, List<Choice> choices, QueueName queue, String language) {
        this(number, matches, choices, queue, language, List.of());
    }

    /** The same with these customers. */
    public ScreenPop with(List<Match> customers) {
        return new ScreenPop(number, List.copyOf(customers), choices, queue, language, handovers);
    }

    /** The same with these handovers. */
    public ScreenPop handedOver(List<Handover> all) {
        return new ScreenPop(number, matches, choices, queue, language, List.copyOf(all));
    }

    /** An agent who transferred the caller. {@code name} for display; {@code note} what that agent noted, or none yet. */
    public record Handover(AgentId agent, String name, Personal note) {}

    /** A line of the pop. {@code label} is the script's {@code show} or variable name; {@code value} what was keyed. */
    public record Choice(String label, Personal value) {}

    /**
     * A customer of this number.
     *
     * @param id the store's id of the customer
     * @param revenue as imported, for display; {@code satisfaction} likewise
     * @param lastContacts newest first, at most 5, for display
     * @param email as imported; {@code notes} what whoever takes the call must know, as imported; either may be empty
     */
    public record Match(
            String id,
            Personal name,
            String company,
            String revenue,
            String satisfaction,
            Optional<String> language,
            List<String> lastContacts,
            Personal email,
            Personal notes) {}
}
