package org.helpline.media.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.helpline.sdp.OpusTerms;

/** Opus in Java, by Concentus. Unlike all other coders it allocates as it goes. */
final class JavaOpus implements Opus {

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
        private final byte[] packet = new byte[OpusDecoding.MOST_PACKET];
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
                int bytes = encoder.encode(pcm, at, samples, packet, 0, OpusDecoding.MOST_PACKET);
                to.put(offset, packet, 0, bytes);
                return bytes <= NOTHING_TO_SEND ? 0 : bytes;
            } catch (OpusException e) {
                throw new IllegalStateException("Opus cannot encode " + samples + " samples", e);
            }
        }

        @Override
        public void close() {}
    }

    private static final class JavaDecoder extends OpusDecoding {
        private final byte[] data = new byte[MOST_PACKET];
        private final OpusDecoder decoder;

        JavaDecoder(int rate) throws OpusException {
            super(rate);
            decoder = new OpusDecoder(rate, 1);
        }

        @Override
        void load(ByteBuffer packet, int from, int bytes) {
            packet.get(from, data, 0, bytes);
        }

        @Override
        int run(int bytes, int most, boolean fromNext, short[] to, int at) {
            try {
                int room = Math.min(most, to.length - at);
                return Math.max(0, decoder.decode(bytes == 0 ? null : data, 0, bytes, to, at, room, fromNext));
            } catch (OpusException | RuntimeException noOpus) { // it leaves its bounds on what is none
                Arrays.fill(to, at, Math.min(to.length, at + most), (short) 0);
                return 0;
            }
        }

        @Override
        public void close() {}
    }
}
