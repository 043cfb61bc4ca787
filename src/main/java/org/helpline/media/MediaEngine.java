package org.helpline.media;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.helpline.core.Loop;
import org.helpline.sdp.Fingerprint;

/** The running media engine. Any thread. */
public interface MediaEngine extends AutoCloseable {

    /**
     * Opens a leg with an RTP and an RTCP port.
     *
     * @param owner where events are told
     * @param local our address that faces the peer, to bind or to write into SDP
     * @param beside a leg that this one may be bridged with: it is put on the same media loop
     * @return empty when no port pair is free
     */
    Optional<MediaLeg> open(Loop owner, InetAddress local, Optional<MediaLeg> beside, MediaListener listener);

    /** Whether both may be bridged: each was opened beside the other, or they are by chance. Any thread. */
    default boolean areBeside(MediaLeg one, MediaLeg other) {
        return true;
    }

    /** Room for several legs to hear each other, for {@code first} and those that were opened beside it. Any thread. */
    MediaMix mix(MediaLeg first);

    /** What SDP tells browsers of our certificates: one, and another for a leg whose sound moves. Empty: this engine has no sound for browsers. */
    default List<Fingerprint> certificates() {
        return List.of();
    }

    /** Live counts. */
    Counts counts();

    /** Closes all legs and ends the loops. */
    @Override
    void close();

    /**
     * {@code legs} and {@code ports} live now; packets since the start; {@code late} ticks that began more than 5 ms late; {@code forged}
     * packets of encrypted legs whose tag is wrong or that came twice.
     */
    record Counts(
            long legs, long ports, long received, long sent, long relayed, long strangers, long late, long forged) {

        /** With nothing forged. */
        public Counts(long legs, long ports, long received, long sent, long relayed, long strangers, long late) {
            this(legs, ports, received, sent, relayed, strangers, late, 0);
        }
    }
}
