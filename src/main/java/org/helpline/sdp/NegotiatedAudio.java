package org.helpline.sdp;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What offer and answer agreed on for the one audio stream.
 *
 * @param remoteRtp where the peer says it receives RTP; port 0 or an unspecified address when it receives none
 * @param remoteRtcp where it receives RTCP: {@code a=rtcp} (RFC 3605) or the RTP port plus one
 * @param codec the agreed codec; {@code payloadType} the number to send it under
 * @param telephoneEvent the payload type to send RFC 4733 events under; empty if not agreed
 * @param direction our direction: what we may do
 * @param packetMillis milliseconds of audio in each packet that we send, 20 unless the peer insists
 * @param srtp the keys of both sides; empty: in the clear
 * @param eventClock the rate in Hz in which the durations of events are counted: the codec's, or 8,000
 * @param opus what the peer asks of the Opus that we send
 */
public record NegotiatedAudio(
        InetSocketAddress remoteRtp,
        InetSocketAddress remoteRtcp,
        AudioCodec codec,
        int payloadType,
        OptionalInt telephoneEvent,
        Direction direction,
        int packetMillis,
        Optional<SrtpKeys> srtp,
        int eventClock,
        OpusTerms opus) {

    /** In the clear. */
    public NegotiatedAudio(
            InetSocketAddress remoteRtp,
            InetSocketAddress remoteRtcp,
            AudioCodec codec,
            int payloadType,
            OptionalInt telephoneEvent,
            Direction direction,
            int packetMillis) {
        this(remoteRtp, remoteRtcp, codec, payloadType, telephoneEvent, direction, packetMillis, Optional.empty());
    }

    /** With nothing asked of Opus, and events at the usual clock. */
    public NegotiatedAudio(
            InetSocketAddress remoteRtp,
            InetSocketAddress remoteRtcp,
            AudioCodec codec,
            int payloadType,
            OptionalInt telephoneEvent,
            Direction direction,
            int packetMillis,
            Optional<SrtpKeys> srtp) {
        this(
                remoteRtp,
                remoteRtcp,
                codec,
                payloadType,
                telephoneEvent,
                direction,
                packetMillis,
                srtp,
                Events.USUAL_RATE,
                OpusTerms.NONE);
    }

    /** The same under these keys. */
    public NegotiatedAudio under(SrtpKeys keys) {
        return new NegotiatedAudio(
                remoteRtp,
                remoteRtcp,
                codec,
                payloadType,
                telephoneEvent,
                direction,
                packetMillis,
                Optional.of(keys),
                eventClock,
                opus);
    }

    /** The same in another direction. */
    NegotiatedAudio going(Direction other) {
        return new NegotiatedAudio(
                remoteRtp, remoteRtcp, codec, payloadType, telephoneEvent, other, packetMillis, srtp, eventClock, opus);
    }
}
