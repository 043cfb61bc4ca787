package org.helpline.call;

import java.time.Duration;
import java.util.List;
import org.helpline.core.Digit;
import org.helpline.core.SoundWay;

/** What happens to a {@link Leg}; told on its loop, in order. */
public sealed interface LegEvent {

    /** An INVITE is about to be sent to the phone, under this Call-ID. */
    record Invited(String callId) implements LegEvent {}

    /** The agent's phone rings. */
    record Ringing() implements LegEvent {}

    /** Sound comes from a phone that has not answered yet: an announcement, or its network's own ringing tone. Once for each that begins. */
    record EarlyMedia() implements LegEvent {}

    /**
     * A call by trunk: one try came to its end.
     *
     * @param target the trunk's machine; empty where the trunk was not used
     * @param status what it answered, 200 if it took the call, 0 for no answer; {@code sentence} says it in words
     */
    record Tried(String trunk, String target, int status, String sentence) implements LegEvent {}

    /** The session is up: audio may flow. {@code codec} as in SDP, with the suite if it is encrypted; {@code rtp} is the peer's address from its description. */
    record Answered(String codec, String rtp) implements LegEvent {}

    /**
     * The agent's phone said no with a final response. The last event but for {@link MediaClosed}.
     *
     * @param sentence ours, never the peer's words: why, and what to do
     */
    record Refused(int status, String sentence) implements LegEvent {}

    /** No answer, no ACK, a broken transport or a session that could not be agreed. The last event but for {@link MediaClosed}. */
    record Failed(String why) implements LegEvent {}

    /** The peer hung up or cancelled. {@code answered} is false for a CANCEL. The last event but for {@link MediaClosed}. */
    record HungUp(boolean answered, String reason) implements LegEvent {}

    /** A key. {@code via} is {@code rtp}, {@code info} or {@code tone} (heard in the sound). */
    record DigitHeard(Digit digit, String via) implements LegEvent {}

    /** What {@link Leg#play} began has ended; {@code complete} is false if it was stopped or replaced. */
    record PlayEnded(long playId, Duration heard, boolean complete) implements LegEvent {}

    /**
     * A recording has ended and its file is there; none if it failed.
     *
     * @param length of the file; {@code spoken} of it up to the end of the last speech, zero if nobody spoke
     * @param trouble in words, empty if all is well
     */
    record Recorded(long recordId, RecordEnd end, Duration length, Duration spoken, String trouble)
            implements LegEvent {}

    /** Why a recording ended. */
    enum RecordEnd {
        /** It was stopped. */
        STOPPED,
        /** Nobody spoke any more. */
        PAUSE,
        /** It reached its longest. */
        LONGEST,
        /** The leg ended. */
        CLOSED,
        /** The file cannot be written. */
        FAILED
    }

    /** The phone put us on hold. */
    record Held() implements LegEvent {}

    /** The phone took us back. */
    record Resumed() implements LegEvent {}

    /** The phone wants the call to be transferred; to be refused or accepted at once. */
    record Referred(TransferWish wish) implements LegEvent {}

    /**
     * What becomes of {@link CallerLeg#sendOn}.
     *
     * @param status of the trunk's answer, or of the call that it makes; 0 if it does not say, or did not answer; {@code reason} its phrase
     */
    record SendOnNews(SendOn stage, int status, String reason) implements LegEvent {}

    /** How far it is; the last is {@code REFUSED} or {@code OVER}. */
    enum SendOn {
        /** The trunk will try. */
        TAKEN,
        /** The trunk does not do that: nobody has been called. */
        REFUSED,
        /** The trunk's call goes on. */
        PROGRESS,
        /** The trunk's call was answered (200) or came to nothing; 0 or below 200: it tells no more. */
        OVER
    }

    /** No RTP for this long. */
    record Silent(Duration silence) implements LegEvent {}

    /** The leg's media ended; always the very last event of a leg that had media. {@code sound} is what RTCP came to. */
    record MediaClosed(long received, long sent, long lost, long strangers, double jitterMillis, List<SoundWay> sound)
            implements LegEvent {}
}
