package org.helpline.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.helpline.media.codec.Codecs;
import org.helpline.media.codec.Decoder;
import org.helpline.media.codec.Encoder;
import org.helpline.media.codec.Samples;
import org.helpline.media.mix.Playout;
import org.helpline.media.mix.PlayoutTerms;
import org.helpline.media.rtp.PortPair;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.NegotiatedAudio;
import org.helpline.sdp.OpusTerms;
import org.jspecify.annotations.Nullable;

/**
 * A phone of a {@link VirtualEngine}: speaks what it is given, one packet every 20 ms, and evens out, conceals and keeps what it hears. Its wire is the
 * leg's pair of ports.
 */
public final class VirtualPhone implements PortPair {

    private static final int FRAME = 160;
    private static final long FRAME_NANOS = 20_000_000;
    private static final int MOST_PACKET = 2_048;

    private final Addresses addresses;
    private final AudioCodec codec;
    private final int ssrc;
    private final VirtualRoad road;
    private final RandomGenerator random;
    private final Encoder encoder;
    private final Decoder decoder;
    private final Playout playout;
    private final PriorityQueue<Packet> toEngine = new PriorityQueue<>(Comparator.comparingLong(Packet::due));
    private final PriorityQueue<Packet> toPhone = new PriorityQueue<>(Comparator.comparingLong(Packet::due));
    private final ArrayDeque<short[]> words = new ArrayDeque<>();
    private final List<short[]> heard = new ArrayList<>();
    private final RtpHeader header = new RtpHeader();
    private @Nullable MediaLeg leg;
    private int spoken;
    private long frames;
    private long now;

    /** Where the engine has the leg, and where the phone is. */
    record Addresses(InetSocketAddress ours, InetSocketAddress theirs) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Packet(long due, byte[] bytes) {}

    VirtualPhone(
            Addresses addresses,
            AudioCodec codec,
            int ssrc,
            VirtualRoad road,
            Codecs codecs,
            PlayoutTerms terms,
            RandomGenerator random) {
        this.addresses = addresses;
        this.codec = codec;
        this.ssrc = ssrc;
        this.road = road;
        this.random = random;
        this.encoder = codecs.encoder(codec, OpusTerms.NONE);
        this.decoder = codecs.decoder(codec);
        this.playout = new Playout(terms);
        playout.speaks(decoder);
    }

    void answered(MediaLeg opened) {
        leg = opened;
        InetSocketAddress rtp = addresses.theirs();
        InetSocketAddress rtcp = new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1);
        opened.agreed(new NegotiatedAudio(
                rtp, rtcp, codec, codec.payloadType(), OptionalInt.empty(), Direction.SENDRECV, 20));
    }

    /** Its leg in the engine. */
    public MediaLeg leg() {
        MediaLeg opened = leg;
        if (opened == null) {
            throw new IllegalStateException("it has not been answered");
        }
        return opened;
    }

    /** Says this after what it has still to say. {@code pcm} at 8 kHz. */
    public void say(short[] pcm) {
        words.add(pcm.clone());
    }

    /** All that it has heard since it was there, at 8 kHz. */
    public short[] heard() {
        short[] all = new short[heard.size() * FRAME];
        for (int i = 0; i < heard.size(); i++) {
            System.arraycopy(heard.get(i), 0, all, i * FRAME, FRAME);
        }
        return all;
    }

    void tick(long nowNanos) {
        now = nowNanos;
        for (Packet packet = due(toPhone); packet != null; packet = due(toPhone)) {
            hear(packet.bytes());
        }
        if (nowNanos / FRAME_NANOS > frames) {
            short[] frame = new short[FRAME];
            playout.take(frame, FRAME, frames * FRAME);
            heard.add(frame);
            send();
            frames++;
        }
    }

    private void hear(byte[] bytes) {
        ByteBuffer packet = ByteBuffer.wrap(bytes);
        if (header.read(packet, bytes.length) && header.payloadType() == codec.payloadType()) {
            int timestamp = Integer.divideUnsigned(header.timestamp(), codec.clockRate() / Samples.RATE);
            int bytesOfSound = header.payloadBytes();
            playout.sound(
                    header.ssrc(),
                    header.sequence(),
                    timestamp,
                    packet,
                    header.payloadOffset(),
                    bytesOfSound,
                    frames * FRAME);
        }
    }

    private void send() {
        ByteBuffer packet = ByteBuffer.allocate(MOST_PACKET);
        int number = (int) frames;
        int timestamp = number * FRAME * (codec.clockRate() / Samples.RATE);
        RtpHeader.write(packet, 0, number == 0, codec.payloadType(), number & 0xffff, timestamp, ssrc);
        int bytes = encoder.encode(next(), 0, FRAME, packet, RtpHeader.BYTES);
        byte[] sent = new byte[RtpHeader.BYTES + bytes];
        packet.get(0, sent);
        travel(sent, toEngine);
    }

    private short[] next() {
        short[] frame = new short[FRAME];
        for (int i = 0; i < FRAME && !words.isEmpty(); ) {
            short[] word = words.getFirst();
            int count = Math.min(FRAME - i, word.length - spoken);
            System.arraycopy(word, spoken, frame, i, count);
            i += count;
            spoken += count;
            if (spoken == word.length) {
                words.removeFirst();
                spoken = 0;
            }
        }
        return frame;
    }

    private void travel(byte[] packet, PriorityQueue<Packet> to) {
        if (random.nextDouble() >= road.loss()) {
            to.add(new Packet(now + (long) (random.nextDouble() * road.jitter().toNanos()), packet));
        }
    }

    private @Nullable Packet due(PriorityQueue<Packet> way) {
        Packet first = way.peek();
        return first == null || first.due() - now > 0 ? null : way.poll();
    }

    void hangUp() {
        encoder.close();
        decoder.close();
    }

    @Override
    public InetSocketAddress local() {
        return addresses.ours();
    }

    @Override
    public @Nullable InetSocketAddress receiveRtp(ByteBuffer packet) {
        Packet first = due(toEngine);
        if (first == null) {
            return null;
        }
        packet.put(first.bytes());
        return addresses.theirs();
    }

    @Override
    public @Nullable InetSocketAddress receiveRtcp(ByteBuffer packet) {
        return null;
    }

    @Override
    public boolean sendRtp(ByteBuffer packet, InetSocketAddress to) {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(bytes);
        travel(bytes, toPhone);
        return true;
    }

    @Override
    public boolean sendRtcp(ByteBuffer packet, InetSocketAddress to) {
        return true;
    }

    @Override
    public void close() {
        toEngine.clear();
    }
}
