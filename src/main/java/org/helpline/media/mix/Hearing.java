package org.helpline.media.mix;

import java.nio.ByteBuffer;
import org.helpline.media.codec.Codecs;
import org.helpline.media.codec.Decoder;
import org.helpline.media.codec.Samples;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;
import org.jspecify.annotations.Nullable;

/** What comes from one phone in whatever codec, evened out: counts its time in samples and has what it sends decoded when its turn comes. One media loop. */
final class Hearing {

    private static final int SAMPLES_PER_MILLI = Samples.RATE / 1_000;

    private final Codecs codecs;
    private final Playout playout;
    private @Nullable Decoder decoder;
    private @Nullable AudioCodec codec;
    private int unitsPerMilli = SAMPLES_PER_MILLI;
    private int ssrc;
    private int timestamp;
    private long units;

    /** Of a phone that has said nothing yet. */
    Hearing(Codecs codecs, PlayoutTerms terms) {
        this.codecs = codecs;
        this.playout = new Playout(terms);
    }

    /** Takes a packet of sound; {@code place} is our place in time. */
    void take(RtpHeader header, ByteBuffer packet, int bytes, AudioCodec spoken, long place) {
        Decoder ours = decoder;
        if (ours == null || spoken != codec) {
            close();
            ours = codecs.decoder(spoken);
            decoder = ours;
            codec = spoken;
            unitsPerMilli = spoken.unitsPerMilli();
            units = header.timestamp();
            playout.speaks(ours);
        }
        int at = at(header);
        playout.sound(header.ssrc(), header.sequence(), at, packet, header.payloadOffset(), bytes, place);
    }

    /** Takes a packet that says how its silence sounds. */
    void takeNoise(RtpHeader header, ByteBuffer packet, long place) {
        int bytes = header.payloadBytes();
        playout.noise(header.ssrc(), header.sequence(), at(header), packet, header.payloadOffset(), bytes, place);
    }

    private int at(RtpHeader header) {
        units = header.ssrc() == ssrc ? units + (header.timestamp() - timestamp) : header.timestamp(); // by int: wraps
        ssrc = header.ssrc();
        timestamp = header.timestamp();
        return (int) Math.floorDiv(units * SAMPLES_PER_MILLI, (long) unitsPerMilli);
    }

    /** What comes out, evenly. */
    Playout playout() {
        return playout;
    }

    /** Gives back what it holds; it may be used again. */
    void close() {
        Decoder ours = decoder;
        if (ours != null) {
            decoder = null;
            playout.speaks(null);
            ours.close();
        }
    }
}
