package org.helpline.core;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * What RTCP told of one leg lately: what we said of the peer's sound, and the peer of ours.
 *
 * @param local our RTCP address, {@code remote} the peer's
 * @param ours what we reported; empty if we have heard nothing yet
 * @param theirs what the peer reported since the last of these; empty if nothing of our sound
 * @param roundTripMillis there and back, within 0.05 s; negative if it is not known
 * @param unitsPerMilli units of the RTP clock in a millisecond, in which both blocks tell jitter: 8, or 48 of Opus
 */
public record SoundReport(
        Instant at,
        InetSocketAddress local,
        InetSocketAddress remote,
        Optional<Block> ours,
        Optional<Block> theirs,
        double roundTripMillis,
        int unitsPerMilli) {

    /** The jitter that one of its blocks tells, in milliseconds. */
    public double jitterMillis(Block block) {
        return (double) block.jitter() / unitsPerMilli;
    }

    /**
     * One side's report with its block about the other: RFC 3550 §6.4.1.
     *
     * @param ssrc whose report it is; {@code about} whose sound
     * @param ntp the sender's time, 32 bits of seconds since 1900 and 32 of their fraction; 0 if it sent nothing lately
     * @param rtpTimestamp the same in the sender's clock units; {@code packets} and {@code octets} what it has sent
     * @param fractionLost since its last report, in 1/256; {@code lost} since the beginning, maybe negative
     * @param highest the extended highest sequence number; {@code jitter} in clock units
     * @param lastReport the middle of the NTP time of the other's last report, or 0; {@code sinceLastReport} in 1/65536 s
     */
    public record Block(
            int ssrc,
            int about,
            long ntp,
            int rtpTimestamp,
            long packets,
            long octets,
            int fractionLost,
            int lost,
            int highest,
            int jitter,
            int lastReport,
            int sinceLastReport) {

        /** The share lost since its last report, in percent. */
        public double lostPercent() {
            return fractionLost / 2.56;
        }
    }
}
