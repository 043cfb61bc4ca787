package org.helpline.media.play;

import java.nio.ByteBuffer;
import org.helpline.media.play.AudioFiles.Converter;

/** Names a file that is no WAV by its first bytes, so that the operator learns what to do. */
enum OtherFormat {
    MP3("this is an MP3 file; MP3 is not supported.", Converter.SOX),
    OGG("this is an Ogg file (Vorbis or Opus); Ogg is not supported.", Converter.FFMPEG),
    FLAC("this is a FLAC file; FLAC is not supported.", Converter.SOX),
    AIFF("this is an AIFF file; AIFF is not supported.", Converter.SOX),
    AU("this is a Sun AU file; AU is not supported.", Converter.SOX),
    MP4("this is an MP4 file (M4A, AAC); MP4 is not supported.", Converter.FFMPEG),
    AMR("this is an AMR file; AMR is not supported.", Converter.FFMPEG),
    WEBM("this is a WebM or Matroska file, which is not supported.", Converter.FFMPEG),
    BIG_WAV("this is a WAV file of the 64-bit or big-endian kind, which is not supported.", Converter.SOX),
    UNKNOWN("this is not a WAV file.", Converter.SOX);

    private final String what;
    private final Converter converter;

    OtherFormat(String what, Converter converter) {
        this.what = what;
        this.converter = converter;
    }

    /** A sentence. */
    String what() {
        return what;
    }

    /** What reads it. */
    Converter converter() {
        return converter;
    }

    static OtherFormat of(ByteBuffer file) {
        if (file.limit() < 12) {
            return UNKNOWN;
        }
        if (Wav.text(file, 4).equals("ftyp")) {
            return MP4;
        }
        return switch (Wav.text(file, 0)) {
            case "OggS" -> OGG;
            case "fLaC" -> FLAC;
            case "FORM" -> AIFF;
            case ".snd" -> AU;
            case "#!AM" -> AMR;
            case "\032E\u00df\u00a3" -> WEBM;
            case "RF64", "RIFX", "BW64" -> BIG_WAV;
            default -> isMp3(file) ? MP3 : UNKNOWN;
        };
    }

    /** An ID3 tag, or eleven bits set followed by a layer: the start of an MPEG frame. */
    private static boolean isMp3(ByteBuffer file) {
        int first = file.get(0) & 0xff;
        int second = file.get(1) & 0xff;
        return Wav.text(file, 0).startsWith("ID3")
                || (first == 0xff && (second & 0xe0) == 0xe0 && (second & 0x06) != 0);
    }
}
