package org.helpline.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import org.helpline.media.codec.Codecs;
import org.helpline.media.codec.Decoder;
import org.helpline.media.codec.Encoder;
import org.helpline.media.codec.G711;
import org.helpline.media.mix.Blend;
import org.helpline.media.mix.Playout;
import org.helpline.media.mix.PlayoutTerms;
import org.helpline.media.mix.Seat;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.media.srtp.Space;
import org.helpline.media.srtp.SrtpReceiver;
import org.helpline.media.srtp.SrtpSender;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.OpusTerms;
import org.helpline.sdp.SrtpKey;
import org.helpline.sdp.SrtpSuite;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The parts of a packet's way, each alone, 20 ms of sound at a time; with JMH's gc profiler, which shows that they allocate nothing. */
public class MediaBenchmark {

    private static final int SAMPLES = 160;
    private static final long FRAME_NANOS = 20_000_000;

    private static short[] speech(int frames) {
        Random random = new Random(7);
        short[] pcm = new short[SAMPLES * frames];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (3_000 * Math.sin(i / 5.0) + 1_500 * Math.sin(i / 17.0) + 300 * random.nextGaussian());
        }
        return pcm;
    }

    private static ByteBuffer packet() {
        ByteBuffer packet = ByteBuffer.allocateDirect(2_048);
        RtpHeader.write(packet, 0, false, 8, 1, SAMPLES, 7);
        short[] sound = speech(1);
        for (int i = 0; i < SAMPLES; i++) {
            packet.put(RtpHeader.BYTES + i, G711.encode(AudioCodec.PCMA, sound[i]));
        }
        return packet;
    }

    /** An RTP header. */
    @State(Scope.Thread)
    public static class Header {
        private final ByteBuffer packet = packet();
        private final RtpHeader header = new RtpHeader();
        private int number;

        /** Written and read again. */
        @Benchmark
        public int headerWriteAndRead() {
            number++;
            RtpHeader.write(packet, 0, false, 8, number & 0xffff, SAMPLES * number, 7);
            header.read(packet, RtpHeader.BYTES + SAMPLES);
            return header.sequence();
        }
    }

    /** Codecs; Opus is that which this machine has. */
    @State(Scope.Thread)
    public static class Codec {
        /** Which. */
        @Param({"PCMA", "G722", "OPUS"})
        public AudioCodec codec;

        private static final int FRAMES = 50;
        private final short[] speech = speech(FRAMES);
        private final short[] heard = new short[2_048];
        private final ByteBuffer to = ByteBuffer.allocateDirect(1_500);
        private final ByteBuffer[] packets = new ByteBuffer[FRAMES];
        private Encoder encoder;
        private Decoder decoder;
        private int turn;

        /** Encodes a second, so that there is something to decode. */
        @Setup
        public void prepare() {
            Codecs codecs = new Codecs();
            encoder = codecs.encoder(codec, OpusTerms.OURS);
            decoder = codecs.decoder(codec);
            for (int i = 0; i < FRAMES; i++) {
                packets[i] = ByteBuffer.allocateDirect(1_500);
                packets[i].limit(encoder.encode(speech, i * SAMPLES, SAMPLES, packets[i], 0));
            }
        }

        /** 20 ms encoded. */
        @Benchmark
        public int encode() {
            turn = (turn + 1) % FRAMES;
            return encoder.encode(speech, turn * SAMPLES, SAMPLES, to.clear(), 0);
        }

        /** 20 ms decoded. */
        @Benchmark
        public int decode() {
            turn = (turn + 1) % FRAMES;
            return decoder.decode(packets[turn], 0, packets[turn].limit(), heard, 0);
        }
    }

    /** The jitter buffer. */
    @State(Scope.Thread)
    public static class JitterBuffer {
        private final Playout playout = new Playout(new PlayoutTerms(Duration.ofMillis(20), Duration.ofMillis(200)));
        private final ByteBuffer packet = packet();
        private final short[] out = new short[SAMPLES];
        private int number;

        /** Packets are of G.711. */
        @Setup
        public void speak() {
            playout.speaks(new Codecs().decoder(AudioCodec.PCMA));
        }

        /** A packet in, 20 ms out. */
        @Benchmark
        public short jitterBuffer() {
            number++;
            long now = (long) number * SAMPLES;
            playout.sound(7, number & 0xffff, SAMPLES * number, packet, RtpHeader.BYTES, SAMPLES, now);
            playout.take(out, SAMPLES, now);
            return out[0];
        }
    }

    /** The mixer, all members speaking. */
    @State(Scope.Thread)
    public static class Mixer {
        /** How many. */
        @Param({"3", "8", "32"})
        public int members;

        private final Blend blend = new Blend(new Codecs(), new PlayoutTerms(Duration.ofMillis(20), Duration.ofMillis(200)), 0);
        private final ByteBuffer packet = packet();
        private final ByteBuffer frame = ByteBuffer.allocateDirect(RtpHeader.BYTES + SAMPLES);
        private final RtpHeader header = new RtpHeader();
        private final short[] pcm = new short[SAMPLES];
        private final Encoder voice = new Codecs().encoder(AudioCodec.PCMA, OpusTerms.OURS);
        private Seat[] seats;
        private int number;

        /** Seats all. */
        @Setup
        public void seat() {
            seats = new Seat[members];
            for (int i = 0; i < members; i++) {
                seats[i] = new Seat(blend);
                blend.add(seats[i]);
                seats[i].speak(true, null, true, 1, 0);
            }
        }

        /** 20 ms of the whole mix: each one's packet in, each one's frame out. */
        @Benchmark
        public byte mix() {
            number++;
            long now = number * FRAME_NANOS;
            for (int i = 0; i < members; i++) {
                RtpHeader.write(packet, 0, false, 8, number & 0xffff, SAMPLES * number, i + 1);
                header.read(packet, RtpHeader.BYTES + SAMPLES);
                seats[i].take(header, packet, SAMPLES, AudioCodec.PCMA, now);
            }
            for (Seat seat : seats) {
                seat.fill(pcm, SAMPLES, now);
                voice.encode(pcm, 0, SAMPLES, frame, RtpHeader.BYTES);
            }
            return frame.get(RtpHeader.BYTES);
        }
    }

    /** SRTP. */
    @State(Scope.Thread)
    public static class Srtp {
        /** How. */
        @Param({"AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM"})
        public SrtpSuite suite;

        private final ByteBuffer packet = packet();
        private SrtpSender sender;
        private SrtpReceiver receiver;
        private int number;

        /** Makes the keys. */
        @Setup
        public void prepare() {
            Space space = new Space();
            SrtpKey key = SrtpKey.fresh(suite, new Random(1));
            sender = new SrtpSender(key, space);
            receiver = new SrtpReceiver(key, space);
        }

        /** A packet sealed and opened again. */
        @Benchmark
        public int sealAndOpen() {
            number++;
            RtpHeader.write(packet.clear(), 0, false, 0, number & 0xffff, SAMPLES * number, 7);
            int end = sender.sealRtp(packet, 0, RtpHeader.BYTES + SAMPLES);
            return receiver.openRtp(packet.clear(), end);
        }
    }
}
