package org.helpline.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final int PAYLOAD_TYPE_DIGITS = 3;
    private static final int MILLIS_DIGITS = 4;
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
        List<Integer> types = new ArrayList<>(formats.size());
        for (String format : formats) {
            if (Digits.isNumber(format, PAYLOAD_TYPE_DIGITS) && Integer.parseInt(format) < 128) {
                types.add(Integer.valueOf(format));
            }
        }
        return types;
    }

    /** What a payload type stands for here: its rtpmap, else the static assignment of RFC 3551 §6. */
    public Optional<RtpMap> rtpMap(int payloadType) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals("rtpmap") && isFor(payloadType, attribute.value())) {
                Matcher map = RTPMAP.matcher(attribute.value());
                if (map.matches()) {
                    return Optional.of(rtpMap(map));
                }
            }
        }
        return RtpMap.ofStatic(payloadType);
    }

    /** Whether the value of an rtpmap or fmtp begins with this number: cheaper to ask than the whole pattern. */
    private static boolean isFor(int payloadType, String value) {
        int digits = Digits.leading(value, PAYLOAD_TYPE_DIGITS);
        return digits > 0 && Integer.parseInt(value, 0, digits, 10) == payloadType;
    }

    /** The parameters of a payload type: the value of its fmtp without the number. */
    Optional<String> fmtp(int payloadType) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals("fmtp") && isFor(payloadType, attribute.value())) {
                String value = attribute.value();
                return Optional.of(value.substring(Digits.leading(value, PAYLOAD_TYPE_DIGITS))
                        .strip());
            }
        }
        return Optional.empty();
    }

    private static RtpMap rtpMap(Matcher m) {
        int channels = m.group(4) == null ? 1 : Integer.parseInt(m.group(4));
        return new RtpMap(m.group(2), Integer.parseInt(m.group(3)), channels);
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
        return value("rtcp");
    }

    /** What its first attribute of this name says. */
    Optional<String> value(String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return Optional.of(attribute.value());
            }
        }
        return Optional.empty();
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    static Optional<Direction> directionIn(List<Attribute> attributes) {
        Optional<Direction> last = Optional.empty();
        for (Attribute attribute : attributes) {
            Optional<Direction> one = Direction.ofAttribute(attribute.name());
            last = one.isPresent() ? one : last;
        }
        return last;
    }

    private OptionalInt millis(String name) {
        for (Attribute attribute : attributes) {
            // some phones write 20.0 or a list; the first whole number is what they mean
            int digits = attribute.name().equals(name) ? Digits.leading(attribute.value(), MILLIS_DIGITS) : 0;
            if (digits > 0) {
                return OptionalInt.of(Integer.parseInt(attribute.value(), 0, digits, 10));
            }
        }
        return OptionalInt.empty();
    }

    void encode(StringBuilder to) {
        to.append("m=").append(type).append(' ').append(port).append(' ').append(protocol);
        formats.forEach(f -> to.append(' ').append(f));
        to.append("\r\n");
        connection.ifPresent(c -> to.append("c=").append(c).append("\r\n"));
        attributes.forEach(a -> a.encode(to));
    }
}
