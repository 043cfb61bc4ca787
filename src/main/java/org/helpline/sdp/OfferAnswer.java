package org.helpline.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.helpline.sdp.SessionDescription.Parsed;

/**
 * The offer/answer model (RFC 3264) for one audio stream, as pure functions. Any thread.
 *
 * <p>The first audio line that is usable is taken, all others are refused with port 0. The codec is the first of ours that the
 * offer has, under the payload type that the offer gives it; only that one stands in our answer, so that nobody changes codec
 * in the middle.
 */
public final class OfferAnswer {

    private OfferAnswer() {}

    /** What came of an offer and an answer. */
    public sealed interface Result {

        /**
         * Agreed.
         *
         * @param answer the answer to send, or, if we offered, the one that came
         */
        record Accepted(SessionDescription answer, NegotiatedAudio audio) implements Result {}

        /**
         * Nothing in common: refuse with 488 (RFC 3261 §21.4.26).
         *
         * @param warning the warn-code that says so to the peer, 300 to 399: RFC 3261 §20.43
         * @param why a sentence for people, safe to log
         */
        record NotAcceptable(int warning, String why) implements Result {}
    }

    /** Answers the text of an offer; one that is not SDP is not acceptable. */
    public static Result answer(String offer, Ours ours) {
        return switch (SessionDescription.parse(offer)) {
            case Parsed.Described(SessionDescription description) -> answer(description, ours);
            case Parsed.Malformed(String why) -> malformed("offer", why);
        };
    }

    /** Answers the first offer of a call. */
    public static Result answer(SessionDescription offer, Ours ours) {
        return answer(offer, ours, Optional.empty());
    }

    private static Result answer(SessionDescription offer, Ours ours, Optional<NegotiatedAudio> before) {
        return switch (AudioLine.first(offer, "the caller offers", ours.protection())) {
            case AudioLine.Found found -> answer(offer, ours, found, before);
            case AudioLine.NotFound(int warning, String why) -> new Result.NotAcceptable(warning, why);
        };
    }

    private static Result answer(
            SessionDescription offer, Ours ours, AudioLine.Found line, Optional<NegotiatedAudio> before) {
        MediaDescription audio = line.media();
        Optional<Format> format = Format.preferred(ours.codecs(), Format.all(audio, audio));
        if (format.isEmpty()) {
            return new Result.NotAcceptable(
                    305, "the caller offers only " + Format.names(audio) + "; Helpline speaks " + join(ours.codecs()));
        }
        Direction direction = line.direction().mirrored().and(ours.wanted());
        Optional<Events> events = Format.events(audio, format.get().codec());
        Optional<SrtpKeys> keys = line.crypto().map(theirs -> keys(theirs.key(), ours, line, before));
        List<Attribute> secret = keys.stream()
                .map(k -> CryptoLine.telling(line.crypto().orElseThrow().tag(), k.ours()))
                .toList();
        List<MediaDescription> lines = new ArrayList<>();
        for (int i = 0; i < offer.media().size(); i++) {
            lines.add(
                    i == line.index()
                            ? describe(
                                    ours,
                                    audio.protocol(),
                                    List.of(format.get()),
                                    events.stream().toList(),
                                    direction,
                                    secret)
                            : refused(offer.media().get(i)));
        }
        NegotiatedAudio agreed = line.audio(format.get(), events, direction);
        return new Result.Accepted(
                description(ours, offer.time(), lines), keys.map(agreed::under).orElse(agreed));
    }

    /** Our key stays as long as the peer's does, and where it is; a new key or address may be somebody else's (RFC 4568 §7.1.4). */
    private static SrtpKeys keys(SrtpKey theirs, Ours ours, AudioLine.Found line, Optional<NegotiatedAudio> before) {
        Optional<SrtpKeys> last = before.filter(b -> b.remoteRtp().getAddress().equals(line.address())
                        || line.address().isAnyLocalAddress())
                .flatMap(NegotiatedAudio::srtp)
                .filter(k -> k.theirs().equals(theirs));
        return new SrtpKeys(
                last.map(SrtpKeys::ours)
                        .orElseGet(() -> ours.protection().key(theirs.suite()).orElseThrow()),
                theirs);
    }

    /**
     * Answers an offer made within a call. Unlike the first one it keeps the codec that is in use wherever the peer still offers
     * it, and an audio stream that is switched off by port 0 is a kind of hold: the call lives on in silence.
     *
     * @param before what was agreed last
     */
    public static Result reanswer(SessionDescription offer, Ours ours, NegotiatedAudio before) {
        List<AudioCodec> codecs = new ArrayList<>(ours.codecs());
        codecs.remove(before.codec());
        codecs.addFirst(before.codec());
        Result result = answer(offer, ours.speaking(codecs), Optional.of(before));
        if (result instanceof Result.NotAcceptable && isSwitchedOff(offer)) {
            List<MediaDescription> lines =
                    offer.media().stream().map(OfferAnswer::refused).toList();
            return new Result.Accepted(description(ours, offer.time(), lines), AudioLine.silent(before));
        }
        return result;
    }

    /** {@link #reanswer(SessionDescription, Ours, NegotiatedAudio)} of a text. */
    public static Result reanswer(String offer, Ours ours, NegotiatedAudio before) {
        return switch (SessionDescription.parse(offer)) {
            case Parsed.Described(SessionDescription description) -> reanswer(description, ours, before);
            case Parsed.Malformed(String why) -> malformed("offer", why);
        };
    }

    private static boolean isSwitchedOff(SessionDescription offer) {
        List<MediaDescription> audio =
                offer.media().stream().filter(MediaDescription::isAudio).toList();
        return !audio.isEmpty() && audio.stream().allMatch(m -> m.port() == 0);
    }

    /** Our offer: one audio line with all our codecs and telephone-event, encrypted only where nothing else will do. */
    public static SessionDescription offer(Ours ours) {
        List<Format> formats = ours.codecs().stream().map(Format::ofOurs).toList();
        boolean encrypted = ours.protection().isDemanded();
        List<Attribute> secret = new ArrayList<>();
        for (SrtpKey key : encrypted ? ours.protection().keys() : List.<SrtpKey>of()) {
            secret.add(CryptoLine.telling(secret.size() + 1, key));
        }
        String protocol = encrypted ? AudioLine.SAVP : AudioLine.AVP;
        IntStream clocks = IntStream.concat(
                IntStream.of(Events.USUAL_RATE), ours.codecs().stream().mapToInt(AudioCodec::clockRate));
        List<Events> events = clocks.distinct().mapToObj(Events::ours).toList();
        return description(ours, "0 0", List.of(describe(ours, protocol, formats, events, ours.wanted(), secret)));
    }

    /** Takes the text of an answer to an offer in the clear. */
    public static Result complete(SessionDescription offered, String answer) {
        return complete(offered, answer, Protection.NONE);
    }

    /** Takes the text of an answer to {@code offered}; {@code protection} is what that was made with. */
    public static Result complete(SessionDescription offered, String answer, Protection protection) {
        return switch (SessionDescription.parse(answer)) {
            case Parsed.Described(SessionDescription description) -> complete(offered, description, protection);
            case Parsed.Malformed(String why) -> malformed("answer", why);
        };
    }

    /** Takes the answer to an offer in the clear. */
    public static Result complete(SessionDescription offered, SessionDescription answer) {
        return complete(offered, answer, Protection.NONE);
    }

    /**
     * Takes the answer to what we {@link #offer offered}. Audio is sent in the first codec of the answer (RFC 3264 §7).
     *
     * @param offered our own offer
     * @param protection what it was made with
     */
    public static Result complete(SessionDescription offered, SessionDescription answer, Protection protection) {
        if (answer.media().size() != offered.media().size()) {
            return new Result.NotAcceptable(
                    399,
                    "the phone answers " + answer.media().size() + " media lines to our "
                            + offered.media().size());
        }
        Protection sought = protection.isDemanded() ? protection : Protection.NONE; // a plain offer has a plain answer
        return switch (AudioLine.first(answer, "the phone answers with", sought)) {
            case AudioLine.Found found -> complete(offered, answer, found, sought);
            case AudioLine.NotFound(int warning, String why) -> new Result.NotAcceptable(warning, why);
        };
    }

    private static Result complete(
            SessionDescription offered, SessionDescription answer, AudioLine.Found line, Protection protection) {
        MediaDescription ourLine = offered.media().get(line.index());
        MediaDescription theirs = line.media();
        List<AudioCodec> ourCodecs = Format.codecs(ourLine);
        Optional<Format> format = Format.all(theirs, ourLine).stream()
                .filter(f -> ourCodecs.contains(f.codec()))
                .findFirst();
        if (format.isEmpty()) {
            return new Result.NotAcceptable(
                    305,
                    "the phone answers with only " + Format.names(theirs) + ", which we did not offer; we offered "
                            + join(ourCodecs));
        }
        Direction direction = offered.directionOf(ourLine).and(line.direction().mirrored());
        AudioCodec codec = format.get().codec();
        Optional<Events> events = Format.events(theirs, codec);
        Optional<Events> ourEvents =
                Format.events(ourLine, codec).filter(e -> theirs.payloadTypes().contains(e.payloadType()));
        if (events.isEmpty()) {
            events = ourEvents; // an answer may leave out the rtpmap of a number that the offer defined
        }
        NegotiatedAudio agreed = line.audio(format.get(), events, direction);
        // by its suite, which stands in our offer once: some phones do not repeat the tag
        Optional<SrtpKeys> keys = line.crypto()
                .map(CryptoLine::key)
                .map(key -> new SrtpKeys(protection.key(key.suite()).orElseThrow(), key));
        return new Result.Accepted(answer, keys.map(agreed::under).orElse(agreed));
    }

    private static Result malformed(String what, String why) {
        return new Result.NotAcceptable(399, "the session description of the " + what + " cannot be read: " + why);
    }

    private static SessionDescription description(Ours ours, String time, List<MediaDescription> lines) {
        var address = ours.rtp().getAddress();
        return new SessionDescription(
                Origin.ours(address, ours.sessionId(), ours.version()),
                Optional.of(Connection.of(address)),
                time, // the answer's must equal the offer's: RFC 3264 §6
                List.of(),
                lines);
    }

    private static MediaDescription describe(
            Ours ours,
            String protocol,
            List<Format> formats,
            List<Events> events,
            Direction direction,
            List<Attribute> secret) {
        List<String> numbers = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        for (Format format : formats) {
            numbers.add(Integer.toString(format.payloadType()));
            attributes.add(new Attribute(
                    "rtpmap", format.payloadType() + " " + format.codec().mapping()));
            if (format.codec() == AudioCodec.OPUS) {
                attributes.add(new Attribute("fmtp", format.payloadType() + " " + OpusTerms.OURS.parameters()));
            }
        }
        for (Events event : events) {
            int number = event.payloadType();
            numbers.add(Integer.toString(number));
            attributes.add(new Attribute("rtpmap", number + " telephone-event/" + event.clockRate()));
            attributes.add(new Attribute("fmtp", number + " 0-15")); // the sixteen keys: RFC 4733 §2.4.1
        }
        attributes.add(new Attribute("ptime", "20"));
        attributes.add(Attribute.property(direction.attribute()));
        attributes.addAll(secret);
        return new MediaDescription("audio", ours.rtp().getPort(), protocol, numbers, Optional.empty(), attributes);
    }

    /** A stream refused: port 0, the rest as offered (RFC 3264 §6). */
    private static MediaDescription refused(MediaDescription offered) {
        return new MediaDescription(
                offered.type(), 0, offered.protocol(), offered.formats(), Optional.empty(), List.of());
    }

    private static String join(List<AudioCodec> codecs) {
        return Words.list(codecs.stream().map(AudioCodec::name).toList());
    }
}
