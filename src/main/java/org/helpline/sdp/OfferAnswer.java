package org.helpline.sdp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        Optional<DtlsTerms> dtls = line.dtls().map(theirs -> dtls(theirs, ours, before.flatMap(NegotiatedAudio::dtls)));
        List<Attribute> secret = new ArrayList<>();
        keys.ifPresent(
                k -> secret.add(CryptoLine.telling(line.crypto().orElseThrow().tag(), k.ours())));
        dtls.ifPresent(d -> tell(d.ours(), ours, secret));
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
                description(
                        ours,
                        offer.time(),
                        dtls.map(d -> forAll(d.ours(), offer)).orElse(List.of()),
                        lines),
                keys.map(agreed::under).or(() -> dtls.map(agreed::over)).orElse(agreed));
    }

    /** Ours stays as long as the peer's does; a new name of theirs is an ICE restart, to be answered by one (RFC 8839 §4.4.1.1). */
    private static DtlsTerms dtls(IceDtls theirs, Ours ours, Optional<DtlsTerms> before) {
        IceDtls fresh = ours.protection().dtls().orElseThrow();
        Optional<DtlsTerms> last = before.filter(b -> b.theirs().fingerprint().equals(theirs.fingerprint()));
        IceDtls told = last.filter(b -> b.theirs().isSameIce(theirs))
                .map(DtlsTerms::ours)
                .orElse(fresh);
        // a handshake that was made holds, and with it who began it: RFC 8842 §5.3
        IceDtls.Setup role = last.map(b -> b.ours().setup())
                .filter(_ -> theirs.setup() == IceDtls.Setup.ACTPASS)
                .orElse(theirs.setup() == IceDtls.Setup.PASSIVE ? IceDtls.Setup.ACTIVE : IceDtls.Setup.PASSIVE);
        return new DtlsTerms(told.as(role, theirs.mid()), theirs);
    }

    private static void tell(IceDtls told, Ours ours, List<Attribute> to) {
        told.tell(to);
        InetSocketAddress at = ours.rtp();
        // a host's, of the one component that there is: RFC 8445 §5.1.2.1
        to.add(new Attribute(
                "candidate",
                "1 1 udp 2130706431 " + IpLiteral.text(at.getAddress()) + " " + at.getPort() + " typ host"));
    }

    /** What stands before the media lines: we only answer checks (RFC 8839 §5.3), and bundle this line if that is offered. */
    private static List<Attribute> forAll(IceDtls told, SessionDescription offer) {
        Optional<Attribute> bundle =
                told.mid().filter(offer::bundles).map(mid -> new Attribute("group", "BUNDLE " + mid));
        return Stream.concat(Stream.of(Attribute.property("ice-lite")), bundle.stream())
                .toList();
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
            return new Result.Accepted(description(ours, offer.time(), List.of(), lines), AudioLine.silent(before));
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
        if (ours.protection().dtls().isPresent()) {
            return offer(ours, ours.protection().dtls().get());
        }
        boolean encrypted = ours.protection().isDemanded();
        List<Attribute> secret = new ArrayList<>();
        for (SrtpKey key : encrypted ? ours.protection().keys() : List.<SrtpKey>of()) {
            secret.add(CryptoLine.telling(secret.size() + 1, key));
        }
        String protocol = encrypted ? AudioLine.SAVP : AudioLine.AVP;
        return description(
                ours,
                "0 0",
                List.of(),
                List.of(describe(ours, protocol, ourFormats(ours), ourEvents(ours), ours.wanted(), secret)));
    }

    private static List<Format> ourFormats(Ours ours) {
        return ours.codecs().stream()
                .map(codec -> Format.ofOurs(codec, ours.opus()))
                .toList();
    }

    private static List<Events> ourEvents(Ours ours) {
        IntStream clocks = IntStream.concat(
                IntStream.of(Events.USUAL_RATE), ours.codecs().stream().mapToInt(AudioCodec::clockRate));
        return clocks.distinct().mapToObj(Events::ours).toList();
    }

    /** Our offer to a browser. */
    private static SessionDescription offer(Ours ours, IceDtls told) {
        List<Attribute> secret = new ArrayList<>();
        tell(told, ours, secret);
        List<Attribute> forAll = Stream.concat(
                        Stream.of(Attribute.property("ice-lite")),
                        told.mid().stream().map(mid -> new Attribute("group", "BUNDLE " + mid)))
                .toList();
        return description(
                ours,
                "0 0",
                forAll,
                List.of(describe(ours, AudioLine.DTLS, ourFormats(ours), ourEvents(ours), ours.wanted(), secret)));
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
        boolean plain = !protection.isDemanded() && protection.dtls().isEmpty();
        Protection sought = plain ? Protection.NONE : protection; // a plain offer has a plain answer
        return switch (AudioLine.first(answer, "the phone answers with", sought)) {
            case AudioLine.Found found -> complete(offered, answer, found, sought);
            case AudioLine.NotFound(int warning, String why) -> new Result.NotAcceptable(warning, why);
        };
    }

    private static Result complete(
            SessionDescription offered, SessionDescription answer, AudioLine.Found line, Protection protection) {
        MediaDescription ourLine = offered.media().get(line.index());
        MediaDescription theirs = line.media();
        List<Format> ourFormats = Format.all(ourLine, ourLine);
        List<AudioCodec> ourCodecs = ourFormats.stream().map(Format::codec).toList();
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
        if (protection.dtls().isPresent()) {
            return line.dtls().isPresent()
                    ? complete(
                            answer, agreed, protection.dtls().get(), line.dtls().get())
                    : new Result.NotAcceptable(302, "the phone answers without DTLS, which we offered");
        }
        return new Result.Accepted(answer, keys.map(agreed::under).orElse(agreed));
    }

    private static Result complete(SessionDescription answer, NegotiatedAudio agreed, IceDtls ours, IceDtls theirs) {
        return switch (theirs.setup()) {
            case ACTIVE ->
                new Result.Accepted(
                        answer, agreed.over(new DtlsTerms(ours.as(IceDtls.Setup.PASSIVE, ours.mid()), theirs)));
            case PASSIVE ->
                new Result.Accepted(
                        answer, agreed.over(new DtlsTerms(ours.as(IceDtls.Setup.ACTIVE, ours.mid()), theirs)));
            case ACTPASS ->
                new Result.NotAcceptable(399, "the phone answers with a=setup:actpass, which leaves open who begins");
        };
    }

    private static Result malformed(String what, String why) {
        return new Result.NotAcceptable(399, "the session description of the " + what + " cannot be read: " + why);
    }

    private static SessionDescription description(
            Ours ours, String time, List<Attribute> forAll, List<MediaDescription> lines) {
        var address = ours.rtp().getAddress();
        return new SessionDescription(
                Origin.ours(address, ours.sessionId(), ours.version()),
                Optional.of(Connection.of(address)),
                time, // the answer's must equal the offer's: RFC 3264 §6
                forAll,
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
                attributes.add(new Attribute(
                        "fmtp", format.payloadType() + " " + ours.opus().parameters()));
            }
        }
        for (Events event : events) {
            int number = event.payloadType();
            numbers.add(Integer.toString(number));
            attributes.add(new Attribute("rtpmap", number + " telephone-event/" + event.clockRate()));
            attributes.add(new Attribute("fmtp", number + " 0-15")); // the sixteen keys: RFC 4733 §2.4.1
        }
        attributes.add(new Attribute("ptime", Integer.toString(ours.packets().millis())));
        if (ours.packets().isBounded()) {
            attributes.add(
                    new Attribute("maxptime", Integer.toString(ours.packets().mostMillis())));
        }
        attributes.add(Attribute.property(direction.attribute()));
        attributes.addAll(secret);
        return new MediaDescription("audio", ours.rtp().getPort(), protocol, numbers, Optional.empty(), attributes);
    }

    /** A stream refused: port 0, the rest as offered (RFC 3264 §6); a browser looks for its name in the answer, too. */
    private static MediaDescription refused(MediaDescription offered) {
        return new MediaDescription(
                offered.type(),
                0,
                offered.protocol(),
                offered.formats(),
                Optional.empty(),
                offered.value("mid").stream()
                        .map(mid -> new Attribute("mid", mid))
                        .toList());
    }

    private static String join(List<AudioCodec> codecs) {
        return Words.list(codecs.stream().map(AudioCodec::name).toList());
    }
}
