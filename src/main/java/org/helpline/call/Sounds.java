package org.helpline.call;

import java.nio.file.Path;
import java.time.Duration;
import org.helpline.config.MediaSettings;
import org.helpline.media.codec.G711;
import org.helpline.media.play.Audio;
import org.helpline.media.play.AudioFiles;
import org.helpline.media.play.Tone;
import org.helpline.sdp.AudioCodec;

/** Audio files as something to play on a leg. Loading blocks, so not on a loop. */
public final class Sounds {

    private static final Sound BEEP = new Sound(Tone.sine("beep", 1_000, Duration.ofMillis(400)));

    private static final double FULL_SCALE = 32_768;

    private Sounds() {}

    /** The tone after which callers speak. */
    public static Sound beep() {
        return BEEP;
    }

    /** Loads a file; see {@link AudioFiles} for what can be read. */
    public static Loaded load(Path file) {
        return switch (AudioFiles.load(file)) {
            case AudioFiles.Result.Loaded l -> new Sound(l.audio());
            case AudioFiles.Result.Unreadable u -> new Unreadable(u.problem().toString());
        };
    }

    /** One period of the ringing tone, to be repeated. */
    public static Sound ringback() {
        return new Sound(Tone.ringing());
    }

    /** The same as the settings have it. */
    public static Sound ringback(MediaSettings.Ringback tone) {
        return new Sound(Tone.ringing(tone.hertz(), tone.cadence()));
    }

    /** What came of loading. */
    public sealed interface Loaded {}

    /** Something to play; immutable, shared by all calls. */
    public record Sound(Audio audio) implements Loaded {

        /** Its length in samples at 8 kHz. */
        public int samples() {
            return audio.samples();
        }

        /** Its greatest sample, of full scale: 0 to 1. */
        public double loudest() {
            int most = 0;
            for (byte code : audio.encoded(AudioCodec.PCMU)) {
                most = Math.max(most, Math.abs(G711.decode(AudioCodec.PCMU, code)));
            }
            return most / FULL_SCALE;
        }
    }

    /** Not loaded; {@code why} names the file and what to do. */
    public record Unreadable(String why) implements Loaded {}
}
