package org.helpline.interaction;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.helpline.core.Clock;
import org.helpline.core.InteractionId;

/** Names interactions by the second in UTC and six random symbols: {@code 20261122-021503-7f3a9c}. Any thread. */
final class NewIds implements Supplier<InteractionId> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final String SYMBOLS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int DRAWN = 6;
    private static final int BITS = 5; // of a symbol

    private final Clock clock;
    private final RandomGenerator random;
    /** Put in words once a second, which takes as long as the rest of a call's beginning here. */
    private final AtomicReference<Second> last = new AtomicReference<>(new Second(Long.MIN_VALUE, ""));

    private record Second(long epoch, String words) {}

    NewIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public InteractionId get() {
        StringBuilder id = new StringBuilder(second(clock.now())).append('-');
        int drawn = random.nextInt(); // once, since a secure source takes its time
        for (int i = 0; i < DRAWN; i++) {
            id.append(SYMBOLS.charAt(drawn & (SYMBOLS.length() - 1)));
            drawn >>>= BITS;
        }
        return new InteractionId(id.toString());
    }

    private String second(Instant now) {
        Second second = Objects.requireNonNull(last.get(), "there is one from the start");
        if (second.epoch() != now.getEpochSecond()) {
            second = new Second(now.getEpochSecond(), TIME.format(now));
            last.set(second);
        }
        return second.words();
    }
}
