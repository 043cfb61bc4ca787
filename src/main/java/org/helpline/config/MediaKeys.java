package org.helpline.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.core.DurationText;

/** What {@code media.properties} and {@code calls.properties} know. */
final class MediaKeys {

    static final Key<Ports> PORTS = Key.of("media.ports", "20000-29999", Ports.shape());
    static final Key<Integer> LOOPS = Key.of("media.loops", "0", Shapes.whole(0, 64));
    static final Key<List<String>> CODECS = Key.of(
            "media.codecs",
            "PCMU, PCMA, G722, OPUS",
            Shapes.distinct(
                    Shapes.matching("PCMU, PCMA, G722 or OPUS", Set.of("PCMU", "PCMA", "G722", "OPUS")::contains)));
    static final Key<Boolean> OPUS_FEC = Key.of("media.opus-fec", "yes", Shapes.flag());
    static final Key<Boolean> OPUS_DTX = Key.of("media.opus-dtx", "yes", Shapes.flag());
    static final Key<Duration> SILENCE = Key.of("media.silence-timeout", "60s", Shapes.duration("5s", "1d"));
    static final Key<Duration> RELATCH = Key.of("media.relatch", "5s", Shapes.duration("500ms", "1h"));
    static final Key<TrunkSettings.Srtp> SRTP = Key.of("media.srtp", "optional", SrtpShapes.policy());
    static final Key<List<String>> SRTP_SUITES = Key.of("media.srtp-suites", SrtpShapes.SUITES, SrtpShapes.suites());
    static final Key<MediaSettings.Ringback> RINGBACK = Key.of(
            "media.ringback",
            "425 1s 4s",
            new Shape<>(
                    "frequencies in hertz and times heard and silent, such as 425 1s 4s or 440+480 2s 4s",
                    MediaKeys::ringback));
    static final Key<Duration> JITTER_LEAST = Key.of("media.jitter-least", "20ms", Shapes.duration("5ms", "100ms"));
    static final Key<Duration> JITTER_MOST = Key.of("media.jitter-most", "200ms", Shapes.duration("100ms", "400ms"));
    static final Key<MediaSettings.Sending> SENDING =
            Key.of("media.sending", "auto", new Shape<>("auto, io_uring or single", text -> switch (text) {
                case "auto" -> Optional.of(MediaSettings.Sending.AUTO);
                case "io_uring" -> Optional.of(MediaSettings.Sending.IO_URING);
                case "single" -> Optional.of(MediaSettings.Sending.SINGLE);
                default -> Optional.empty();
            }));
    static final Key<Duration> MAX_LENGTH = Key.of("calls.max-length", "4h", Shapes.duration("1m", "7d"));

    static final Key<Duration> DRAIN = Key.of("calls.drain", "60s", Shapes.duration("0", "7d"));
    static final Key<String> TEST_CALL = Key.of(
            "calls.test-call",
            "*43",
            Shapes.matching("1 to 10 digits and *, such as *43, or nothing", t -> t.matches("[0-9*]{0,10}")));

    static final List<Key<?>> ALL = List.of(
            PORTS,
            LOOPS,
            SENDING,
            CODECS,
            OPUS_FEC,
            OPUS_DTX,
            SILENCE,
            RELATCH,
            JITTER_LEAST,
            JITTER_MOST,
            RINGBACK,
            SRTP,
            SRTP_SUITES,
            MAX_LENGTH,
            DRAIN,
            TEST_CALL);

    /** What the built-in defaults say of encryption. */
    static final TrunkSettings.MediaSecurity USUAL_SECURITY = new TrunkSettings.MediaSecurity(
            TrunkSettings.Srtp.OPTIONAL,
            SrtpShapes.suites().parse().apply(SrtpShapes.SUITES).orElseThrow());

    private static final Pattern TONE = Pattern.compile("(\\d{3,4}(?:\\+\\d{3,4}){0,3})((?:\\s+\\S{2,8}){2,8})");

    private MediaKeys() {}

    static MediaSettings read(Values values) {
        Ports ports = values.get(PORTS);
        return new MediaSettings(
                ports.first,
                ports.last,
                values.get(LOOPS),
                values.get(CODECS),
                values.get(SILENCE),
                values.get(RELATCH),
                new TrunkSettings.MediaSecurity(values.get(SRTP), values.get(SRTP_SUITES)),
                values.get(RINGBACK),
                new MediaSettings.Jitter(values.get(JITTER_LEAST), values.get(JITTER_MOST)),
                new MediaSettings.OpusUse(values.get(OPUS_FEC), values.get(OPUS_DTX)),
                values.get(SENDING));
    }

    private static Optional<MediaSettings.Ringback> ringback(String text) {
        Matcher tone = TONE.matcher(text);
        if (!tone.matches()) {
            return Optional.empty();
        }
        List<Integer> hertz = Pattern.compile("\\+")
                .splitAsStream(tone.group(1))
                .map(Integer::valueOf)
                .toList();
        List<Optional<Duration>> cadence = Pattern.compile("\\s+")
                .splitAsStream(tone.group(2).strip())
                .map(DurationText::read)
                .toList();
        boolean fits = hertz.stream().allMatch(h -> h >= 100 && h <= 2_000)
                && cadence.size() % 2 == 0
                && cadence.stream()
                        .allMatch(d -> d.isPresent()
                                && d.get().toMillis() >= 50
                                && d.get().toSeconds() <= 10);
        return fits
                ? Optional.of(new MediaSettings.Ringback(
                        hertz, cadence.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }

    /** A range of UDP ports; RTP takes the even ones, RTCP the odd ones after them (RFC 3550 §11). */
    record Ports(int first, int last) {

        static Shape<Ports> shape() {
            return new Shape<>(
                    "a port range that begins even and has at least 2 ports, from 1024 to 65535, such as 20000-29999,"
                            + " or 0",
                    Ports::parse);
        }

        private static Optional<Ports> parse(String text) {
            if (text.equals("0")) {
                return Optional.of(new Ports(0, 0)); // the system chooses
            }
            if (!text.matches("\\d{4,5}\\s*-\\s*\\d{4,5}")) {
                return Optional.empty();
            }
            int dash = text.indexOf('-');
            int first = Integer.parseInt(text.substring(0, dash).strip());
            int last = Integer.parseInt(text.substring(dash + 1).strip());
            boolean fits = first >= 1024 && first % 2 == 0 && last > first && last <= 65_535;
            return fits ? Optional.of(new Ports(first, last)) : Optional.empty();
        }
    }
}
