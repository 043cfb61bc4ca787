package org.helpline.clients;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.openqa.selenium.JavascriptExecutor;

/**
 * What an audio element of a page plays, measured where there is no sound card: a second is recorded and looked at, over and over. Firefox needs it, whose
 * AudioContext does not run without a device. One thread.
 */
record Ear(JavascriptExecutor page, String element) {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int ANY = 0;

    /** Milliseconds of a second in which anything was heard, and in which this tone was more than half of it. */
    private static final String SECOND = """
            const [element, hertz, done] = arguments;
            const share = (samples, rate) => { // of the power, by Goertzel's way
              const turn = 2 * Math.cos(2 * Math.PI * hertz / rate);
              let [one, two, power] = [0, 0, 0];
              for (const sample of samples) {
                [one, two] = [sample + turn * one - two, one];
                power += sample * sample;
              }
              return [Math.sqrt(power / samples.length) > 0.001, 2 * (one * one + two * two - turn * one * two) / samples.length > power / 2];
            };
            const measure = async (parts) => {
              const sound = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(await new Blob(parts).arrayBuffer());
              const all = sound.getChannelData(0);
              const [step, found] = [sound.sampleRate / 20, [0, 0]];
              for (let at = 0; at + step <= all.length; at += step) {
                const [isLoud, isTone] = share(all.subarray(at, at + step), sound.sampleRate);
                found[0] += isLoud ? 50 : 0;
                found[1] += isLoud && isTone ? 50 : 0;
              }
              return found;
            };
            const stream = document.getElementById(element).srcObject;
            if (!stream?.active) {
              done([0, 0]);
              return;
            }
            const [recorder, parts] = [new MediaRecorder(stream), []];
            recorder.ondataavailable = ({ data }) => parts.push(data);
            recorder.onstop = () => measure(parts).then(done, () => done([0, 0]));
            recorder.onerror = () => done([0, 0]);
            recorder.start();
            setTimeout(() => recorder.state === "recording" && recorder.stop(), 1000);
            """;

    /** Waits until this tone was heard for so long in all. */
    void hears(double hertz, int millis) {
        listen("a tone of " + hertz + " Hz", millis, () -> second(hertz).get(1));
    }

    /** Waits until anything was heard for a second in all. */
    void hearsSomething() {
        listen("anything", 1_000, () -> second(ANY).get(0));
    }

    private static void listen(String what, int millis, LongSupplier second) {
        AtomicLong heard = new AtomicLong();
        Awaitility.await(what).atMost(PATIENCE).until(() -> heard.addAndGet(second.getAsLong()) >= millis);
    }

    private List<Long> second(double hertz) {
        List<?> found = (List<?>) Objects.requireNonNull(page.executeAsyncScript(SECOND, element, hertz));
        return found.stream().map(n -> ((Number) n).longValue()).toList();
    }
}
