package org.helpline.desk;

import java.time.Instant;
import java.util.Optional;
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
 * @param talkingSince when talking began: the talk timer counts from here, so it has no queue wait in it
 * @param heldSince when the hold that lasts began
 * @param talkedUntil when talking ended and wrap-up began
 */
record CallMemo(
        String interaction,
        Optional<Instant> talkingSince,
        Optional<Instant> heldSince,
        Optional<Instant> talkedUntil,
        String note,
        String code) {

    static final CallMemo NONE = begin("");

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
                mine.talking(mine.talkingSince.orElse(call.since())).held(Optional.empty());
            case "held" -> mine.talking(mine.talkingSince.orElse(call.since()));
            case "wrap-up" -> mine.held(Optional.empty()).talked(mine.talkedUntil.orElse(call.since()));
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
            case AgentFact.StateChanged fact
            when fact.interaction().equals(interaction) && fact.state().equals("wrap-up") -> talked(published.at());
            case AgentFact.Noted fact
            when fact.interaction().equals(interaction) ->
                new CallMemo(
                        interaction,
                        talkingSince,
                        heldSince,
                        talkedUntil,
                        fact.note().value(),
                        code);
            case AgentFact.WrapUpCoded fact
            when fact.interaction().equals(interaction) ->
                new CallMemo(interaction, talkingSince, heldSince, talkedUntil, note, fact.code());
            default -> this;
        };
    }

    private CallMemo talking(Instant since) {
        return new CallMemo(interaction, Optional.of(since), heldSince, talkedUntil, note, code);
    }

    private CallMemo held(Optional<Instant> since) {
        return new CallMemo(interaction, talkingSince, since, talkedUntil, note, code);
    }

    private CallMemo talked(Instant until) {
        return new CallMemo(interaction, talkingSince, heldSince, Optional.of(until), note, code);
    }

    private static CallMemo begin(String interaction) {
        return new CallMemo(interaction, Optional.empty(), Optional.empty(), Optional.empty(), "", "");
    }
}
