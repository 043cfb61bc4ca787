package org.helpline.call;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.helpline.config.MediaSettings;
import org.helpline.config.TrunkSettings.MediaSecurity;
import org.helpline.config.TrunkSettings.Srtp;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.DtlsTerms;
import org.helpline.sdp.Fingerprint;
import org.helpline.sdp.IceDtls;
import org.helpline.sdp.NegotiatedAudio;
import org.helpline.sdp.OfferAnswer;
import org.helpline.sdp.OpusTerms;
import org.helpline.sdp.Ours;
import org.helpline.sdp.PacketTime;
import org.helpline.sdp.Protection;
import org.helpline.sdp.SessionDescription;
import org.helpline.sdp.SrtpKeys;
import org.helpline.sdp.SrtpSuite;
import org.helpline.sip.Warning;
import org.jspecify.annotations.Nullable;

/** One leg's side of offer and answer (RFC 3264): remembers what was offered and agreed, and numbers the descriptions. Confined to the leg's loop. */
final class Negotiation {

    private final Terms terms;
    private InetSocketAddress rtp;
    private final Protection.Policy policy;
    private final MediaSecurity security;
    private final long sessionId;
    private long version;
    private @Nullable SessionDescription offered;
    private Protection offeredUnder = Protection.NONE;
    private @Nullable NegotiatedAudio agreed;
    private @Nullable String said; // as text, which is a fifth as large and is held for repetitions anyway
    private String heard = "";
    private @Nullable Before before;
    private final boolean browser;
    private int certificate;

    /** A leg's side whose sound is as secret as is usual; {@code rtp} is its socket, {@code peer} where the signalling comes from. */
    Negotiation(Terms terms, InetSocketAddress rtp, InetAddress peer) {
        this(terms, rtp, peer, terms.security());
    }

    /** The same with its own {@code security}: never less than that, and never less than the call has been. */
    Negotiation(Terms terms, InetSocketAddress rtp, InetAddress peer, MediaSecurity security) {
        this(terms, rtp, peer, security, false);
    }

    /** The same; {@code browser}: it is offered sound as browsers have it. */
    Negotiation(Terms terms, InetSocketAddress rtp, InetAddress peer, MediaSecurity security, boolean browser) {
        this.browser = browser && !terms.certificates().get().isEmpty();
        this.terms = terms;
        this.policy = policy(security.srtp());
        this.security = security;
        this.rtp = terms.own().towards(peer, rtp);
        this.sessionId = terms.random().nextLong(1, 1L << 31);
        this.version = sessionId;
    }

    private static Protection.Policy policy(Srtp srtp) {
        return switch (srtp) {
            case REFUSED -> Protection.Policy.REFUSED;
            case OPTIONAL -> Protection.Policy.OPTIONAL;
            case REQUIRED -> Protection.Policy.REQUIRED;
        };
    }

    /**
     * What all legs have in common; {@code random} makes keys too, so it must be one that nobody can guess.
     *
     * @param certificates as {@link org.helpline.media.MediaEngine#certificates} has them
     * @param opus what we ask of the Opus that we are sent, and the most that we do of what the peer asks
     * @param first what stands before all other codecs
     * @param hearer what the one agreed to who is to hear this peer
     */
    record Terms(
            List<AudioCodec> codecs,
            OwnAddress own,
            RandomGenerator random,
            MediaSecurity security,
            Supplier<List<Fingerprint>> certificates,
            OpusTerms opus,
            Optional<AudioCodec> first,
            Optional<NegotiatedAudio> hearer) {

        /** The same for a leg that had better speak {@code other}; empty, or none of ours: that is all the same. */
        Terms preferring(Optional<AudioCodec> other) {
            Optional<AudioCodec> known = other.filter(codecs::contains);
            return known.equals(first)
                    ? this
                    : new Terms(codecs, own, random, security, certificates, opus, known, hearer);
        }

        /** The same for a leg that is to talk with one who agreed to this; empty: nobody knows. */
        Terms besides(Optional<NegotiatedAudio> other) {
            Terms both = other.equals(hearer)
                    ? this
                    : new Terms(codecs, own, random, security, certificates, opus, first, other);
            return both.preferring(other.map(NegotiatedAudio::codec));
        }

        /** What its hearer asks of Opus is asked of the peer, since it is passed on as it comes. */
        OpusTerms opusToAsk() {
            return hearer.filter(h -> h.codec() == AudioCodec.OPUS)
                    .map(h -> opus.within(h.opus()))
                    .orElse(opus);
        }

        PacketTime packetsToAsk() {
            return hearer.map(h -> h.packetTime().forOthers()).orElse(PacketTime.USUAL);
        }

        /** Of what an offer is answered, in order. */
        List<AudioCodec> toAnswer() {
            return firstOf(codecs);
        }

        /**
         * What is offered, in order. What stands behind G.711, which all speak, is for those who offer nothing else and for whoever is to talk with one of
         * them: to others it would be but a longer offer and a transcoder.
         */
        List<AudioCodec> toOffer() {
            int last = IntStream.range(0, codecs.size())
                    .filter(i -> codecs.get(i).isG711())
                    .reduce((_, later) -> later)
                    .orElse(codecs.size() - 1);
            return firstOf(codecs.subList(0, last + 1));
        }

        private List<AudioCodec> firstOf(List<AudioCodec> all) {
            return Stream.concat(first.stream(), all.stream()).distinct().toList();
        }

        /** Without browsers. */
        Terms(List<AudioCodec> codecs, OwnAddress own, RandomGenerator random, MediaSecurity security) {
            this(codecs, own, random, security, List::of, OpusTerms.OURS, Optional.empty(), Optional.empty());
        }

        /** In the clear. */
        Terms(List<AudioCodec> codecs, OwnAddress own, RandomGenerator random) {
            this(codecs, own, random, new MediaSecurity(Srtp.REFUSED, List.of()));
        }

        static Terms of(
                MediaSettings settings,
                OwnAddress own,
                RandomGenerator random,
                Supplier<List<Fingerprint>> certificates) {
            return new Terms(
                    settings.codecs().stream().map(AudioCodec::valueOf).toList(),
                    own,
                    random,
                    settings.security(),
                    certificates,
                    OpusTerms.asking(
                            settings.opus().correctsErrors(), settings.opus().pausesInSilence()),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** What came of it. */
    sealed interface Outcome {}

    /** Agreed; {@code sdp} is the answer, ours or the peer's; {@code again}: each side says word for word what it said before. */
    record Agreed(String sdp, NegotiatedAudio audio, boolean again) implements Outcome {}

    /** Not agreed; {@code warning} says why by RFC 3261 §20.43. */
    record NotAgreed(int warning, String why) implements Outcome {

        Warning toPeer() {
            return new Warning(warning, why);
        }
    }

    /** Our offer, new each time. */
    String offer() {
        offeredUnder = toOffer();
        SessionDescription offer = OfferAnswer.offer(ours(offeredUnder, codecsToOffer()));
        String text = offer.encode();
        offered = offer;
        said = text;
        version++; // the next description is a new one: RFC 3264 §8
        return text;
    }

    /** The codecs that we offer, in order. */
    List<AudioCodec> codecsToOffer() {
        return now().toOffer();
    }

    /** What is in use stands first. */
    private Terms now() {
        return codec().isPresent() ? terms.preferring(codec()) : terms;
    }

    /** What is spoken; empty: nothing has been agreed. */
    Optional<AudioCodec> codec() {
        return agreed().map(NegotiatedAudio::codec);
    }

    /** What was agreed last; empty: nothing has been. */
    Optional<NegotiatedAudio> agreed() {
        return Optional.ofNullable(agreed);
    }

    /** Whether what was agreed is encrypted. */
    boolean isEncrypted() {
        return agreed != null && agreed.secrecy().isPresent();
    }

    /** A new offer from another socket of ours, within the call. */
    String offerFrom(InetSocketAddress socket, InetAddress peer) {
        before = new Before(rtp, said, certificate);
        rtp = terms.own().towards(peer, socket);
        certificate++; // a browser begins anew with another certificate only
        return offer();
    }

    /** The offer from another socket was refused: all is as it was before. */
    void offerRefused() {
        if (before != null) {
            rtp = before.rtp;
            said = before.said;
            certificate = before.certificate;
            offered = null;
            before = null;
        }
    }

    private record Before(InetSocketAddress rtp, @Nullable String said, int certificate) {}

    /** Answers an offer, the first or a later one. One that only refreshes the session is answered as before, version and all (RFC 3264 §8). */
    Outcome answer(String offer) {
        Protection protection = toAnswer(offer);
        OfferAnswer.Result result = agreed == null
                ? OfferAnswer.answer(offer, ours(protection, now().toAnswer()))
                : OfferAnswer.reanswer(offer, ours(protection, now().toAnswer()), agreed);
        return switch (result) {
            case OfferAnswer.Result.Accepted a -> answered(offer, a);
            case OfferAnswer.Result.NotAcceptable n -> new NotAgreed(n.warning(), n.why());
        };
    }

    private Agreed answered(String offer, OfferAnswer.Result.Accepted accepted) {
        SessionDescription answer = accepted.answer();
        boolean same = said != null && answer.from(read(said).origin()).encode().equals(said);
        NegotiatedAudio audio = accepted.audio().allowedBy(terms.opus());
        boolean again = same && offer.equals(heard) && audio.equals(agreed);
        String text = same && said != null ? said : answer.encode();
        version += same ? 0 : 1;
        said = text;
        agreed = audio;
        heard = offer;
        return new Agreed(text, audio, again);
    }

    private static SessionDescription read(String ours) {
        return switch (SessionDescription.parse(ours)) {
            case SessionDescription.Parsed.Described v -> v.description();
            case SessionDescription.Parsed.Malformed i ->
                throw new IllegalStateException("our own description cannot be read: " + i.why());
        };
    }

    /** Takes the answer to our last offer. */
    Outcome complete(String answer) {
        if (offered == null) {
            return new NotAgreed(399, "a session description came that we did not ask for");
        }
        SessionDescription ourOffer = offered;
        Protection under = offeredUnder;
        offered = null;
        offeredUnder = Protection.NONE;
        return complete(ourOffer, answer, under);
    }

    /** An answer to our last offer that came before the final one, which may be another (RFC 3261 §13.2.1); empty: of no use. */
    Optional<NegotiatedAudio> early(String answer) {
        return offered != null
                        && OfferAnswer.complete(offered, answer, offeredUnder) instanceof OfferAnswer.Result.Accepted a
                ? Optional.of(a.audio().allowedBy(terms.opus()))
                : Optional.empty();
    }

    /** Takes the answer to a re-INVITE: to our last offer, or to a refresh of the session, which repeated what we said last. */
    Outcome renew(String answer) {
        return offered == null && said != null && agreed != null
                ? complete(read(said), answer, toOffer())
                : complete(answer);
    }

    private Outcome complete(SessionDescription ourOffer, String answer, Protection under) {
        return switch (OfferAnswer.complete(ourOffer, answer, under)) {
            case OfferAnswer.Result.Accepted a -> {
                NegotiatedAudio audio = a.audio().allowedBy(terms.opus());
                boolean again = answer.equals(heard) && audio.equals(agreed);
                agreed = audio;
                heard = answer;
                before = null;
                yield new Agreed(a.answer().encode(), audio, again);
            }
            case OfferAnswer.Result.NotAcceptable n -> new NotAgreed(n.warning(), n.why());
        };
    }

    private Ours ours(Protection protection, List<AudioCodec> codecs) {
        return new Ours(
                rtp,
                codecs,
                Direction.SENDRECV,
                sessionId,
                version,
                protection,
                terms.opusToAsk(),
                terms.packetsToAsk());
    }

    private Optional<SrtpKeys> keys() {
        return Optional.ofNullable(agreed).flatMap(NegotiatedAudio::srtp);
    }

    private List<SrtpSuite> suites() {
        return security.suites().stream()
                .map(SrtpSuite::named)
                .flatMap(Optional::stream)
                .toList();
    }

    private Protection fresh() {
        return Protection.fresh(keys().isPresent() ? Protection.Policy.KEPT : policy, suites(), terms.random());
    }

    // keys for DTLS are made for those alone who ask for it
    private Protection toAnswer(String offer) {
        boolean asked = offer.contains("UDP/TLS/") || offer.contains(" RTP/SAVPF ");
        return asked ? freshIce().map(fresh()::withDtls).orElseGet(this::fresh) : fresh();
    }

    private Optional<IceDtls> freshIce() {
        List<Fingerprint> all = terms.certificates().get();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(IceDtls.fresh(all.get(certificate % all.size()), terms.random()));
    }

    /** What a browser is offered: the same as before, unless the sound has moved. */
    private Optional<IceDtls> iceToOffer() {
        Optional<IceDtls> last =
                Optional.ofNullable(agreed).flatMap(NegotiatedAudio::dtls).map(DtlsTerms::ours);
        if (last.isEmpty()) {
            return browser ? freshIce() : Optional.empty();
        }
        return before == null
                ? last.map(IceDtls::offeredAgain)
                : freshIce().map(anew -> anew.named(last.get().mid()));
    }

    /** Within a call our key stays as it is, since nothing says that the peer is another. */
    private Protection toOffer() {
        Protection anew = fresh();
        Protection keyed = keys().map(k -> anew.beginningWith(k.ours())).orElse(anew);
        return iceToOffer().map(keyed::withDtls).orElse(keyed);
    }
}
