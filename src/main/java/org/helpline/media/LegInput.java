package org.helpline.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.core.Digit;
import org.helpline.media.capture.Recorder;
import org.helpline.media.capture.Tape;
import org.helpline.media.codec.ComfortNoise;
import org.helpline.media.codec.Samples;
import org.helpline.media.dtmf.DigitReceiver;
import org.helpline.media.dtmf.ToneReceiver;
import org.helpline.media.mix.Seat;
import org.helpline.media.rtp.JitterMeter;
import org.helpline.media.rtp.Latch;
import org.helpline.media.rtp.PortPair;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.media.rtp.SequenceTracker;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.NegotiatedAudio;
import org.jspecify.annotations.Nullable;

/** The receiving side of one leg: a packet's way from the socket past header, type, latch and order to digits and the bridge. One media loop. */
final class LegInput {

    private static final int MAX_PACKETS = 16; // a tick and leg: a flood of one port costs the others little
    private static final int FIRST_DYNAMIC = 96;
    private static final AudioCodec[] CODECS = AudioCodec.values();
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final MediaLoop loop;
    private final PortPair ports;
    private final LegSrtp srtp;
    private final SilenceWatch watch;
    private final Consumer<MediaEvent> digitHeard;
    private final Consumer<InetSocketAddress> latched;
    private final RtpHeader header = new RtpHeader();
    private final DigitReceiver digits = new DigitReceiver();
    private @Nullable ToneReceiver tones; // once somebody listens for keys in the sound
    private final JitterMeter jitter = new JitterMeter();
    private final LegEar ear;
    private SequenceTracker tracker = new SequenceTracker();
    private @Nullable Recorder recorder;
    private Tape.@Nullable Track track;
    private @Nullable TickedMix room;
    private @Nullable Seat seat;
    private boolean isHeld;
    private boolean keysAreTones;
    private boolean mute;
    private boolean heardAny;
    private AudioCodec spoken = AudioCodec.PCMU; // in the packet at hand, if that is audio
    private int clock; // units in a millisecond
    private int eventClock;
    private int ssrc;
    private long lostFromEarlier;
    private long received;
    private long strangers;

    LegInput(
            MediaLoop loop,
            PortPair ports,
            LegSrtp srtp,
            SilenceWatch watch,
            Consumer<MediaEvent> digitHeard,
            Consumer<InetSocketAddress> latched) {
        this.loop = loop;
        this.ports = ports;
        this.srtp = srtp;
        this.watch = watch;
        this.digitHeard = digitHeard;
        this.latched = latched;
        this.ear = new LegEar(loop);
    }

    /** What is heard from now on goes there too; null: nowhere. */
    void record(@Nullable Recorder to) {
        recorder = to;
    }

    /** What is heard from now on, and heard by the other side of that conversation, goes there too; null: nowhere. */
    void tape(Tape.@Nullable Track to) {
        track = to;
    }

    Tape.@Nullable Track track() {
        return track;
    }

    /** What is heard from now on goes to that mix, as what this seat says; null: to none. */
    void mix(@Nullable TickedMix to, @Nullable Seat as) {
        room = to;
        seat = as;
    }

    /** What is heard from now on is passed on as silence, so that the stream to the other side goes on without a gap. */
    void mute(boolean on) {
        mute = on;
    }

    /** What a payload is. */
    private enum Payload {
        AUDIO,
        EVENT,
        NOISE,
        OTHER
    }

    /** Reads and drops what waits: nothing is agreed, or nothing is to be heard. What is encrypted is opened all the same, as its numbers go on. */
    void discard() {
        for (int i = 0; i < MAX_PACKETS; i++) {
            loop.in.clear();
            if (ports.receiveRtp(loop.in) == null) {
                return;
            }
            int length = loop.in.position();
            srtp.openRtp(loop.in.clear(), length);
        }
    }

    /**
     * Reads what waits, a bounded number, and says whether anything did.
     *
     * @param peer the bridged leg, null if there is none
     * @param single no more than one packet is to be expected: none is looked for after it, since to find none costs as much as to read one
     */
    boolean drain(NegotiatedAudio terms, Latch latch, @Nullable TickedLeg peer, boolean single, long now) {
        long enough = single ? received + 1 : Long.MAX_VALUE;
        keysAreTones = terms.telephoneEvent().isEmpty() && peer == null && seat == null; // who talks may sing
        isHeld = !terms.direction().sends(); // its own music is nothing for the others of a mix
        clock = terms.codec().unitsPerMilli();
        eventClock = terms.eventClock();
        for (int i = 0; i < MAX_PACKETS && received < enough; i++) {
            loop.in.clear();
            InetSocketAddress source = ports.receiveRtp(loop.in);
            if (source == null) {
                return i > 0;
            }
            int length = loop.in.position();
            int clear = srtp.openRtp(loop.in.clear(), length); // before anything believes it
            if (clear >= 0 && header.read(loop.in, clear)) {
                take(source, terms, latch, peer, now);
            }
        }
        return true;
    }

    private void take(
            InetSocketAddress source, NegotiatedAudio terms, Latch latch, @Nullable TickedLeg peer, long now) {
        Payload payload = payload(terms);
        if (payload == Payload.OTHER) {
            return;
        }
        InetSocketAddress before = latch.source();
        Latch.Verdict verdict = latch.on(source, header.sequence(), now);
        if (verdict != Latch.Verdict.ACCEPTED) {
            strangers += verdict == Latch.Verdict.STRANGER ? 1 : 0;
            loop.counts.strangers += verdict == Latch.Verdict.STRANGER ? 1 : 0;
            return;
        }
        if (before != source && !source.equals(before)) {
            latched.accept(source);
        }
        received++;
        loop.counts.received++;
        watch.heard(now);
        // some gateways send events under an SSRC of their own: they neither end the audio's run nor belong to it
        boolean aside = payload == Payload.EVENT && heardAny && header.ssrc() != ssrc;
        if (aside || inOrder(peer)) {
            deliver(payload, peer, now);
        }
    }

    private Payload payload(NegotiatedAudio terms) {
        int type = header.payloadType();
        if (type == terms.telephoneEvent().orElse(-1)) {
            return header.payloadBytes() >= DigitReceiver.BYTES ? Payload.EVENT : Payload.OTHER;
        }
        if (type == terms.payloadType()) {
            return audio(terms.codec());
        }
        if (type >= FIRST_DYNAMIC) {
            return dynamic(terms);
        }
        for (AudioCodec codec : CODECS) {
            if (type == codec.payloadType()) {
                return audio(codec);
            }
        }
        return type == ComfortNoise.PAYLOAD_TYPE ? Payload.NOISE : Payload.OTHER;
    }

    private Payload audio(AudioCodec codec) {
        spoken = codec;
        return Payload.AUDIO;
    }

    // we know the number that the peer wants; it may still send under the one that we named
    private Payload dynamic(NegotiatedAudio terms) {
        if (terms.codec().isDynamic() && header.payloadType() == terms.codec().payloadType()) {
            return audio(terms.codec());
        }
        return terms.telephoneEvent().isPresent() && header.payloadBytes() == DigitReceiver.BYTES
                ? Payload.EVENT
                : Payload.OTHER;
    }

    private boolean inOrder(@Nullable TickedLeg peer) {
        if (!heardAny || header.ssrc() != ssrc) {
            lostFromEarlier += tracker.lost();
            tracker = new SequenceTracker();
            restart(peer);
            heardAny = true;
            ssrc = header.ssrc();
        }
        return switch (tracker.on(header.sequence())) {
            case GOOD -> true;
            case JUMP -> false;
            case RESTARTED -> {
                restart(peer);
                yield true;
            }
        };
    }

    private void restart(@Nullable TickedLeg peer) {
        jitter.restart();
        if (peer != null) {
            peer.output().restartRelay();
        }
    }

    private void deliver(Payload payload, @Nullable TickedLeg peer, long now) {
        ByteBuffer packet = loop.in;
        switch (payload) {
            case AUDIO -> audio(packet, spoken, peer, now);
            case EVENT -> event(packet, peer, now);
            case NOISE -> noise(packet, peer, now);
            case OTHER -> jitter.restart(); // nothing to hear or pass on
        }
    }

    private void audio(ByteBuffer packet, AudioCodec codec, @Nullable TickedLeg peer, long now) {
        jitter.clock(codec.unitsPerMilli());
        jitter.on(header.timestamp(), (int) (now / NANOS_PER_MILLI * codec.unitsPerMilli()
                + now % NANOS_PER_MILLI * codec.unitsPerMilli() / NANOS_PER_MILLI));
        int bytes = header.payloadBytes();
        Seat heard = mute || isHeld ? null : seat;
        Tape.Track taped = track != null && isHeardAcross(track, peer) ? track : null;
        if (keysAreTones || recorder != null || taped != null) {
            // before the relay, which rewrites the packet
            listen(ear.hear(header, packet, bytes, codec), taped, now);
        }
        if (taped == null && track != null) {
            track.unheard();
        }
        if (heard != null) {
            heard.take(header, packet, bytes, codec, now);
        }
        if (seat != null && heard == null) {
            seat.hush(now);
        }
        if (peer != null && bytes > 0) {
            int left = mute ? Silence.hush(packet, header.payloadOffset(), bytes, codec) : bytes;
            peer.output().relayAudio(packet, header, left, codec, now, peer.destination());
        }
    }

    private void listen(Samples samples, Tape.@Nullable Track taped, long now) {
        if (keysAreTones) {
            tell(tones().on(samples), true);
        }
        if (recorder != null) {
            recorder.hear(samples, now);
        }
        if (taped != null) {
            taped.hear(samples, now);
        }
    }

    private ToneReceiver tones() {
        ToneReceiver ours = tones;
        if (ours == null) {
            ours = new ToneReceiver();
            tones = ours;
        }
        return ours;
    }

    private void unheard() {
        if (recorder != null) {
            recorder.unheard();
        }
        if (track != null) {
            track.unheard();
        }
    }

    private void noise(ByteBuffer packet, @Nullable TickedLeg peer, long now) {
        jitter.restart(); // the next is after a pause
        unheard();
        if (mute) {
            return;
        }
        if (peer != null) {
            peer.output().relayNoise(packet, header, now);
        }
        if (seat != null && !isHeld) {
            seat.takeNoise(header, packet, now);
        }
    }

    private boolean isHeardAcross(Tape.Track own, @Nullable TickedLeg peer) {
        if (mute) {
            return false;
        }
        return peer == null
                ? room != null && seat != null && !isHeld && room.isHeardAcross(seat, own)
                : own.isAcross(peer.track());
    }

    private void event(ByteBuffer packet, @Nullable TickedLeg peer, long now) {
        jitter.restart(); // timestamps stand still during a press
        unheard();
        tell(digits.on(header, packet, now), false);
        if (peer != null) {
            peer.output().relayEvent(packet, header, clock, eventClock, now, peer.destination());
        }
        if (room != null && seat != null) {
            room.passEvent(seat, packet, header, eventClock, now);
        }
    }

    private void tell(Optional<Digit> digit, boolean inBand) {
        if (digit.isPresent()) {
            digitHeard.accept(new MediaEvent.DigitHeard(digit.get(), inBand));
        }
    }

    /** Gives back what it holds. */
    void close() {
        ear.close();
    }

    boolean hasHeard() {
        return heardAny;
    }

    int ssrc() {
        return ssrc;
    }

    SequenceTracker tracker() {
        return tracker;
    }

    JitterMeter jitter() {
        return jitter;
    }

    long received() {
        return received;
    }

    long strangers() {
        return strangers;
    }

    long lost() {
        return lostFromEarlier + tracker.lost();
    }
}
