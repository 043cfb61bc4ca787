package org.helpline.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.helpline.core.Digit;
import org.helpline.media.codec.ComfortNoise;
import org.helpline.media.codec.Opus;
import org.helpline.media.codec.Samples;
import org.helpline.media.dtmf.DigitReceiver;
import org.helpline.media.dtmf.DigitSender;
import org.helpline.media.mix.Crossing;
import org.helpline.media.mix.PlayoutTerms;
import org.helpline.media.mix.Seat;
import org.helpline.media.play.Variant;
import org.helpline.media.rtp.G711Tables;
import org.helpline.media.rtp.PortPair;
import org.helpline.media.rtp.RelayMapping;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.media.rtp.RtpSender;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.NegotiatedAudio;
import org.helpline.sdp.OpusTerms;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of one leg. What takes a frame, in this order: a digit, a prompt, music, what the others of a mix say or what a bridged leg
 * relays; else nothing is sent but a frame of silence from time to time. One media loop.
 */
final class LegOutput {

    /** A frame as it usually is. */
    static final long FRAME_NANOS = 20_000_000;

    private static final int SAMPLES_PER_MILLI = 8;
    private static final int UNITS_OF_A_HERTZ = 1_000;
    private static final int DEFAULT_MILLIS = 20;
    private static final int MAX_MILLIS = 100;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int MAX_FRAMES_BEHIND = 10;
    private static final int DURATION = 2; // bytes into an event
    private static final int STRAGGLER = 48_000; // units: a second of the fastest clock

    /** Whoever sends nothing says so often that it is there: NATs on the way forget, and phones hang up (RFC 6263 §8). */
    static final long KEEP_ALIVE_NANOS = 15_000_000_000L;

    private final MediaLoop loop;
    private final PortPair ports;
    private final LegSrtp srtp;
    private final Player player;
    private final RtpSender sender;
    private final DigitSender digits = new DigitSender();
    private final RelayMapping relay = new RelayMapping();
    private final OpusBounds bounds = new OpusBounds();
    private @Nullable ComfortNoise noise; // once a bridged phone has said how its silence sounds
    private @Nullable NegotiatedAudio terms;
    private @Nullable Seat seat;
    private @Nullable Crossing crossing; // what a bridged leg says in another codec
    private final LegVoice voice;
    private final PlayoutTerms playout;
    private int frameMillis = DEFAULT_MILLIS;
    private Variant cut = Variant.of(AudioCodec.PCMU, OpusTerms.NONE, DEFAULT_MILLIS);
    private long frameDue;
    private int digitTimestamp;
    private int eventSsrc;
    private int eventIn;
    private int eventOut;
    private long sent;
    private long sentNanos;
    private boolean isNoise;
    private boolean mute;

    LegOutput(MediaLoop loop, PortPair ports, LegSrtp srtp, Player player, RtpSender sender, PlayoutTerms playout) {
        this.loop = loop;
        this.ports = ports;
        this.srtp = srtp;
        this.player = player;
        this.sender = sender;
        this.voice = new LegVoice(loop);
        this.playout = playout;
    }

    /** Sets when the first frame is due. */
    void begin(long firstFrame) {
        frameDue = firstFrame;
        sentNanos = firstFrame;
    }

    void agreed(NegotiatedAudio audio, long now) {
        terms = audio;
        int millis = audio.packetTime().millis();
        frameMillis = isUsable(audio.codec(), millis) ? millis : DEFAULT_MILLIS;
        bounds.agreed(audio);
        sender.clock(audio.codec().unitsPerMilli(), now);
        voice.agreed(audio);
        Variant wanted = Variant.of(audio.codec(), audio.opus(), frameMillis);
        if (!wanted.equals(cut)) {
            cut = wanted;
            player.recut();
        }
        if (audio.telephoneEvent().isEmpty()) {
            digits.clear();
        }
    }

    private static boolean isUsable(AudioCodec codec, int millis) {
        boolean whole = millis > 0 && millis <= MAX_MILLIS && millis % 5 == 0;
        // no packet of Opus holds 30 ms: RFC 6716 §2.1.4
        return whole
                && (codec.hasFixedSize()
                        || Opus.fit(millis * SAMPLES_PER_MILLI, Samples.RATE) == millis * SAMPLES_PER_MILLI);
    }

    /** From now on what this seat hears is sent; null: none. */
    void mix(@Nullable Seat as) {
        seat = as;
    }

    /** While mute nothing is sent, and what is to be played waits. */
    void mute(boolean now) {
        mute = now;
    }

    boolean sendDigit(Digit digit) {
        return terms != null && terms.telephoneEvent().isPresent() && digits.offer(digit);
    }

    long frameDue() {
        return frameDue;
    }

    boolean isFrameDue(long due) {
        return due - frameDue >= 0;
    }

    /** Sends what the frame that is due holds. After a stall frames follow each other tick by tick; after a long one they are skipped. */
    void frame(long due, @Nullable InetSocketAddress to) {
        long frameNanos = frameMillis * NANOS_PER_MILLI;
        long behind = (due - frameDue) / frameNanos;
        frameDue += behind > MAX_FRAMES_BEHIND ? behind * frameNanos : 0;
        long at = frameDue;
        frameDue += frameNanos;
        NegotiatedAudio now = terms;
        if (now == null || mute || !srtp.isReady()) {
            return; // nothing is agreed, or not confirmed, or there are no keys yet: what is to be played waits
        }
        InetSocketAddress target = now.direction().sends() ? to : null;
        int samples = frameMillis * SAMPLES_PER_MILLI;
        if (digits.isActive()) {
            digitFrame(now, at, target);
        } else if (player.isBusy()) {
            leaveRelay();
            audioFrame(now, voice.play(player, cut, loop.out, RtpHeader.BYTES), at, target);
        } else if (seat != null && seat.hears()) {
            leaveRelay();
            audioFrame(now, voice.say(seat, now.codec(), loop.out, RtpHeader.BYTES, samples, at), at, target);
        } else if (crossing != null && crossing.isActive()) {
            leaveRelay();
            audioFrame(now, voice.pass(crossing, now.codec(), loop.out, RtpHeader.BYTES, samples, at), at, target);
        } else if (isNoise || at - sentNanos >= KEEP_ALIVE_NANOS) {
            leaveRelay();
            ComfortNoise heard = isNoise ? noise : null;
            audioFrame(now, voice.rest(heard, now.codec(), loop.out, RtpHeader.BYTES, samples), at, target);
        }
    }

    private void audioFrame(NegotiatedAudio now, int bytes, long at, @Nullable InetSocketAddress to) {
        if (to != null && bytes > 0) {
            sender.audio(loop.out, now.payloadType(), frameMillis * sender.unitsPerMilli(), bytes, at);
            send(loop.out, 0, RtpHeader.BYTES + bytes, to);
        }
    }

    private void leaveRelay() {
        if (relay.isSet()) {
            relay.reset();
            sender.interrupt();
        }
    }

    private void digitFrame(NegotiatedAudio now, long at, @Nullable InetSocketAddress to) {
        leaveRelay();
        if (digits.isAtBeginning()) {
            digitTimestamp = sender.freshTimestamp(at);
        }
        int eventUnits = now.eventClock() / UNITS_OF_A_HERTZ;
        boolean packet = digits.next(loop.out, RtpHeader.BYTES, frameMillis, eventUnits) == DigitSender.Frame.PACKET;
        if (packet && to != null) {
            int type = now.telephoneEvent().orElseThrow();
            int held = digits.millis() * sender.unitsPerMilli();
            sender.event(loop.out, type, digits.marker(), digitTimestamp, held, at);
            send(loop.out, 0, RtpHeader.BYTES + DigitReceiver.BYTES, to);
        }
    }

    /**
     * Passes on a bridged leg's packet, rewritten in place; nothing if this leg has something of its own to say or is on hold. In another codec, and in Opus
     * that its phone does not take as it is, it is heard with the frames, evened out.
     */
    void relayAudio(
            ByteBuffer packet,
            RtpHeader header,
            int bytes,
            AudioCodec codec,
            long now,
            @Nullable InetSocketAddress to) {
        isNoise = false;
        AudioCodec wanted = terms == null ? codec : terms.codec();
        boolean isSame = codec == wanted || (codec.isG711() && wanted.isG711());
        boolean isOpus = isSame && codec == AudioCodec.OPUS;
        if (!isSame || (isOpus && !bounds.admit(packet, header.payloadOffset(), bytes, now))) {
            crossing(now).take(header, packet, bytes, codec, now);
            return;
        }
        if (crossing != null && crossing.isActive()) {
            crossing.rest();
        }
        NegotiatedAudio agreed = relayTerms(to);
        if (agreed == null || to == null || !relay.map(header, codec.unitsPerMilli(), true, sender, now)) {
            return;
        }
        G711Tables.transcode(packet, header.payloadOffset(), bytes, codec, wanted);
        int most = agreed.packetTime().mostMillis() * SAMPLES_PER_MILLI;
        if (codec.hasFixedSize() && bytes > most) {
            inPieces(packet, header, agreed, bytes, now, to);
            return;
        }
        int units = codec.hasFixedSize() ? bytes : 0;
        relayed(packet, header, agreed.payloadType(), units, bytes, now, to);
    }

    /** Passes on a packet that is longer than the phone takes, in such as it wishes; a byte of it is an eighth of a millisecond. */
    private void inPieces(
            ByteBuffer packet, RtpHeader header, NegotiatedAudio agreed, int bytes, long now, InetSocketAddress to) {
        int piece = agreed.packetTime().millis() * SAMPLES_PER_MILLI;
        for (int done = 0; done < bytes; done += piece) {
            int here = Math.min(piece, bytes - done);
            if (done > 0) {
                relay.shift();
            }
            // not in place: what seals a piece is put behind it, where the next one is
            loop.out.put(RtpHeader.BYTES, packet, header.payloadOffset() + done, here);
            boolean marker = header.marker() && done == 0;
            int timestamp = relay.timestamp(header) + done;
            int sequence = relay.sequence(header);
            sender.relayed(loop.out, 0, marker, agreed.payloadType(), sequence, timestamp, here, here, now);
            send(loop.out, 0, RtpHeader.BYTES + here, to);
            loop.counts.relayed++;
        }
    }

    private Crossing crossing(long now) {
        Crossing ours = crossing;
        if (ours == null) {
            ours = new Crossing(loop.codecs, playout, now);
            crossing = ours;
        }
        return ours;
    }

    /** A bridged leg's phone is silent and says how that sounds: such noise is sent until it speaks again or presses a key. */
    void relayNoise(ByteBuffer packet, RtpHeader header, long now) {
        if (crossing != null && crossing.isActive()) {
            crossing.takeNoise(header, packet, now);
        } else {
            noise().heard(header, packet);
            isNoise = true;
        }
    }

    private ComfortNoise noise() {
        ComfortNoise ours = noise;
        if (ours == null) {
            ours = new ComfortNoise();
            noise = ours;
        }
        return ours;
    }

    /**
     * Passes on a bridged leg's telephone-event packet under this leg's payload type.
     *
     * @param unitsPerMilli of that leg's clock
     * @param eventClock in which it counts durations, in Hz
     */
    void relayEvent(
            ByteBuffer packet,
            RtpHeader header,
            int unitsPerMilli,
            int eventClock,
            long now,
            @Nullable InetSocketAddress to) {
        NegotiatedAudio agreed = relayTerms(to);
        isNoise = false; // a frame between its packets would make one press many
        if (agreed == null || to == null || agreed.telephoneEvent().isEmpty()) {
            return;
        }
        int type = agreed.telephoneEvent().getAsInt();
        adjust(packet, header.payloadOffset(), eventClock, agreed.eventClock());
        if (crossing != null && crossing.isActive()) {
            eventAside(packet, header.payloadOffset() - RtpHeader.BYTES, header, type, now, to);
        } else if (relay.isSet() && !relay.carries(header.ssrc())) {
            if (eventAside(packet, header.payloadOffset() - RtpHeader.BYTES, header, type, now, to)) {
                relay.shift();
            }
        } else if (relay.map(header, unitsPerMilli, false, sender, now)) {
            noteEvent(header, relay.timestamp(header));
            relayed(packet, header, type, 0, header.payloadBytes(), now, to);
        }
    }

    /** Passes on a telephone-event of another member of a mix, between the frames of its sound; the packet stays as it is. */
    void passEvent(ByteBuffer packet, RtpHeader header, int eventClock, long now, @Nullable InetSocketAddress to) {
        NegotiatedAudio agreed = relayTerms(to);
        if (agreed == null || to == null || agreed.telephoneEvent().isEmpty()) {
            return;
        }
        loop.out.put(RtpHeader.BYTES, packet, header.payloadOffset(), header.payloadBytes());
        adjust(loop.out, RtpHeader.BYTES, eventClock, agreed.eventClock());
        eventAside(loop.out, 0, header, agreed.telephoneEvent().getAsInt(), now, to);
    }

    /** Counts an event's duration by another clock. */
    private static void adjust(ByteBuffer packet, int at, int from, int to) {
        if (from != to) {
            int duration = packet.getShort(at + DURATION) & 0xffff;
            packet.putShort(at + DURATION, (short) Math.min((long) duration * to / from, 0xffff));
        }
    }

    private void noteEvent(RtpHeader header, int timestamp) {
        eventSsrc = header.ssrc();
        eventIn = header.timestamp();
        eventOut = timestamp;
    }

    // an event under an SSRC of its own, between audio packets: one timestamp for one press, the next number for each
    // packet
    private boolean eventAside(ByteBuffer packet, int at, RtpHeader header, int type, long now, InetSocketAddress to) {
        if (header.ssrc() != eventSsrc || header.timestamp() != eventIn) {
            int before = eventIn - header.timestamp(); // by int: wraps
            if (header.ssrc() == eventSsrc && before > 0 && before < STRAGGLER) {
                return false; // of an earlier press: it would be a new one
            }
            noteEvent(header, sender.freshTimestamp(now));
        }
        int bytes = header.payloadBytes();
        sender.relayed(packet, at, header.marker(), type, sender.nextSequence(), eventOut, 0, bytes, now);
        send(packet, at, at + RtpHeader.BYTES + bytes, to);
        loop.counts.relayed++;
        return true;
    }

    private @Nullable NegotiatedAudio relayTerms(@Nullable InetSocketAddress to) {
        NegotiatedAudio agreed = terms;
        boolean free = !player.isBusy() && !digits.isActive() && !mute && srtp.isReady();
        return agreed != null && to != null && free && agreed.direction().sends() ? agreed : null;
    }

    private void relayed(
            ByteBuffer packet,
            RtpHeader header,
            int payloadType,
            int units,
            int bytes,
            long now,
            InetSocketAddress to) {
        int at = header.payloadOffset() - RtpHeader.BYTES; // the payload stays where it is
        sender.relayed(
                packet,
                at,
                header.marker(),
                payloadType,
                relay.sequence(header),
                relay.timestamp(header),
                units,
                bytes,
                now);
        send(packet, at, header.payloadOffset() + bytes, to);
        loop.counts.relayed++;
    }

    private void send(ByteBuffer packet, int from, int end, InetSocketAddress to) {
        int sealed = srtp.sealRtp(packet, from, end);
        if (sealed >= 0 && ports.sendRtp(packet.limit(sealed).position(from), to)) {
            sent++;
            sentNanos = loop.clock.nanos();
            loop.counts.sent++;
        }
        packet.clear();
    }

    /** Gives back what it holds. */
    void close() {
        voice.close();
        endRelay();
    }

    /** The relayed source begins anew. */
    void restartRelay() {
        isNoise = false;
        bounds.restart();
        relay.reset();
    }

    /** No leg is bridged to this one any more. */
    void endRelay() {
        restartRelay();
        if (crossing != null) {
            crossing.rest();
            crossing = null;
        }
    }

    /** Packets that the system took. */
    long sent() {
        return sent;
    }

    RtpSender sender() {
        return sender;
    }
}
