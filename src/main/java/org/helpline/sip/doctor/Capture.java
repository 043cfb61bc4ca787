package org.helpline.sip.doctor;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.helpline.sip.trace.Seen;

/**
 * All that a capture shows of telephony, or a trace of a call of ours.
 *
 * @param messages the SIP messages in order of time
 * @param streams the RTP in order of its begin; none in a trace
 * @param events what the network did
 * @param counts what our own media legs counted; none in a capture
 * @param ours our own addresses where they are known
 * @param packets how many packets there were; {@code lastMicros} the time of the last
 * @param trouble a sentence if the file could not be read to its end, or was cut short when it was taken
 */
public record Capture(
        List<Seen> messages,
        List<RtpStream> streams,
        List<WireEvent> events,
        List<MediaCount> counts,
        Set<InetAddress> ours,
        int packets,
        long lastMicros,
        String trouble) {

    /**
     * What a leg of ours counted of its sound.
     *
     * @param leg {@code caller} or {@code agent:NAME}
     * @param strangers packets from elsewhere than agreed, which were not taken
     * @param lostThere the share of what we sent that the leg reported lost, in percent; negative if it reported nothing
     * @param jitterThere what it reported of jitter, in milliseconds
     */
    public record MediaCount(
            String leg,
            long received,
            long sent,
            long lost,
            long strangers,
            double jitterMillis,
            double lostThere,
            double jitterThere) {}

    /** Whether RTP would have been seen, had there been any. */
    public boolean showsSound() {
        return !streams.isEmpty();
    }
}
