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
 * @param packetTime how much sound is in the packets that we send, and the most that the peer takes in one
 * @param srtp the keys of both sides; empty: in the clear, unless they come by {@code dtls}
 * @param eventClock the rate in Hz in which the durations of events are counted: the codec's, or 8,000
 * @param opus what the peer asks of the Opus that it is sent
 * @param dtls how the keys come, and how the peer is reached, whatever its address here; RTCP shares the port of RTP then
 */
public record NegotiatedAudio(
        InetSocketAddress remoteRtp,
        InetSocketAddress remoteRtcp,
        AudioCodec codec,
        int payloadType,
        OptionalInt telephoneEvent,
        Direction direction,
        PacketTime packetTime,
        Optional<SrtpKeys> srtp,
        int eventClock,
        OpusTerms opus,
        Optional<DtlsTerms> dtls) {

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
                PacketTime.of(packetMillis),
                srtp,
                Events.USUAL_RATE,
                OpusTerms.NONE,
                Optional.empty());
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
                packetTime,
                Optional.of(keys),
                eventClock,
                opus,
                Optional.empty());
    }

    /** The same with keys that come by DTLS. */
    public NegotiatedAudio over(DtlsTerms terms) {
        return new NegotiatedAudio(
                remoteRtp,
                remoteRtcp,
                codec,
                payloadType,
                telephoneEvent,
                direction,
                packetTime,
                Optional.empty(),
                eventClock,
                opus,
                Optional.of(terms));
    }

    /** The same in another direction. */
    NegotiatedAudio going(Direction other) {
        return new NegotiatedAudio(
                remoteRtp,
                remoteRtcp,
                codec,
                payloadType,
                telephoneEvent,
                other,
                packetTime,
                srtp,
                eventClock,
                opus,
                dtls);
    }

    /** The same with no more of Opus' correction and pauses than {@code ours} would do. */
    public NegotiatedAudio allowedBy(OpusTerms ours) {
        return new NegotiatedAudio(
                remoteRtp,
                remoteRtcp,
                codec,
                payloadType,
                telephoneEvent,
                direction,
                packetTime,
                srtp,
                eventClock,
                opus.allowedBy(ours),
                dtls);
    }

    /** What encrypts it, in words for people; empty: nothing does. */
    public Optional<String> secrecy() {
        return srtp.map(keys -> keys.suite().name()).or(() -> dtls.map(_ -> "DTLS-SRTP"));
    }
}
