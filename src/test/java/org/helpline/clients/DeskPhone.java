package org.helpline.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.helpline.desk.Browser;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WindowType;

/** An agent's desk in a headless browser, which is the agent's phone: driven as people do, and what is heard there is measured in the page. */
final class DeskPhone implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** What browsers do to a voice would do away with a tone. */
    private static final String PLAIN = """
            const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            window.opened = [];
            navigator.mediaDevices.getUserMedia = async ({ audio }) => {
              const stream = await real({ audio: { ...audio, echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
              window.opened.push(...stream.getAudioTracks());
              return stream;
            };
            """;

    /** Of all microphones that the page has opened since it was loaded. */
    private static final String MICROPHONE = """
            const live = window.opened.filter((track) => track.readyState === "live");
            return live.length === 0 ? "closed" : live.some((track) => track.enabled) ? "speaks" : "muted";
            """;

    private static final String LISTEN = """
            window.wanted = arguments[0];
            window.heardMillis = 0;
            const out = document.getElementById("phone-sound");
            if (window.listening !== out.srcObject) {
              window.listening = out.srcObject;
              const context = new AudioContext();
              const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
              new MediaStreamAudioSourceNode(context, { mediaStream: out.srcObject }).connect(analyser);
              const levels = new Float32Array(analyser.frequencyBinCount);
              const step = context.sampleRate / analyser.fftSize;
              setInterval(() => {
                analyser.getFloatFrequencyData(levels);
                const strongest = levels.reduce((best, level, i) => (level > levels[best] ? i : best), 0);
                if (levels[strongest] > -60 && Math.abs(strongest * step - window.wanted) < 3 * step) {
                  window.heardMillis += 200;
                }
              }, 200);
            }
            """;

    private final Browser browser;
    private final String desk;

    private DeskPhone(Browser browser, String desk) {
        this.browser = browser;
        this.desk = desk;
    }

    /** Somebody logs in; the microphone hears this WAV file. */
    static DeskPhone open(HelplineProcess server, String agent, Path says) throws IOException {
        return logIn(Browser.withMicrophone(says), server.desk(), server.password(agent), agent);
    }

    /** The same by HTTPS, where SIP has to be by TLS. */
    static DeskPhone openByHttps(HelplineProcess server, String agent, Path says) throws IOException {
        String desk = server.desk().replace("http:", "https:");
        return logIn(Browser.withMicrophone(says), desk, server.password(agent), agent);
    }

    /** The same in a Firefox, whose microphone hears this tone. */
    static DeskPhone firefoxByHttps(HelplineProcess server, String agent, double hertz) throws IOException {
        String desk = server.desk().replace("http:", "https:");
        return logIn(Browser.firefox(hertz), desk, server.password(agent), agent);
    }

    /** The same with a browser that gives nobody the microphone. */
    static DeskPhone withoutMicrophone(HelplineProcess server, String agent) throws IOException {
        Browser browser = Browser.withDevices();
        browser.permit("microphone", "denied");
        return logIn(browser, server.desk(), server.password(agent), agent);
    }

    private static DeskPhone logIn(Browser browser, String desk, String password, String agent) {
        browser.logIn(desk, agent, password);
        browser.see("#phone-switch");
        DeskPhone phone = new DeskPhone(browser, desk + "desk");
        phone.js().executeScript(PLAIN);
        return phone;
    }

    Browser page() {
        return browser;
    }

    private JavascriptExecutor js() {
        return browser.driver();
    }

    /** Waits until the line of the phone says so: {@code on}, {@code elsewhere}, {@code microphone}. */
    void isNow(String state) {
        browser.see("#phone-state[data-state=" + state + "]");
    }

    /** Opens the desk in another tab; answers the name of the one that was seen before. */
    String anotherTab() {
        String here = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        browser.driver().get(desk);
        browser.see("#phone-switch");
        return here;
    }

    /** Waits until this tone has been heard for a second in all. */
    void hears(double hertz) {
        hears(hertz, 1_000);
    }

    /** Waits until this tone has been heard for so long in all. */
    void hears(double hertz, int millis) {
        until("sound", "return document.getElementById('phone-sound').srcObject !== null");
        if (browser.isFirefox()) {
            new Ear(js(), "phone-sound").hears(hertz, millis);
            return;
        }
        js().executeScript(LISTEN, hertz);
        until("a tone of " + hertz + " Hz", "return window.heardMillis >= " + millis);
    }

    /** Waits until the microphone is open and speaks, is open and muted, or is closed. */
    void microphone(String state) {
        Awaitility.await("microphone " + state)
                .atMost(PATIENCE)
                .until(() -> state.equals(js().executeScript(MICROPHONE)));
    }

    /** Waits until the test call has come to its end, and the server has heard it; a busy machine may lose packets. */
    void wasHeard() {
        until(
                "the end of the test call",
                "return /^(All is well|You are heard, but)/.test(document.getElementById('tried').textContent)");
    }

    /** Where the page speaks SIP. */
    String speaksTo() {
        return String.valueOf(phone("phone.pass.url"));
    }

    /** Waits until the call's microphone is this one. */
    void speaksInto(String label) {
        Awaitility.await("microphone " + label)
                .atMost(PATIENCE)
                .until(() -> label.equals(phone("phone.talk.sound.connection.getSenders()[0].track.label")));
    }

    /** Waits until this window is the phone, since none is any more: it looks when it is looked at. */
    void takesOverUnasked() {
        Awaitility.await("the phone")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> "on".equals(phone("phone.state === 'elsewhere' ? (phone.look(), '') : phone.state")));
    }

    /** The connection of the phone breaks and cannot be opened again. */
    void cutOff() {
        phone("phone.sip.open = () => {}, phone.sip.socket.close()");
    }

    /** It can. */
    void reachable() {
        phone("delete phone.sip.open, phone.sip.open()");
    }

    /** What an expression about the page's phone comes to; Firefox lets no script from outside import a module. */
    private @Nullable Object phone(String expression) {
        return js().executeAsyncScript("""
                        const done = arguments[arguments.length - 1];
                        const at = document.querySelector("script[src$='/desk.js']").src.replace("desk.js", "phone.js");
                        import(at).then(({ phone }) => done(%s));
                        """.formatted(expression));
    }

    private void until(String what, String condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .until(() -> Boolean.TRUE.equals(Objects.requireNonNull(js().executeScript(condition))));
    }

    @Override
    public void close() {
        browser.close();
    }
}
