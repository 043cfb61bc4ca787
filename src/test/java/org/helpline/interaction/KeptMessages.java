package org.helpline.interaction;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.helpline.core.Scratch;

/** Boxes in memory. */
final class KeptMessages implements MessageBoxes {

    final List<Said> kept = new ArrayList<>();
    final List<Path> discarded = new ArrayList<>();
    /** What would be kept if the server were killed now. */
    final Map<Path, Said> ofACrash = new HashMap<>();

    final Set<QueueName> full = new HashSet<>();
    private Path folder = Scratch.folder("said");

    /** From now on no recording can be written. */
    void breakDisk() {
        folder = folder.resolve("nowhere");
    }

    @Override
    public boolean isFull(QueueName queue) {
        return full.contains(queue);
    }

    @Override
    public Path draft(InteractionId call, long number) {
        return folder.resolve(call + "-" + number + ".wav");
    }

    @Override
    public void begin(Said soFar, Duration least) {
        ofACrash.put(soFar.draft(), soFar);
    }

    @Override
    public void reject(Path draft) {
        ofACrash.remove(draft);
    }

    @Override
    public void keep(Said said) {
        ofACrash.remove(said.draft());
        kept.add(said);
    }

    @Override
    public void discard(Path draft) {
        ofACrash.remove(draft);
        discarded.add(draft);
    }
}
