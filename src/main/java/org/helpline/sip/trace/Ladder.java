package org.helpline.sip.trace;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.helpline.core.SoundWay;
import org.helpline.core.SoundWords;

/**
 * A call as a ladder: a column for each party, all legs in order of time, with what was offered and answered in words. Pure; the
 * parties are the legs' names, Helpline stands between the caller and the others.
 */
public final class Ladder {

    private static final int COLUMN = 22;
    private static final int TIME = 9;
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private final Trace trace;
    private final ZoneId zone;
    private final List<String> legs;
    private final Map<String, SdpText> lastSdp = new HashMap<>();
    private final List<Seen> before = new ArrayList<>();

    private Ladder(Trace trace, ZoneId zone) {
        this.trace = trace;
        this.zone = zone;
        this.legs = new ArrayList<>(
                new LinkedHashMap<>(trace.legs()).values().stream().distinct().toList());
    }

    /** The lines of the whole call. */
    public static List<String> of(Trace trace, ZoneId zone) {
        return new Ladder(trace, zone).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<Seen> seen = trace.seen();
        lines.add((trace.interaction().isEmpty() ? "No call" : "Call " + trace.interaction())
                + (trace.outcome().isEmpty() ? "" : ", " + trace.outcome())
                + (trace.reason().isEmpty() ? "" : ": " + plain(trace.reason())));
        trace.legs()
                .forEach((callId, leg) ->
                        lines.add("  " + leg + "  " + where(seen, callId) + ", Call-ID " + plain(callId)));
        if (trace.dropped() > 0) {
            lines.add("  " + trace.dropped() + " messages of this call were not kept: it had more than fits.");
        }
        if (seen.isEmpty()) {
            return lines;
        }
        lines.add("  begins " + WHEN.format(at(seen.getFirst()).atZone(zone)));
        lines.add("");
        lines.add(heads());
        long begin = seen.getFirst().micros();
        for (Seen m : seen) {
            lines.add(step(m, begin));
            before.add(m);
        }
        lines.addAll(media(begin));
        return lines;
    }

    private static Instant at(Seen m) {
        return Instant.ofEpochSecond(m.micros() / 1_000_000, m.micros() % 1_000_000 * 1_000);
    }

    private String where(List<Seen> seen, String callId) {
        return seen.stream()
                .filter(m -> m.text().callId().equals(callId))
                .findFirst()
                .map(m -> m.transport()
                        + ' '
                        + Seen.words(trace.ours().contains(m.from().getAddress()) && isOut(m) ? m.to() : m.from()))
                .orElse("(nothing kept)");
    }

    private boolean isOut(Seen m) {
        return trace.entries().stream().anyMatch(e -> e.bytes() == m.bytes() && e.out());
    }

    // ---- columns: the first leg, Helpline, the others

    private String heads() {
        StringBuilder line = new StringBuilder(" ".repeat(TIME));
        line.append(centred(legs.isEmpty() ? "peer" : legs.getFirst())).append(centred("Helpline"));
        for (int i = 1; i < legs.size(); i++) {
            line.append(centred(legs.get(i)));
        }
        return line.toString().stripTrailing();
    }

    private static String centred(String name) {
        String cut = name.length() > COLUMN - 2 ? name.substring(0, COLUMN - 2) : name;
        int left = (COLUMN - cut.length()) / 2;
        return " ".repeat(left) + cut + " ".repeat(COLUMN - left - cut.length());
    }

    private String step(Seen m, long begin) {
        String leg = trace.legOf(m.text().callId());
        int column = Math.max(0, legs.indexOf(leg));
        boolean out = isOut(m);
        int us = 1;
        int them = column == 0 ? 0 : column + 1;
        int from = out ? us : them;
        int to = out ? them : us;
        String label = label(m);
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "%" + (TIME - 1) + ".3f ", (m.micros() - begin) / 1e6));
        line.append(arrow(from, to, Math.max(2, legs.size() + 1), label));
        String note = note(m, leg, out);
        return (note.isEmpty() ? line.toString() : line + "  " + note).stripTrailing();
    }

    /** {@code   |------- INVITE ------>|}. */
    private static String arrow(int from, int to, int columns, String label) {
        char[] line = " ".repeat(columns * COLUMN).toCharArray();
        for (int i = 0; i < columns; i++) {
            line[i * COLUMN + COLUMN / 2] = '|';
        }
        int left = Math.min(from, to) * COLUMN + COLUMN / 2 + 1;
        int right = Math.max(from, to) * COLUMN + COLUMN / 2 - 1;
        for (int i = left; i <= right; i++) {
            line[i] = '-';
        }
        line[from < to ? right : left] = from < to ? '>' : '<';
        String shown = ' ' + (label.length() > right - left - 5 ? label.substring(0, right - left - 5) : label) + ' ';
        int at = left + (right - left + 1 - shown.length()) / 2;
        for (int i = 0; i < shown.length(); i++) {
            line[at + i] = shown.charAt(i);
        }
        return new String(line);
    }

    private static String label(Seen m) {
        SipText t = m.text();
        return plain(t.isRequest() ? t.method() : t.status() + " " + t.reason());
    }

    // ---- what stands beside it

    private String note(Seen m, String leg, boolean out) {
        List<String> parts = new ArrayList<>();
        if (before.stream().anyMatch(m::isCopyOf)) {
            parts.add("again");
        } else {
            SipText t = m.text();
            for (String header :
                    List.of("reason", "warning", "retry-after", "session-expires", "replaces", "refer-to")) {
                if (!t.header(header).isEmpty()) {
                    parts.add(name(header) + ": " + plain(t.header(header)));
                }
            }
            if (t.isRequest("INVITE") && t.tag("to").isEmpty()) {
                parts.add("to " + plain(SipText.userOf(t.uri())));
            }
            t.sdp().ifPresent(sdp -> parts.add(sdp(sdp, leg + (out ? " out" : " in"))));
        }
        return String.join("; ", parts);
    }

    private static String name(String header) {
        return Character.toUpperCase(header.charAt(0)) + header.substring(1);
    }

    private String sdp(SdpText sdp, String side) {
        SdpText last = lastSdp.put(side, sdp);
        if (last == null) {
            return plain(sdp.words());
        }
        String changes = sdp.since(last);
        return changes.isEmpty() ? "the same sound" : plain(changes);
    }

    // ---- sound

    private List<String> media(long begin) {
        List<String> lines = new ArrayList<>();
        if (!trace.media().isEmpty() || !trace.reports().isEmpty()) {
            lines.add("");
        }
        List<Trace.Reports> reports = new ArrayList<>(trace.reports());
        for (Trace.Media m : trace.media()) {
            double of = m.received() + m.lost();
            lines.add(String.format(
                    Locale.ROOT,
                    "Sound of %s: %d packets came, %d went, %d lost (%.1f %%), %d from strangers, jitter %.1f ms",
                    m.leg(),
                    m.received(),
                    m.sent(),
                    m.lost(),
                    of == 0 ? 0 : 100 * m.lost() / of,
                    m.strangers(),
                    m.jitterMillis()));
            m.sound()
                    .forEach(way -> lines.add("  as " + (way.way().equals(SoundWay.WENT) ? m.leg() : "Helpline")
                            + " heard it: " + SoundWords.of(way)));
            reports.stream().filter(r -> r.leg().equals(m.leg())).forEach(r -> lines.addAll(reports(r, begin)));
            reports.removeIf(r -> r.leg().equals(m.leg()));
        }
        for (Trace.Reports r : reports) { // of legs that are up
            lines.add("Sound of " + r.leg() + " so far");
            lines.addAll(reports(r, begin));
        }
        return lines;
    }

    /** A table: when, what we reported of the leg's sound, what the leg reported of ours. */
    private static List<String> reports(Trace.Reports reports, long begin) {
        List<String> lines = new ArrayList<>();
        lines.add("         at   lost here  jitter  lost there  jitter  there and back");
        for (SoundSample s : reports.samples()) {
            lines.add(String.format(Locale.ROOT, "%11.3f", (s.micros() - begin) / 1e6)
                    + cell(s.cameLost(), "%.1f %%", 12)
                    + cell(s.cameJitter(), "%.0f ms", 8)
                    + cell(s.wentLost(), "%.1f %%", 12)
                    + cell(s.wentJitter(), "%.0f ms", 8)
                    + cell(s.roundTrip(), "%.0f ms", 16));
        }
        return lines;
    }

    private static String cell(double value, String format, int width) {
        String text = value < 0 ? "-" : String.format(Locale.ROOT, format, value);
        return " ".repeat(Math.max(1, width - text.length())) + text;
    }

    /** The call as maps and lists, for JSON. */
    public static Map<String, Object> fields(Trace trace) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("id", trace.interaction());
        root.put("outcome", trace.outcome());
        root.put("reason", trace.reason());
        root.put("legs", trace.legs());
        root.put("media", trace.media());
        root.put("reports", trace.reports());
        root.put("dropped", trace.dropped());
        Ladder ladder = new Ladder(trace, ZoneId.systemDefault());
        List<Map<String, Object>> messages = new ArrayList<>();
        for (Seen m : trace.seen()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            String leg = trace.legOf(m.text().callId());
            boolean out = ladder.isOut(m);
            fields.put("number", m.number());
            fields.put("at", at(m).toString());
            fields.put("leg", leg);
            fields.put("direction", out ? "out" : "in");
            fields.put("transport", m.transport());
            fields.put("from", Seen.words(m.from()));
            fields.put("to", Seen.words(m.to()));
            fields.put("line", plain(m.text().startLine()));
            fields.put("cseq", m.text().header("cseq"));
            fields.put("again", ladder.before.stream().anyMatch(m::isCopyOf));
            m.text().sdp().ifPresent(sdp -> fields.put("sound", plain(sdp.words())));
            messages.add(fields);
            ladder.before.add(m);
        }
        root.put("messages", messages);
        return root;
    }

    private static String plain(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() > 120 ? clean.substring(0, 120) + "..." : clean;
    }
}
