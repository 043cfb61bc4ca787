package org.helpline.config;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * Settings of reports.
 *
 * @param zone whose midnight and hours divide them
 * @param terms what the formulas leave open
 * @param schedules reports that are sent by e-mail
 */
public record ReportSettings(ZoneId zone, Terms terms, List<Schedule> schedules) {

    /**
     * What the formulas leave open.
     *
     * @param within an answer up to this wait is in time
     * @param level how the service level is counted
     * @param genesys what GENESYS counts
     * @param shortAbandon who gives up sooner is a short abandon
     * @param shortCounts whether short abandons are in the abandonment rate
     * @param fromArrival whether the speed of answer counts from the call's arrival; else from the queue
     * @param fcrDays nobody may call again on the same topic for so many days
     * @param fcrQuestion the rating whose answers 0 and 1 say whether all is settled; empty: every rating of 0 to 1
     * @param csatQuestion the rating of satisfaction; empty: every rating of 1 to 5
     * @param cesQuestion the rating of effort; empty: every rating of 1 to 7
     * @param offeredIsIdle whether the time in which a call is offered counts as idle; else it is left out
     * @param agentHour what an agent's hour costs; {@code seatMonth} what a seat costs a month, in {@code currency}
     */
    public record Terms(
            Duration within,
            Level level,
            Genesys genesys,
            Duration shortAbandon,
            boolean shortCounts,
            boolean fromArrival,
            int fcrDays,
            String fcrQuestion,
            String csatQuestion,
            String cesQuestion,
            boolean offeredIsIdle,
            double agentHour,
            double seatMonth,
            String currency) {

        /** What is in force when no file says otherwise. */
        public static final Terms USUAL = new Terms(
                Duration.ofSeconds(18),
                Level.AST2,
                new Genesys(false, true, false),
                Duration.ofSeconds(5),
                false,
                false,
                7,
                "",
                "",
                "",
                false,
                0,
                0,
                "EUR");

        /** The same with another service level. */
        public Terms with(Level other, Duration otherWithin) {
            return new Terms(
                    otherWithin,
                    other,
                    genesys,
                    shortAbandon,
                    shortCounts,
                    fromArrival,
                    fcrDays,
                    fcrQuestion,
                    csatQuestion,
                    cesQuestion,
                    offeredIsIdle,
                    agentHour,
                    seatMonth,
                    currency);
        }
    }

    /** The ways in which others count the service level. */
    public enum Level {
        /** Asterisk's first: in time ÷ answered. */
        AST,
        /** Asterisk's second: answered or abandoned in time ÷ answered or abandoned. */
        AST2,
        /** Wazo's: in time, not at the very limit, ÷ answered. */
        WAZO,
        /** Genesys': in time ÷ answered and abandoned, with switches. */
        GENESYS
    }

    /** What Genesys' service level counts below the line: with those who flowed out, without short abandons, without any abandons. */
    public record Genesys(boolean flowOuts, boolean lessShort, boolean lessAbandons) {}

    /**
     * A report that is sent.
     *
     * @param name the section's
     * @param report {@code queues}, {@code agents}, {@code numbers}, {@code skills}, {@code trunks} or {@code codecs}
     * @param every {@code day}, {@code week} or {@code month}: the last whole one is told, {@code hour} by hour where the day is
     * @param at the time of day
     * @param to addresses
     * @param form {@code xlsx}, {@code csv}
     */
    public record Schedule(String name, String report, String every, LocalTime at, List<String> to, String form) {}
}
