package org.helpline.ivr.trial;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.MockedAnswer;

/**
 * The world that a trial's call meets.
 *
 * @param at when the call comes in, on the clocks of {@code zone}; empty: on a day when everything is open
 * @param zone empty: the zone of the calendar that the script asks
 * @param allHours what every calendar says that {@code hours} does not name; empty: what it says at that time
 * @param hours what a calendar says, by name
 * @param notices those that are switched on
 * @param caller the number; empty when withheld
 * @param remembered the customer's language of earlier calls
 * @param lookUps what look-ups answer, by name, the first time, the second time …; the last one stays
 * @param kept what scripts have kept of the customer in earlier calls
 * @param sides which sides calls take that are split, in turn, the last one for good: {@code 20%}, {@code else}, the section that one
 *     leads to, or "none" of them
 * @param full the queues whose boxes take no more messages
 * @param queues what is known of queues before anybody joins them
 * @param agents who is there to be rung
 */
public record Circumstances(
        Optional<LocalDateTime> at,
        Optional<ZoneId> zone,
        Optional<BusinessHours.State> allHours,
        Map<String, BusinessHours.State> hours,
        Set<String> notices,
        String caller,
        String dialled,
        Optional<String> remembered,
        Map<String, List<MockedAnswer>> lookUps,
        Map<String, Value> kept,
        List<String> sides,
        Set<String> full,
        MockedQueues queues,
        MockedAgents agents) {

    /** A caller like any other, in the middle of an ordinary day. */
    public static final Circumstances ORDINARY = new Circumstances(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Set.of(),
            "+15550100",
            "100",
            Optional.empty(),
            Map.of(),
            Map.of(),
            List.of(),
            Set.of(),
            MockedQueues.NONE,
            MockedAgents.NONE);

    /** The same at another time; calendars count from now on. */
    Circumstances at(LocalDateTime other) {
        return new Circumstances(
                Optional.of(other),
                zone,
                allHours,
                hours,
                notices,
                caller,
                dialled,
                remembered,
                lookUps,
                kept,
                sides,
                full,
                queues,
                agents);
    }

    /** The same with what every calendar says. */
    Circumstances withHours(BusinessHours.State all) {
        return new Circumstances(
                at,
                zone,
                Optional.of(all),
                Map.of(),
                notices,
                caller,
                dialled,
                remembered,
                lookUps,
                kept,
                sides,
                full,
                queues,
                agents);
    }

    /** The same with other notices. */
    Circumstances withNotices(Set<String> on) {
        return new Circumstances(
                at,
                zone,
                allHours,
                hours,
                Set.copyOf(on),
                caller,
                dialled,
                remembered,
                lookUps,
                kept,
                sides,
                full,
                queues,
                agents);
    }

    /** The same with another caller. */
    Circumstances from(String number) {
        return new Circumstances(
                at,
                zone,
                allHours,
                hours,
                notices,
                number,
                dialled,
                remembered,
                lookUps,
                kept,
                sides,
                full,
                queues,
                agents);
    }

    /** The same with a language of earlier calls. */
    Circumstances remembering(Optional<String> language) {
        return new Circumstances(
                at, zone, allHours, hours, notices, caller, dialled, language, lookUps, kept, sides, full, queues,
                agents);
    }

    /** The same with other queues. */
    Circumstances with(MockedQueues others) {
        return new Circumstances(
                at,
                zone,
                allHours,
                hours,
                notices,
                caller,
                dialled,
                remembered,
                lookUps,
                kept,
                sides,
                full,
                others,
                agents);
    }
}
