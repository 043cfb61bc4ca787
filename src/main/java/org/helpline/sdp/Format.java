package org.helpline.sdp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One of our codecs under the payload type that an audio line gives it.
 *
 * @param opus what the line asks of Opus
 */
record Format(AudioCodec codec, int payloadType, OpusTerms opus) {

    /** Our codec under its static number, or the one that we give it. */
    static Format ofOurs(AudioCodec codec, OpusTerms asked) {
        return new Format(codec, codec.payloadType(), asked);
    }

    /** The one of {@code formats} that is the first of {@code codecs} which any of them is. */
    static Optional<Format> preferred(List<AudioCodec> codecs, List<Format> formats) {
        for (AudioCodec codec : codecs) {
            for (Format format : formats) {
                if (format.codec() == codec) {
                    return Optional.of(format);
                }
            }
        }
        return Optional.empty();
    }

    /** The formats of {@code line} that are ours, in its order; {@code other} maps the numbers that it does not map itself. */
    static List<Format> all(MediaDescription line, MediaDescription other) {
        List<Format> found = new ArrayList<>();
        for (int number : line.payloadTypes()) {
            Optional<RtpMap> own = line.rtpMap(number);
            Optional<RtpMap> map = own.isPresent() || other == line ? own : other.rtpMap(number);
            map.flatMap(RtpMap::codec)
                    .ifPresent(codec -> found.add(new Format(codec, number, OpusTerms.of(line.fmtp(number)))));
        }
        return found;
    }

    /**
     * The telephone-event to use beside a codec: the one at its clock (RFC 4733 §2.1), else the one at 8000, which is all that some phones know
     * beside Opus.
     */
    static Optional<Events> events(MediaDescription line, AudioCodec codec) {
        Optional<Events> own = events(line, codec.clockRate());
        return own.isPresent() ? own : events(line, Events.USUAL_RATE);
    }

    private static Optional<Events> events(MediaDescription line, int rate) {
        for (int number : line.payloadTypes()) {
            Optional<RtpMap> map = line.rtpMap(number);
            if (map.isPresent() && map.get().isTelephoneEvent(rate)) {
                return Optional.of(new Events(number, rate));
            }
        }
        return Optional.empty();
    }

    /** The codecs of a line in words, without those that are no speech; safe to log, since names are tokens. */
    static String names(MediaDescription line) {
        Set<String> names = new LinkedHashSet<>();
        for (int number : line.payloadTypes()) {
            String name = line.rtpMap(number).map(Format::spoken).orElse("payload type " + number);
            if (!name.equalsIgnoreCase("telephone-event") && !name.equalsIgnoreCase("CN")) {
                names.add(name);
            }
        }
        return names.isEmpty() ? "formats without speech" : Words.list(List.copyOf(names));
    }

    private static String spoken(RtpMap map) {
        boolean ourNameAtAnotherRate = map.codec().isEmpty() && map.named().isPresent();
        return ourNameAtAnotherRate ? map.name() + " at " + map.clockRate() + " Hz" : map.name();
    }
}
