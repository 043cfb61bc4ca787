package org.helpline.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the audio line of a peer's description that a call can use. */
sealed interface AudioLine {

    /** The profile of sound in the clear. */
    String AVP = "RTP/AVP";

    /** That of encrypted sound (RFC 3711 §12). */
    String SAVP = "RTP/SAVP";

    /** Encrypted under keys that DTLS makes, with feedback as browsers write it, or without (RFC 5764 §8, RFC 5763 §5). */
    String DTLS = "UDP/TLS/RTP/SAVPF";

    String DTLS_PLAIN = "UDP/TLS/RTP/SAVP";

    /** What browsers wrote before. */
    String SAVPF = "RTP/SAVPF";

    /**
     * The line to use.
     *
     * @param index its place among the media lines
     * @param address where the peer receives
     * @param direction the peer's, with hold by address taken into account
     * @param crypto the peer's key; empty: in the clear, or {@code dtls}
     * @param dtls what the peer tells for ICE and DTLS
     */
    record Found(
            int index,
            MediaDescription media,
            InetAddress address,
            Direction direction,
            Optional<CryptoLine> crypto,
            Optional<IceDtls> dtls)
            implements AudioLine {

        private Found under(CryptoLine line) {
            return new Found(index, media, address, direction, Optional.of(line), Optional.empty());
        }

        private boolean isEncrypted() {
            return crypto.isPresent() || dtls.isPresent();
        }

        NegotiatedAudio audio(Format format, Optional<Events> events, Direction ours) {
            InetSocketAddress rtp = new InetSocketAddress(address, media.port());
            OptionalInt number =
                    events.map(e -> OptionalInt.of(e.payloadType())).orElse(OptionalInt.empty());
            return new NegotiatedAudio(
                    rtp,
                    rtcp(rtp),
                    format.codec(),
                    format.payloadType(),
                    number,
                    ours,
                    PacketTime.of(media),
                    Optional.empty(),
                    events.map(Events::clockRate).orElse(Events.USUAL_RATE),
                    format.opus(),
                    Optional.empty());
        }

        private InetSocketAddress rtcp(InetSocketAddress rtp) {
            Matcher stated = RTCP.matcher(media.rtcp().orElse(""));
            if (!stated.matches() || Integer.parseInt(stated.group(1)) > 65535) {
                // RTP on the very last port leaves none for RTCP: 0 is nowhere
                return new InetSocketAddress(address, rtp.getPort() == 65535 ? 0 : rtp.getPort() + 1);
            }
            InetAddress where = Optional.ofNullable(stated.group(2))
                    .flatMap(IpLiteral::parse)
                    .filter(a -> !a.isMulticastAddress())
                    .orElse(address);
            return new InetSocketAddress(where, Integer.parseInt(stated.group(1)));
        }
    }

    /** None can be used; a warn-code (RFC 3261 §20.43) and a sentence say why. */
    record NotFound(int warning, String why) implements AudioLine {}

    /** RFC 3605 §2.1: {@code a=rtcp:53020} or {@code a=rtcp:53020 IN IP6 2001:db8::1}. */
    Pattern RTCP = Pattern.compile("(\\d{1,5})(?:\\s+IN\\s+IP[46]\\s+(\\S+))?\\s*", Pattern.CASE_INSENSITIVE);

    /**
     * Finds the audio line to use: the first encrypted one, unless we want none, else the first in the clear, if that will do.
     *
     * @param theyDo how the sentence begins if there is none: {@code the caller offers}
     */
    static AudioLine first(SessionDescription theirs, String theyDo, Protection protection) {
        Optional<AudioLine> plain = Optional.empty();
        Optional<AudioLine> refusal = Optional.empty();
        for (int i = 0; i < theirs.media().size(); i++) {
            MediaDescription line = theirs.media().get(i);
            if (line.isAudio()) {
                AudioLine one = look(theirs, i, line, theyDo, protection);
                if (one instanceof Found found && found.isEncrypted()) {
                    return one;
                }
                plain = one instanceof Found ? plain.or(() -> Optional.of(one)) : plain;
                refusal = one instanceof Found ? refusal : refusal.or(() -> Optional.of(one));
            }
        }
        if (plain.isPresent()) {
            return plain.get();
        }
        return refusal.isPresent() ? refusal.get() : new NotFound(304, theyDo + " no audio" + othersThan(theirs));
    }

    private static AudioLine look(
            SessionDescription theirs, int index, MediaDescription line, String theyDo, Protection protection) {
        if (line.port() == 0) {
            return new NotFound(304, theyDo + " audio with port 0, which means switched off");
        }
        Secrecy secrecy = Secrecy.of(theirs, line, protection, theyDo);
        if (secrecy instanceof Secrecy.Refused(int warning, String why)) {
            return new NotFound(warning, why);
        }
        if (secrecy instanceof Secrecy.ByDtls(IceDtls told)) {
            return reachedByIce(theirs, index, line, told);
        }
        AudioLine placed = place(theirs, index, line, theyDo);
        return placed instanceof Found found && secrecy instanceof Secrecy.Under(CryptoLine key)
                ? found.under(key)
                : placed;
    }

    // the address in it is of no account, 0.0.0.0 no hold: ICE shows where the peer is
    private static Found reachedByIce(SessionDescription theirs, int index, MediaDescription line, IceDtls told) {
        InetAddress said = theirs.connectionOf(line)
                .flatMap(Connection::ip)
                .filter(a -> !isManyHosts(a))
                .orElse(IpLiteral.NOWHERE);
        return new Found(index, line, said, theirs.directionOf(line), Optional.empty(), Optional.of(told));
    }

    private static AudioLine place(SessionDescription theirs, int index, MediaDescription line, String theyDo) {
        Optional<Connection> connection = theirs.connectionOf(line);
        if (connection.isEmpty()) {
            return new NotFound(399, theyDo + " audio without a c= line that says where to send it");
        }
        Optional<InetAddress> address = connection.get().ip();
        if (address.isEmpty()) {
            return new NotFound(301, theyDo + " a c= line without an IP address; host names are not looked up");
        }
        if (isManyHosts(address.get())) {
            return new NotFound(330, theyDo + " a multicast or broadcast address; Helpline sends to one host only");
        }
        return new Found(
                index, line, address.get(), direction(theirs, line, address.get()), Optional.empty(), Optional.empty());
    }

    private static boolean isManyHosts(InetAddress address) {
        return address.isMulticastAddress() || address.getHostAddress().equals("255.255.255.255");
    }

    /** The peer's direction; with the address 0.0.0.0 or :: nothing may be sent to it, an old way of hold (RFC 3264 §8.4). */
    private static Direction direction(SessionDescription theirs, MediaDescription line, InetAddress address) {
        Direction stated = theirs.directionOf(line);
        return address.isAnyLocalAddress() ? stated.and(Direction.SENDONLY) : stated;
    }

    private static String othersThan(SessionDescription theirs) {
        List<String> types = theirs.media().stream()
                .map(MediaDescription::type)
                .distinct()
                .limit(5)
                .toList();
        return types.isEmpty() ? "" : ", only " + Words.list(types);
    }

    /** What is left of {@code before} when the peer has switched the stream off. */
    static NegotiatedAudio silent(NegotiatedAudio before) {
        return before.going(Direction.INACTIVE);
    }
}
