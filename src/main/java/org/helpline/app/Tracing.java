package org.helpline.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.Metrics;
import org.helpline.config.Settings;
import org.helpline.config.TraceSettings;
import org.helpline.core.SoundWatch;
import org.helpline.sip.trace.HepSender;
import org.helpline.sip.trace.TraceFolder;
import org.helpline.sip.trace.Traces;
import org.helpline.sip.transport.Tracer;
import org.helpline.store.Callers;

/** What is kept of SIP as it goes over the wire, put together: the record of calls that are up, and its folder. */
final class Tracing {

    private static final Duration TIDY = Duration.ofSeconds(1);
    private static final Duration COPY = Duration.ofMillis(1);
    private static final Duration EXPIRE = Duration.ofHours(1);

    private final TraceFolder folder;
    private final Optional<Traces> traces;
    private final Optional<HepSender> copies;

    private Tracing(TraceFolder folder, Optional<Traces> traces, Optional<HepSender> copies) {
        this.folder = folder;
        this.traces = traces;
        this.copies = copies;
    }

    /** Begins it; what is stored is expired from now on, also where nothing new is kept. */
    static Tracing open(Settings settings, Tools tools, Callers callers) {
        TraceFolder folder = SipCommand.folder(settings.data());
        TraceSettings terms = settings.trace();
        tools.opened()
                .add(Housekeeping.every(
                        EXPIRE,
                        "old traces",
                        Executors.callable(() ->
                                folder.expire(tools.clock().now(), terms.keep(), terms.megabytes() * 1_000_000L))));
        Optional<HepSender> copies = terms.hep().flatMap(hep -> HepSender.open(hep, tools.clock()));
        copies.ifPresent(sender -> {
            tools.facts().add(sender);
            tools.opened().add(sender::close);
            tools.opened().add(Housekeeping.every(COPY, "copies for sip.hep", () -> {
                sender.drain(TIDY.toMillis());
                return true;
            }));
        });
        if (terms.mode() == TraceSettings.Mode.OFF) {
            return new Tracing(folder, Optional.empty(), copies);
        }
        Traces traces = new Traces(terms, tools.clock(), folder, callers::idOf);
        tools.facts().add(traces);
        tools.opened().add(traces::close);
        tools.opened().add(Housekeeping.every(TIDY, "traces", Executors.callable(traces::tidy)));
        return new Tracing(folder, Optional.of(traces), copies);
    }

    /** What the sockets show their messages to. */
    Tracer tracer() {
        if (traces.isEmpty() || copies.isEmpty()) {
            return traces.<Tracer>map(t -> t).or(() -> copies).orElse(Tracer.NONE);
        }
        Traces kept = traces.get();
        HepSender sender = copies.get();
        return (out, flow, bytes) -> {
            kept.message(out, flow, bytes);
            sender.message(out, flow, bytes);
        };
    }

    /** What calls tell of their sound. */
    SoundWatch sound() {
        return (callId, report) -> {
            traces.ifPresent(t -> t.onReport(callId, report));
            copies.ifPresent(c -> c.onReport(callId, report));
        };
    }

    /** What was lost, and what went to Homer. */
    Metrics addTo(Metrics metrics) {
        return metrics.counter(
                        "helpline_trace_messages_lost",
                        "SIP messages that traces had no room for",
                        () -> traces.map(Traces::messagesLost).orElse(0L))
                .counter(
                        "helpline_traces_lost",
                        "Calls whose trace was not stored",
                        () -> traces.map(Traces::tracesLost).orElse(0L))
                .counter(
                        "helpline_hep_sent",
                        "Messages and reports sent to sip.hep",
                        () -> copies.map(HepSender::sent).orElse(0L))
                .counter(
                        "helpline_hep_lost",
                        "Messages that sip.hep never got, since more came than could go",
                        () -> copies.map(HepSender::dropped).orElse(0L));
    }

    /** {@code sip trace}. */
    ControlCommand command() {
        return SipCommand.of(name -> traces.flatMap(t -> t.live(name)), folder);
    }

    /** How many calls of a caller have a trace, or will have one, by the id in the store. */
    int countOf(String caller) {
        return traces.map(t -> t.countOf(caller)).orElse(0) + folder.countOf(caller);
    }

    /** Deletes what is stored of a caller, by the id in the store, and what is about to be. @return how many calls */
    int forget(String caller) {
        int soon = traces.map(t -> t.forget(caller)).orElse(0);
        return soon + folder.forget(caller);
    }
}
