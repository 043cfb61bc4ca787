package org.helpline.call;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.helpline.core.Digit;
import org.helpline.core.Loop;
import org.helpline.core.Timers;
import org.helpline.media.MediaEvent;
import org.helpline.media.MediaLeg;
import org.helpline.media.MediaListener;
import org.helpline.media.MediaMix;
import org.helpline.media.MixPart;
import org.helpline.media.capture.RecorderEnd;
import org.helpline.media.capture.RecorderTerms;
import org.helpline.media.capture.Tape;
import org.helpline.media.capture.TapeTerms;
import org.helpline.media.play.Audio;
import org.helpline.sdp.NegotiatedAudio;
import org.jspecify.annotations.Nullable;

/** One leg of {@link FakeMedia}. */
public final class FakeMediaLeg implements MediaLeg {

    private final Loop owner;
    private final InetSocketAddress local;
    private final MediaListener listener;
    private final boolean beside;
    private final List<NegotiatedAudio> agreements = new ArrayList<>();
    private final List<String> played = new ArrayList<>();
    private final List<Digit> digitsSent = new ArrayList<>();
    private boolean open = true;
    private boolean mute;
    private boolean maySend = true;
    private long playing;
    private Duration length = Duration.ZERO;
    private long sinceNanos;
    private Timers.@Nullable Timer playEnd;
    private long recording;
    private @Nullable RecorderTerms recorderTerms;
    private long recordedSince;
    private long spokenNanos;
    private byte[] voice = {};
    private Timers.@Nullable Timer recordEnds;
    private Timers.@Nullable Timer recordPause;
    private long taping;
    private boolean tapePaused;
    private long tapedSince;
    private @Nullable TapeTerms tapeTerms;
    private @Nullable Tape tape;
    private @Nullable Tape onTape;
    private String music = "";
    private @Nullable FakeMediaLeg peer;
    private @Nullable FakeMediaLeg heard;
    private FakeMedia.@Nullable Mix mixed;
    private MixPart part = MixPart.HELD;

    FakeMediaLeg(Loop owner, InetSocketAddress local, MediaListener listener, boolean beside) {
        this.owner = owner;
        this.local = local;
        this.listener = listener;
        this.beside = beside;
    }

    /** Whether it has not been closed. */
    public boolean isOpen() {
        return open;
    }

    /** Whether it was opened beside another. */
    public boolean isBeside() {
        return beside;
    }

    /** Names of what plays now; empty when nothing does. */
    public boolean isPlaying() {
        return playing != 0;
    }

    /** Names of all that was ever begun. */
    public List<String> played() {
        return List.copyOf(played);
    }

    /** The music's name, empty if none is on. */
    public String music() {
        return music;
    }

    /** The leg that hears this one. */
    public Optional<FakeMediaLeg> peer() {
        return Optional.ofNullable(peer);
    }

    /** What was agreed, oldest first. */
    public List<NegotiatedAudio> agreements() {
        return List.copyOf(agreements);
    }

    /** Digits sent by RFC 4733. */
    public List<Digit> digitsSent() {
        return List.copyOf(digitsSent);
    }

    /** The phone presses a key. */
    public void hears(char key) {
        tell(new MediaEvent.DigitHeard(Digit.ofSymbol(key).orElseThrow()));
    }

    /** No packet has come for so long. */
    public void isSilentFor(Duration silence) {
        tell(new MediaEvent.Silent(silence));
    }

    private void tell(MediaEvent event) {
        if (open || event instanceof MediaEvent.Closed || event instanceof MediaEvent.Recorded) {
            owner.tell(() -> listener.on(event));
        }
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    /** Whether nothing has to be confirmed before it sends. */
    public boolean maySend() {
        return maySend;
    }

    @Override
    public void awaitConfirmation() {
        maySend = false;
    }

    @Override
    public void confirmed() {
        maySend = true;
    }

    @Override
    public void agreed(NegotiatedAudio audio) {
        agreements.add(audio);
    }

    @Override
    public void play(long playId, List<Audio> audio) {
        if (!open) {
            return;
        }
        stopPlay();
        playing = playId;
        audio.forEach(a -> played.add(a.name()));
        length = Duration.ofMillis(audio.stream().mapToLong(Audio::samples).sum() / 8);
        sinceNanos = owner.clock().nanos();
        playEnd = owner.timers().after(length, () -> ended(true));
    }

    private void ended(boolean complete) {
        long id = playing;
        playing = 0;
        tell(new MediaEvent.PlayEnded(id, Duration.ofNanos(owner.clock().nanos() - sinceNanos), complete));
    }

    @Override
    public void stopPlay() {
        if (playEnd != null && playing != 0) {
            playEnd.cancel();
            ended(false);
        }
    }

    @Override
    public void startMusic(Audio piece) {
        if (open) {
            music = piece.name();
        }
    }

    @Override
    public void stopMusic() {
        music = "";
    }

    @Override
    public void bridge(MediaLeg other) {
        FakeMediaLeg leg = (FakeMediaLeg) other;
        if (!open || !leg.open) {
            return;
        }
        heard = null;
        leaveMix();
        leg.leaveMix();
        if ((peer != null && peer != leg) || (leg.peer != null && leg.peer != this)) {
            throw new AssertionError("bridged to two: " + local + " and " + leg.local);
        }
        peer = leg;
        leg.peer = this;
    }

    /** Whom it hears without being heard. */
    public Optional<FakeMediaLeg> hears() {
        return Optional.ofNullable(heard);
    }

    /** The first packet of its phone came. */
    public void latches() {
        tell(new MediaEvent.Latched(new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000)));
    }

    @Override
    public void hear(MediaLeg other) {
        leaveMix();
        heard = (FakeMediaLeg) other;
    }

    @Override
    public void unbridge() {
        heard = null;
        leaveMix();
        if (peer != null) {
            peer.peer = null;
            peer = null;
        }
    }

    @Override
    public void mix(MediaMix mix, MixPart how) {
        if (open) {
            if (mixed != mix) {
                unbridge();
            }
            FakeMedia.Mix room = (FakeMedia.Mix) mix;
            mixed = room;
            room.members.add(this);
            part = how;
        }
    }

    private void leaveMix() {
        FakeMedia.Mix room = mixed;
        if (room != null) {
            mixed = null;
            room.members.remove(this);
            part = MixPart.HELD;
        }
    }

    /** Who is in the same mix, this one with them; empty: it is in none. */
    public Set<FakeMediaLeg> mixed() {
        FakeMedia.Mix room = mixed;
        return room == null ? Set.of() : Set.copyOf(room.members);
    }

    /** How it takes part in the mix. */
    public MixPart part() {
        return part;
    }

    /** Whether what its phone says is not passed on. */
    public boolean isMute() {
        return mute;
    }

    @Override
    public void mute(boolean on) {
        mute = on;
    }

    @Override
    public void sendDigit(Digit digit) {
        digitsSent.add(digit);
    }

    /** The caller speaks for so long, from now on. */
    public void speaks(Duration speech) {
        spokenNanos = owner.clock().nanos() - recordedSince + speech.toNanos();
        pauseAfter(speech);
    }

    /** Its recordings can be heard from now on, so loud, of full scale. */
    public void sounds(double loudness) {
        byte[] samples = new byte[1_600];
        Arrays.fill(samples, 1, 2, (byte) (loudness * 128)); // the upper half of the first sample
        voice = samples;
    }

    private void write(Path file) throws IOException {
        if (voice.length == 0) {
            Files.write(file, new byte[44]);
            return;
        }
        AudioFormat format = new AudioFormat(8_000, 16, 1, true, false);
        try (AudioInputStream sound = new AudioInputStream(new ByteArrayInputStream(voice), format, voice.length / 2)) {
            AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    /** Whether it is being recorded. */
    public boolean isRecording() {
        return recording != 0;
    }

    @Override
    public void record(long recordId, RecorderTerms terms) {
        recordEnded(RecorderEnd.STOPPED);
        recording = recordId;
        recorderTerms = terms;
        recordedSince = owner.clock().nanos();
        spokenNanos = 0;
        recordEnds = owner.timers().after(terms.longest(), () -> recordEnded(RecorderEnd.LONGEST));
        pauseAfter(Duration.ZERO);
    }

    private void pauseAfter(Duration speech) {
        RecorderTerms terms = recorderTerms;
        if (recordPause != null) {
            recordPause.cancel();
        }
        if (terms != null && terms.pause().isPresent()) {
            recordPause = owner.timers().after(speech.plus(terms.pause().get()), () -> recordEnded(RecorderEnd.PAUSE));
        }
    }

    private void recordEnded(RecorderEnd why) {
        RecorderTerms terms = recorderTerms;
        if (recording == 0 || terms == null) {
            return;
        }
        long id = recording;
        recording = 0;
        Optional.ofNullable(recordEnds).ifPresent(Timers.Timer::cancel);
        Optional.ofNullable(recordPause).ifPresent(Timers.Timer::cancel);
        Duration length = Duration.ofNanos(owner.clock().nanos() - recordedSince);
        Duration spoken = Duration.ofNanos(Math.min(spokenNanos, length.toNanos()));
        try {
            write(terms.file());
            tell(new MediaEvent.Recorded(id, why, length, spoken, ""));
        } catch (IOException e) {
            tell(new MediaEvent.Recorded(id, RecorderEnd.FAILED, Duration.ZERO, Duration.ZERO, e.toString()));
        }
    }

    @Override
    public void stopRecord() {
        recordEnded(RecorderEnd.STOPPED);
    }

    /** Whether its conversation is being recorded, and not paused. */
    public boolean isTaped() {
        return taping != 0 && !tapePaused;
    }

    /** Whether what it says is recorded on the other's tape, when that one hears it. */
    public boolean isOnTapeOf(FakeMediaLeg other) {
        return onTape != null && onTape == other.tape;
    }

    @Override
    public Tape tape(long recordId, TapeTerms terms) {
        tapeEnded(RecorderEnd.STOPPED);
        taping = recordId;
        tapePaused = false;
        tapeTerms = terms;
        tapedSince = owner.clock().nanos();
        Tape made = new Tape(terms);
        tape = made;
        return made;
    }

    @Override
    public void on(Tape other) {
        onTape = other;
    }

    @Override
    public void pauseTape(boolean on) {
        tapePaused = on;
    }

    @Override
    public void stopTape() {
        tapeEnded(RecorderEnd.STOPPED);
    }

    private void tapeEnded(RecorderEnd why) {
        TapeTerms terms = tapeTerms;
        if (taping == 0 || terms == null) {
            return;
        }
        long id = taping;
        taping = 0;
        Duration length = Duration.ofNanos(owner.clock().nanos() - tapedSince);
        try {
            terms.sink().open();
            terms.sink().append(ByteBuffer.allocate((int) (4 * 8 * length.toMillis())));
            terms.sink().finish(8 * length.toMillis());
            tell(new MediaEvent.Recorded(id, why, length, length, ""));
        } catch (IOException e) {
            tell(new MediaEvent.Recorded(id, RecorderEnd.FAILED, Duration.ZERO, Duration.ZERO, e.toString()));
        }
    }

    @Override
    public void close() {
        if (open) {
            stopPlay();
            recordEnded(RecorderEnd.CLOSED);
            tapeEnded(RecorderEnd.CLOSED);
            unbridge();
            music = "";
            open = false;
            tell(new MediaEvent.Closed(100, 90, 0, 0, 1.5));
        }
    }
}
