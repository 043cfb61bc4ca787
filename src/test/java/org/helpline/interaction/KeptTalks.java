package org.helpline.interaction;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.call.CallTape;
import org.helpline.media.capture.SoundSink;

/** An archive in memory. */
final class KeptTalks implements CallArchive {

    final List<Beginning> begun = new ArrayList<>();
    final List<Ending> ended = new ArrayList<>();
    final List<Long> frames = new ArrayList<>();
    boolean isFull;

    @Override
    public Optional<CallTape.Terms> begin(Beginning what) {
        if (isFull) {
            return Optional.empty();
        }
        begun.add(what);
        return Optional.of(new CallTape.Terms(new SoundSink() {
            @Override
            public void open() {}

            @Override
            public void append(ByteBuffer samples) {}

            @Override
            public void finish(long count) {
                frames.add(count);
            }

            @Override
            public long breakOff() {
                return 0;
            }

            @Override
            public String name() {
                return what.id();
            }
        }));
    }

    @Override
    public void ended(Ending how) {
        ended.add(how);
    }
}
