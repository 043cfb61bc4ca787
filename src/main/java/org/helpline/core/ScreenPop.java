package org.helpline.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
     * @param email as known, several separated by commas; {@code notes} what whoever takes the call must know; either may be empty
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
            Personal notes,
            More more) {

        /** One written before there was more may lack it. */
        public Match {
            more = Objects.requireNonNullElse(more, More.NONE);
        }

        /** One of whom no more is known. */
        public Match(
                String id,
                Personal name,
                String company,
                String revenue,
                String satisfaction,
                Optional<String> language,
                List<String> lastContacts,
                Personal email,
                Personal notes) {
            this(id, name, company, revenue, satisfaction, language, lastContacts, email, notes, More.NONE);
        }

        /** The same, as sure as that. */
        public Match sure(Sure sure, String why) {
            return new Match(
                    id,
                    name,
                    company,
                    revenue,
                    satisfaction,
                    language,
                    lastContacts,
                    email,
                    notes,
                    new More(sure, why, more.tags, more.flags, more.orders, more.past));
        }
    }

    /** How sure it is that a customer is the caller. */
    public enum Sure {
        /** The number is proved, and this customer's alone. */
        CERTAIN,
        /** The number is this customer's alone; whoever calls may have written another's. */
        LIKELY,
        /** Several have the number. */
        ONE_OF,
        /** A short number or a name, which means something else in every exchange. */
        DOUBTFUL,
        /** Nobody has said. */
        UNKNOWN;

        /** As pages read it: {@code one-of}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What else is known of a customer.
     *
     * @param why it is as sure as that, a sentence
     * @param flags {@code blocked}, {@code abusive}
     * @param orders open ones, for display
     * @param past the latest contacts, newest first
     */
    public record More(
            Sure sure, String why, List<String> tags, List<String> flags, List<String> orders, List<Past> past) {

        /** Nothing more. */
        public static final More NONE = new More(Sure.UNKNOWN, "", List.of(), List.of(), List.of(), List.of());
    }

    /**
     * An earlier contact.
     *
     * @param interaction its call
     * @param kind {@code in}, {@code callback} or {@code out}
     * @param outcome as the call's record has it; {@code code} the wrap-up code, or empty; {@code score} for display, or empty
     */
    public record Past(
            String interaction,
            Instant at,
            String kind,
            String outcome,
            String queue,
            String agent,
            Duration waited,
            Duration talked,
            String code,
            String score) {}
}
