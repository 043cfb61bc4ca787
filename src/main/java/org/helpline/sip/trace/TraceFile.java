package org.helpline.sip.trace;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.helpline.core.SoundWay;

/**
 * A trace as a file, packed with gzip, readable with zcat: lines of a head, then each message after a line with its length.
 * Blocks.
 */
final class TraceFile {

    private static final String FIRST = "helpline-trace 1";
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
    private static final int LONGEST_LINE = 4_000;
    private static final int LONGEST_MESSAGE = 1 << 20;

    private TraceFile() {}

    /** The trace as it stands in the file before it is packed. */
    static byte[] plain(Trace trace) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8_192);
        line(out, FIRST);
        line(out, "call " + trace.interaction());
        line(out, "caller " + trace.caller());
        line(out, "outcome " + trace.outcome());
        line(out, "reason " + plain(trace.reason()));
        line(out, "dropped " + trace.dropped());
        for (Map.Entry<String, String> leg : trace.legs().entrySet()) {
            line(out, "leg " + leg.getValue().replace(' ', '\u00a0') + ' ' + plain(leg.getKey()));
        }
        for (Trace.Media m : trace.media()) {
            line(
                    out,
                    String.format(
                            Locale.ROOT,
                            "media %s %d %d %d %d %.1f",
                            m.leg().replace(' ', '\u00a0'),
                            m.received(),
                            m.sent(),
                            m.lost(),
                            m.strangers(),
                            m.jitterMillis()));
            m.sound().forEach(way -> line(out, "sound " + m.leg().replace(' ', '\u00a0') + way(way)));
        }
        for (Trace.Reports r : trace.reports()) {
            r.samples().forEach(s -> line(out, "report " + r.leg().replace(' ', '\u00a0') + sample(s)));
        }
        for (TraceEntry e : trace.entries()) {
            line(
                    out,
                    "message " + e.micros() + (e.out() ? " out " : " in ") + e.transport() + ' ' + place(e.local())
                            + ' ' + place(e.remote()) + ' ' + e.bytes().length);
            out.writeBytes(e.bytes());
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static String way(SoundWay w) {
        return " " + w.way() + ' ' + w.reports() + ' ' + w.lostPercent() + ' ' + w.worstPercent()
                + spread(w.jitterMillis()) + spread(w.roundTripMillis());
    }

    private static String spread(SoundWay.Spread s) {
        return " " + s.least() + ' ' + s.mean() + ' ' + s.most();
    }

    private static String sample(SoundSample s) {
        return " " + s.micros() + ' ' + s.cameLost() + ' ' + s.cameJitter() + ' ' + s.wentLost() + ' ' + s.wentJitter()
                + ' ' + s.roundTrip();
    }

    private static String plain(String text) {
        return CONTROLS.matcher(text).replaceAll(" ").strip();
    }

    private static String place(InetSocketAddress a) {
        String host = a.getAddress() == null ? "0.0.0.0" : a.getAddress().getHostAddress();
        int zone = host.indexOf('%');
        return (zone < 0 ? host : host.substring(0, zone)) + '/' + a.getPort();
    }

    private static void line(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    // ---- reading

    private static final class Reading {
        private String call = "";
        private String caller = "";
        private String outcome = "";
        private String reason = "";
        private int dropped;
        private final Map<String, String> legs = new LinkedHashMap<>();
        private final List<Trace.Media> media = new ArrayList<>();
        private final Map<String, List<SoundSample>> samples = new LinkedHashMap<>();
        private final List<TraceEntry> entries = new ArrayList<>();
    }

    /** Reads it whole. */
    static Trace read(Path file) throws IOException {
        return read(file, true);
    }

    /** Reads it without its messages. */
    static Trace head(Path file) throws IOException {
        return read(file, false);
    }

    private static Trace read(Path file, boolean whole) throws IOException {
        Reading r = new Reading();
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), 8_192))) {
            if (!lineOf(in).equals(FIRST)) {
                throw new IOException(file + " is no trace of Helpline");
            }
            for (String line = lineOf(in); !line.isEmpty(); line = lineOf(in)) {
                if (line.startsWith("message ")) {
                    if (!whole) {
                        break;
                    }
                    message(r, line.split(" ", -1), in);
                } else {
                    head(r, line);
                }
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | NoSuchElementException e) {
            throw new IOException(file + " is broken: " + e.getMessage(), e);
        }
        List<Trace.Reports> reports = r.samples.entrySet().stream()
                .map(e -> new Trace.Reports(e.getKey(), e.getValue()))
                .toList();
        return new Trace(r.call, r.caller, r.outcome, r.reason, r.legs, r.media, reports, r.dropped, r.entries);
    }

    private static void head(Reading r, String line) {
        int space = line.indexOf(' ');
        String rest = line.substring(space + 1);
        switch (line.substring(0, space)) {
            case "call" -> r.call = rest;
            case "caller" -> r.caller = rest;
            case "outcome" -> r.outcome = rest;
            case "reason" -> r.reason = rest;
            case "dropped" -> r.dropped = Integer.parseInt(rest);
            case "leg" -> {
                int gap = rest.indexOf(' ');
                r.legs.put(rest.substring(gap + 1), rest.substring(0, gap).replace('\u00a0', ' '));
            }
            case "media" -> {
                String[] p = rest.split(" ", -1);
                r.media.add(new Trace.Media(
                        p[0].replace('\u00a0', ' '),
                        Long.parseLong(p[1]),
                        Long.parseLong(p[2]),
                        Long.parseLong(p[3]),
                        Long.parseLong(p[4]),
                        Double.parseDouble(p[5])));
            }
            case "sound" -> sound(r, rest.split(" ", -1));
            case "report" -> report(r, rest.split(" ", -1));
            default -> {} // of a later version
        }
    }

    /** What RTCP came to in one direction belongs to the leg before it. */
    private static void sound(Reading r, String[] p) {
        Trace.Media m = r.media.removeLast();
        List<SoundWay> ways = new ArrayList<>(m.sound());
        ways.add(new SoundWay(
                p[1].equals(SoundWay.WENT) ? SoundWay.WENT : SoundWay.CAME,
                Integer.parseInt(p[2]),
                Double.parseDouble(p[3]),
                Double.parseDouble(p[4]),
                spread(p, 5),
                spread(p, 8)));
        r.media.add(new Trace.Media(
                m.leg(), m.received(), m.sent(), m.lost(), m.strangers(), m.jitterMillis(), List.copyOf(ways)));
    }

    private static SoundWay.Spread spread(String[] p, int at) {
        return new SoundWay.Spread(
                Double.parseDouble(p[at]), Double.parseDouble(p[at + 1]), Double.parseDouble(p[at + 2]));
    }

    private static void report(Reading r, String[] p) {
        r.samples
                .computeIfAbsent(p[0].replace('\u00a0', ' '), _ -> new ArrayList<>())
                .add(new SoundSample(
                        Long.parseLong(p[1]),
                        Double.parseDouble(p[2]),
                        Double.parseDouble(p[3]),
                        Double.parseDouble(p[4]),
                        Double.parseDouble(p[5]),
                        Double.parseDouble(p[6])));
    }

    private static void message(Reading r, String[] p, InputStream in) throws IOException {
        int length = Integer.parseInt(p[6]);
        if (length < 0 || length > LONGEST_MESSAGE) {
            throw new IOException("a message of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (in.read() != '\n') {
            throw new IOException("a message is cut off");
        }
        r.entries.add(new TraceEntry(Long.parseLong(p[1]), p[2].equals("out"), p[3], place(p[4]), place(p[5]), bytes));
    }

    private static InetSocketAddress place(String text) {
        int slash = text.lastIndexOf('/');
        return new InetSocketAddress(
                InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    private static String lineOf(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n' && line.size() < LONGEST_LINE; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
