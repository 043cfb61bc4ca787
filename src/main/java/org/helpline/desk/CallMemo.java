package org.helpline.desk;

import java.time.Instant;
import java.util.Optional;
import org.helpline.core.AgentFact;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.interaction.DeskPort.DeskCall;
import org.helpline.interaction.DeskPort.Snapshot;

/**
 * What the desk remembers of the call in hand beside the snapshot, so that every tab and every reload shows the same.
 *
 * @param interaction the call's id; empty when there is none
 * @param talkingSince when talking began: the talk timer counts from here, so it has no queue wait in it
 * @param talkedUntil when talking ended and wrap-up began
 */
record CallMemo(
        String interaction, Optional<Instant> talkingSince, Optional<Instant> talkedUntil, String note, String code) {

    static final CallMemo NONE = new CallMemo("", Optional.empty(), Optional.empty(), "", "");

    /** The memo after a new snapshot. */
    CallMemo see(Snapshot snapshot) {
        if (snapshot.call().isEmpty()) {
            return NONE;
        }
        DeskCall call = snapshot.call().orElseThrow();
        CallMemo mine = call.interaction().value().equals(interaction) ? this : begin(call);
        return switch (call.phase()) {
            case "talking", "held" ->
                mine.talkingSince.isPresent()
                        ? mine
                        : new CallMemo(
                                mine.interaction, Optional.of(call.since()), Optional.empty(), mine.note, mine.code);
            case "wrap-up" ->
                mine.talkedUntil.isPresent()
                        ? mine
                        : new CallMemo(
                                mine.interaction, mine.talkingSince, Optional.of(call.since()), mine.note, mine.code);
            default -> mine;
        };
    }

    /** The memo after a fact about the same interaction; another's changes nothing. */
    CallMemo hear(Published published) {
        return switch (published.fact()) {
            // the phone was answered at this moment, whenever the snapshot came to know it
            case QueueFact.OfferAccepted _
            when published.stream().equals(interaction) ->
                new CallMemo(interaction, Optional.of(published.at()), talkedUntil, note, code);
            case AgentFact.Noted noted
            when noted.interaction().equals(interaction) ->
                new CallMemo(
                        interaction, talkingSince, talkedUntil, noted.note().value(), code);
            case AgentFact.WrapUpCoded coded
            when coded.interaction().equals(interaction) ->
                new CallMemo(interaction, talkingSince, talkedUntil, note, coded.code());
            default -> this;
        };
    }

    private static CallMemo begin(DeskCall call) {
        return new CallMemo(call.interaction().value(), Optional.empty(), Optional.empty(), "", "");
    }
}
