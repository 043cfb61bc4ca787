package org.helpline.media;

import java.util.ArrayList;
import java.util.List;
import org.helpline.core.SoundWay;
import org.helpline.media.rtp.RtcpReader;
import org.helpline.media.rtp.RtcpWriter;

/** What the reports of both sides come to over a leg's life: the least, the mean and the most, in fixed room. One media loop. */
final class SoundMeter {

    /** One lost of two is no bad second: a span between two reports counts as the worst if it had a second of sound. */
    private static final int ENOUGH_PACKETS = 50;

    private final Range cameJitter = new Range();
    private final Range wentJitter = new Range();
    private final Range roundTrip = new Range();
    private int cameWorst;
    private int cameHighest;
    private int wentWorst;
    private int wentHighest;
    private long wentLost;
    private long wentOf;
    private double unitsPerMilli = 8;

    /** The least, the sum and the most. */
    private static final class Range {
        private double least;
        private double sum;
        private double most;
        private int count;

        void add(double value) {
            least = count == 0 ? value : Math.min(least, value);
            most = count == 0 ? value : Math.max(most, value);
            sum += value;
            count++;
        }

        SoundWay.Spread spread() {
            return count == 0
                    ? SoundWay.Spread.NONE
                    : new SoundWay.Spread(tenth(least), tenth(sum / count), tenth(most));
        }
    }

    /** Both clocks run so fast from now on. */
    void clock(int unitsPerMilli) {
        this.unitsPerMilli = unitsPerMilli;
    }

    /** Takes what we report of the peer's sound. */
    void came(RtcpWriter.Reception ours) {
        cameJitter.add(ours.jitter() / unitsPerMilli);
        if (ours.highestSequence() - cameHighest >= ENOUGH_PACKETS) {
            cameWorst = Math.max(cameWorst, ours.fractionLost());
        }
        cameHighest = ours.highestSequence();
    }

    /** Takes what the peer has just reported of ours; {@code sent} are the packets that have gone to it by now. */
    void went(RtcpReader peer, long sent) {
        wentJitter.add((peer.peerJitterUnits() & 0xffffffffL) / unitsPerMilli);
        if (peer.peerHighest() - wentHighest >= ENOUGH_PACKETS) {
            wentWorst = Math.max(wentWorst, peer.peerFractionLost());
        }
        wentHighest = peer.peerHighest();
        wentLost = Math.max(0, peer.peerLost());
        wentOf = sent;
    }

    /** Takes one measurement of the way there and back. */
    void roundTrip(double millis) {
        roundTrip.add(millis);
    }

    /**
     * What it came to; nothing of a direction of which nothing was reported, and of what came nothing where one report says no more than the
     * counters at the end. {@code lost} and {@code received} count what came.
     */
    List<SoundWay> ways(long received, long lost) {
        List<SoundWay> ways = new ArrayList<>(2);
        if (cameJitter.count > 1) {
            ways.add(way(SoundWay.CAME, cameJitter, percent(lost, received + lost), cameWorst));
        }
        if (wentJitter.count > 0) {
            ways.add(way(SoundWay.WENT, wentJitter, percent(wentLost, wentOf), wentWorst));
        }
        return List.copyOf(ways);
    }

    private SoundWay way(String name, Range jitter, double lost, int worst) {
        return new SoundWay(name, jitter.count, lost, tenth(worst / 2.56), jitter.spread(), roundTrip.spread());
    }

    private static double percent(long part, long whole) {
        return whole <= 0 ? 0 : tenth(Math.min(100, 100.0 * part / whole));
    }

    private static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
