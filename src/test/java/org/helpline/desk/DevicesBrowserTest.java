package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Microphone, speaker and ringer are chosen and tried in a real browser whose devices beep and swallow. */
@Tag("clients")
class DevicesBrowserTest {

    private static final String FIRST = "Fake Audio Input 1";

    private static final Path SHOTS = Path.of("target/shots");

    /** Keeps each stream that the page opens, and counts the tones that it plays; the next time the browser fails as {@code window.failure} says. */
    private static final String WATCHED = """
            window.streams = [];
            const devices = navigator.mediaDevices;
            const open = devices.getUserMedia.bind(devices);
            devices.getUserMedia = async (asked) => {
              if (window.failure) { throw new DOMException(window.failure[1], window.failure[0]); }
              const stream = await open(asked);
              window.streams.push(stream);
              return stream;
            };
            window.tones = 0;
            const start = AudioScheduledSourceNode.prototype.start;
            AudioScheduledSourceNode.prototype.start = function (...at) { window.tones++; return start.apply(this, at); };
            """;

    private static final String ALL_RELEASED =
            "return window.streams.every((s) => s.getTracks().every((t) => t.readyState === 'ended'))";

    private final FakeHouse house = new FakeHouse(Clock.system());
    private DeskServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        server = DeskDemo.start("127.0.0.1:0", house, Clock.system(), Duration.ofHours(1), new Problems());
        browser = Browser.withDevices();
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    private void desk() {
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Not ready");
        browser.driver().executeScript(WATCHED);
    }

    @Test
    void whatIsChosenIsTriedAndKeptAndTheMicrophoneIsReleased() throws IOException {
        browser.permit("microphone", "granted");
        desk();
        browser.alt("o");
        hears();
        browser.seeFocus("#choose-microphone");
        browser.choose("#choose-microphone", FIRST);
        browser.choose("#choose-ringer", "Fake Audio Output 1");
        browser.click("#tone:enabled");
        browser.seeText("#tried", "A tone is playing.");
        becomes("it plays", "return window.tones === 1");
        browser.click("#chime:enabled");
        browser.seeText("#tried", "It rings.");
        becomes("a bell has two tones", "return window.tones === 3");
        browser.click("#record:enabled");
        browser.seeText("#tried", "This is what you said.");
        browser.seeText("#tried", "So you are heard.");
        browser.see("#tone:enabled");

        browser.shoot(SHOTS, "my-sound-1280");
        browser.size(360, 640);
        browser.shoot(SHOTS, "my-sound-360");
        assertThat(
                        browser.driver()
                                .executeScript(
                                        "const d = document.getElementById('devices');"
                                                + " return d.scrollWidth <= d.clientWidth && d.getBoundingClientRect().width <= innerWidth"))
                .as("the dialog fits a narrow window")
                .isEqualTo(true);

        browser.type(Keys.ESCAPE);
        browser.gone("#devices");
        browser.seeFocus("#main, #my-sound, body");
        released();

        browser.driver().navigate().refresh();
        browser.seeText("#state", "Not ready");
        browser.click("#my-sound");
        browser.seeText("#choose-microphone option:checked", FIRST);
        browser.seeText("#choose-speaker option:checked", "usual");
        browser.seeText("#choose-ringer option:checked", "Fake Audio Output 1");
    }

    @Test
    void aDeviceThatHasGoneIsNamedAndTheUsualOneUsedUntilItIsBack() {
        browser.permit("microphone", "granted");
        desk();
        keep("an id of yesterday", FIRST);
        browser.click("#my-sound");
        hears();
        browser.seeText("#choose-microphone option:checked", FIRST); // by its name
        browser.click("#devices-close");
        browser.gone("#devices");

        keep("an id of yesterday", "Headset of the neighbour");
        browser.click("#my-sound");
        hears();
        browser.seeText("#tried", "Headset of the neighbour is not here; the computer's usual one is used instead.");
        browser.seeText("#choose-microphone option:checked", "usual");

        browser.choose("#choose-speaker", "Fake Audio Output 1");
        browser.driver().executeScript("""
                        const devices = navigator.mediaDevices;
                        const all = devices.enumerateDevices.bind(devices);
                        devices.enumerateDevices = async () => (await all()).filter((d) => !d.label.startsWith("Fake Audio Output"));
                        devices.dispatchEvent(new Event("devicechange"));
                        """);
        browser.seeText("#tried", "Fake Audio Output 1 is not here");
        browser.seeText("#choose-speaker option:checked", "usual");
    }

    @Test
    void aRefusedMicrophoneIsExplainedWithWhatToDo() {
        browser.permit("microphone", "denied");
        desk();
        browser.click("#my-sound");
        browser.seeText("#heard", "Click the sign beside the page's address, allow the microphone");
        browser.see("#record:disabled");

        fails("NotAllowedError", "Permission dismissed", "closed without an answer");
        fails("NotAllowedError", "Permission denied by system", "The computer's own settings");
        fails("SecurityError", "", "your company's rules");
        fails("NotFoundError", "", "No microphone is connected");
        fails("NotReadableError", "", "another program may have it");
        fails("OverconstrainedError", "", "The microphone that was chosen is not here");
        fails("TimeoutError", "", "20 seconds");
        fails("OddError", "odd", "The browser says only this: odd");

        browser.driver().executeScript("window.failure = null");
        browser.permit("microphone", "granted");
        browser.click("#again");
        hears();
        browser.gone("#again");
        browser.click("#devices-close");
        browser.gone("#devices");
        released();
    }

    @Test
    void whatALevelSaysAndThatAPageWithoutHttpsHasNoMicrophone() {
        desk();
        browser.driver().executeScript("Object.defineProperty(navigator, 'mediaDevices', { value: undefined })");
        browser.click("#my-sound");
        browser.seeText("#heard", "The browser gives the microphone only to pages that come by HTTPS.");
        String verdict = "(await at('level.js')).verdict(";
        assertThat(List.of(
                        said(verdict + "[])"),
                        said(verdict + "Array(30).fill(0))"),
                        said(verdict + "Array(30).fill(0.003))"),
                        said(verdict + "[...Array(29).fill(0), 0.1])"),
                        said(verdict + "[0.3])"),
                        said(verdict + "Array(10).fill(1))"),
                        said(verdict + "[0], true)")))
                .containsExactly(
                        "device.listening",
                        "device.silent",
                        "device.quiet",
                        "device.heard",
                        "device.heard",
                        "device.loud",
                        "device.muted");
    }

    /** Sockets that only remember what is sent. */
    private static final String SOCKETS = """
            window.sockets = [];
            window.WebSocket = class {
              static OPEN = 1;
              readyState = 1;
              sent = [];
              constructor() { window.sockets.push(this); }
              send(message) { this.sent.push(message); }
              close() {}
              break() { this.readyState = 3; this.onclose(); }
            };
            window.invite = (id) => ["INVITE sip:anna@x.invalid SIP/2.0", "Via: SIP/2.0/WS h;branch=z9hG4bK" + id, "From: <sip:1@h>;tag=f",
              "To: <sip:anna@h>", "Call-ID: " + id, "CSeq: 1 INVITE", "Contact: <sip:h>", "", "v=0"].join("\\r\\n");
            window.answerTo = (request, status) => ["SIP/2.0 " + status + " Said", ...request.split("\\r\\n").filter((l) => /^(Via|From|To|Call-ID|CSeq):/.test(l)),
              "", ""].join("\\r\\n");
            window.talking = async (phone, id, told) => {
              phone.on.call = (call) => { window.call = call; };
              window.sockets.at(-1).onmessage({ data: window.invite(id) });
              window.call.on.state = (...now) => told.push(now.join(" ").trim());
              await window.call.answer({ answer: async () => "v=0", close: () => told.push("closed") });
              return window.call;
            };
            """;

    @Test
    void aCallOutlivesItsConnectionAndHearsWhetherItHasEnded() {
        desk();
        browser.driver().executeScript(SOCKETS);
        assertThat(said("""
                        (async () => {
                          const phone = new (await at("sip.js")).SipPhone("ws://desk.example/", "anna", {});
                          const again = () => { phone.open(); sockets.at(-1).onopen(); return sockets.at(-1).sent; };
                          const told = [];
                          again();
                          await talking(phone, "one", told);
                          sockets.at(-1).break();
                          const asked = again()[0];
                          sockets.at(-1).onmessage({ data: answerTo(asked, 200) });
                          told.push(asked.split(" ")[0]);
                          sockets.at(-1).break();
                          sockets.at(-1).onmessage({ data: answerTo(again()[0], 481) });
                          const two = await talking(phone, "two", told);
                          sockets.at(-1).break();
                          two.hangUp();
                          told.push(again()[0].split(" ")[0]);
                          phone.on.call = (call) => { call.on.state = (...now) => told.push(now.join(" ")); };
                          sockets.at(-1).onmessage({ data: invite("three") });
                          sockets.at(-1).break();
                          phone.close();
                          return told.join(", ");
                        })()
                        """)).isEqualTo("talking, OPTIONS, closed, over gone, talking, closed, over, BYE, over gone");
    }

    @Test
    void aConnectionThatIsSilentWhereItShouldAnswerIsOpenedAnew() {
        desk();
        browser.driver().executeScript(SOCKETS);
        assertThat(said("""
                        (async () => {
                          window.setInterval = (act) => { window.tick = act; return 0; };
                          const phone = new (await at("sip.js")).SipPhone("ws://desk.example/", "anna", {});
                          const first = sockets.at(-1);
                          const told = [];
                          phone.on.state = (state) => told.push(state);
                          first.onopen();
                          tick();
                          first.onmessage({ data: "\\r\\n" });
                          tick();
                          const pings = first.sent.filter((m) => m === "\\r\\n\\r\\n").length;
                          tick();
                          phone.close();
                          return [pings, first.onclose, ...told].join(", ");
                        })()
                        """)).isEqualTo("2, , connected, closed, closed");
    }

    @Test
    void whatATestCallSaysAndThatARingWhichMayNotSoundIsShown() {
        desk();
        String seen =
                "(await at('test-call.js')).verdict({ answered: true, received: 400, lost: 0, sent: 500, lostThere: 0,"
                        + " reason: \"Test call of anna's phone: it was heard.\", ...";
        assertThat(List.of(
                        said(seen + "{} }).join()"),
                        said(seen + "{ answered: false, reason: '486 Busy' } })[1].why"),
                        said(seen + "{ received: 0 } }).join()"),
                        said(seen + "{ reason: 'nothing was heard of it.' } }).join()"),
                        said(seen + "{ reason: 'it was heard, but quietly.' } }).join()"),
                        said(seen + "{ reason: '' } }).join()"),
                        said(seen + "{ lost: 8 } }).join()"),
                        said(seen + "{ lost: 100 } })[1].n"),
                        said(seen + "{ lostThere: 50 } })[1].n")))
                .containsExactly(
                        "device.test.well",
                        "486 Busy",
                        "device.test.deaf",
                        "device.test.nothing",
                        "device.test.quiet",
                        "device.test.cut",
                        "device.test.well",
                        "20",
                        "10");
        assertThat(said("""
                        (async () => {
                          window.AudioContext = class { state = "suspended"; resume() {} };
                          const ring = await at("ring.js?another");
                          ring.ringOn();
                          const hushed = ring.isHushed(() => {});
                          ring.ringOff();
                          return [hushed, ring.isHushed(() => {})].join();
                        })()
                        """)).isEqualTo("true,false");
    }

    /** What an expression of the desk's modules comes to. */
    private String said(String expression) {
        return String.valueOf(browser.driver()
                .executeAsyncScript("const done = arguments[0];"
                        + " const base = document.querySelector('script[src]').src;"
                        + " const at = (file) => import(new URL(file, base));"
                        + " (async () => " + expression + ")().then(done, (e) => done('failed: ' + e))"));
    }

    private void fails(String name, String message, String words) {
        browser.driver().executeScript("window.failure = [arguments[0], arguments[1]]", name, message);
        browser.click("#again");
        browser.seeText("#heard", words);
    }

    private void keep(String id, String label) {
        browser.driver()
                .executeScript(
                        "localStorage.setItem('helpline-devices', JSON.stringify({ microphone: { id: arguments[0], label: arguments[1] } }))",
                        id,
                        label);
    }

    /** The browser's own beeps are heard; where its automatic gain has raised them, they are too loud, even. */
    private void hears() {
        becomes(
                "the beeps are heard",
                "return /We hear you|Too loud/.test(document.getElementById('heard').textContent)");
    }

    private void released() {
        becomes("the microphone is released", ALL_RELEASED);
    }

    private void becomes(String what, String condition) {
        await(what)
                .atMost(Duration.ofSeconds(20))
                .until(() -> Boolean.TRUE.equals(browser.driver().executeScript(condition)));
    }
}
