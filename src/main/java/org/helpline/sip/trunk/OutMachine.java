package org.helpline.sip.trunk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.sip.SipLegEvent;

/**
 * A call out by trunks, as a pure function: which target is tried when. RFC 3263 §4.3, RFC 3261 §16.7, §21.
 *
 * <pre>
 *           +--- Silent, Failed, 408, 500, 502, 503, 504: next target
 *           |    Barred, Locked (401, 407): next trunk
 *           v    Redirected: the new number
 *  ----> Trying ------ 18x -----> Ringing
 *           |                        |
 *           +------- 2xx --> Up <----+
 *           |                        |
 *           +-- a no, or none left --+--> Over
 * </pre>
 *
 * <p>Once a phone has rung or somebody said no (486, 600, 603, 607 and whatever else is no fault of the target) nothing is tried
 * again: nobody is called twice.
 */
final class OutMachine {

    /** No answer at all within this: the next one. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** All silent targets but the last have this together, so that the last one is reached within 4 s. */
    static final Duration BUDGET = Duration.ofMillis(3_500);

    /** At most so many ways, and so many of one trunk, so that many targets leave time for each. */
    static final int MOST = 6;

    static final int MOST_OF_ONE = 3;

    private static final int MOST_REDIRECTS = 3;

    /** The target failed, not the callee. */
    private static final Set<Integer> TARGET_FAILED = Set.of(408, 500, 502, 503, 504);

    private OutMachine() {}

    /** One target of a trunk, for one number. {@code target} is its place among the trunk's. */
    record Way(String trunk, int target, String host, String number) {}

    /** Where the call stands. */
    sealed interface State {
        /** {@code heard}: a 100 came, so the target is there and has time. */
        record Trying(Way now, List<Way> left, Duration patience, boolean heard, int redirects) implements State {}

        /** A 1xx above 100 came: a phone may ring. */
        record Ringing(Way now, int redirects) implements State {}

        record Up(Way now) implements State {}

        record Over() implements State {}
    }

    /** What happens to it. */
    sealed interface Event {
        /** 100 came. */
        record Heard() implements Event {}

        record Provisional(int status, Optional<String> sdp) implements Event {}

        record Accepted(Optional<String> sdp) implements Event {}

        /** A final refusal. */
        record Refused(int status, String reason) implements Event {}

        /** A 401 or 407 that cannot be answered; {@code why} is a sentence. */
        record Locked(int status, String why) implements Event {}

        /** A 3xx that the trunk may follow, to these numbers; none of them: it is a refusal. */
        record Redirected(int status, String reason, List<String> numbers) implements Event {}

        /** No transport, or no final answer. */
        record Failed(String why) implements Event {}

        /** The patience is over. */
        record Silent() implements Event {}

        /** The trunk may not be used for it: told when it was to be entered. */
        record Barred(int status, String why) implements Event {}

        /** The house ends it. */
        record End(String reason) implements Event {}
    }

    /** What is to be done, in order. */
    sealed interface Effect {
        /** Ask whether the trunk may be used, then send the INVITE; {@code patience} ends in {@link Event.Silent}. */
        record Enter(Way way, Optional<Duration> patience) implements Effect {}

        /** Cancel, or forget, what was sent; what still comes of it is hung up. */
        record Abandon(String reason) implements Effect {}

        record StopPatience() implements Effect {}

        /** The target is to be tried last from now on. */
        record Blame(Way way, String why) implements Effect {}

        record Tell(SipLegEvent event) implements Effect {}

        /** The call is over. */
        record Release() implements Effect {}
    }

    /** The outcome of one event. */
    record Step(State next, List<Effect> effects) {}

    private static final State OVER = new State.Over();

    /** The beginning; {@code ways} is not empty. */
    static Step start(List<Way> ways) {
        Duration patience = PATIENCE;
        if (ways.size() > 1) {
            Duration share = BUDGET.dividedBy(ways.size() - 1L);
            patience = share.compareTo(PATIENCE) < 0 ? share : PATIENCE;
        }
        return enter(ways, patience, 0, List.of());
    }

    static Step step(State state, Event event) {
        return switch (state) {
            case State.Trying trying -> trying(trying, event);
            case State.Ringing ringing -> ringing(ringing, event);
            case State.Up _ ->
                event instanceof Event.End(String reason)
                        ? new Step(OVER, List.of(new Effect.Abandon(reason), new Effect.Release()))
                        : new Step(state, List.of()); // the dialog's own events do not come here
            case State.Over _ -> new Step(state, List.of());
        };
    }

    private static Step trying(State.Trying s, Event event) {
        return switch (event) {
            case Event.Heard _ ->
                new Step(
                        new State.Trying(s.now, s.left, s.patience, true, s.redirects),
                        List.of(new Effect.StopPatience()));
            case Event.Silent _ -> s.heard || s.left.isEmpty() ? new Step(s, List.of()) : silent(s);
            case Event.Failed(String why) -> failed(s, why);
            case Event.Barred(int status, String why) -> barred(s, "", status, why);
            case Event.Locked(int status, String why) -> barred(s, s.now.host, status, why);
            case Event.Refused(int status, String reason) -> refused(s, status, reason);
            case Event.Provisional(int status, Optional<String> sdp) ->
                new Step(
                        new State.Ringing(s.now, s.redirects),
                        List.of(new Effect.StopPatience(), tell(new SipLegEvent.Provisional(status, sdp))));
            case Event.Accepted(Optional<String> sdp) -> accepted(s.now, sdp);
            case Event.Redirected r -> redirected(s.now, s.redirects, r);
            case Event.End(String reason) -> end(reason);
        };
    }

    private static Step ringing(State.Ringing s, Event event) {
        return switch (event) {
            case Event.Provisional(int status, Optional<String> sdp) ->
                new Step(s, List.of(tell(new SipLegEvent.Provisional(status, sdp))));
            case Event.Accepted(Optional<String> sdp) -> accepted(s.now, sdp);
            case Event.Refused(int status, String reason) -> lastRefused(s.now, status, reason);
            case Event.Locked(int status, String why) -> lastRefused(s.now, status, phrase(why));
            case Event.Failed(String why) -> lastFailed(s.now, why);
            case Event.Redirected r -> redirected(s.now, s.redirects, r);
            case Event.End(String reason) -> end(reason);
            case Event.Heard _, Event.Silent _, Event.Barred _ -> new Step(s, List.of()); // it rings already
        };
    }

    private static Step silent(State.Trying s) {
        String why = "did not answer within " + seconds(s.patience);
        return enter(
                s.left,
                s.patience,
                s.redirects,
                List.of(
                        new Effect.Abandon("no answer in time"),
                        new Effect.Blame(s.now, why),
                        tried(s.now, 0, s.now.host + " " + why)));
    }

    private static Step failed(State.Trying s, String why) {
        Effect blame = new Effect.Blame(s.now, why);
        if (s.left.isEmpty()) {
            Step last = lastFailed(s.now, why);
            List<Effect> effects = new ArrayList<>(List.of(blame));
            effects.addAll(last.effects);
            return new Step(last.next, effects);
        }
        return enter(
                s.left,
                s.patience,
                s.redirects,
                List.of(blame, tried(s.now, 0, s.now.host + " could not be reached: " + phrase(why))));
    }

    /** The trunk cannot be used; {@code host} of it said so with {@code status}, or it is our own rule, without a host. */
    private static Step barred(State.Trying s, String host, int status, String why) {
        List<Way> others = withoutTrunk(s);
        Effect tried = new Effect.Tell(
                new SipLegEvent.Tried(s.now.trunk, host, host.isEmpty() ? 0 : status, sentence(s.now, phrase(why))));
        return others.isEmpty()
                ? over(List.of(tried, refusedBy(status, why, sentence(s.now, phrase(why)))))
                : enter(others, s.patience, s.redirects, List.of(tried));
    }

    private static Step refused(State.Trying s, int status, String reason) {
        if (!TARGET_FAILED.contains(status) || s.left.isEmpty()) {
            return lastRefused(s.now, status, reason);
        }
        List<Effect> effects = new ArrayList<>();
        if (status == 503) { // RFC 3261 §21.5.4, RFC 3263 §4.3
            effects.add(new Effect.Blame(s.now, "answered 503"));
        }
        effects.add(tried(s.now, status, refusal(s.now, status, reason)));
        return enter(s.left, s.patience, s.redirects, effects);
    }

    private static Step redirected(Way from, int redirects, Event.Redirected r) {
        if (r.numbers.isEmpty() || redirects >= MOST_REDIRECTS) {
            return lastRefused(from, r.status, r.reason);
        }
        List<Way> ways = r.numbers.stream()
                .limit(MOST_OF_ONE)
                .map(n -> new Way(from.trunk, from.target, from.host, n))
                .toList();
        return enter(
                ways,
                PATIENCE,
                redirects + 1,
                List.of(new Effect.StopPatience(), tried(from, r.status, from.host + " redirected the call")));
    }

    private static Step enter(List<Way> ways, Duration patience, int redirects, List<Effect> before) {
        Way now = ways.getFirst();
        List<Way> left = List.copyOf(ways.subList(1, ways.size()));
        List<Effect> effects = new ArrayList<>(before);
        effects.add(new Effect.StopPatience());
        effects.add(new Effect.Enter(now, left.isEmpty() ? Optional.empty() : Optional.of(patience)));
        return new Step(new State.Trying(now, left, patience, false, redirects), effects);
    }

    private static Step accepted(Way way, Optional<String> sdp) {
        return new Step(
                new State.Up(way),
                List.of(
                        new Effect.StopPatience(),
                        new Effect.Tell(new SipLegEvent.Tried(
                                way.trunk, way.host, 200, "trunk " + way.trunk + " took the call")),
                        tell(new SipLegEvent.Answered(sdp))));
    }

    private static Step lastRefused(Way way, int status, String reason) {
        return over(List.of(
                tried(way, status, refusal(way, status, reason)),
                refusedBy(
                        status,
                        reason,
                        sentence(way, way.host + " refused with " + status + ": " + TrunkAnswers.meaning(status)))));
    }

    private static Step lastFailed(Way way, String why) {
        return over(List.of(
                tried(way, 0, way.host + " could not be reached: " + phrase(why)),
                tell(new SipLegEvent.Failed(sentence(
                        way, way.host + " could not be reached: " + phrase(why) + ". " + TrunkAnswers.UNREACHED)))));
    }

    private static Step end(String reason) {
        return over(List.of(new Effect.Abandon(reason)));
    }

    private static Step over(List<Effect> before) {
        List<Effect> effects = new ArrayList<>(List.of(new Effect.StopPatience()));
        effects.addAll(before);
        effects.add(new Effect.Release());
        return new Step(OVER, effects);
    }

    private static List<Way> withoutTrunk(State.Trying s) {
        return s.left.stream().filter(w -> !w.trunk.equals(s.now.trunk)).toList();
    }

    private static Effect tried(Way way, int status, String what) {
        return tell(new SipLegEvent.Tried(way.trunk, way.host, status, sentence(way, what)));
    }

    private static Effect refusedBy(int status, String reason, String sentence) {
        return tell(new SipLegEvent.Refused(status, reason, sentence));
    }

    private static String refusal(Way way, int status, String reason) {
        return way.host + " refused with " + status + " " + reason + "; " + TrunkAnswers.meaning(status);
    }

    private static String sentence(Way way, String what) {
        return "trunk " + way.trunk + ": " + what.strip();
    }

    /** A sentence as part of another one. */
    private static String phrase(String sentence) {
        String text = sentence.strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static Effect tell(SipLegEvent event) {
        return new Effect.Tell(event);
    }
}
