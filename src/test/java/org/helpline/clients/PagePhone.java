package org.helpline.clients;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.helpline.desk.Browser;

/**
 * A phone in a headless browser: a page of the test's own with the desk's modules for SIP and sound. Its microphone is what the browser was started
 * with; what it hears is measured in the page.
 */
final class PagePhone implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Path MODULES = Path.of("src/main/resources/org/helpline/desk");
    private static final Path PAGE = Path.of("src/test/resources/browser/caller.html");

    private final HttpServer pages;
    private final Browser browser;

    private PagePhone(HttpServer pages, Browser browser) {
        this.pages = pages;
        this.browser = browser;
    }

    /** In a Chromium; {@code says}: a WAV file that the microphone hears. */
    static PagePhone open(Path says) throws IOException {
        return open(Browser.withMicrophone(says));
    }

    /** In a Firefox; {@code hertz}: the tone that the microphone hears. */
    static PagePhone inFirefox(double hertz) throws IOException {
        return open(Browser.firefox(hertz));
    }

    private static PagePhone open(Browser browser) throws IOException {
        HttpServer pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.createContext("/", exchange -> {
            String name = exchange.getRequestURI().getPath().substring(1);
            byte[] body = Files.readAllBytes(name.isEmpty() ? PAGE : MODULES.resolve(name));
            exchange.getResponseHeaders()
                    .set("content-type", name.isEmpty() ? "text/html" : "text/javascript; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        pages.start();
        browser.driver().get("http://127.0.0.1:" + pages.getAddress().getPort() + "/");
        PagePhone phone = new PagePhone(pages, browser);
        phone.until("the page is there", "return typeof window.call === 'function'");
        return phone;
    }

    void call(String webSocket, String number) {
        browser.driver().executeScript("window.call(arguments[0], arguments[1])", webSocket, number);
    }

    void register(String webSocket, String user, String secret) {
        browser.driver().executeScript("window.register(...arguments)", webSocket, user, secret);
        becomes("registered");
    }

    void answer() {
        browser.driver().executeScript("window.answer()");
    }

    /** What the page answers to an offer, the first or a later one, without a telephone before it. */
    String answers(String offer) {
        return String.valueOf(browser.driver()
                .executeAsyncScript(
                        "window.answerTo(arguments[0]).then(arguments[1], (e) => arguments[1]('failed: ' + e))",
                        offer));
    }

    void press(String key) {
        browser.driver().executeScript("window.sound.press(arguments[0])", key);
    }

    void hangUp() {
        browser.driver().executeScript("window.talk.hangUp()");
    }

    /** Waits until the call is so: {@code talking}, {@code over}. */
    void becomes(String state) {
        until("the call is " + state, "return window.state.startsWith('" + state + "')");
    }

    /** Waits until this tone has been heard for a second in all. */
    void hears(double hertz) {
        if (browser.isFirefox()) {
            ear().hears(hertz, 1_000);
            return;
        }
        browser.driver().executeScript("window.listenFor(arguments[0])", hertz);
        until("a tone of " + hertz + " Hz", "return window.heardMillis >= 1000");
    }

    /** Waits until anything has been heard for a second in all, from now on. */
    void hearsSomething() {
        if (browser.isFirefox()) {
            ear().hearsSomething();
            return;
        }
        browser.driver().executeScript("window.loudMillis = 0");
        until("anything", "return window.loudMillis >= 1000");
    }

    private Ear ear() {
        return new Ear(browser.driver(), "out");
    }

    /** Waits until so many packets have come. */
    void receives(int packets) {
        until(packets + " packets", "return window.packets >= " + packets);
    }

    Map<?, ?> seen() {
        return (Map<?, ?>) Objects.requireNonNull(browser.driver().executeScript("return window.seen()"));
    }

    private void until(String what, String condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .conditionEvaluationListener(e -> {})
                .until(() -> Boolean.TRUE.equals(browser.driver().executeScript(condition)));
    }

    @Override
    public void close() {
        browser.close();
        pages.stop(0);
    }
}
