package org.helpline.sip.trace;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.helpline.config.TraceSettings;
import org.helpline.core.CallFact;
import org.helpline.core.Clock;
import org.helpline.core.FactSink;
import org.helpline.core.Published;
import org.helpline.core.SoundReport;
import org.helpline.core.SoundWatch;
import org.helpline.sip.transport.Flow;
import org.helpline.sip.transport.Tracer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a copy of every SIP message to a collector such as Homer, the reports of RTCP of each leg while it is up, and one more of what its sound
 * came to. Both legs of a
 * call carry its id as their correlation (P56). What the loops hand over waits in a bounded line for {@link #drain}'s thread; what does
 * not fit is dropped and counted, and nothing ever waits for the collector.
 */
public final class HepSender implements Tracer, FactSink, SoundWatch {

    private static final Logger LOG = LoggerFactory.getLogger(HepSender.class);
    private static final int LINE = 4_096;
    private static final long HELD_LOOK_NANOS = 5_000_000;
    private static final int MOST_CALLS = 50_000;
    /** The first messages of a call come before it is known whose they are: they wait so long. */
    private static final long PATIENCE_MICROS = 20_000;
    /** After the end of a call answers still come (RFC 3261 §17.2.2). */
    private static final long AFTERWARDS_MICROS = 32_000_000;

    private final TraceSettings.Hep settings;
    private final Clock clock;
    private final DatagramChannel channel;
    private final InetSocketAddress collector;
    private final BlockingQueue<Piece> line = new ArrayBlockingQueue<>(LINE);
    private final Map<String, Known> calls = new ConcurrentHashMap<>();
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private final Deque<Piece> held = new ArrayDeque<>();
    private final Map<String, Sound> sounds = new ConcurrentHashMap<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    /** Something to send; {@code correlation} is known for reports only. */
    private record Piece(TraceEntry entry, int type, String correlation) {}

    /** Whose a Call-ID is. */
    private record Known(String call, String leg) {}

    private record Ended(String call, long micros) {}

    /** Between whom a leg's signalling goes, for its report. */
    private record Sound(InetSocketAddress local, InetSocketAddress remote) {}

    private HepSender(TraceSettings.Hep settings, Clock clock, DatagramChannel channel, InetSocketAddress collector) {
        this.settings = settings;
        this.clock = clock;
        this.channel = channel;
        this.collector = collector;
    }

    /** Opens it; the collector's name is asked for here. Blocks. Empty, with a line in the log, if that cannot be. */
    public static Optional<HepSender> open(TraceSettings.Hep settings, Clock clock) {
        try {
            InetSocketAddress collector =
                    new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port());
            DatagramChannel channel = DatagramChannel.open();
            channel.configureBlocking(false);
            return Optional.of(new HepSender(settings, clock, channel, collector));
        } catch (IOException e) {
            LOG.warn("no copies go to sip.hep: {} cannot be found or reached ({})", settings.host(), e.toString());
            return Optional.empty();
        }
    }

    @Override
    public void message(boolean out, Flow flow, byte[] bytes) {
        offer(new Piece(
                new TraceEntry(Traces.micros(clock.now()), out, flow.transport(), flow.local(), flow.remote(), bytes),
                HepPacket.SIP,
                ""));
    }

    private void offer(Piece piece) {
        if (!line.offer(piece)) {
            dropped.increment();
        }
    }

    @Override
    public void publish(Published published) {
        switch (published.fact()) {
            case CallFact.Arrived f -> know(f.callId(), published.stream(), "caller");
            case CallFact.Invited f -> know(f.callId(), published.stream(), f.leg());
            case CallFact.MediaClosed f -> report(published.stream(), f);
            case CallFact.Ended _ -> ended.add(new Ended(published.stream(), Traces.micros(clock.now())));
            default -> {} // nothing of the wire
        }
    }

    private void know(String callId, String call, String leg) {
        if (calls.size() > MOST_CALLS) {
            calls.clear(); // those that are up lose their correlation, rather than the server its memory
            sounds.clear();
        }
        calls.put(callId, new Known(call, leg));
    }

    /** As a collector of RTCP wants it; the addresses are those of the call's signalling. */
    private void report(String call, CallFact.MediaClosed f) {
        Sound between = sounds.get(call + ' ' + f.leg());
        if (between == null) {
            return;
        }
        double expected = f.packetsReceived() + f.lost();
        String json = String.format(
                Locale.ROOT,
                "{\"type\":200,\"ssrc\":0,\"report_count\":1,\"leg\":\"%s\",\"sender_information\":{\"packets\":%d,\"octets\":%d},"
                        + "\"report_blocks\":[{\"source_ssrc\":0,\"highest_seq_no\":%d,\"fraction_lost\":%d,"
                        + "\"packets_lost\":%d,\"ia_jitter\":%d,\"lsr\":0,\"dlsr\":0}]}",
                f.leg().replaceAll("[^\\w:.-]", "_"),
                f.packetsSent(),
                f.packetsSent() * 160,
                f.packetsReceived() + f.lost(),
                expected == 0 ? 0 : Math.round(256 * f.lost() / expected),
                f.lost(),
                Math.round(f.jitterMillis() * 8)); // in units of 8 kHz
        offer(new Piece(
                new TraceEntry(
                        Traces.micros(clock.now()),
                        true,
                        "UDP",
                        between.local(),
                        between.remote(),
                        json.getBytes(StandardCharsets.UTF_8)),
                HepPacket.RTCP_JSON,
                call));
    }

    @Override
    public void onReport(String callId, SoundReport report) {
        Known known = calls.get(callId);
        if (known != null) {
            report.ours().ifPresent(block -> report(known, report, block, true));
            report.theirs().ifPresent(block -> report(known, report, block, false));
        }
    }

    private void report(Known known, SoundReport report, SoundReport.Block block, boolean ours) {
        offer(new Piece(
                new TraceEntry(
                        Traces.micros(report.at()),
                        ours,
                        "UDP",
                        report.local(),
                        report.remote(),
                        HepRtcp.of(block).getBytes(StandardCharsets.UTF_8)),
                HepPacket.RTCP_JSON,
                known.call()));
    }

    /** Sends what waits, for at most about this long. On one thread, which may block. */
    public void drain(long millis) throws InterruptedException {
        long end = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - clock.nanos(); left > 0; left = end - clock.nanos()) {
            Piece next = line.poll(Math.min(left, HELD_LOOK_NANOS), TimeUnit.NANOSECONDS);
            if (next != null && isTooEarly(next)) {
                held.add(next);
            } else if (next != null) {
                send(next);
            }
            while (!held.isEmpty() && !isTooEarly(held.peek())) {
                send(held.poll());
            }
        }
        forgetEnded();
    }

    /** A call's first message is here before the fact that names the call: it is held back for that, not long. */
    private boolean isTooEarly(Piece piece) {
        TraceEntry e = piece.entry();
        return piece.type() == HepPacket.SIP
                && (startsWith(e.bytes(), "INVITE ") || startsWith(e.bytes(), "SIP/2.0 100"))
                && !calls.containsKey(CallIdScan.of(e.bytes()))
                && Traces.micros(clock.now()) - e.micros() < PATIENCE_MICROS;
    }

    private void forgetEnded() {
        long now = Traces.micros(clock.now());
        Set<String> gone = new HashSet<>();
        for (Ended first = ended.peek();
                first != null && now - first.micros() > AFTERWARDS_MICROS;
                first = ended.peek()) {
            gone.add(first.call());
            ended.remove(first);
        }
        if (!gone.isEmpty()) {
            calls.values().removeIf(k -> gone.contains(k.call()));
            sounds.keySet().removeIf(k -> gone.contains(k.substring(0, k.indexOf(' '))));
        }
    }

    private void send(Piece piece) {
        TraceEntry e = piece.entry();
        boolean sip = piece.type() == HepPacket.SIP;
        String correlation = piece.correlation();
        if (sip) {
            String callId = CallIdScan.of(e.bytes());
            Known known = calls.get(callId);
            correlation = known == null ? callId : known.call();
            if (known != null) {
                sounds.put(known.call() + ' ' + known.leg(), new Sound(e.local(), e.remote()));
            }
        }
        byte[] packet = HepPacket.write(
                e,
                piece.type(),
                sip ? Masking.of(e.bytes()) : e.bytes(),
                settings.captureId(),
                correlation,
                settings.password().value());
        try {
            if (channel.send(ByteBuffer.wrap(packet), collector) > 0) {
                sent.increment();
            } else {
                dropped.increment();
            }
        } catch (IOException failure) {
            dropped.increment();
            LOG.debug("sip.hep: {}", failure.toString());
        }
    }

    private static boolean startsWith(byte[] bytes, String start) {
        return bytes.length > start.length()
                && new String(bytes, 0, start.length(), StandardCharsets.ISO_8859_1).equals(start);
    }

    /** How many packets went. Any thread. */
    public long sent() {
        return sent.sum();
    }

    /** How many messages were dropped, since more came than could go. Any thread. */
    public long dropped() {
        return dropped.sum();
    }

    /** Ends it. */
    public void close() throws IOException {
        channel.close();
    }
}
