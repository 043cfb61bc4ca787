package org.helpline.sdp;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What we bring to an offer or an answer.
 *
 * @param rtp where we receive RTP; RTCP is one port higher
 * @param codecs what we speak, in order of preference; at least one
 * @param wanted what we would do if the peer let us; RECVONLY or INACTIVE puts the peer on hold
 * @param sessionId the same in every description of one call leg, 0 or more
 * @param version of the description to be made, 0 or more; each one after it takes {@link #next}
 * @param protection what we want of encryption
 * @param opus what we ask of the Opus that we are sent
 * @param packets what we ask of the length of packets that we are sent
 */
public record Ours(
        InetSocketAddress rtp,
        List<AudioCodec> codecs,
        Direction wanted,
        long sessionId,
        long version,
        Protection protection,
        OpusTerms opus,
        PacketTime packets) {

    public Ours {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty() || rtp.isUnresolved() || rtp.getAddress().isAnyLocalAddress() || rtp.getPort() == 0) {
            throw new IllegalStateException("cannot describe " + rtp + " with codecs " + codecs);
        }
    }

    /** In the clear. */
    public Ours(InetSocketAddress rtp, List<AudioCodec> codecs, Direction wanted, long sessionId, long version) {
        this(rtp, codecs, wanted, sessionId, version, Protection.NONE, OpusTerms.OURS, PacketTime.USUAL);
    }

    /** The same, for the next description of this session: the version grows by one (RFC 3264 §8). */
    public Ours next() {
        return new Ours(rtp, codecs, wanted, sessionId, version + 1, protection, opus, packets);
    }

    /** The same with another wish. */
    public Ours wanting(Direction other) {
        return new Ours(rtp, codecs, other, sessionId, version, protection, opus, packets);
    }

    /** The same with other codecs first. */
    Ours speaking(List<AudioCodec> others) {
        return new Ours(rtp, others, wanted, sessionId, version, protection, opus, packets);
    }

    /** The same with encryption. */
    public Ours protecting(Protection other) {
        return new Ours(rtp, codecs, wanted, sessionId, version, other, opus, packets);
    }
}
