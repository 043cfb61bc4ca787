package org.helpline.call;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.call.Sounds.Sound;
import org.helpline.core.Digit;
import org.helpline.core.Loop;

/**
 * One side of a call: a SIP dialog and an RTP session that belong together. Confined to {@link #loop()}; a command to a leg
 * that has ended does nothing.
 */
public interface Leg {

    /** {@code caller} or {@code agent:NAME}, as facts name it. */
    String name();

    /** The Call-ID of its dialog; empty before there is one. */
    String callId();

    /** The loop that owns it. */
    Loop loop();

    /** Whether the session is up. */
    boolean isUp();

    /** Plays these one after the other, instead of what plays; {@link LegEvent.PlayEnded} follows. */
    void play(long playId, List<Sound> sounds);

    /** Stops what plays. */
    void stopPlay();

    /** Music whenever nothing else plays, from where it stopped. */
    void startMusic(Sound music);

    /** Ends the music. */
    void stopMusic();

    /** Records what this side says, from now on, instead of what is being recorded; {@link LegEvent.Recorded} follows. */
    void record(long recordId, RecordTerms terms);

    /** Ends the recording; nothing if there is none. */
    void stopRecord();

    /**
     * Begins to record the conversation of this side, in the first channel, with whoever talks with it and is {@link #on} the tape, in the second
     * one; instead of what is being recorded of it. {@link LegEvent.Recorded} follows.
     *
     * @param longest the recording ends after this
     * @return empty where there is no sound yet
     */
    Optional<CallTape> tape(long recordId, CallTape.Terms terms, Duration longest);

    /** What this side says to whom the tape is of is recorded there. */
    void on(CallTape tape);

    /** While it is on, the conversation is recorded as silence. */
    void pauseTape(boolean on);

    /** Ends the recording of the conversation; nothing if there is none. */
    void stopTape();

    /**
     * How to record.
     *
     * @param file made when the recording ends, WAV
     * @param longest the recording ends after this
     * @param pause it ends when nobody has spoken for this long; empty: never for that
     */
    record RecordTerms(Path file, Duration longest, Optional<Duration> pause) {}

    /** Whether a media leg is open, so that {@link LegEvent.MediaClosed} is still to come. */
    boolean hasMedia();

    /**
     * Passes on a key that was pressed on the other side of the bridge: as RFC 4733 telephone-event, or by INFO to a phone that
     * has not agreed on those. Does nothing if the media room has relayed it already.
     *
     * @param via how it came: {@code rtp} or {@code info}
     */
    void relayDigit(Digit digit, String via);

    /** While it is on, whoever this leg is bridged with hears silence from it. */
    void mute(boolean on);

    /** Lets this leg and {@code other} hear each other. */
    void bridge(Leg other);

    /** Lets this leg hear {@code other}, which is not answered yet and hears nothing: early media. Ends with a bridge, or as one does. */
    void hear(Leg other);

    /** Joins a mix, or takes part otherwise in the one that it is in; ends a bridge, as a bridge ends this. Its sound is beside theirs: {@link Calls#mix}. */
    void join(Mix mix, Mix.Voice voice);

    /** Ends the bridge, or leaves the mix. */
    void unbridge();

    /**
     * Ends the leg: refuses, cancels or says BYE, whichever fits. Only {@link LegEvent.MediaClosed} may follow.
     *
     * @param status for a call that is not answered yet, 400 to 699
     * @param reason plain ASCII, for the Reason header and the log
     */
    void hangUp(int status, String reason);
}
