package org.helpline.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.helpline.core.Scratch;
import org.openqa.selenium.ImmutableCapabilities;
import org.openqa.selenium.remote.RemoteWebDriver;

/** A headless Firefox with a profile of its own, which pages may use the microphone of unasked: that hears a tone. */
final class Firefox extends RemoteWebDriver {

    private static final Duration START = Duration.ofSeconds(90);

    private static final String SETTINGS = """
            user_pref("marionette.port", 0);
            user_pref("media.navigator.streams.fake", true);
            user_pref("media.navigator.audio.fake_frequency", HERTZ);
            user_pref("permissions.default.microphone", 1);
            user_pref("media.autoplay.default", 0);
            user_pref("media.peerconnection.ice.loopback", true);
            """;

    private final Process process;
    private final Marionette control;

    private Firefox(Process process, Marionette control) {
        super(control, new ImmutableCapabilities());
        this.process = process;
        this.control = control;
    }

    /** Starts it; {@code hertz}: the tone that its microphone hears. */
    static Firefox start(int hertz) throws IOException {
        Path profile = Scratch.folder("firefox");
        Files.writeString(profile.resolve("user.js"), SETTINGS.replace("HERTZ", String.valueOf(hertz)));
        Path log = profile.resolve("log");
        Process process = new ProcessBuilder(
                        "firefox-esr", "--headless", "--no-remote", "--marionette", "--profile", profile.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new Firefox(process, new Marionette(port(profile.resolve("MarionetteActivePort"), process)));
        } catch (IOException | RuntimeException e) {
            end(process);
            throw new IOException("Firefox does not start: " + Files.readString(log), e);
        }
    }

    /** Which it has written to this file; each of its starts is on a port that was free. */
    private static int port(Path file, Process process) throws IOException {
        Awaitility.await("Firefox's port")
                .atMost(START)
                .failFast("Firefox has ended", () -> !process.isAlive())
                .until(() -> Files.exists(file) && !Files.readString(file).isBlank());
        return Integer.parseInt(Files.readString(file).strip());
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void quit() {
        try {
            super.quit();
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Firefox did not end");
            }
            control.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(process);
        }
    }
}
