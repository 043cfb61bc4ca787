package org.helpline.admin;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The numbers that the server shows to Prometheus, each asked for when they are read. Names as Prometheus has them
 * ({@code helpline_calls_active}); a counter's name is given without {@code _total}. Register at start; {@link #text} from
 * any thread; the suppliers must allow that and be quick.
 */
public final class Metrics {

    private static final int FIRST_BYTES = 8 * 1024;

    private final PrometheusRegistry registry = new PrometheusRegistry();

    /** A number that goes up and down. */
    public Metrics gauge(String name, String help, DoubleSupplier now) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(now.getAsDouble()))
                .register(registry);
        return this;
    }

    /** A number that only goes up. */
    public Metrics counter(String name, String help, DoubleSupplier now) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(now.getAsDouble()))
                .register(registry);
        return this;
    }

    /** Numbers that go up and down, told apart by a label: its value → the number. */
    public Metrics gauges(String name, String help, String label, Supplier<Map<String, Double>> now) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(callback -> now.get().forEach((value, number) -> callback.call(number, value)))
                .register(registry);
        return this;
    }

    /** Numbers that only go up, told apart by a label: its value → the number. */
    public Metrics counters(String name, String help, String label, Supplier<Map<String, Double>> now) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(callback -> now.get().forEach((value, number) -> callback.call(number, value)))
                .register(registry);
        return this;
    }

    /**
     * All numbers now, in Prometheus' text format 0.0.4.
     *
     * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
     */
    public String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_BYTES);
        try {
            PrometheusTextFormatWriter.create().write(bytes, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every write", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
