package org.helpline.sip.doctor;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.helpline.sip.doctor.IpPackets.Origin;

/** Questions for names and their answers, over UDP (RFC 1035 §4.1). Only what SIP asks for is told: SRV, NAPTR, A, AAAA. One thread. */
final class Names {

    private static final Map<Integer, String> TYPES = Map.of(1, "A", 28, "AAAA", 33, "SRV", 35, "NAPTR");
    private static final int MOST_OPEN = 5_000;

    private final Consumer<WireEvent> events;
    private final Map<Key, Open> open = new LinkedHashMap<>();

    private record Key(String name, String type) {}

    private record Open(Origin origin, InetSocketAddress server, List<Integer> packets) {}

    Names(Consumer<WireEvent> events) {
        this.events = events;
    }

    /** Takes one datagram to or from port 53. */
    void take(Origin origin, InetSocketAddress to, byte[] bytes, int at, int end) {
        if (end - at < 17 || Links.u16(bytes, at + 4) != 1) {
            return;
        }
        StringBuilder name = new StringBuilder();
        int here = at + 12;
        while (here < end && bytes[here] != 0) {
            int length = bytes[here] & 0xff;
            if (length > 63 || here + 1 + length > end || name.length() > 255) {
                return;
            }
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(bytes, here + 1, length, StandardCharsets.US_ASCII));
            here += 1 + length;
        }
        String type = here + 5 > end ? null : TYPES.get(Links.u16(bytes, here + 1));
        if (type == null) {
            return;
        }
        String plain = name.toString().toLowerCase(Locale.ROOT).replaceAll("\\p{Cntrl}", "?");
        Key key = new Key(plain, type);
        int flags = Links.u16(bytes, at + 2);
        if ((flags & 0x8000) == 0) {
            if (open.size() < MOST_OPEN) {
                open.computeIfAbsent(key, _ -> new Open(origin, to, new ArrayList<>()))
                        .packets()
                        .add(origin.packet());
            }
        } else {
            open.remove(key);
            events.accept(new WireEvent.NameAnswered(
                    origin.packet(), origin.micros(), plain, type, flags & 15, Links.u16(bytes, at + 6)));
        }
    }

    /** No more packets come. {@code lastMicros}: a question just before the end may have been answered after it. */
    void end(long lastMicros) {
        open.forEach((key, question) -> {
            if (question.packets().size() > 1 || lastMicros - question.origin().micros() > 3_000_000) {
                events.accept(new WireEvent.NameUnanswered(
                        question.origin().packet(),
                        question.origin().micros(),
                        key.name(),
                        key.type(),
                        question.server(),
                        List.copyOf(question.packets())));
            }
        });
    }
}
