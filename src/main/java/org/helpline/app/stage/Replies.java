package org.helpline.app.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.MockedAnswer;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.run.ScriptEvent.CallbackAnswer;
import org.helpline.ivr.run.ScriptEvent.StudioAnswer;
import org.helpline.ivr.trial.Played;

/**
 * What a script was answered in virtual time, in the order in which it asked.
 *
 * @param lookUps empty where nobody answered
 */
public record Replies(
        List<Optional<MockedAnswer>> lookUps, List<StudioAnswer> studio, List<Booking> bookings, List<Ring> rings) {

    /** That a call-back was asked for. */
    public record Booking(String number, CallbackAnswer answer) {}

    /**
     * That somebody was rung.
     *
     * @param after how long it took
     * @param missed why they did not take the call; empty: they did, or nobody has said
     */
    public record Ring(PhoneBook.Reach reach, Duration after, Optional<Missed.Why> missed) {}

    /** Of a call. */
    public static Replies of(Played played) {
        List<Optional<MockedAnswer>> lookUps = new ArrayList<>();
        List<StudioAnswer> studio = new ArrayList<>();
        List<Booking> bookings = new ArrayList<>();
        List<Ring> rings = new ArrayList<>();
        Map<Long, Duration> askedAt = new HashMap<>();
        Map<Long, Integer> places = new HashMap<>();
        Map<Long, String> numbers = new HashMap<>();
        for (Moment moment : played.moments()) {
            switch (moment) {
                case Moment.Did(Duration at, Effect.LookUp e) -> {
                    askedAt.put(e.token(), at);
                    places.put(e.token(), lookUps.size());
                    lookUps.add(Optional.empty());
                }
                case Moment.Told(Duration at, ScriptEvent.LookedUp e) -> {
                    Duration after = at.minus(askedAt.getOrDefault(e.token(), at));
                    lookUps.set(
                            places.getOrDefault(e.token(), lookUps.size() - 1),
                            Optional.of(new MockedAnswer(after, e.answer())));
                }
                case Moment.Told(var _, ScriptEvent.StudioAnswered e) -> studio.add(e.answer());
                case Moment.Did(var _, Effect.RequestCallback e) ->
                    numbers.put(e.token(), e.number().value());
                case Moment.Told(var _, ScriptEvent.CallbackAnswered e) ->
                    bookings.add(new Booking(numbers.getOrDefault(e.token(), ""), e.answer()));
                case Moment.Did(Duration at, Effect.CallOut e) -> {
                    askedAt.put(e.token(), at);
                    places.put(e.token(), rings.size());
                    rings.add(new Ring(e.reach(), Duration.ZERO, Optional.empty()));
                }
                case Moment.Told(Duration at, ScriptEvent.NotReached e) -> {
                    Duration after = at.minus(askedAt.getOrDefault(e.token(), at));
                    int place = places.getOrDefault(e.token(), rings.size() - 1);
                    rings.set(place, new Ring(rings.get(place).reach(), after, Optional.of(e.why())));
                }
                default -> {} // nothing was asked
            }
        }
        return new Replies(List.copyOf(lookUps), List.copyOf(studio), List.copyOf(bookings), List.copyOf(rings));
    }

    /** Who has a phone that rings, by the name under which it registers; agents are ready for calls as well. */
    public Map<String, PhoneBook.Reach> rung() {
        Map<String, PhoneBook.Reach> there = new TreeMap<>();
        for (Ring ring : rings) {
            if (!ring.missed().equals(Optional.of(Missed.Why.NOT_THERE))) {
                there.put(user(ring.reach()), ring.reach());
            }
        }
        return there;
    }

    /** The name under which the phone of somebody registers. */
    static String user(PhoneBook.Reach reach) {
        return switch (reach) {
            case PhoneBook.Reach.Agent a -> a.agent().value();
            case PhoneBook.Reach.Phone p -> p.extension();
            case PhoneBook.Reach.Outside o -> o.number();
            case PhoneBook.Reach.Queue _, PhoneBook.Reach.Script _ ->
                throw new IllegalStateException("nobody is rung there: " + reach);
        };
    }

    /** The numbers to which a call-back was refused because the settings do not let them be called. */
    public List<String> refusedNumbers() {
        return bookings.stream()
                .filter(b -> b.answer() == CallbackAnswer.NUMBER_REFUSED)
                .map(Booking::number)
                .toList();
    }
}
