package org.helpline.journal.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.CallFact;
import org.helpline.core.QueueFact;
import org.helpline.journal.FactRow;

/**
 * All that reports count of one call: a pure function of its facts, so that folding them at once, in pieces or again gives the same.
 */
record CallFold(
        String call,
        List<Stay> stays,
        List<Part> parts,
        List<CallbackMark> marks,
        List<LegSound> legs,
        Optional<Journey> journey) {

    /** The kinds of facts that it is made of. */
    static final Set<String> KINDS = Set.of(
            "queue.joined",
            "queue.offered",
            "queue.offer-accepted",
            "queue.offer-ended",
            "queue.connected",
            "queue.abandoned",
            "queue.sent-on",
            "queue.callback-promised",
            "queue.callback-booked",
            "queue.callback-reached",
            "queue.callback-missed",
            "call.arrived",
            "call.tested",
            "call.tried",
            "call.answered",
            "call.media-closed",
            "call.bridged",
            "call.held",
            "call.resumed",
            "call.transferred",
            "call.dials",
            "call.all-together",
            "call.consulted",
            "call.consult-ended",
            "call.leg-ended",
            "call.ended",
            "call.digit-pressed",
            "script.chose",
            "script.silence",
            "script.wrong-key");

    /** Of a call's facts, in order; or of those of a call-back that was booked without a call, which has only its mark. */
    static CallFold of(String call, List<FactRow> all) {
        boolean isATest = all.stream().anyMatch(row -> row.fact() instanceof CallFact.Tested);
        List<FactRow> facts = isATest ? List.of() : all; // nobody called us
        StayFold stays = new StayFold();
        PartFold parts = new PartFold();
        JourneyFold journey = new JourneyFold(call);
        SoundFold sound = new SoundFold();
        List<CallbackMark> marks = new ArrayList<>();
        for (FactRow row : facts) {
            stays.on(row);
            parts.on(row);
            journey.on(row);
            sound.on(row);
            mark(row, marks);
        }
        return new CallFold(
                call,
                stays.stays(),
                parts.parts(),
                List.copyOf(marks),
                sound.legs(),
                isATest ? Optional.empty() : Optional.of(journey.journey()));
    }

    private static void mark(FactRow row, List<CallbackMark> marks) {
        switch (row.fact()) {
            case QueueFact.CallbackPromised f ->
                marks.add(mark(row, f.queue().value(), f.callback(), CallbackMark.PROMISED));
            case QueueFact.CallbackBooked f ->
                marks.add(mark(row, f.queue().value(), f.callback(), CallbackMark.PROMISED));
            case QueueFact.CallbackReached f ->
                marks.add(mark(row, f.queue().value(), f.callback(), CallbackMark.REACHED));
            case QueueFact.CallbackMissed f ->
                marks.add(mark(row, f.queue().value(), f.callback(), CallbackMark.MISSED));
            default -> {} // no call-back
        }
    }

    private static CallbackMark mark(FactRow row, String queue, String callback, String what) {
        return new CallbackMark(row.stream(), row.number(), row.at().toEpochMilli(), queue, callback, what);
    }
}
