package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording in a real browser: what the browser makes of our files, and that a supervisor hears them by the page's own player. */
@Tag("clients")
class RecordingBrowserTest {

    private static final String CALL = "20261122-093000-7f3a9c";

    @TempDir
    private Path folder;

    private TalkRoom room;
    private DeskServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        room = new TalkRoom(folder);
        room.keep(CALL + "-1", CALL, 4, "anna");
        room.keep("a-1", "a", 2, "anna"); // the first of her last calls
        DeskServices services = DeskDemo.services(
                new FakeHouse(Clock.system()),
                Clock.system(),
                DeskDemo.accounts(),
                DeskRooms.none().with(new Listening(room.recordings, true)));
        server = DeskServer.start(DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)), services, new Problems())
                .orElseThrow();
        browser = Browser.open(false);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
        room.close();
    }

    @Test
    void itIsLoadedByThePagesPlayerAndCanBeSought() {
        browser.logIn(server.url(), "sam");
        browser.see(".top-links");
        browser.driver().get(server.url() + "reports/calls");
        browser.see("#main");
        // the page's own module draws them, as it does in a call's story
        browser.driver().executeScript("""
                const base = [...document.scripts].map((s) => s.src).find((s) => s.includes('numbers-calls.js'));
                import(new URL('recordings.js', base)).then(async ({ recordingsOf }) =>
                  document.getElementById('main').append(...await recordingsOf(arguments[0])));
                """, CALL);
        browser.seeText("#recordings", "paused from 0:01 to 0:02 by anna");
        browser.driver().executeScript("document.querySelector('#recordings audio').load()");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(number("duration")).isBetween(3.9, 4.1));
        browser.driver().executeScript("document.querySelector('#recordings audio').currentTime = 2.5");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(number("currentTime")).isBetween(2.4, 2.6);
            assertThat(number("seeking")).isZero();
            assertThat(number("readyState"))
                    .as("what is to be heard there is decoded")
                    .isGreaterThanOrEqualTo(2);
        });
        assertThat(browser.driver().executeScript("return document.querySelector('#recordings audio').error"))
                .isNull();
    }

    @Test
    void anAgentOpensThemAtTheOwnLastCalls() {
        browser.logIn(server.url(), "anna");
        browser.seeText("#history", "Jonas Weber");
        browser.click("#history [data-recorded='a']");
        browser.see("#recorded audio");
        browser.driver().executeScript("document.querySelector('#recorded audio').load()");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(number("duration")).isBetween(1.9, 2.1));
        browser.click("#recorded button");
        browser.gone("#recorded");
    }

    private double number(String property) {
        Object value = browser.driver()
                .executeScript("return Number(document.querySelector('#recordings audio')." + property + ") || 0");
        return value instanceof Number n ? n.doubleValue() : 0;
    }
}
