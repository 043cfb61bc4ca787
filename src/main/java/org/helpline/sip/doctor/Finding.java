package org.helpline.sip.doctor;

import java.util.List;

/**
 * One thing that is wrong, or worth to know.
 *
 * @param rule a short name that stays the same, {@code one-way-sound}
 * @param weight 1 to 100; from {@value #FAULT} on it is a fault, below it a remark
 * @param what what was seen and what it means: the cause
 * @param fix what to do; empty where there is nothing to do
 * @param packets where to look, counting from 1
 * @param callId of which call; empty where of none
 */
public record Finding(String rule, int weight, String what, String fix, List<Integer> packets, String callId) {

    /** What weighs as much is a fault. */
    public static final int FAULT = 40;

    /** At most so many packet numbers are told. */
    private static final int MOST_PACKETS = 12;

    public Finding {
        packets = packets.stream().distinct().sorted().limit(MOST_PACKETS).toList();
    }

    /** Whether something is wrong, not only worth to know. */
    public boolean isFault() {
        return weight >= FAULT;
    }
}
