package org.helpline.sdp;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One {@code m=} line with what belongs to it (RFC 4566 §5.14).
 *
 * @param type {@code audio}, {@code video} …, lower case
 * @param port 0 to 65535; 0 means rejected or disabled
 * @param protocol as written, {@code RTP/AVP} as a rule
 * @param formats for RTP the payload types, in the order written
 * @param connection its own {@code c=}, which wins over the session's
 */
public record MediaDescription(
        String type,
        int port,
        String protocol,
        List<String> formats,
        Optional<Connection> connection,
        List<Attribute> attributes) {

    private static final Pattern RTPMAP =
            Pattern.compile("(\\d{1,3})\\s+([\\w!#$%&'*+.^`{|}~-]{1,40})/(\\d{1,6})(?:/(\\d{1,2}))?\\s*");

    public MediaDescription {
        formats = List.copyOf(formats);
        attributes = List.copyOf(attributes);
    }

    boolean isAudio() {
        return type.equals("audio");
    }

    /** Its payload types in the order written; formats that are no payload type (0 to 127) are left out. */
    public List<Integer> payloadTypes() {
        return formats.stream()
                .filter(f -> f.matches("\\d{1,3}"))
                .map(Integer::valueOf)
                .filter(pt -> pt < 128)
                .toList();
    }

    /** What a payload type stands for here: its rtpmap, else the static assignment of RFC 3551 §6. */
    public Optional<RtpMap> rtpMap(int payloadType) {
        return values("rtpmap")
                .map(RTPMAP::matcher)
                .filter(m -> m.matches() && Integer.parseInt(m.group(1)) == payloadType)
                .map(MediaDescription::rtpMap)
                .findFirst()
                .or(() -> RtpMap.ofStatic(payloadType));
    }

    private static RtpMap rtpMap(Matcher m) {
        int channels = m.group(4) == null ? 1 : Integer.parseInt(m.group(4));
        return new RtpMap(m.group(2), Integer.parseInt(m.group(3)), channels);
    }

    /** The format parameters of a payload type: {@code 0-15} of {@code a=fmtp:101 0-15}. */
    public Optional<String> fmtp(int payloadType) {
        String start = payloadType + " ";
        return values("fmtp")
                .filter(v -> v.startsWith(start))
                .map(v -> v.substring(start.length()))
                .findFirst();
    }

    /** Its own direction attribute, the last one if there are several. */
    public Optional<Direction> direction() {
        return directionIn(attributes);
    }

    /** Milliseconds of audio that the describing side would like in each packet it receives. */
    public OptionalInt ptime() {
        return millis("ptime");
    }

    /** The most milliseconds of audio that it takes in a packet. */
    public OptionalInt maxptime() {
        return millis("maxptime");
    }

    /** The value of {@code a=rtcp}: a port, perhaps with an address (RFC 3605 §2.1). */
    public Optional<String> rtcp() {
        return values("rtcp").findFirst();
    }

    static Optional<Direction> directionIn(List<Attribute> attributes) {
        return attributes.stream()
                .map(Attribute::name)
                .flatMap(name -> Direction.ofAttribute(name).stream())
                .reduce((first, last) -> last);
    }

    private OptionalInt millis(String name) {
        // some phones write 20.0 or a list; the first whole number is what they mean
        return values(name)
                .map(v -> v.replaceFirst("^(\\d{1,4})\\D?.*$", "$1"))
                .filter(v -> v.matches("\\d{1,4}"))
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    private Stream<String> values(String name) {
        return attributes.stream().filter(a -> a.name().equals(name)).map(Attribute::value);
    }

    void encode(StringBuilder to) {
        to.append("m=").append(type).append(' ').append(port).append(' ').append(protocol);
        formats.forEach(f -> to.append(' ').append(f));
        to.append("\r\n");
        connection.ifPresent(c -> to.append("c=").append(c).append("\r\n"));
        attributes.forEach(a -> a.encode(to));
    }
}
