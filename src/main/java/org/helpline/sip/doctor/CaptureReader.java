package org.helpline.sip.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.sip.doctor.IpPackets.Origin;
import org.helpline.sip.trace.SdpText;
import org.helpline.sip.trace.Seen;
import org.helpline.sip.trace.SipText;

/** Reads a capture file: frames to IP, IP to UDP and TCP, those to SIP, RTP and what the network said. One thread; blocks. */
public final class CaptureReader implements PcapFile.Frames, IpPackets.Payloads {

    private static final int MOST_MESSAGES = 500_000;
    private static final int MOST_STREAMS = 20_000;
    private static final int MOST_EVENTS = 50_000;
    private static final int DNS = 53;
    /** So many packets of one source make a stream also where no SDP names it. */
    private static final int SURELY_RTP = 10;

    private final List<Seen> messages = new ArrayList<>();
    private final List<WireEvent> events = new ArrayList<>();
    private final Map<StreamKey, RtpStream> streams = new LinkedHashMap<>();
    private final IpPackets ip = new IpPackets(this);
    private final Names names = new Names(this::event);
    private final TcpStreams tcp =
            new TcpStreams((origin, from, to, bytes) -> message(origin, "TCP", from, to, bytes), this::event);
    private final Set<Integer> strangeLinks = new HashSet<>();
    private boolean cutShort;
    private long lastMicros;

    private record StreamKey(InetSocketAddress from, InetSocketAddress to, long ssrc) {}

    private CaptureReader() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or is no capture; the message is for people
     */
    public static Capture read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /** The same from a stream, which stays open. */
    public static Capture read(InputStream in) throws IOException {
        CaptureReader reader = new CaptureReader();
        PcapFile.Read read = PcapFile.read(in, reader);
        return reader.capture(read);
    }

    private Capture capture(PcapFile.Read read) {
        ip.end();
        tcp.end();
        names.end(lastMicros);
        messages.sort(Comparator.comparingLong(Seen::micros).thenComparingInt(Seen::number));
        events.sort(Comparator.comparingLong(WireEvent::micros).thenComparingInt(WireEvent::packet));
        return new Capture(
                List.copyOf(messages),
                likelyStreams(),
                List.copyOf(events),
                List.of(),
                Set.of(),
                read.frames(),
                lastMicros,
                trouble(read));
    }

    private String trouble(PcapFile.Read read) {
        List<String> words = new ArrayList<>();
        if (!read.trouble().isEmpty()) {
            words.add(read.trouble());
        }
        if (cutShort) {
            words.add("Packets were cut short when the capture was taken: take it with tcpdump -s 0.");
        }
        if (!strangeLinks.isEmpty()) {
            words.add("Frames of link type " + strangeLinks
                    + " were left out: take the capture on an Ethernet or \"any\"" + " interface.");
        }
        return String.join(" ", words);
    }

    @Override
    public void frame(int number, long micros, int linkType, byte[] bytes, int length) {
        lastMicros = Math.max(lastMicros, micros);
        if (Links.knows(linkType)) {
            ip.take(number, micros, bytes, Links.ip(linkType, bytes, length), length);
        } else {
            strangeLinks.add(linkType);
        }
    }

    @Override
    public void payload(Origin origin, int protocol, byte[] bytes, int at, int end) {
        switch (protocol) {
            case 17 -> {
                if (end - at >= 8) {
                    udp(origin, bytes, at, end);
                }
            }
            case 6 -> tcp.segment(origin, bytes, at, end);
            case 1 -> icmp(origin, bytes, at, end, false);
            case 58 -> icmp(origin, bytes, at, end, true);
            default -> {} // not ours
        }
    }

    private void udp(Origin origin, byte[] bytes, int at, int end) {
        InetSocketAddress from = new InetSocketAddress(origin.from(), Links.u16(bytes, at));
        InetSocketAddress to = new InetSocketAddress(origin.to(), Links.u16(bytes, at + 2));
        int said = Links.u16(bytes, at + 4);
        int stop = said == 0 ? end : Math.min(end, at + said);
        cutShort |= said > end - at;
        int data = at + 8;
        if (data >= stop) {
            return;
        }
        if (from.getPort() == DNS || to.getPort() == DNS) {
            names.take(origin, to, bytes, data, stop);
        } else if (SipText.looksLikeSip(bytes, data, stop - data)) {
            message(origin, "UDP", from, to, Arrays.copyOfRange(bytes, data, stop));
        } else {
            rtp(origin, from, to, bytes, data, stop);
        }
    }

    /** RFC 3550 §5.1: version 2; types 72 to 76 are RTCP (RFC 5761 §4). */
    private void rtp(Origin origin, InetSocketAddress from, InetSocketAddress to, byte[] bytes, int at, int end) {
        int type = end - at < 12 ? 72 : bytes[at + 1] & 0x7f;
        if ((bytes[at] & 0xc0) != 0x80 || (type >= 72 && type <= 76)) {
            return;
        }
        StreamKey key = new StreamKey(from, to, Links.u32(bytes, at + 8));
        if (streams.size() < MOST_STREAMS || streams.containsKey(key)) {
            streams.computeIfAbsent(key, k -> new RtpStream(k.from(), k.to(), k.ssrc()))
                    .take(origin.packet(), origin.micros(), bytes, at);
        }
    }

    private List<RtpStream> likelyStreams() {
        Set<String> named = new HashSet<>();
        for (Seen m : messages) {
            m.text().sdp().ifPresent(sdp -> named.add(place(sdp)));
        }
        return streams.values().stream()
                .filter(s ->
                        s.packets() >= SURELY_RTP || named.contains(place(s.from())) || named.contains(place(s.to())))
                .sorted(Comparator.comparingLong(RtpStream::firstMicros))
                .toList();
    }

    private static String place(SdpText sdp) {
        return sdp.address() + ' ' + sdp.port();
    }

    private static String place(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ' ' + address.getPort();
    }

    private void message(Origin origin, String transport, InetSocketAddress from, InetSocketAddress to, byte[] bytes) {
        if (messages.size() < MOST_MESSAGES) {
            SipText.read(bytes)
                    .ifPresent(text ->
                            messages.add(new Seen(origin.packet(), origin.micros(), transport, from, to, bytes, text)));
        }
    }

    private void event(WireEvent event) {
        if (events.size() < MOST_EVENTS) {
            events.add(event);
        }
    }

    @Override
    public void incomplete(Origin origin, int protocol, byte[] first) {
        if (protocol == 17 && first.length > 8 && SipText.looksLikeSip(first, 8, first.length - 8)) {
            String text = new String(first, 8, Math.min(first.length - 8, 300), StandardCharsets.UTF_8);
            event(new WireEvent.FragmentsLost(
                    origin.packet(),
                    origin.micros(),
                    new InetSocketAddress(origin.from(), Links.u16(first, 0)),
                    new InetSocketAddress(origin.to(), Links.u16(first, 2)),
                    text.lines().findFirst().orElse("")));
        }
    }

    /** RFC 792 and RFC 4443 §3: an error quotes the packet that it is about. */
    private void icmp(Origin origin, byte[] bytes, int at, int end, boolean six) {
        if (end - at < 8) {
            return;
        }
        int type = bytes[at] & 0xff;
        int code = bytes[at + 1] & 0xff;
        boolean tooBig = six ? type == 2 : type == 3 && code == 4;
        boolean unreachable = six ? type == 1 : type == 3;
        if (!tooBig && !unreachable) {
            return;
        }
        String why = tooBig
                ? "the packet is too big for a link on the way"
                : (six ? code == 4 : code == 3) ? "nobody listens on that port" : words(code, six);
        IpPackets quoted = new IpPackets(new Quoted(origin, why, tooBig));
        quoted.take(origin.packet(), origin.micros(), bytes, at + 8, end);
    }

    private static String words(int code, boolean six) {
        if (six) {
            return code == 1 ? "a firewall forbids it" : "there is no way to that address";
        }
        return switch (code) {
            case 9, 10, 13 -> "a firewall forbids it";
            case 2 -> "that machine does not know the protocol";
            default -> "there is no way to that address";
        };
    }

    /** The packet that an error quotes; mostly only its beginning. */
    private final class Quoted implements IpPackets.Payloads {

        private final Origin origin;
        private final String why;
        private final boolean tooBig;

        Quoted(Origin origin, String why, boolean tooBig) {
            this.origin = origin;
            this.why = why;
            this.tooBig = tooBig;
        }

        @Override
        public void payload(Origin of, int protocol, byte[] quoted, int from, int stop) {
            if (protocol == 17 && stop - from >= 8) {
                event(new WireEvent.Undelivered(
                        origin.packet(),
                        origin.micros(),
                        new InetSocketAddress(of.from(), Links.u16(quoted, from)),
                        new InetSocketAddress(of.to(), Links.u16(quoted, from + 2)),
                        why,
                        tooBig));
            }
        }

        @Override
        public void incomplete(Origin of, int protocol, byte[] first) {} // a quoted fragment says enough
    }

    /** Whether an address is one that the internet does not carry (RFC 1918, 6598, 3927, 4193). */
    static boolean isPrivate(InetAddress address) {
        byte[] b = address.getAddress();
        if (b.length == 16) {
            return (b[0] & 0xfe) == 0xfc || address.isLinkLocalAddress();
        }
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        return first == 10
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 100 && second >= 64 && second < 128)
                || (first == 169 && second == 254);
    }
}
