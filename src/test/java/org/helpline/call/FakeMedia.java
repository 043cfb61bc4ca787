package org.helpline.call;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.Loop;
import org.helpline.media.MediaEngine;
import org.helpline.media.MediaLeg;
import org.helpline.media.MediaListener;
import org.helpline.media.MediaMix;

/** An engine whose legs play in virtual time and send nothing. */
public final class FakeMedia implements MediaEngine {

    private final List<FakeMediaLeg> legs = new ArrayList<>();
    private final Set<List<MediaLeg>> beside = new HashSet<>();
    private int free = Integer.MAX_VALUE;
    private boolean spread;

    /** So many more legs may be opened. */
    public void free(int ports) {
        free = ports;
    }

    @Override
    public Optional<MediaLeg> open(Loop owner, InetAddress local, Optional<MediaLeg> beside, MediaListener listener) {
        if (free == 0) {
            return Optional.empty();
        }
        free--;
        FakeMediaLeg leg = new FakeMediaLeg(
                owner, new InetSocketAddress(local, 20_000 + 2 * legs.size()), listener, beside.isPresent());
        legs.add(leg);
        beside.ifPresent(other -> this.beside.add(List.of(leg, other)));
        return Optional.of(leg);
    }

    /** All legs ever opened, oldest first. */
    public List<FakeMediaLeg> legs() {
        return List.copyOf(legs);
    }

    /** The newest. */
    public FakeMediaLeg last() {
        return legs.getLast();
    }

    /** Those that are open. */
    public List<FakeMediaLeg> open() {
        return legs.stream().filter(FakeMediaLeg::isOpen).toList();
    }

    /** From now on legs are on different threads, unless one was opened beside the other. */
    public void spreadOut() {
        spread = true;
    }

    @Override
    public boolean areBeside(MediaLeg one, MediaLeg other) {
        return !spread || beside.contains(List.of(one, other)) || beside.contains(List.of(other, one));
    }

    /** Who is in a mix. */
    static final class Mix implements MediaMix {
        final Set<FakeMediaLeg> members = new LinkedHashSet<>();
    }

    @Override
    public MediaMix mix(MediaLeg first) {
        return new Mix();
    }

    @Override
    public Counts counts() {
        return new Counts(open().size(), 2L * open().size(), 0, 0, 0, 0, 0);
    }

    @Override
    public void close() {}
}
