package org.helpline.sdp;

import java.util.Locale;
import java.util.Optional;

/**
 * What one side asks of the Opus that it is sent (RFC 7587 §6.1).
 *
 * @param bitrate the most bits a second on average, 6,000 to 510,000
 * @param correctsErrors whether what was lost may come again in the packet after it
 * @param pausesInSilence whether nothing need be sent while nobody speaks
 * @param playbackRate the rate in Hz above which it hears nothing, 8,000 to 48,000
 */
public record OpusTerms(int bitrate, boolean correctsErrors, boolean pausesInSilence, int playbackRate) {

    /** What speech needs: more bits are heard by nobody on the line. */
    public static final int USUAL_BITRATE = 32_000;

    /** As many bits as there can be. */
    public static final int MOST_BITRATE = 510_000;

    /** Where nothing is asked. */
    public static final OpusTerms NONE = new OpusTerms(MOST_BITRATE, false, false, 48_000);

    /** What we ask for, unless the settings say otherwise. */
    public static final OpusTerms OURS = asking(true, true);

    private static final int LEAST_BITRATE = 6_000;
    private static final int LEAST_RATE = 8_000;
    private static final int MOST_RATE = 48_000;
    private static final int DIGITS = 6;

    /** What we ask for: whether what was lost shall come again, and whether nothing need come while nobody speaks. */
    public static OpusTerms asking(boolean correctsErrors, boolean pausesInSilence) {
        return new OpusTerms(USUAL_BITRATE, correctsErrors, pausesInSilence, MOST_RATE);
    }

    /** The same with no more correction and pauses than {@code ours} has. */
    OpusTerms allowedBy(OpusTerms ours) {
        return new OpusTerms(
                bitrate, correctsErrors && ours.correctsErrors, pausesInSilence && ours.pausesInSilence, playbackRate);
    }

    /** What we ask of a sender whose packets are passed on to one who asks {@code other}: no more than either of us takes. */
    public OpusTerms within(OpusTerms other) {
        return new OpusTerms(
                Math.min(bitrate, other.bitrate),
                correctsErrors && other.correctsErrors,
                pausesInSilence && other.pausesInSilence,
                Math.min(playbackRate, other.playbackRate));
    }

    /** The same without pauses: what is played is no speech, and a tone that goes on is not taken for silence. */
    public OpusTerms unpaused() {
        return new OpusTerms(bitrate, correctsErrors, false, playbackRate);
    }

    /**
     * What an fmtp asks; what it says of no use is left out. Of {@code stereo} and {@code cbr} nothing is kept: one channel and another bit rate are
     * decoded by all (RFC 7587 §6.1).
     */
    static OpusTerms of(Optional<String> fmtp) {
        OpusTerms terms = NONE;
        for (String part : fmtp.orElse("").split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                terms = terms.with(
                        part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        part.substring(equals + 1).strip());
            }
        }
        return terms;
    }

    private OpusTerms with(String name, String value) {
        if (!Digits.isNumber(value, DIGITS)) {
            return this;
        }
        int number = Integer.parseInt(value);
        return switch (name) {
            case "maxaveragebitrate" -> // others are to be ignored: RFC 7587 §6.1
                number < LEAST_BITRATE || number > MOST_BITRATE
                        ? this
                        : new OpusTerms(number, correctsErrors, pausesInSilence, playbackRate);
            case "useinbandfec" -> new OpusTerms(bitrate, number == 1, pausesInSilence, playbackRate);
            case "usedtx" -> new OpusTerms(bitrate, correctsErrors, number == 1, playbackRate);
            case "maxplaybackrate" ->
                new OpusTerms(bitrate, correctsErrors, pausesInSilence, Math.clamp(number, LEAST_RATE, MOST_RATE));
            default -> this;
        };
    }

    /** As an fmtp says it. */
    String parameters() {
        return "maxaveragebitrate=" + bitrate + ";useinbandfec=" + (correctsErrors ? 1 : 0) + ";usedtx="
                + (pausesInSilence ? 1 : 0) + (playbackRate < MOST_RATE ? ";maxplaybackrate=" + playbackRate : "");
    }
}
