package org.helpline.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.call.Sounds.Sound;
import org.helpline.core.Digit;
import org.helpline.core.Loop;
import org.helpline.media.MediaEngine;
import org.helpline.media.MediaLeg;
import org.helpline.sip.Referral;
import org.jspecify.annotations.Nullable;

/**
 * A leg of a call whose dialog stays on another loop, since calls never move: what is asked of it is told there, and what it does is told here, in
 * order. Its sound is beside the call's. Made on the loop of the real one; from then on confined to {@code home}.
 */
final class ElsewhereLeg implements Line {

    private final Line real;
    private final Loop home;
    private final String callId;
    private final Optional<String> trunk;
    private MediaLeg sound;
    private LegListener listener = _ -> {}; // until somebody listens
    private boolean up = true;
    private boolean over;
    private boolean mediaClosed;

    ElsewhereLeg(Line real, MediaLeg sound, Loop home) {
        this.real = real;
        this.sound = sound;
        this.home = home;
        this.callId = real.callId();
        this.trunk = real.trunk();
        real.listen(this::happened);
    }

    /** On the real one's loop. */
    private void happened(LegEvent event) {
        // a transfer must be answered in this turn, and whoever decides about it is on the other loop
        LegEvent passedOn = event instanceof LegEvent.Referred(TransferWish wish)
                ? new LegEvent.Referred(wish.acceptedHere(real.loop()))
                : event;
        home.tell(() -> on(passedOn));
    }

    private void on(LegEvent event) {
        boolean isLast = event instanceof LegEvent.HungUp
                || event instanceof LegEvent.Failed
                || event instanceof LegEvent.Refused;
        boolean closes = event instanceof LegEvent.MediaClosed;
        up &= !isLast;
        mediaClosed |= closes;
        if (!over || closes) { // else it was on its way when we hung up
            listener.on(event);
        }
        over |= isLast;
    }

    private void there(Runnable command) {
        real.loop().tell(command);
    }

    @Override
    public void listen(LegListener other) {
        listener = other;
    }

    @Override
    public @Nullable MediaLeg media() {
        return sound;
    }

    /** What names a dialog never changes, so this may be read from here. */
    @Override
    public boolean isDialog(Referral.Replaced named) {
        return real.isDialog(named);
    }

    @Override
    public Optional<String> trunk() {
        return trunk;
    }

    @Override
    public void bringBeside(MediaEngine engine, MediaLeg other, Consumer<Optional<MediaLeg>> done) {
        there(() -> real.bringBeside(
                engine,
                other,
                brought -> home.tell(() -> {
                    brought.ifPresent(now -> sound = now);
                    done.accept(brought);
                })));
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public Loop loop() {
        return home;
    }

    @Override
    public boolean isUp() {
        return up && !over;
    }

    @Override
    public void play(long playId, List<Sound> sounds) {
        there(() -> real.play(playId, sounds));
    }

    @Override
    public void stopPlay() {
        there(real::stopPlay);
    }

    @Override
    public void startMusic(Sound music) {
        there(() -> real.startMusic(music));
    }

    @Override
    public void stopMusic() {
        there(real::stopMusic);
    }

    @Override
    public void record(long recordId, RecordTerms terms) {
        there(() -> real.record(recordId, terms));
    }

    @Override
    public void stopRecord() {
        there(real::stopRecord);
    }

    /** {@inheritDoc} Not of a leg that was brought here: a recording is the caller's, who is at home. */
    @Override
    public Optional<CallTape> tape(long recordId, CallTape.Terms terms, Duration longest) {
        return Optional.empty();
    }

    @Override
    public void on(CallTape tape) {
        tape.takes(sound);
    }

    @Override
    public void pauseTape(boolean on) {
        sound.pauseTape(on);
    }

    @Override
    public void stopTape() {
        sound.stopTape();
    }

    @Override
    public boolean hasMedia() {
        return !mediaClosed;
    }

    @Override
    public void relayDigit(Digit digit, String via) {
        there(() -> real.relayDigit(digit, via));
    }

    @Override
    public void mute(boolean on) {
        sound.mute(on);
    }

    @Override
    public void bridge(Leg other) {
        if (other instanceof Line line && line.media() != null) {
            sound.bridge(line.media());
        }
    }

    @Override
    public void hear(Leg other) {
        if (other instanceof Line line && line.media() != null) {
            sound.hear(line.media());
        }
    }

    @Override
    public void join(Mix mix, Mix.Voice voice) {
        mix.takes(sound, voice);
    }

    @Override
    public void unbridge() {
        sound.unbridge();
    }

    @Override
    public void hangUp(int status, String reason) {
        if (!over) {
            over = true;
            there(() -> real.hangUp(status, reason));
        }
    }
}
