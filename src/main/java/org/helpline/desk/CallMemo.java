package org.helpline.desk;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.helpline.core.AgentFact;
import org.helpline.core.CallFact;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.interaction.DeskPort.DeskCall;
import org.helpline.interaction.DeskPort.Snapshot;

/**
 * What the desk remembers of the call in hand beside the snapshot, so that every tab and every reload shows the same.
 *
 * @param interaction the call's id; empty when there is none
 * @param times of talking and holding
 * @param tags what the agent has tagged the call with
 * @param helpSince when the agent called for help that has not come yet
 */
record CallMemo(
        String interaction,
        Times times,
        String note,
        String code,
        SortedSet<String> tags,
        Optional<Instant> helpSince) {

    static final CallMemo NONE = begin("");

    /**
     * When what was.
     *
     * @param talkingSince when talking began: the talk timer counts from here, so it has no queue wait in it
     * @param heldSince when the hold that lasts began
     * @param talkedUntil when talking ended and wrap-up began
     */
    record Times(Optional<Instant> talkingSince, Optional<Instant> heldSince, Optional<Instant> talkedUntil) {}

    Optional<Instant> talkingSince() {
        return times.talkingSince;
    }

    Optional<Instant> heldSince() {
        return times.heldSince;
    }

    Optional<Instant> talkedUntil() {
        return times.talkedUntil;
    }

    /** The memo after a new snapshot. */
    CallMemo see(Snapshot snapshot) {
        if (snapshot.call().isEmpty()) {
            return NONE;
        }
        DeskCall call = snapshot.call().orElseThrow();
        String id = call.interaction().value();
        CallMemo mine = id.equals(interaction) ? this : begin(id);
        return switch (call.phase()) {
            case "talking" ->
                mine.talking(mine.talkingSince().orElse(call.since())).held(Optional.empty());
            case "held" -> mine.talking(mine.talkingSince().orElse(call.since()));
            case "wrap-up" ->
                mine.held(Optional.empty()).talked(mine.talkedUntil().orElse(call.since()));
            default -> mine;
        };
    }

    /** The memo after a fact about the same interaction; another's changes nothing. A fact's time is better than a snapshot's. */
    CallMemo hear(Published published) {
        boolean isOurs = published.stream().equals(interaction);
        return switch (published.fact()) {
            case QueueFact.OfferAccepted _ when isOurs -> talking(published.at());
            case CallFact.Held fact when isOurs && fact.by().equals("desk") -> held(Optional.of(published.at()));
            case CallFact.Resumed fact when isOurs && fact.by().equals("desk") -> held(Optional.empty());
            case AgentFact fact -> hear(fact, published.at());
            default -> this;
        };
    }

    private CallMemo hear(AgentFact fact, Instant at) {
        return switch (fact) {
            case AgentFact.StateChanged f
            when isOurs(f.interaction()) && f.state().equals("wrap-up") -> talked(at);
            case AgentFact.Noted f
            when isOurs(f.interaction()) ->
                new CallMemo(interaction, times, f.note().value(), code, tags, helpSince);
            case AgentFact.WrapUpCoded f
            when isOurs(f.interaction()) -> new CallMemo(interaction, times, note, f.code(), tags, helpSince);
            case AgentFact.Tagged f when isOurs(f.interaction()) -> tagged(f.tag(), f.on());
            case AgentFact.HelpAsked f when isOurs(f.interaction()) -> help(Optional.of(at));
            case AgentFact.HelpOver f when isOurs(f.interaction()) -> help(Optional.empty());
            default -> this;
        };
    }

    private boolean isOurs(String other) {
        return other.equals(interaction);
    }

    private CallMemo tagged(String tag, boolean on) {
        SortedSet<String> next = new TreeSet<>(tags);
        boolean _ = on ? next.add(tag) : next.remove(tag);
        return new CallMemo(interaction, times, note, code, next, helpSince);
    }

    private CallMemo help(Optional<Instant> since) {
        return new CallMemo(interaction, times, note, code, tags, since);
    }

    private CallMemo talking(Instant since) {
        return at(new Times(Optional.of(since), times.heldSince, times.talkedUntil));
    }

    private CallMemo held(Optional<Instant> since) {
        return at(new Times(times.talkingSince, since, times.talkedUntil));
    }

    private CallMemo talked(Instant until) {
        return at(new Times(times.talkingSince, times.heldSince, Optional.of(until)));
    }

    private CallMemo at(Times other) {
        return new CallMemo(interaction, other, note, code, tags, helpSince);
    }

    private static CallMemo begin(String interaction) {
        Times none = new Times(Optional.empty(), Optional.empty(), Optional.empty());
        return new CallMemo(interaction, none, "", "", new TreeSet<>(), Optional.empty());
    }
}
