package org.helpline.sip.doctor;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** One stream of RTP: packets of one SSRC from one address to another. Filled while a capture is read; one thread. */
public final class RtpStream {

    /** So far behind by number: late, not after a wrap. */
    private static final int MISORDERED = 3_000;

    /** What has more different ones is no sound of a telephone. */
    private static final int MOST_STEPS = 1_000;

    private static final long PAUSE_MICROS = 500_000;

    /** A step as after a pause; more is a source that began anew. */
    private static final long LONGEST_STEP = 0xffff;

    /** In Hz: those of what telephones speak, the usual one first. */
    private static final int[] CLOCKS = {8_000, 16_000, 48_000};

    private final InetSocketAddress from;
    private final InetSocketAddress to;
    private final long ssrc;
    private final Map<Integer, Integer> payloads = new TreeMap<>();
    private final Map<Long, Integer> steps = new HashMap<>();
    private int packets;
    private int firstPacket;
    private int lastPacket;
    private long firstMicros;
    private long lastMicros;
    private int lastSequence;
    private long lastStamp;
    private int lastPayload;
    private long expected;
    private long longestGapMicros;
    private final double[] jitterMicros = new double[CLOCKS.length];
    private final long[] lastTransit = new long[CLOCKS.length];
    private long spacingMicros;
    private int spacings;
    private long stepped;

    RtpStream(InetSocketAddress from, InetSocketAddress to, long ssrc) {
        this.from = from;
        this.to = to;
        this.ssrc = ssrc;
    }

    /** Counts one packet. {@code bytes} has the 12 bytes of the header (RFC 3550 §5.1) from {@code at}. */
    void take(int number, long micros, byte[] bytes, int at) {
        int sequence = ((bytes[at + 2] & 0xff) << 8) | (bytes[at + 3] & 0xff);
        long stamp = ((long) (bytes[at + 4] & 0xff) << 24)
                | ((bytes[at + 5] & 0xff) << 16)
                | ((bytes[at + 6] & 0xff) << 8)
                | (bytes[at + 7] & 0xff);
        int payload = bytes[at + 1] & 0x7f;
        payloads.merge(payload, 1, Integer::sum);
        if (packets == 0) {
            firstPacket = number;
            firstMicros = micros;
            expected = 1;
        } else {
            next(sequence, stamp, payload, micros);
        }
        packets++;
        lastPacket = number;
        lastMicros = Math.max(micros, lastMicros);
        boolean late = packets > 1 && ((sequence - lastSequence) & 0xffff) >= MISORDERED;
        if (!late) {
            lastSequence = sequence;
            lastStamp = stamp;
            lastPayload = payload;
        }
    }

    private void next(int sequence, long stamp, int payload, long micros) {
        int ahead = (sequence - lastSequence) & 0xffff;
        if (ahead < MISORDERED) {
            expected += ahead;
        }
        longestGapMicros = Math.max(longestGapMicros, micros - lastMicros);
        if (ahead == 1 && payload == lastPayload) {
            long step = (stamp - lastStamp) & 0xffffffffL;
            if (steps.size() < MOST_STEPS || steps.containsKey(step)) {
                steps.merge(step, 1, Integer::sum);
            }
            if (micros - lastMicros < PAUSE_MICROS && step <= LONGEST_STEP) {
                stepped += step;
                spacingMicros += micros - lastMicros;
                spacings++;
            }
        }
        if (payload == lastPayload) {
            for (int i = 0; i < CLOCKS.length; i++) { // which one it is only its session description says
                jitter(i, micros - stamp * 1_000_000 / CLOCKS[i]);
            }
        }
    }

    private void jitter(int clock, long transit) {
        double d = lastTransit[clock] == 0 ? 0 : Math.abs(transit - lastTransit[clock]);
        jitterMicros[clock] += ((d > PAUSE_MICROS ? 0 : d) - jitterMicros[clock]) / 16; // RFC 3550 §A.8
        lastTransit[clock] = transit;
    }

    /** Where it comes from. */
    public InetSocketAddress from() {
        return from;
    }

    /** Where it goes. */
    public InetSocketAddress to() {
        return to;
    }

    /** Its source's number. */
    public long ssrc() {
        return ssrc;
    }

    /** How many packets came. */
    public int packets() {
        return packets;
    }

    /** How many of a payload type came. */
    public int packetsOf(int payload) {
        return payloads.getOrDefault(payload, 0);
    }

    /** Payload type to how many came. */
    public Map<Integer, Integer> payloads() {
        return Map.copyOf(payloads);
    }

    /** The number of the first and of the last packet. */
    public int firstPacket() {
        return firstPacket;
    }

    /** The number of its last packet. */
    public int lastPacket() {
        return lastPacket;
    }

    /** When it began. */
    public long firstMicros() {
        return firstMicros;
    }

    /** When it ended. */
    public long lastMicros() {
        return lastMicros;
    }

    /** How many are missing by their numbers; never negative. */
    public long lost() {
        return Math.max(0, expected - packets);
    }

    /** Parts of a hundred that are missing. */
    public double lossPercent() {
        return expected == 0 ? 0 : 100.0 * lost() / expected;
    }

    /** The longest time without a packet. */
    public long longestGapMicros() {
        return longestGapMicros;
    }

    /** The smoothed jitter at its end where its time stamps run at that clock, in Hz; one that we do not know is taken for 8000. */
    public double jitterMillis(int clock) {
        for (int i = 0; i < CLOCKS.length; i++) {
            if (CLOCKS[i] == clock) {
                return jitterMicros[i] / 1_000;
            }
        }
        return jitterMicros[0] / 1_000;
    }

    /** The payload type of most of its packets; -1: none came. */
    public int usualPayload() {
        return payloads.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(-1);
    }

    /** By how much the time stamps advance between packets that follow each other, on average; 0 where too little was seen. */
    public double averageStep() {
        return spacings < 10 ? 0 : (double) stepped / spacings;
    }

    /** The step of the time stamps from packet to packet that is seen most; 0 where too little was seen. */
    public long usualStep() {
        return steps.entrySet().stream()
                .filter(e -> e.getValue() >= 5)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0L);
    }

    /** The average time between packets that follow each other, in ms; 0 where too little was seen. */
    public double spacingMillis() {
        return spacings < 10 ? 0 : spacingMicros / 1_000.0 / spacings;
    }
}
