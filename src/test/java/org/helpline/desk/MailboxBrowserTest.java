package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.journal.Ratings;
import org.helpline.voicemail.Message.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages, call-backs, scores and notices in a real browser. */
@Tag("clients")
class MailboxBrowserTest {

    @TempDir
    private Path folder;

    private final FakeHouse house = new FakeHouse(Clock.system());
    private Mailroom mailroom;
    private DeskServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        mailroom = new Mailroom(folder);
        DeskServices services = DeskDemo.services(house, Clock.system(), DeskDemo.accounts(), mailroom.rooms());
        server = DeskServer.start(DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)), services, new Problems())
                .orElseThrow();
        mailroom.notices.put("outage", false);
        browser = Browser.open(false);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
        mailroom.close();
    }

    @Test
    void aMessageComesToTheDeskByItselfIsHeardAndDone() throws IOException {
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Not ready");
        browser.gone("#mailbox");
        mailroom.leave("c-1", "support", "<img src=x onerror=document.title='broken'>");
        browser.seeText("#mailbox", "+905321234567");
        browser.seeText("#mailbox", "<script>alert(1)</script>"); // as text
        browser.seeText(".mail-count", "1 new");
        assertThat(browser.driver().getTitle()).doesNotContain("broken");
        browser.click("[data-act='play']");
        browser.seeText(".mail-state", "Heard · anna");
        assertThat(browser.driver().executeScript("return document.querySelector('audio').duration"))
                .as("the second of sound was loaded")
                .satisfies(d -> assertThat(((Number) d).doubleValue()).isBetween(0.9, 1.1));
        browser.click("[data-act='done']");
        browser.gone(".mail-entry");
        assertThat(mailroom.message("c-1").state()).isEqualTo(State.DONE);
    }

    @Test
    void aSupervisorDeletesAMessageAndSwitchesANotice() throws IOException {
        mailroom.leave("c-2", "sales", "Bob");
        browser.logIn(server.url(), "sam");
        browser.see(".top-links");
        browser.driver().get(server.url() + "messages");
        browser.seeText("#mailbox", "Bob");
        browser.click("[data-act='delete']");
        browser.seeText("#mailbox", "There are no messages");
        browser.driver().get(server.url() + "scripts");
        browser.seeText("[data-notice='outage']", "Off");
        browser.click("[data-notice='outage']");
        browser.seeText("[data-notice='outage']", "On");
        await().untilAsserted(() -> assertThat(mailroom.notices).containsEntry("outage", true));
    }

    @Test
    void aSupervisorBringsACallBackForwardAndCancelsItAndAnAgentOnlySeesIt() {
        mailroom.promised.promise(
                "cb-1", "support", "+905321234567", Clock.system().now().minusSeconds(130), 1);
        browser.logIn(server.url(), "anna");
        browser.seeText("#callbacks", "+905321234567");
        assertThat(browser.text("#callbacks"))
                .contains("support", "called once in vain", "Resting · Again in", "asked for in a call", "1 try")
                .containsPattern("waits [2-9]:[0-9]{2}")
                .doesNotContain("Cancel");
        browser.click("#logout");
        browser.see("input[name=password]");
        browser.logIn(server.url(), "sam");
        browser.seeText("#callbacks", "+905321234567"); // on the board, since sam is no agent
        browser.click("[data-act='now']");
        browser.seeText(".callback-state", "Calling the agent (anna)");
        browser.click("[data-act='cancel']");
        browser.seeText("[data-act='cancel']", "Cancel for good");
        assertThat(mailroom.promised.heard()).as("not by one click").hasSize(1);
        browser.click("[data-act='cancel']");
        browser.gone(".callback");
        browser.seeText("#callbacks", "Nobody is promised a call.");
        assertThat(mailroom.promised.heard()).containsExactly("now cb-1", "cancel cb-1 by sam at the desk");
    }

    @Test
    void scoresOfTodayAreOnTheAgentsDeskAndOnTheSupervisorsBoard() {
        mailroom.scores.add(new Ratings.Total("support", "anna", 5, 3, 13));
        mailroom.scores.add(new Ratings.Total("support", "ben", 5, 1, 2));
        browser.logIn(server.url(), "anna");
        browser.seeText(".my-scores", "Scores today: 4.3 of 5 (3)");
        browser.seeText("#history", "rated 4 of 5");
        assertThat(browser.text("#history"))
                .contains("ticket opened · sounded poor: lost packets")
                .contains("call back · your phone sounded poor: nothing was heard from the phone")
                .doesNotContain("Ben");
        browser.click("#logout");
        browser.see("input[name=password]");
        browser.logIn(server.url(), "sam");
        browser.seeText("#scores", "Scores today");
        assertThat(browser.text("#scores"))
                .contains("support 3.8 of 5 (4)", "Anna Kaya 4.3 of 5 (3)", "Ben Fischer 2.0 of 5 (1)");
    }
}
