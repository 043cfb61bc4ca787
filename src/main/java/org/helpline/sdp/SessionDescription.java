package org.helpline.sdp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A session description (RFC 4566), as far as a telephone call needs it. Lines that we do not understand are not kept.
 *
 * @param connection the session's {@code c=}; empty if each media line has its own
 * @param time the value of the first {@code t=}: {@code 0 0} as a rule
 * @param attributes of the session level
 * @param media in the order written, which offer and answer share
 */
public record SessionDescription(
        Origin origin,
        Optional<Connection> connection,
        String time,
        List<Attribute> attributes,
        List<MediaDescription> media) {

    /** The longest text that is read, in characters: no phone needs more, and each one costs. */
    public static final int MAX_LENGTH = 8192;

    /** The most media lines that are read. */
    public static final int MAX_MEDIA = 50;

    public SessionDescription {
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
    }

    /** Reads a description; lines may end in CRLF, LF or CR (RFC 4566 §5 asks for tolerance). */
    public static Parsed parse(String text) {
        return new SdpParser().parse(text);
    }

    /** The same with another origin line, so that what was said twice is seen to be the same. */
    public SessionDescription from(Origin other) {
        return new SessionDescription(other, connection, time, attributes, media);
    }

    /** The connection that holds for one of its media. */
    Optional<Connection> connectionOf(MediaDescription one) {
        return one.connection().or(() -> connection);
    }

    /** What is said of one of its media under {@code name}, or of all; its own comes first. */
    List<String> valuesFor(MediaDescription one, String name) {
        return Stream.concat(one.attributes().stream(), attributes.stream())
                .filter(a -> a.name().equals(name))
                .map(Attribute::value)
                .toList();
    }

    /** The first of {@link #valuesFor}. */
    Optional<String> valueFor(MediaDescription one, String name) {
        return valuesFor(one, name).stream().findFirst();
    }

    /** Whether the line of this name is to share one transport with others, or could (RFC 9143 §7). */
    boolean bundles(String mid) {
        return attributes.stream()
                .filter(a -> a.name().equals("group"))
                .anyMatch(a -> Words.of(a.value()).contains(mid) && a.value().startsWith("BUNDLE "));
    }

    /** The direction that holds for one of its media: its own, else the session's, else sendrecv (RFC 4566 §6). */
    Direction directionOf(MediaDescription one) {
        return one.direction()
                .or(() -> MediaDescription.directionIn(attributes))
                .orElse(Direction.SENDRECV);
    }

    /** The text to send, with CRLF after every line. */
    public String encode() {
        StringBuilder text = new StringBuilder(300);
        text.append("v=0\r\no=").append(origin).append("\r\ns=-\r\n"); // "-" where a name means nothing: RFC 3264 §5
        connection.ifPresent(c -> text.append("c=").append(c).append("\r\n"));
        text.append("t=").append(time).append("\r\n");
        attributes.forEach(a -> a.encode(text));
        media.forEach(m -> m.encode(text));
        return text.toString();
    }

    /** What came of reading a text. */
    public sealed interface Parsed {

        /** It is a description. */
        record Described(SessionDescription description) implements Parsed {}

        /** It is none; {@code why} is a sentence without anything of the text in it. */
        record Malformed(String why) implements Parsed {}
    }
}
