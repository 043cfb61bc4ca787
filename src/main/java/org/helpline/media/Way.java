package org.helpline.media;

import java.io.IOException;
import java.util.Optional;
import org.helpline.config.MediaSettings.Sending;
import org.helpline.media.rtp.Departures;
import org.helpline.media.rtp.UringDepartures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the packets of a tick leave, found out once at the start.
 *
 * @param isTogether by one call of the system for all
 * @param said in a few words, and why not if they could not
 */
record Way(boolean isTogether, String said) {

    private static final Logger LOG = LoggerFactory.getLogger(Way.class);

    /** By a call of the system for each. */
    static final Way SINGLE = new Way(false, "each packet by a system call of its own");

    private static final Way TOGETHER = new Way(true, "a tick's packets by one system call (io_uring)");

    /** As it is wished, if the system lets us. */
    static Way of(Sending wished) {
        return wished == Sending.SINGLE
                ? SINGLE
                : refusal()
                        .map(why -> new Way(false, SINGLE.said + " (no io_uring: " + why + ")"))
                        .orElse(TOGETHER);
    }

    /** Why packets cannot leave together on this system; empty: they can. */
    static Optional<String> refusal() {
        try (Departures _ = new UringDepartures()) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** For one media loop; one that gets no ring of its own sends each packet alone. */
    Departures open() {
        try {
            return isTogether ? new UringDepartures() : Departures.AT_ONCE;
        } catch (IOException e) {
            LOG.warn("a media loop sends each packet by a system call of its own: {}", e.getMessage());
            return Departures.AT_ONCE;
        }
    }
}
