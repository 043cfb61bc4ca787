package org.helpline.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.helpline.core.Digit;
import org.helpline.media.capture.RecorderTerms;
import org.helpline.media.capture.Tape;
import org.helpline.media.capture.TapeTerms;
import org.helpline.media.play.Audio;
import org.helpline.sdp.NegotiatedAudio;

/** One RTP session with one phone. Commands may come from any thread and are carried out in order at the next tick. */
public interface MediaLeg {

    /** Our RTP address as SDP should say it; RTCP is one port higher. */
    InetSocketAddress local();

    /** Offer and answer agreed (again): from now on RTP flows accordingly. A new agreement opens the latch for a new source. */
    void agreed(NegotiatedAudio audio);

    /**
     * The same, knowing where the signalling comes from: a phone behind a NAT whose SDP names a private address is then believed from that
     * host at once, and from others only after {@link org.helpline.media.rtp.LatchState#PATIENCE}. Without it any public host is believed
     * where the SDP names a private one.
     *
     * @param signallingHost the source address of the peer's SIP message
     */
    default void agreed(NegotiatedAudio audio, InetAddress signallingHost) {
        agreed(audio);
    }

    /**
     * From now on nothing is sent until {@link #confirmed}, or until sound comes from the very address that was agreed; what is to be played
     * waits. For a peer who named an address that nobody has shown to be theirs: a forged INVITE would have us send to whom it likes.
     */
    default void awaitConfirmation() {}

    /** The peer has shown that it hears what we answer: sending may begin. Nothing if it was not awaited. */
    default void confirmed() {}

    /** Plays audio files one after the other, instead of what plays now; ends with {@link MediaEvent.PlayEnded}. */
    void play(long playId, List<Audio> audio);

    /** Stops what plays; {@link MediaEvent.PlayEnded} follows unless nothing plays. */
    void stopPlay();

    /** Plays music in a loop whenever nothing else plays, from where the same music last stopped on this leg. */
    void startMusic(Audio music);

    /** Stops the music; its place is kept. */
    void stopMusic();

    /** Relays audio and digits both ways with {@code other}, a leg opened beside this one. Play and music have priority towards the leg that they play on. */
    void bridge(MediaLeg other);

    /**
     * Relays what {@code other}, a leg opened beside this one, hears from its phone to this leg, and nothing the other way: early media. Ends as a
     * bridge does.
     */
    void hear(MediaLeg other);

    /**
     * Joins a mix, or takes part otherwise in the one that it is in; ends a relay. Each hears what is heard of all others, later by the frame and by what each road's unevenness asks for (20 to 200 ms), and gets
     * their telephone-events. Play and music have priority towards the leg that they play on, and a phone that holds us is not heard. Bridges, {@link
     * #hear} and {@link #unbridge} leave the mix.
     *
     * @param mix made for a leg beside this one
     */
    void mix(MediaMix mix, MixPart part);

    /** Ends the relay, or leaves the mix; nothing if there is none. */
    void unbridge();

    /** While it is on, what this leg's phone says is passed on as silence, in a mix not at all; its keys, and what is recorded of it, go on. */
    void mute(boolean on);

    /** Sends a digit by RFC 4733, 160 ms long; nothing if telephone-event was not agreed. */
    void sendDigit(Digit digit);

    /**
     * Records what the phone sends, from now on, instead of what is being recorded; {@link MediaEvent.Recorded} follows when it has ended and the file
     * is there. Telephone-events are not heard in it.
     */
    void record(long recordId, RecorderTerms terms);

    /** Ends the recording; nothing if there is none. */
    void stopRecord();

    /**
     * Begins to record a conversation, instead of what is being recorded of one: what this leg says in the first channel, and in the second what those
     * say to it who are {@link #on} the tape. {@link MediaEvent.Recorded} follows, at the latest when this leg has closed.
     */
    Tape tape(long recordId, TapeTerms terms);

    /** What this leg says is recorded on this tape of a leg beside it, whenever that one hears it; instead of on another one. */
    void on(Tape tape);

    /** While it is on, the conversation of this leg is recorded as silence. */
    void pauseTape(boolean on);

    /** Ends the recording of the conversation; nothing if there is none. */
    void stopTape();

    /** Closes the leg and gives its ports back; {@link MediaEvent.Closed} follows. */
    void close();
}
