package org.helpline.sdp;

import java.util.Optional;

/**
 * What a payload type number stands for: {@code a=rtpmap:101 telephone-event/8000} (RFC 4566 §6).
 *
 * @param name the encoding name as written; compare without case
 * @param clockRate in Hz
 * @param channels 1 unless written
 */
public record RtpMap(String name, int clockRate, int channels) {

    /** Whether it is RFC 4733 telephone-event at this clock. */
    boolean isTelephoneEvent(int rate) {
        return name.equalsIgnoreCase("telephone-event") && clockRate == rate;
    }

    /** Our codec of that name, if it is one. */
    Optional<AudioCodec> codec() {
        return named().filter(codec -> clockRate == codec.clockRate() && channels == codec.channels());
    }

    /** Our codec of that name, at whatever rate. */
    Optional<AudioCodec> named() {
        for (AudioCodec codec : AudioCodec.values()) {
            if (codec.name().equalsIgnoreCase(name)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    /** The mapping of a static payload type, which needs no rtpmap (RFC 3551 §6); empty for a dynamic or unassigned one. */
    static Optional<RtpMap> ofStatic(int payloadType) {
        return switch (payloadType) {
            case 0 -> eightKilohertz("PCMU");
            case 3 -> eightKilohertz("GSM");
            case 4 -> eightKilohertz("G723");
            case 7 -> eightKilohertz("LPC");
            case 8 -> eightKilohertz("PCMA");
            case 9 -> eightKilohertz("G722"); // 16 kHz audio, but the clock says 8000: RFC 3551 §4.5.2
            case 12 -> eightKilohertz("QCELP");
            case 13 -> eightKilohertz("CN");
            case 15 -> eightKilohertz("G728");
            case 18 -> eightKilohertz("G729");
            default -> Optional.empty();
        };
    }

    private static Optional<RtpMap> eightKilohertz(String name) {
        return Optional.of(new RtpMap(name, 8000, 1));
    }
}
