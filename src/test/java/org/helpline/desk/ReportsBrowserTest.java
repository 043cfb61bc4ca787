package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.ReportSettings;
import org.helpline.config.ReportSettings.Terms;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.interaction.Callbacks;
import org.helpline.interaction.HoursBoard;
import org.helpline.interaction.PromptRack;
import org.helpline.journal.RunningJournal;
import org.helpline.journal.measure.QuietDay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** Reports of the quiet golden day in a real browser: P69. */
@Tag("clients")
class ReportsBrowserTest {

    private static final String DAY = "from=2026-03-02&to=2026-03-02";

    @TempDir
    private Path folder;

    private RunningJournal journal;
    private DeskServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        journal = QuietDay.play(folder);
        ReportSettings settings = new ReportSettings(ZoneId.of("Europe/Istanbul"), Terms.USUAL, List.of());
        DeskRooms none = DeskRooms.none();
        DeskRooms rooms = new DeskRooms(
                Optional.empty(),
                none.notices(),
                HoursBoard.NONE,
                Callbacks.NONE,
                PromptRack.NONE,
                Scores.NONE,
                Optional.of(new Reports(QuietDay.figures(journal), () -> settings)));
        server = DeskServer.start(
                        DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)),
                        DeskDemo.services(new FakeHouse(Clock.system()), Clock.system(), DeskDemo.accounts(), rooms),
                        new Problems())
                .orElseThrow();
        browser = Browser.open(false);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
        journal.close();
    }

    @Test
    void everyNumberLeadsToAsManyCallsAndTheirStories() throws IOException {
        browser.logIn(server.url(), "sam");
        browser.see(".top-links");
        browser.click("a[href='/reports']");
        browser.see("#table");
        browser.driver().get(server.url() + "reports?" + DAY + "&by=hour&group=queue");
        browser.seeText("#table tbody tr:nth-of-type(10) th", "support"); // the tenth hour of the one queue
        browser.see("svg.chart[role=img]");
        List<String> cells = List.of("offered", "answered", "short-abandoned", "level", "aht");
        for (String metric : cells) {
            browser.driver().get(server.url() + "reports?" + DAY + "&by=none&group=queue");
            String cell = "td[data-metric='" + metric + "'] a";
            String made = browser.of(cell, e -> String.valueOf(e.getDomAttribute("title")));
            browser.click(cell);
            browser.see("#list tbody tr");
            int shown = browser.driver()
                    .findElements(By.cssSelector("#list tbody tr"))
                    .size();
            Map<String, Integer> expected =
                    Map.of("offered", 4, "answered", 2, "short-abandoned", 1, "level", 2, "aht", 2);
            assertThat(shown).as(metric + ": " + made).isEqualTo(expected.get(metric));
        }
        browser.click("#list tbody tr:nth-of-type(1) th button");
        browser.seeText("#story", "anna");
        browser.shoot(Path.of("target/shots"), "reports-calls");
    }

    @Test
    void whoHungUpIsListed() throws IOException {
        browser.logIn(server.url(), "sam");
        browser.see(".top-links");
        browser.driver().get(server.url() + "reports/abandoned?" + DAY);
        browser.seeText("#list", "+905320000003");
        browser.count("#list tbody tr", 2);
        browser.driver().get(server.url() + "reports?" + DAY + "&by=hour&group=queue");
        browser.see("svg.chart");
        browser.shoot(Path.of("target/shots"), "reports-1280");
        browser.size(390, 844);
        browser.shoot(Path.of("target/shots"), "reports-390");
        Object wide = browser.driver()
                .executeScript("return document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(wide).as("the page is no wider than the phone").isEqualTo(false);
    }

    @Test
    void thePhonesThatSoundedWorstAreFoundWithTheCauseAndTheirStory() throws IOException {
        browser.logIn(server.url(), "sam");
        browser.see(".top-links");
        browser.driver().get(server.url() + "reports?" + DAY + "&by=none&group=trunk&metrics=sound");
        browser.seeText("#table tbody tr:nth-of-type(2) th", "alpha");
        browser.click("#to-sound");
        browser.see("#asked");
        browser.driver().get(server.url() + "reports/sound?" + DAY);
        browser.count("#list tbody tr", 2);
        browser.seeText("#list tbody tr:nth-of-type(1)", "nothing was heard from it");
        browser.seeText("#list tbody tr:nth-of-type(2)", "lost packets");
        browser.seeText("#list tbody tr:nth-of-type(2)", "alpha");
        browser.click("#list tbody tr:nth-of-type(2) th button");
        browser.seeText("#story", "what we sent the caller: 20.0 % lost");
        browser.shoot(Path.of("target/shots"), "reports-sound");
        browser.click("#figures");
        browser.seeText("#table tbody th", "alpha");
    }

    @Test
    void anAgentSeesTheOwnNumbersAlone() {
        browser.logIn(server.url(), "anna");
        browser.see("#status");
        browser.driver().get(server.url() + "reports?" + DAY + "&group=queue&by=none");
        browser.seeText("#table tbody th", "anna");
        browser.count("#table tbody tr", 1);
        browser.gone("#by-group");
        browser.driver().get(server.url() + "reports/abandoned");
        assertThat(browser.driver().getCurrentUrl()).contains("/reports").doesNotContain("abandoned");
    }
}
