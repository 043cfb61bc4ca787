package org.helpline.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.helpline.config.MediaSettings;
import org.helpline.core.ManualClock;
import org.helpline.core.SameThreadLoop;
import org.helpline.media.codec.Codecs;
import org.helpline.media.mix.PlayoutTerms;
import org.helpline.media.rtp.PortPair;
import org.helpline.sdp.AudioCodec;

/**
 * The media engine on virtual time, with phones and a network in memory: what they would hear and what would be recorded, without waiting for it and
 * the same each time. All on one thread.
 */
public final class VirtualEngine implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(5);
    private static final int FIRST_PORT = 10_000;
    private static final int SSRC = 4_711;

    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final SameThreadLoop owner = new SameThreadLoop("call", clock);
    private final InetAddress here = InetAddress.getLoopbackAddress();
    private final List<VirtualPhone> phones = new ArrayList<>();
    private final Codecs codecs = new Codecs();
    private final PlayoutTerms playout;
    private final RandomGenerator random;
    private final TickedEngine engine;
    private Optional<PortPair> opening = Optional.empty();

    /** With no phone yet. {@code random} decides on what is lost and how late the rest comes, too. */
    public VirtualEngine(MediaSettings settings, RandomGenerator random) {
        this.random = random;
        this.playout =
                new PlayoutTerms(settings.jitter().least(), settings.jitter().most());
        this.engine = TickedEngine.unstarted(settings, clock, random, _ -> opening, 1);
    }

    /** A phone that has called, with a leg beside those of the others; it sends silence until it says something. */
    public VirtualPhone phone(AudioCodec codec, VirtualRoad road) {
        int port = FIRST_PORT + 4 * phones.size();
        InetSocketAddress ours = new InetSocketAddress(here, port);
        InetSocketAddress theirs = new InetSocketAddress(here, port + 2);
        VirtualPhone phone = new VirtualPhone(
                new VirtualPhone.Addresses(ours, theirs), codec, SSRC + phones.size(), road, codecs, playout, random);
        opening = Optional.of(phone);
        Optional<MediaLeg> beside = phones.stream().findFirst().map(VirtualPhone::leg);
        phone.answered(engine.open(owner, here, beside, _ -> {})
                .orElseThrow(() -> new IllegalStateException("a loop of one thread takes every leg")));
        phones.add(phone);
        return phone;
    }

    /** Room for the phones to hear each other; for one that is there. */
    public MediaMix mix(VirtualPhone phone) {
        return engine.mix(phone.leg());
    }

    /** Lets time pass, at least so long: phones speak and hear, and what is recorded is written. */
    public void pass(Duration time) {
        long until = clock.nanos() + time.toNanos();
        while (clock.nanos() - until < 0) {
            clock.move(TICK);
            phones.forEach(p -> p.tick(clock.nanos()));
            engine.tick(clock.nanos());
            owner.run();
            engine.write();
        }
    }

    @Override
    public void close() {
        engine.close();
        phones.forEach(VirtualPhone::hangUp);
    }
}
