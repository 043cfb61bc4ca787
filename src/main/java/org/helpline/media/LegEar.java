package org.helpline.media;

import java.nio.ByteBuffer;
import org.helpline.media.codec.Decoder;
import org.helpline.media.codec.Samples;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;
import org.jspecify.annotations.Nullable;

/**
 * Turns the packets of a leg's phone into samples for those who need them at once: a recording, who listens for keys. Each packet is to be given once, and
 * only while somebody needs it. One media loop.
 */
final class LegEar {

    private static final int SAMPLES_PER_MILLI = Samples.RATE / 1_000;
    private static final int MOST_LOST = 3; // packets of which the one after them may still tell
    private static final int BACKWARDS = 0x8000;
    private static final int REPEATED = 0xffff;

    private final MediaLoop loop;
    private @Nullable Decoder decoder;
    private @Nullable AudioCodec codec;
    private int ssrc;
    private int sequence;
    private int timestamp;
    private long place;

    LegEar(MediaLoop loop) {
        this.loop = loop;
    }

    /**
     * What a packet sounds like; valid until the loop hears the next one.
     *
     * @param bytes of its payload
     */
    Samples hear(RtpHeader header, ByteBuffer packet, int bytes, AudioCodec spoken) {
        Decoder ours = decoder;
        if (ours == null || spoken != codec || header.ssrc() != ssrc) {
            ours = begin(header, spoken);
        }
        int lost = (header.sequence() - sequence - 1) & 0xffff;
        place += header.timestamp() - timestamp; // by int: wraps
        timestamp = header.timestamp();
        if (lost == REPEATED || (lost >= BACKWARDS && !spoken.hasFixedSize())) {
            return none(header); // it is there already, or its place was made up for
        }
        sequence = lost >= BACKWARDS ? sequence : header.sequence();
        Samples samples = loop.samples;
        short[] room = samples.room();
        int from = header.payloadOffset();
        int before = lost > 0 && lost <= MOST_LOST ? ours.recover(packet, from, bytes, lost, room, 0) : 0;
        int count = ours.decode(packet, from, bytes, room, before);
        samples.set(ssrc, header.sequence(), at(spoken) - before, before + count);
        return samples;
    }

    private Decoder begin(RtpHeader header, AudioCodec spoken) {
        Decoder ours = decoder;
        if (ours == null || spoken != codec) {
            close();
            ours = loop.codecs.decoder(spoken);
            decoder = ours;
            codec = spoken;
        }
        ssrc = header.ssrc();
        sequence = (header.sequence() - 1) & 0xffff;
        timestamp = header.timestamp();
        place = timestamp;
        return ours;
    }

    private Samples none(RtpHeader header) {
        loop.samples.set(header.ssrc(), header.sequence(), 0, 0);
        return loop.samples;
    }

    private int at(AudioCodec spoken) {
        return (int) Math.floorDiv(place * SAMPLES_PER_MILLI, (long) spoken.unitsPerMilli());
    }

    /** Gives back what it holds; it may be used again. */
    void close() {
        Decoder ours = decoder;
        if (ours != null) {
            decoder = null;
            ours.close();
        }
    }
}
