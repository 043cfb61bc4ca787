package org.helpline.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.helpline.config.MediaSettings;
import org.helpline.core.Digit;
import org.helpline.media.capture.Recorded;
import org.helpline.media.capture.Recorder;
import org.helpline.media.capture.RecorderEnd;
import org.helpline.media.capture.RecorderTerms;
import org.helpline.media.capture.Tape;
import org.helpline.media.capture.TapeTerms;
import org.helpline.media.dtls.DtlsAssociation.Outcome;
import org.helpline.media.dtls.DtlsAssociations;
import org.helpline.media.mix.PlayoutTerms;
import org.helpline.media.mix.Seat;
import org.helpline.media.play.Audio;
import org.helpline.media.rtp.Latch;
import org.helpline.media.rtp.LatchTerms;
import org.helpline.media.rtp.PortPair;
import org.helpline.media.rtp.RtpSender;
import org.helpline.sdp.Direction;
import org.helpline.sdp.NegotiatedAudio;
import org.helpline.sdp.SrtpKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A leg of the ticked engine. The {@link MediaLeg} methods may be called from any thread: they post to the media loop, on which all the rest
 * is confined. Until {@link #agreed} nothing is sent or heard, and what is to be played waits.
 */
final class TickedLeg implements MediaLeg {

    private static final Logger LOG = LoggerFactory.getLogger(TickedLeg.class);

    /** Empty reads until a leg counts as quiet: a tenth of a second. */
    private static final int QUIET = 5;

    /**
     * Where one codec is turned into another packets wait no less: two ticks. The frame that it leaves in takes 20 ms, so that a bridge between codecs
     * adds 30 ms on an even road; with 20 ms of packet at both ends, 40 ms of network and the 40 ms that a phone waits that is 150 ms from mouth to ear,
     * the most that nobody notices (ITU-T G.114).
     */
    private static final Duration LEAST_WAIT = MediaLoop.TICK.multipliedBy(2);

    private static final int QUIET_FRAMES = 3;
    private static final int RELAYED_TICKS = 3;
    private static final InetSocketAddress NOWHERE = new InetSocketAddress(0);

    /** Index in the loop's list; the loop's. */
    int place;

    private final MediaLoop loop;
    private final LegOwner owner;
    private final LegPorts ports;
    private final Duration relatch;
    private final SilenceWatch watch;
    private final Player player;
    private final LegSrtp srtp;
    private final LegInput input;
    private final LegOutput output;
    private final LegReports reports;
    private @Nullable NegotiatedAudio terms;
    private @Nullable Latch latch;
    private @Nullable TickedLeg peer;
    private @Nullable TickedLeg heard; // whose peer we are, without being ours
    private @Nullable TickedMix mixed;
    private @Nullable Recorder recorder;
    private @Nullable Tape tape;
    private long readDue;
    private int quiet;
    private boolean emptied; // nothing was there a tick before the read that is due
    private boolean watched;
    private final Runnable comes = this::comes;
    private int phase;
    private @Nullable InetSocketAddress browserAt;
    private boolean toldGone;
    private boolean begun;
    private boolean ended;
    private boolean hasRecorded;

    TickedLeg(
            MediaLoop loop,
            LegOwner owner,
            PortPair pair,
            MediaSettings settings,
            RandomGenerator random,
            DtlsAssociations associations) {
        long now = loop.clock.nanos();
        this.loop = loop;
        this.owner = owner;
        ports = new LegPorts(loop, pair, associations, this::secured);
        this.relatch = settings.relatch();
        watch = new SilenceWatch(settings.silenceTimeout());
        player = new Player((id, heard, complete) -> owner.tell(new MediaEvent.PlayEnded(id, heard, complete)));
        srtp = new LegSrtp(loop.space, loop.counts);
        input = new LegInput(loop, ports, srtp, watch, owner::tell, this::latched);
        PlayoutTerms playout = new PlayoutTerms(LEAST_WAIT, settings.jitter().most());
        output = new LegOutput(loop, ports, srtp, player, new RtpSender(random, now), playout);
        reports = new LegReports(loop, ports, srtp, input, output.sender(), random, owner::tell, now);
    }

    // ---- commands, any thread

    @Override
    public InetSocketAddress local() {
        return ports.local();
    }

    @Override
    public void agreed(NegotiatedAudio audio) {
        loop.tell(() -> setTerms(audio, Optional.empty()));
    }

    @Override
    public void agreed(NegotiatedAudio audio, InetAddress signallingHost) {
        loop.tell(() -> setTerms(audio, Optional.of(signallingHost)));
    }

    @Override
    public void awaitConfirmation() {
        loop.tell(() -> output.mute(true));
    }

    @Override
    public void confirmed() {
        loop.tell(() -> output.mute(false));
    }

    /** {@inheritDoc} If the loop is overrun the play is refused: it ends at once, unheard. */
    @Override
    public void play(long playId, List<Audio> audio) {
        List<Audio> files = List.copyOf(audio);
        if (!loop.offer(() -> whileOpen(() -> player.play(playId, files)))) {
            owner.tell(new MediaEvent.PlayEnded(playId, Duration.ZERO, false));
        }
    }

    @Override
    public void stopPlay() {
        loop.tell(() -> whileOpen(player::stop));
    }

    @Override
    public void startMusic(Audio music) {
        loop.offer(() -> whileOpen(() -> player.startMusic(music)));
    }

    @Override
    public void stopMusic() {
        loop.tell(() -> whileOpen(player::stopMusic));
    }

    /** {@inheritDoc} @throws IllegalArgumentException if the other leg was not opened beside this one */
    @Override
    public void bridge(MediaLeg other) {
        if (!(other instanceof TickedLeg leg) || leg.loop != loop || leg == this) {
            throw new IllegalArgumentException(other.local() + " was not opened beside " + local());
        }
        loop.tell(() -> join(leg));
    }

    /** {@inheritDoc} @throws IllegalArgumentException if the other leg was not opened beside this one */
    @Override
    public void hear(MediaLeg other) {
        if (!(other instanceof TickedLeg leg) || leg.loop != loop || leg == this) {
            throw new IllegalArgumentException(other.local() + " was not opened beside " + local());
        }
        loop.tell(() -> listen(leg));
    }

    /** {@inheritDoc} @throws IllegalArgumentException if the mix is not beside this leg */
    @Override
    public void mix(MediaMix mix, MixPart part) {
        if (!(mix instanceof TickedMix room) || room.loop() != loop) {
            throw new IllegalArgumentException("the mix is not beside " + local());
        }
        Seat seat = room.seat(); // here, so that the loop makes nothing
        loop.tell(() -> takePart(room, seat, part));
    }

    @Override
    public void unbridge() {
        loop.tell(this::part);
    }

    @Override
    public void mute(boolean on) {
        loop.tell(() -> input.mute(on));
    }

    @Override
    public void sendDigit(Digit digit) {
        loop.offer(() -> whileOpen(() -> output.sendDigit(digit)));
    }

    /** {@inheritDoc} If the loop is overrun nothing is recorded: it ends at once. */
    @Override
    public void record(long recordId, RecorderTerms terms) {
        if (!loop.offer(() -> whileOpen(() -> begin(recordId, terms)))) {
            owner.tell(new MediaEvent.Recorded(
                    recordId, RecorderEnd.FAILED, Duration.ZERO, Duration.ZERO, "the server is too busy"));
        }
    }

    @Override
    public void stopRecord() {
        loop.tell(() -> endRecord(RecorderEnd.STOPPED));
    }

    @Override
    public Tape tape(long recordId, TapeTerms itsTerms) {
        Tape made = new Tape(itsTerms);
        Tape.Track own = made.caller(); // here, so that the loop makes nothing
        loop.tell(() -> begin(recordId, made, own, itsTerms));
        return made;
    }

    @Override
    public void on(Tape other) {
        Tape.Track part = other.other();
        loop.tell(() -> input.tape(part));
    }

    @Override
    public void pauseTape(boolean on) {
        loop.tell(() -> {
            if (tape != null) {
                tape.pause(on);
            }
        });
    }

    @Override
    public void stopTape() {
        loop.tell(() -> endTape(RecorderEnd.STOPPED));
    }

    @Override
    public void close() {
        loop.tell(this::end);
    }

    // ---- on the media loop

    /** Takes the leg's place on its loop. */
    void begin() {
        phase = loop.add(this);
    }

    private void whileOpen(Runnable command) {
        if (!ended) {
            command.run();
        }
    }

    private void begin(long recordId, RecorderTerms itsTerms) {
        endRecord(RecorderEnd.STOPPED);
        Recorder begun = new Recorder(itsTerms, loop.clock.nanos());
        recorder = begun;
        hasRecorded = true;
        input.record(begun);
        owner.writer().add(begun, itsTerms, r -> owner.tell(recorded(recordId, r)));
    }

    private void begin(long recordId, Tape made, Tape.Track own, TapeTerms itsTerms) {
        endTape(RecorderEnd.STOPPED);
        if (ended) {
            made.stop(RecorderEnd.CLOSED, loop.clock.nanos());
        } else {
            tape = made;
            hasRecorded = true;
            made.begin(loop.clock.nanos());
            input.tape(own);
        }
        owner.writer().add(made, itsTerms, r -> owner.tell(recorded(recordId, r)));
    }

    private static MediaEvent recorded(long recordId, Recorded r) {
        return new MediaEvent.Recorded(recordId, r.end(), r.length(), r.spoken(), r.trouble());
    }

    private void endTape(RecorderEnd why) {
        Tape ending = tape;
        if (ending != null) {
            tape = null;
            input.tape(null);
            ending.stop(why, loop.clock.nanos());
        }
    }

    private void endRecord(RecorderEnd why) {
        Recorder ending = recorder;
        if (ending != null) {
            recorder = null;
            input.record(null);
            ending.stop(why, loop.clock.nanos());
        }
    }

    private void setTerms(NegotiatedAudio audio, Optional<InetAddress> signallingHost) {
        if (ended) {
            return;
        }
        long now = loop.clock.nanos();
        terms = audio;
        ports.agreed(audio.dtls());
        if (audio.dtls().isPresent()) {
            srtp.awaitKeys();
            follow(now);
        } else {
            believe(new LatchTerms(audio.remoteRtp(), signallingHost, now, relatch));
            srtp.agreed(audio.srtp());
        }
        output.agreed(audio, now);
        reports.agreed(audio);
        watchSilence(audio, now);
    }

    private void believe(LatchTerms judged) {
        if (latch == null) {
            latch = new Latch(judged);
        } else {
            latch.agreed(judged);
        }
    }

    // a browser is where its checks come from, and nowhere else
    private void follow(long now) {
        InetSocketAddress at = ports.browser();
        if (latch == null || at != browserAt) {
            browserAt = at;
            believe(new LatchTerms(at == null ? NOWHERE : at, Optional.empty(), now, relatch));
        }
    }

    private void secured(Outcome outcome) {
        switch (outcome) {
            case Outcome.Keyed(SrtpKeys keys) -> srtp.agreed(Optional.of(keys));
            case Outcome.Failed(String why) -> owner.tell(new MediaEvent.Unsecured(why));
        }
    }

    // RTP is due only while both may speak: a peer that holds us with sendonly often sends nothing
    private void watchSilence(NegotiatedAudio audio, long now) {
        boolean speaking =
                audio.direction() == Direction.SENDRECV && (audio.dtls().isPresent() || isSomewhere(audio.remoteRtp()));
        if (!speaking) {
            watch.rest();
        } else if (!watch.isExpecting()) {
            watch.expect(now);
        }
    }

    private static boolean isSomewhere(InetSocketAddress rtp) {
        return rtp.getPort() != 0
                && rtp.getAddress() != null
                && !rtp.getAddress().isAnyLocalAddress();
    }

    private void join(TickedLeg other) {
        if (!ended && !other.ended) {
            part();
            other.part();
            peer = other;
            other.peer = this;
            readNow();
            other.readNow();
        }
    }

    private void listen(TickedLeg other) {
        if (!ended && !other.ended) {
            part();
            other.part();
            other.peer = this;
            heard = other;
            other.readNow();
        }
    }

    private void takePart(TickedMix room, Seat seat, MixPart part) {
        if (mixed == room) {
            room.change(this, part);
        } else if (!ended) {
            part();
            if (room.join(this, seat, part)) {
                mixed = room;
                sit(room, seat);
            }
        }
    }

    private void sit(@Nullable TickedMix room, @Nullable Seat seat) {
        input.mix(room, seat);
        output.mix(seat);
        readNow();
    }

    /** Something waits at the port of a leg that was quiet. */
    private void comes() {
        watched = false;
        readNow();
    }

    private void readNow() {
        quiet = 0;
        readDue = begun ? loop.clock.nanos() - MediaLoop.TICK.toNanos() : readDue;
        loop.wake(this);
    }

    private void part() {
        TickedLeg other = peer;
        if (other != null) {
            peer = null;
            if (other.peer == this) {
                other.peer = null;
            }
            if (other.heard == this) {
                other.heard = null;
            }
            output.endRelay();
            other.output.endRelay();
        }
        TickedLeg from = heard;
        if (from != null) {
            heard = null;
            from.peer = null;
            output.endRelay();
        }
        TickedMix room = mixed;
        if (room != null) {
            mixed = null;
            room.leave(this);
            sit(null, null);
        }
    }

    /**
     * Receives and sends what is due at this tick.
     *
     * @return when there is something to do again, on the ticks' grid
     */
    long tick(long due, long now) {
        if (!begun) {
            begun = true;
            readDue = due + phase * MediaLoop.TICK.toNanos();
            output.begin(readDue);
        }
        if (due - readDue >= 0) {
            boolean came = receive(now, emptied && due == readDue);
            quiet = came ? 0 : Math.min(quiet + 1, QUIET);
            watched = watched || (quiet == QUIET && ports.tellOnce(loop.arrivals, comes));
            boolean asked = (peer != null || mixed != null) && !watched;
            emptied = asked && !came;
            readDue = asked ? due + bridgedPause(came) : nextRead(due);
            readDue = ports.isUrgent() ? due + MediaLoop.TICK.toNanos() : readDue;
        }
        passRecorder(now);
        if (output.isFrameDue(due)) {
            output.frame(due, destination());
        }
        long next = Math.min(readDue - due, output.frameDue() - due);
        return (recorder == null ? next : Math.min(next, recorder.dueNanos(due) - due)) + due;
    }

    // an empty read costs half as much as sending a packet: of a leg that has been quiet its port tells when something
    // comes, and where ports cannot,
    // it is asked every third frame
    private long nextRead(long due) {
        long next = readDue + (quiet < QUIET ? 1 : QUIET_FRAMES) * LegOutput.FRAME_NANOS;
        return due - next >= 0 ? due + LegOutput.FRAME_NANOS : next;
    }

    // what has to be passed on is asked for every tick, but not right after a packet, whose next is 20 ms away as a
    // rule
    private static long bridgedPause(boolean came) {
        return (came ? RELAYED_TICKS : 1) * MediaLoop.TICK.toNanos();
    }

    private void latched(InetSocketAddress source) {
        if (terms != null && source.equals(terms.remoteRtp())) {
            output.mute(false); // who is there speaks, so the address is not somebody else's
        }
        owner.tell(new MediaEvent.Latched(source));
    }

    private void passRecorder(long now) {
        Recorder running = recorder;
        if (running != null && (running.pass(now) || running.isOver())) {
            recorder = null;
            input.record(null);
        }
        Tape talk = tape;
        if (talk != null && talk.pass(now)) {
            tape = null;
            input.tape(null);
        }
    }

    /** The conversation that it is recorded in; null if it is in none. */
    Tape.@Nullable Track track() {
        return input.track();
    }

    /** Whether anything came; {@code single}: at most one packet is to be expected. */
    private boolean receive(long now, boolean single) {
        NegotiatedAudio agreed = terms;
        Latch judge = latch;
        if (agreed == null || judge == null) {
            input.discard();
            return true;
        }
        if (agreed.dtls().isPresent()) {
            follow(now);
            watchBrowser(now);
        }
        reports.tick(agreed, judge.source(), now);
        if (!agreed.direction().receives()) {
            input.discard();
            return true;
        }
        boolean came = !watched && input.drain(agreed, judge, peer, single, now);
        if (watch.isOver(now)) {
            owner.tell(new MediaEvent.Silent(watch.silence(now)));
        }
        return came;
    }

    // its checks go on whether it is on hold or not
    private void watchBrowser(long now) {
        Duration silence = ports.gone(now);
        if (!silence.isZero() && !toldGone) {
            owner.tell(new MediaEvent.Silent(silence));
        }
        toldGone = !silence.isZero();
    }

    /** Where this leg's packets go; null if nowhere. */
    @Nullable
    InetSocketAddress destination() {
        return latch == null ? null : latch.destination();
    }

    private @Nullable InetSocketAddress source() {
        return latch == null ? null : latch.source();
    }

    /** The loop that it lives on. */
    MediaLoop loop() {
        return loop;
    }

    /** The sending side, for the bridged leg. */
    LegOutput output() {
        return output;
    }

    /** Closes the leg: once. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        part();
        player.stop();
        endRecord(RecorderEnd.CLOSED);
        endTape(RecorderEnd.CLOSED);
        if (terms != null) {
            reports.bye(terms, source(), loop.clock.nanos());
        }
        if (srtp.isDeaf()) {
            LOG.warn(
                    "leg={} none of {} encrypted packets could be opened: the peer does not send under the key that it told",
                    local(),
                    srtp.forged());
        }
        ports.close();
        input.close();
        output.close();
        loop.remove(this, phase);
        owner.onEnded().run();
        MediaEvent closed = new MediaEvent.Closed(
                input.received(),
                output.sent(),
                input.lost(),
                input.strangers(),
                input.jitter().millis(),
                reports.ways());
        if (hasRecorded) {
            owner.writer().afterAll(() -> owner.tell(closed)); // the last event, after the recording's
        } else {
            owner.tell(closed);
        }
    }
}
