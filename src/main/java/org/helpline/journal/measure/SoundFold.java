package org.helpline.journal.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.helpline.core.CallFact;
import org.helpline.core.QueueFact;
import org.helpline.core.SoundVerdict;
import org.helpline.journal.FactRow;

/** The sound of the legs of one call, from its facts in order. */
final class SoundFold {

    private static final String CALLER = "caller";
    private static final String AGENT = "agent:";

    private final List<LegSound> done = new ArrayList<>();
    private final Map<String, String> trunks = new HashMap<>();
    private final Map<String, String> codecs = new HashMap<>();
    private final Map<String, Long> answered = new HashMap<>();
    private String queue = "";

    void on(FactRow row) {
        switch (row.fact()) {
            case CallFact.Arrived f -> trunks.put(CALLER, f.trunk());
            case CallFact.Tried f -> trunks.put(f.leg(), f.trunk());
            case CallFact.Answered f -> {
                codecs.put(f.leg(), f.codec().replaceFirst("[^A-Za-z0-9].*", "")); // an encryption is named behind it
                answered.put(f.leg(), row.at().toEpochMilli());
            }
            case QueueFact.Joined f -> queue = f.queue().value();
            case CallFact.MediaClosed f -> SoundVerdict.of(f).ifPresent(sound -> done.add(leg(row, f.leg(), sound)));
            default -> {} // tells nothing of sound
        }
    }

    private LegSound leg(FactRow row, String leg, SoundVerdict sound) {
        return new LegSound(
                row.stream(),
                row.number(),
                leg,
                answered.getOrDefault(leg, row.at().toEpochMilli()),
                leg.startsWith(AGENT) ? leg.substring(AGENT.length()) : "",
                queue,
                trunks.getOrDefault(leg, ""),
                codecs.getOrDefault(leg, ""),
                sound);
    }

    List<LegSound> legs() {
        return List.copyOf(done);
    }
}
