package org.helpline.journal.measure;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.helpline.config.ReportSettings.Terms;
import org.helpline.core.SoundVerdict;

/**
 * Every number of reports: its formula in words and in code, in this one place. The words are what pages, files and docs/metrics.md show, so a
 * number and what is said of it cannot part.
 */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold nothing
public enum Metric {
    /** Stays that began. */
    OFFERED("Offered", Unit.COUNT, "callers who joined the queue", Waiting::offered),
    /** Ended with an agent. */
    ANSWERED("Answered", Unit.COUNT, "of these, who left the queue for an agent", Waiting.ended(Stay.ANSWERED)),
    /** Hung up after a wait. */
    ABANDONED(
            "Abandoned",
            Unit.COUNT,
            t -> "of these, who hung up in the queue after " + Metric.span(t.shortAbandon()) + " or more",
            Waiting::abandoned),
    /** Hung up at once. */
    SHORT_ABANDONED(
            "Short abandons",
            Unit.COUNT,
            t -> "of these, who hung up in the queue before " + Metric.span(t.shortAbandon()),
            Waiting::shortAbandoned),
    /** Sent on. */
    OVERFLOWED(
            "Sent on",
            Unit.COUNT,
            "of these, whom the queue gave up since it closed or nobody served it, and who left by a key or were sent elsewhere",
            Waiting.ended(Stay.OVERFLOWED)),
    /** Waited the most. */
    TIMED_OUT(
            "Timed out",
            Unit.COUNT,
            "of these, whom the queue sent on after its longest wait",
            Waiting.ended(Stay.TIMED_OUT)),
    /** Left for a call-back. */
    CALLBACK_TAKEN(
            "Took a call-back",
            Unit.COUNT,
            "of these, who left the queue to be called back; they are no abandons",
            Waiting.ended(Stay.CALLBACK)),
    /** The server went. */
    CUT(
            "Cut",
            Unit.COUNT,
            "of these, whose call ended with the server or the network and not by the caller",
            Waiting.ended(Stay.CUT)),
    /** Still there. */
    WAITING("Still waiting", Unit.COUNT, "of these, who wait now", Waiting.ended(Stay.WAITING)),
    /** Service level. */
    LEVEL("Service level", Unit.SHARE, Waiting::levelText, Waiting::level),
    /** Abandonment. */
    ABANDONMENT("Abandonment", Unit.SHARE, Waiting::abandonmentText, Waiting::abandonment),
    /** Average speed of answer. */
    ASA(
            "Average speed of answer",
            Unit.SECONDS,
            t -> "sum of the waits of answered callers, from "
                    + (t.fromArrival()
                            ? "the arrival of the call"
                            : "joining the queue, or the one before it from which the wait counts on")
                    + " ÷ answered",
            Waiting::asa),
    /** The longest wait. */
    LONGEST("Longest wait", Unit.SECONDS, "the longest wait of any stay that has ended", Waiting::longest),
    /** Offers to agents. */
    OFFERS("Offers to agents", Unit.COUNT, "how often an agent was asked to take a caller", Handling::offers),
    /** Offers that were not taken. */
    NOT_TAKEN(
            "Offers not taken",
            Unit.SHARE,
            "offers that were declined, not answered, busy or unreachable ÷ offers that are over and were not withdrawn",
            Handling::notTaken),
    /** Parts that are over. */
    HANDLED(
            "Handled",
            Unit.COUNT,
            "parts of agents in calls who heard the caller and have ended; of a call that a stop of the server cut the length is not known,"
                    + " and it is not among them; calls that agents made from the desk and that were answered are",
            Handling::handled),
    /** Average handling time. */
    AHT("Average handling time", Unit.SECONDS, "(talk + hold + wrap-up) ÷ handled", Handling::aht),
    /** Mean talk. */
    TALK(
            "Talk",
            Unit.SECONDS,
            "sum of the time in which agent and caller heard each other, without waiting, ringing and hold ÷ handled",
            Handling::talk),
    /** Mean hold. */
    HOLD("Hold", Unit.SECONDS, "sum of the time in which the agent had the caller on hold ÷ handled", Handling::hold),
    /** Mean wrap-up. */
    WRAP_UP("Wrap-up", Unit.SECONDS, "sum of the agents' wrap-up after these ÷ handled", Handling::wrapUp),
    /** Occupancy. */
    OCCUPANCY(
            "Occupancy",
            Unit.SHARE,
            t -> "(talking + wrap-up) ÷ (talking + wrap-up + ready" + (t.offeredIsIdle() ? " + offered" : "")
                    + ") of the agents' time in the interval, in seconds",
            Handling::occupancy),
    /** Sent on by agents. */
    TRANSFERS(
            "Transfers out",
            Unit.SHARE,
            "handled parts that ended with the caller sent on ÷ handled",
            Handling::transfers),
    /** Blind ones. */
    TRANSFERS_BLIND(
            "Blind transfers",
            Unit.COUNT,
            "parts that ended with the caller sent on to a queue, a script or a phone that rang",
            Handling.sentOn("blind")),
    /** Attended ones. */
    TRANSFERS_ATTENDED(
            "Attended transfers",
            Unit.COUNT,
            "parts that ended with the caller given to somebody whom the agent had spoken with before",
            Handling.sentOn("attended")),
    /** Those who came by a colleague. */
    TRANSFERS_IN(
            "Transfers in", Unit.COUNT, "parts that began with a caller whom a colleague had sent", Handling::cameIn),
    /** Talks with others while the caller waited. */
    CONSULTS(
            "Consultations",
            Unit.COUNT,
            "how often an agent talked with somebody else while the caller waited, before going on or giving the caller away",
            Handling::consults),
    /** The other side of these. */
    CONSULTED("Consulted", Unit.COUNT, "how often an agent was whom a colleague talked with so", Handling::consulted),
    /** How long they lasted. */
    CONSULT_TIME(
            "Consultation",
            Unit.SECONDS,
            "sum of the time of both agents in these talks, which is hold to the caller ÷ (consultations + consulted)",
            Handling::consultTime),
    /** Calls of agents. */
    DIALLED("Calls made", Unit.COUNT, "calls that agents made from the desk", Following::dialled),
    /** Those that somebody answered. */
    DIALLED_REACHED(
            "Calls made, answered",
            Unit.SHARE,
            "calls that agents made from the desk and that were answered ÷ those that are over",
            Following::dialledReached),
    /** Their talk. */
    DIALLED_TALK(
            "Calls made, talk",
            Unit.SECONDS,
            "sum of the time in which the two heard each other ÷ handled calls that agents made from the desk",
            Handling::dialledTalk),
    /** Calls. */
    CALLS("Calls", Unit.COUNT, "calls that came in", Following::calls),
    /** First contact resolution by what callers did. */
    FCR(
            "First-contact resolution",
            Unit.SHARE,
            t -> "calls that an agent talked in and after which the same number did not come again within "
                    + t.fcrDays()
                    + " days on the same topic (the same queue, and no other wrap-up code) ÷ calls that an agent talked in;"
                    + " withheld numbers and calls younger than that are left out",
            Following::fcr),
    /** First contact resolution by what callers said. */
    FCR_SURVEY(
            "First-contact resolution, asked",
            Unit.SHARE,
            t -> "answers of 1 ÷ answers to " + question(t.fcrQuestion(), "the ratings of 0 to 1"),
            Asking::fcr),
    /** Self-service. */
    SELF_SERVICE(
            "Self-service",
            Unit.SHARE,
            "calls that a script served to the end, after which the same number talked with no agent within 24 hours"
                    + " ÷ calls that a script answered; withheld numbers and calls younger than that are left out",
            Following::selfService),
    /** Satisfied ones. */
    CSAT(
            "Satisfaction",
            Unit.SHARE,
            t -> "answers of 4 or 5 ÷ answers to " + question(t.csatQuestion(), "the ratings of 1 to 5"),
            Asking::csat),
    /** Mean satisfaction. */
    CSAT_MEAN(
            "Satisfaction, mean",
            Unit.NUMBER,
            t -> "sum of the answers ÷ answers to " + question(t.csatQuestion(), "the ratings of 1 to 5"),
            Asking::csatMean),
    /** Effort as told. */
    CES(
            "Customer effort score",
            Unit.NUMBER,
            t -> "sum of the answers ÷ answers to " + question(t.cesQuestion(), "the ratings of 1 to 7"),
            Asking::ces),
    /** Effort: keys. */
    EFFORT_KEYS(
            "Keys", Unit.NUMBER, "keys that callers pressed ÷ calls that are over", Following.effort(Journey::keys)),
    /** Effort: menus. */
    EFFORT_CHOICES(
            "Menu choices",
            Unit.NUMBER,
            "choices that callers made in menus ÷ calls that are over",
            Following.effort(Journey::choices)),
    /** Effort: asked again. */
    EFFORT_REPEATS(
            "Asked again",
            Unit.NUMBER,
            "how often callers were asked again, for no key or a wrong one ÷ calls that are over",
            Following.effort(Journey::repeats)),
    /** Effort: sent on. */
    EFFORT_TRANSFERS(
            "Sent on, per call",
            Unit.NUMBER,
            "how often agents sent callers on ÷ calls that are over",
            Following.effort(Journey::transfers)),
    /** Effort: time. */
    EFFORT_SECONDS(
            "Length of calls",
            Unit.SECONDS,
            "sum of the time from arrival to end ÷ calls that are over",
            Following.seconds(Journey::total)),
    /** Call-backs. */
    CALLBACKS_PROMISED(
            "Call-backs promised",
            Unit.COUNT,
            "call-backs that were promised, to callers or booked without a call: at the desk, by programs, on the web page, by command",
            Asking.marked(CallbackMark.PROMISED)),
    /** Those that came about. */
    CALLBACKS_REACHED(
            "Call-backs reached",
            Unit.COUNT,
            "call-backs whose customer answered",
            Asking.marked(CallbackMark.REACHED)),
    /** Attempts in vain. */
    CALLBACKS_MISSED(
            "Call-back attempts in vain",
            Unit.COUNT,
            "attempts to call back that came to nothing",
            Asking.marked(CallbackMark.MISSED)),
    /** Legs whose sound is known. */
    LEGS(
            "Phones judged",
            Unit.COUNT,
            "phones in calls, of callers and agents, of which three seconds of sound came, or which told by RTCP what they heard;"
                    + " and those of which nothing was heard although three seconds went to them",
            Sounding::legs),
    /** What listeners would say. */
    MOS(
            "Sound",
            Unit.NUMBER,
            "sum of the estimated qualities, 1 to 4.4, each in the worse direction (E-model of ITU-T G.107 by lost packets, jitter and"
                    + " delay, whatever the codec as G.711 would sound; 1 where nothing was heard) ÷ phones judged",
            Sounding::mos),
    /** Those of whom many complain. */
    MOS_FAIR(
            "Sound below 3.6",
            Unit.SHARE,
            "phones with an estimated quality below 3.6, where many people complain ÷ phones judged",
            Sounding.below(SoundVerdict.FAIR)),
    /** Those of whom nearly all do. */
    MOS_POOR(
            "Sound below 3.1",
            Unit.SHARE,
            "phones with an estimated quality below 3.1, where nearly all people complain ÷ phones judged",
            Sounding.below(SoundVerdict.POOR)),
    /** Nothing was heard. */
    ONE_WAY(
            "Sound one way only",
            Unit.COUNT,
            "phones of which nothing was heard although three seconds of sound went to them",
            Sounding::oneWay),
    /** Lost packets. */
    SOUND_LOST(
            "Lost packets",
            Unit.SHARE,
            "sum of the shares of packets that were lost, each in the worse direction ÷ phones judged that were heard",
            Sounding::lost),
    /** Jitter. */
    SOUND_JITTER(
            "Jitter, ms",
            Unit.NUMBER,
            "sum of the mean jitters in milliseconds, each in the worse direction ÷ phones judged of which it is known",
            Sounding::jitter),
    /** There and back. */
    SOUND_ROUND_TRIP(
            "Round trip, ms",
            Unit.NUMBER,
            "sum of the mean times in milliseconds from us to a phone and back ÷ phones judged that send RTCP",
            Sounding::roundTrip),
    /** Cost per contact. */
    COST(
            "Cost per contact",
            Unit.MONEY,
            t -> "(hours of agents on duty × " + number(t.agentHour()) + " + agents on duty × " + number(t.seatMonth())
                    + " × days ÷ 30) " + t.currency() + " ÷ calls that an agent talked in",
            Handling::cost);

    /** What a number is of. */
    public enum Unit {
        /** A whole number. */
        COUNT,
        /** A share of 1, shown in percent. */
        SHARE,
        /** Seconds; above the line stands their sum. */
        SECONDS,
        /** A number with a fraction. */
        NUMBER,
        /** Money. */
        MONEY
    }

    private final String title;
    private final Unit unit;
    private final Function<Terms, String> text;
    private final BiFunction<Cell, Terms, Counted> count;

    Metric(String title, Unit unit, String text, BiFunction<Cell, Terms, Counted> count) {
        this(title, unit, _ -> text, count);
    }

    Metric(String title, Unit unit, Function<Terms, String> text, BiFunction<Cell, Terms, Counted> count) {
        this.title = title;
        this.unit = unit;
        this.text = text;
        this.count = count;
    }

    /** How it is named in addresses and files: {@code short-abandoned}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The metric of an {@link #id}. */
    public static Optional<Metric> of(String id) {
        return Arrays.stream(values()).filter(m -> m.id().equals(id)).findFirst();
    }

    /** Its name for people, in English. */
    public String title() {
        return title;
    }

    /** What it is of. */
    public Unit unit() {
        return unit;
    }

    /** The formula in words, with these terms. */
    public String formula(Terms terms) {
        return text.apply(terms);
    }

    Counted of(Cell cell, Terms terms) {
        return count.apply(cell, terms);
    }

    /** {@code 18 s}. */
    static String span(Duration time) {
        return number(time.toMillis() / 1000.0) + " s";
    }

    static String number(double n) {
        return n == Math.rint(n) ? String.valueOf((long) n) : String.valueOf(n);
    }

    private static String question(String name, String otherwise) {
        return name.isEmpty() ? otherwise : "the rating \"" + name + "\"";
    }
}
