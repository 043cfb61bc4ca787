package org.helpline.sip.doctor;

import static org.helpline.sip.doctor.Links.u32;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.helpline.sip.doctor.IpPackets.Origin;
import org.jspecify.annotations.Nullable;

/**
 * TCP segments to bytes in order (RFC 9293 §3.4), bytes to SIP messages and TLS records. A hole that is never filled is stepped over.
 * Bounded. One thread.
 */
final class TcpStreams {

    private static final int MOST_STREAMS = 20_000;
    private static final int MOST_AHEAD = 64;
    private static final int MOST_KEPT = 1 << 17;

    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;

    private final Messages messages;
    private final Consumer<WireEvent> events;
    private final Map<Way, Stream> streams = new LinkedHashMap<>();

    /** Takes a whole SIP message. */
    @FunctionalInterface
    interface Messages {
        void message(Origin origin, InetSocketAddress from, InetSocketAddress to, byte[] bytes);
    }

    private record Way(InetSocketAddress from, InetSocketAddress to) {
        Way back() {
            return new Way(to, from);
        }
    }

    private static final class Stream {
        private final TreeMap<Integer, byte[]> ahead = new TreeMap<>();
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final List<Integer> syns = new ArrayList<>();
        private @Nullable Origin asked;
        private @Nullable Origin hello;
        private boolean begun;
        private boolean spoke;
        private boolean tls;
        private boolean deaf;
        private int next;
    }

    TcpStreams(Messages messages, Consumer<WireEvent> events) {
        this.messages = messages;
        this.events = events;
    }

    void segment(Origin origin, byte[] bytes, int at, int end) {
        int data = end - at < 20 ? end + 1 : at + ((bytes[at + 12] & 0xf0) >> 4) * 4;
        if (data > end || data < at + 20) {
            return;
        }
        InetSocketAddress from = new InetSocketAddress(origin.from(), Links.u16(bytes, at));
        InetSocketAddress to = new InetSocketAddress(origin.to(), Links.u16(bytes, at + 2));
        Way way = new Way(from, to);
        Stream stream = streamOf(way);
        int sequence = (int) u32(bytes, at + 4);
        int flags = bytes[at + 13] & 0xff;
        if ((flags & SYN) != 0) {
            stream.begun = true;
            stream.next = sequence + 1;
            if ((flags & ACK) == 0) {
                stream.asked = stream.asked == null ? origin : stream.asked;
                stream.syns.add(origin.packet());
            } else {
                streamOf(way.back()).asked = null;
            }
        }
        if ((flags & RST) != 0) {
            reset(origin, way);
        }
        if (data < end) {
            bytes(origin, way, stream, sequence, Arrays.copyOfRange(bytes, data, end));
        }
        if ((flags & (FIN | RST)) != 0) {
            stream.ahead.clear();
        }
    }

    private Stream streamOf(Way way) {
        Stream known = streams.get(way);
        if (known != null) {
            return known;
        }
        if (streams.size() >= MOST_STREAMS) {
            streams.remove(streams.keySet().iterator().next());
        }
        Stream fresh = new Stream();
        streams.put(way, fresh);
        return fresh;
    }

    private void reset(Origin origin, Way way) {
        Stream asking = streamOf(way.back());
        if (asking.asked != null && !asking.spoke) {
            asking.asked = null;
            events.accept(new WireEvent.ConnectionRefused(origin.packet(), origin.micros(), way.to(), way.from()));
        }
    }

    private void bytes(Origin origin, Way way, Stream stream, int sequence, byte[] part) {
        stream.spoke = true;
        streamOf(way.back()).asked = null;
        if (!stream.begun) {
            stream.begun = true; // the capture began in the middle
            stream.next = sequence;
        }
        if (sequence - stream.next > 0) {
            stream.ahead.put(sequence, part);
            if (stream.ahead.size() <= MOST_AHEAD) {
                return;
            }
            stream.kept.reset(); // the hole is never filled
            stream.next = stream.ahead.keySet().stream()
                    .min((a, b) -> Integer.compare(a - stream.next, b - stream.next))
                    .orElseThrow();
        } else {
            append(stream, sequence, part);
        }
        while (!stream.ahead.isEmpty()) {
            int at = stream.next;
            Integer fit = stream.ahead.keySet().stream()
                    .filter(s -> s - at <= 0)
                    .findFirst()
                    .orElse(null);
            if (fit == null) {
                break;
            }
            byte[] later = stream.ahead.remove(fit);
            append(stream, fit, later == null ? new byte[0] : later);
        }
        read(origin, way, stream);
    }

    private static void append(Stream stream, int sequence, byte[] part) {
        int known = stream.next - sequence;
        if (known < 0 || known >= part.length) {
            return; // sent again
        }
        stream.kept.write(part, known, part.length - known);
        stream.next = sequence + part.length;
    }

    private void read(Origin origin, Way way, Stream stream) {
        if (stream.deaf) {
            stream.kept.reset();
            return;
        }
        byte[] bytes = stream.kept.toByteArray();
        int used = bytes.length > 0 && isTls(bytes) ? tls(origin, way, stream, bytes) : sip(origin, way, bytes);
        stream.kept.reset();
        if (used < bytes.length && bytes.length - used < MOST_KEPT) {
            stream.kept.write(bytes, used, bytes.length - used);
        }
    }

    // ---- SIP, framed by Content-Length: RFC 3261 §18.3

    private int sip(Origin origin, Way way, byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            if (bytes[at] == '\r' || bytes[at] == '\n') {
                at++;
                continue;
            }
            int blank = blankLine(bytes, at);
            if (blank < 0) {
                return at;
            }
            byte[] head = Arrays.copyOfRange(bytes, at, blank);
            int length = org.helpline.sip.trace.SipText.read(head)
                    .map(text -> Math.max(0, text.contentLength()))
                    .orElse(0);
            if (length > bytes.length - blank) {
                return at;
            }
            messages.message(origin, way.from(), way.to(), Arrays.copyOfRange(bytes, at, blank + length));
            at = blank + length;
        }
        return at;
    }

    private static int blankLine(byte[] bytes, int from) {
        for (int i = from; i + 3 < bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    // ---- TLS records in the clear: RFC 8446 §5.1

    private static boolean isTls(byte[] bytes) {
        return bytes[0] >= 20 && bytes[0] <= 23 && (bytes.length < 2 || bytes[1] == 3);
    }

    private int tls(Origin origin, Way way, Stream stream, byte[] bytes) {
        int at = 0;
        while (at + 5 <= bytes.length) {
            int length = Links.u16(bytes, at + 3);
            if (at + 5 + length > bytes.length) {
                return at;
            }
            record(origin, way, stream, bytes, at, length);
            at += 5 + length;
        }
        return at;
    }

    private void record(Origin origin, Way way, Stream stream, byte[] bytes, int at, int length) {
        boolean clientHello = bytes[at] == 22 && length > 0 && bytes[at + 5] == 1;
        if (clientHello && !stream.tls) {
            stream.hello = origin;
        }
        stream.tls = true;
        if (bytes[at] == 21 && length == 2) { // encrypted ones are longer
            streamOf(way.back()).hello = null;
            stream.hello = null;
            events.accept(new WireEvent.TlsAlert(
                    origin.packet(), origin.micros(), way.from(), way.to(), bytes[at + 6] & 0xff));
        } else if (bytes[at] == 23) {
            stream.deaf = true; // all is encrypted from here on
        }
        if (!clientHello) {
            streamOf(way.back()).hello = null;
        }
    }

    /** No more packets come. */
    void end() {
        streams.forEach((way, stream) -> {
            Origin asked = stream.asked;
            Origin hello = stream.hello;
            if (asked != null && !stream.spoke && stream.syns.size() > 1) {
                events.accept(new WireEvent.ConnectionUnanswered(
                        asked.packet(), asked.micros(), way.from(), way.to(), List.copyOf(stream.syns)));
            }
            if (hello != null) {
                events.accept(new WireEvent.TlsHello(hello.packet(), hello.micros(), way.from(), way.to(), false));
            }
        });
    }
}
