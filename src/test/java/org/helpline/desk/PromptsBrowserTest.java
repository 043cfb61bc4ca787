package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** Recordings of prompts in a real browser. */
@Tag("clients")
class PromptsBrowserTest {

    private static final Path LOUD =
            Path.of("ivr-scripts/support-line/prompts/en/main_menu.wav").toAbsolutePath();

    @TempDir
    private Path folder;

    private OneRack rack;
    private DeskServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        rack = new OneRack(Files.createDirectories(folder.resolve("drafts")));
        DeskServices services =
                DeskDemo.services(new FakeHouse(Clock.system()), Clock.system(), DeskDemo.accounts(), rack.rooms());
        server = DeskServer.start(DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)), services, new Problems())
                .orElseThrow();
        browser = Browser.open(false);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    @Test
    void aSupervisorSeesWhatIsMissingUploadsItHearsItAndTakesItAway() throws IOException {
        browser.logIn(server.url(), "sam");
        browser.see(".top-links");
        browser.driver().get(server.url() + "scripts");
        browser.click("a[href='/prompts']");
        browser.seeText("[data-prompt='welcome'] .mail-state", "Missing");
        browser.seeText("[data-language='en'] h2", "1 missing");
        assertThat(browser.driver().findElements(By.cssSelector("[data-act='hear']")))
                .as("there is nothing to hear yet")
                .isEmpty();
        choose(LOUD);
        browser.seeText("[data-prompt='welcome'] .mail-state", "Recorded");
        assertThat(rack.last).isEqualTo(Files.readAllBytes(LOUD));
        browser.click("[data-act='hear']");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Boolean.TRUE.equals(
                        browser.driver().executeScript("return document.querySelector('audio')?.duration > 1")));
        browser.click("[data-prompt='welcome'] [data-act='remove']");
        browser.seeText("[data-prompt='welcome'] .mail-state", "Missing");
        assertThat(rack.kept).containsExactly("line/en/welcome by sam", "line/en/welcome removed by sam");
    }

    @Test
    void whatIsTooLargeOrNoSoundIsToldAndNothingChanges() throws IOException {
        browser.logIn(server.url(), "sam");
        browser.see(".top-links");
        browser.driver().get(server.url() + "prompts");
        browser.see("[data-prompt='welcome']");
        choose(Files.write(folder.resolve("large.wav"), new byte[21_000_000]));
        browser.seeText("#notices", "too large");
        choose(Files.writeString(folder.resolve("noise.wav"), "<script>alert(1)</script>"));
        browser.seeText("#notices", "This is no WAV file.");
        browser.seeText("[data-prompt='welcome'] .mail-state", "Missing");
        assertThat(rack.kept).isEmpty();
        assertThat(folder.resolve("drafts")).isEmptyDirectory();
        browser.click("#missing");
        browser.see("[data-prompt='welcome']");
    }

    private void choose(Path file) {
        browser.give("[data-prompt='welcome'] input[type=file]", file);
    }
}
