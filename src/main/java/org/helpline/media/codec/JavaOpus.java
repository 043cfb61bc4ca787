package org.helpline.media.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.helpline.sdp.OpusTerms;
import org.jspecify.annotations.Nullable;

/** Opus in Java, by Concentus. Unlike all other coders it allocates as it goes. */
final class JavaOpus implements Opus {

    private static final int MOST_PACKET = 1_500;
    private static final int NOTHING_TO_SEND = 2;

    @Override
    public String name() {
        return "Concentus (Java)";
    }

    @Override
    public Encoder encoder(int rate, OpusTerms terms) {
        try {
            return new JavaEncoder(rate, terms);
        } catch (OpusException impossible) {
            throw new IllegalStateException("no Opus encoder at " + rate + " Hz", impossible);
        }
    }

    @Override
    public Decoder decoder(int rate) {
        try {
            return new JavaDecoder(rate);
        } catch (OpusException impossible) {
            throw new IllegalStateException("no Opus decoder at " + rate + " Hz", impossible);
        }
    }

    private static final class JavaEncoder implements Encoder {
        private final byte[] packet = new byte[MOST_PACKET];
        private final OpusEncoder encoder;

        JavaEncoder(int rate, OpusTerms terms) throws OpusException {
            encoder = new OpusEncoder(rate, 1, OpusApplication.OPUS_APPLICATION_VOIP);
            encoder.setBitrate(Math.min(terms.bitrate(), OpusTerms.USUAL_BITRATE));
            encoder.setComplexity(COMPLEXITY);
            encoder.setUseInbandFEC(terms.correctsErrors());
            encoder.setPacketLossPercent(terms.correctsErrors() ? EXPECTED_LOSS : 0);
            encoder.setUseDTX(terms.pausesInSilence());
        }

        @Override
        public int encode(short[] pcm, int at, int samples, ByteBuffer to, int offset) {
            try {
                int bytes = encoder.encode(pcm, at, samples, packet, 0, MOST_PACKET);
                to.put(offset, packet, 0, bytes);
                return bytes <= NOTHING_TO_SEND ? 0 : bytes;
            } catch (OpusException e) {
                throw new IllegalStateException("Opus cannot encode " + samples + " samples", e);
            }
        }

        @Override
        public void close() {}
    }

    private static final class JavaDecoder implements Decoder {
        private final byte[] data = new byte[MOST_PACKET];
        private final OpusDecoder decoder;
        private final int rate;
        private final int longest;
        private int frame;

        JavaDecoder(int rate) throws OpusException {
            this.rate = rate;
            decoder = new OpusDecoder(rate, 1);
            longest = rate * LONGEST_MILLIS / 1_000;
            frame = rate * FRAME_MILLIS / 1_000;
        }

        @Override
        public int samples(ByteBuffer packet, int from, int bytes) {
            return Opus.samples(packet, from, bytes, rate);
        }

        @Override
        public int decode(ByteBuffer packet, int from, int bytes, short[] to, int at) {
            if (bytes > MOST_PACKET || bytes == 0) {
                return 0;
            }
            packet.get(from, data, 0, bytes);
            int made = run(data, bytes, longest, false, to, at);
            frame = made > 0 ? made : frame;
            return made;
        }

        @Override
        public int conceal(int samples, short[] to, int at) {
            return run(null, 0, Math.min(samples, longest), false, to, at);
        }

        @Override
        public boolean recovers() {
            return true;
        }

        @Override
        public int recover(ByteBuffer packet, int from, int bytes, int packets, short[] to, int at) {
            if (bytes > MOST_PACKET || bytes == 0 || packets * frame > longest) {
                return 0;
            }
            int made = 0;
            for (int i = 1; i < packets; i++) {
                made += conceal(frame, to, at + made);
            }
            packet.get(from, data, 0, bytes);
            return made + run(data, bytes, frame, true, to, at + made);
        }

        private int run(byte @Nullable [] payload, int bytes, int samples, boolean fromNext, short[] to, int at) {
            try {
                int most = Math.min(samples, to.length - at);
                return Math.max(0, decoder.decode(payload, 0, bytes, to, at, most, fromNext));
            } catch (OpusException | RuntimeException noOpus) { // it leaves its bounds on what is none
                Arrays.fill(to, at, Math.min(to.length, at + samples), (short) 0);
                return 0;
            }
        }

        @Override
        public void close() {}
    }
}
