package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.helpline.core.AgentId;
import org.helpline.core.Clock;
import org.helpline.core.InteractionId;
import org.helpline.core.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.logging.LogType;

/** The pages in a real browser. */
@Tag("clients")
class DeskBrowserTest {

    private static final InteractionId CALL = new InteractionId("20261122-021503-7f3a9c");

    private final FakeHouse house = new FakeHouse(Clock.system());
    private DeskServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        server = DeskDemo.start("127.0.0.1:0", house, Clock.system(), Duration.ofHours(1), new Problems());
        browser = Browser.open(false);
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Not ready");
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    @Test
    void thePopIsOnTheScreenBeforeTheAgentAnswers() {
        browser.click("#ready");
        browser.seeText("#state", "Ready");
        house.offer(FakeHouse.ANNA, CALL, Pops.one(), Duration.ofSeconds(41));
        browser.seeText("#pop", "Elif Demir");
        assertThat(browser.text(".call"))
                .contains("Incoming call", "+90 212 555 01 34", "Demir Lojistik", "€ 184,200", "4.6 of 5", "Billing")
                .contains("48215", "Turkish", "support", "invoice 7741 sent again", "elif@demir.example")
                .contains("Handle with care: invoice 4711 is disputed");
        browser.seeText("#state", "Call offered");
        house.withdraw(FakeHouse.ANNA, "withdrawn: the caller hung up");
        browser.seeText(".notice", "the caller hung up");
        browser.gone("#pop");
    }

    @Test
    void aCustomerWhoIsFoundLateComesIntoThePopAndLeavesTheNoteAlone() {
        house.offer(FakeHouse.ANNA, CALL, Pops.one().with(List.of()), Duration.ofSeconds(41));
        browser.seeText("#pop", "No customer with this number");
        house.answer(FakeHouse.ANNA);
        browser.seeText(".band", "Talking");
        browser.write("#note", "half a sen");
        house.complete(FakeHouse.ANNA, Pops.one());
        browser.seeText("#pop", "Elif Demir");
        assertThat(browser.text("#pop"))
                .contains("Demir Lojistik", "Waited", "0:41")
                .doesNotContain("No customer");
        assertThat(browser.value("#note")).isEqualTo("half a sen");
        assertThat(browser.driver().findElement(By.id("announce")).getDomProperty("textContent"))
                .isEqualTo("The caller is Elif Demir, queue support");
    }

    @Test
    void aTransferredCallerComesWithWhoTransferredAndTheirNote() {
        house.offer(FakeHouse.ANNA, CALL, Pops.transferred("Ben Okafor", ""), Duration.ofSeconds(3));
        browser.seeText(".handover", "Transferred by Ben Okafor");
        browser.seeText(".handover", "No note yet");
        house.answer(FakeHouse.ANNA);
        browser.seeText(".band", "Talking");
        browser.write("#note", "half a sen");
        house.complete(FakeHouse.ANNA, Pops.transferred("Ben Okafor", "Wants a refund\nof invoice 4711"));
        browser.seeText(".handover-note", "of invoice 4711");
        assertThat(browser.value("#note")).isEqualTo("half a sen");
        assertThat(browser.driver().findElement(By.id("announce")).getDomProperty("textContent"))
                .isEqualTo("Ben Okafor notes: Wants a refund\nof invoice 4711");
    }

    @Test
    void aWholeCallCanBeWorkedFromTheDesk() {
        browser.click("#not-ready summary");
        browser.click("#not-ready .menu-item");
        browser.seeText(".state-reason", "unch"); // shown with a capital
        browser.click("#ready");
        browser.seeText("#state", "Ready");
        house.offer(FakeHouse.ANNA, CALL, Pops.one(), Duration.ofSeconds(41));
        browser.see("#pop");
        house.answer(FakeHouse.ANNA);
        browser.click("#hold");
        browser.seeText(".band", "On hold");
        browser.click("#resume");
        browser.see("#hold");
        browser.write("#note", "wants the invoice", Keys.TAB);
        browser.seeText(".note-state", "Saved");
        browser.click("[data-code='resolved']");
        browser.see("[data-code='resolved'][aria-pressed='true']");
        browser.click("#hang-up");
        browser.seeText(".band", "Wrap-up");
        browser.click("#extend");
        browser.click("#wrap-ready");
        browser.see(".idle-ready");
        assertThat(house.heard())
                .containsExactly(
                        "anna LogIn[]",
                        "anna NotReady[reason=lunch]",
                        "anna Ready[]",
                        "anna Hold[]",
                        "anna Resume[]",
                        "anna Note[interaction=" + CALL + ", text=wants the invoice]",
                        "anna WrapUpCode[interaction=" + CALL + ", code=resolved]",
                        "anna HangUp[]",
                        "anna ExtendWrapUp[by=PT30S]",
                        "anna Ready[]");
    }

    @Test
    void aTransferIsChosenFromAList() {
        house.state(new AgentId("chiara"), "not-ready", "lunch"); // one who is offline cannot be chosen
        talk();
        browser.click("#transfer summary");
        browser.see(".transfer-list .menu-item");
        browser.write(".transfer-filter", "chi");
        browser.seeText(".transfer-list", "Chiara Rossi");
        browser.count(".transfer-list .menu-item", 1);
        browser.click(".transfer-list .menu-item");
        browser.seeText(".band", "Wrap-up");
        assertThat(house.heard()).endsWith("anna TransferToAgent[colleague=chiara]");
    }

    @Test
    void aRefusedCommandShowsTheSentence() {
        talk();
        house.refuse("The caller has just hung up.");
        browser.click("#hold");
        browser.seeText(".notice.bad", "The caller has just hung up.");
        browser.seeText(".band", "Talking");
    }

    /** FIELD P64. */
    @Test
    void aLostConnectionKeepsEverythingAndCatchesUp() {
        talk();
        browser.write("#note", "half a sen");
        server.dropConnections();
        house.end(FakeHouse.ANNA);
        browser.seeText(".band", "Wrap-up");
        assertThat(browser.value("#note")).isEqualTo("half a sen");
        browser.seeText("#pop", "Elif Demir");
        browser.gone("#connection");
    }

    /** FIELD P61. */
    @Test
    void twoTabsShowTheSameCallAndNote() {
        String first = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        browser.driver().get(server.url());
        talk();
        browser.write("#note", "from the second tab", Keys.TAB);
        browser.seeText(".note-state", "Saved");
        browser.driver().switchTo().window(first);
        browser.seeText(".band", "Talking");
        browser.seeValue("#note", "from the second tab");
    }

    @Test
    void whateverACallerIsCalledArrivesAsText() {
        String name = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">";
        house.offer(FakeHouse.ANNA, CALL, Pops.named(name), Duration.ofSeconds(1));
        browser.seeText(".customer-name", name);
        browser.seeText(".handover-note", name);
        browser.seeText(".customer-notes", name);
        assertThat(browser.driver().findElements(By.cssSelector("#pop script, #pop img")))
                .isEmpty();
        assertThat(browser.driver().getTitle()).doesNotContain("owned");
    }

    @Test
    void theBrowserFindsNothingToComplainAbout() {
        talk();
        browser.click("#transfer summary");
        browser.see(".transfer-list .menu-item");
        browser.driver().get(server.url() + "board");
        browser.see(".queue");
        List<String> complaints = browser.driver().manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(Object::toString)
                .toList();
        assertThat(complaints).isEmpty();
    }

    @Test
    void loggingOutLeadsToTheLoginInEveryTab() {
        String first = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        browser.driver().get(server.url() + "desk");
        browser.seeText("#state", "Not ready");
        browser.click("#logout");
        browser.see("input[name=password]");
        browser.driver().switchTo().window(first);
        browser.see("input[name=password]");
        assertThat(house.heard()).endsWith("anna LogOut[]");
    }

    @Test
    void aSupervisorSeesAScriptsPictureInItsColours() {
        browser.driver().manage().deleteAllCookies();
        browser.logIn(server.url(), "sam");
        browser.click("#to-scripts");
        browser.seeText("#scripts", "support-line");
        await().atMost(Duration.ofSeconds(20)).until(() -> !"0".equals(property(".script-picture", "naturalWidth")));
        browser.driver().get(property(".script-picture", "src"));
        assertThat(browser.see(".card.start .title").getCssValue("fill")).isEqualTo("rgb(22, 128, 63)");
    }

    @Test
    void theBoardFollowsTheHouse() {
        browser.driver().get(server.url() + "board");
        browser.seeText(".queue h2", "support");
        house.state(FakeHouse.BEN, "talking", "");
        browser.seeText(".wall-agents .mini.state-talking", "Talking");
        assertThat(property(".queue .figure:nth-child(3)", "title"))
                .contains("answered within 18 s ÷ answered = 51 ÷ 58", "abandoned calls (4)");
    }

    @Test
    void theBoardAndTheDeskSayHowLongWhoCalledNowWouldWait() {
        house.waitingFor90SecondsEach(FakeHouse.SUPPORT, 3);
        browser.seeText("#queues", "–10 min");
        browser.driver().get(server.url() + "board");
        browser.seeText(".queue-small", "Expected wait");
        browser.seeText(".queue-small", "–10 min");
    }

    private String property(String css, String name) {
        return browser.of(css, e -> String.valueOf(e.getDomProperty(name)));
    }

    private void talk() {
        house.offer(FakeHouse.ANNA, CALL, Pops.one(), Duration.ofSeconds(41));
        browser.see("#pop");
        house.answer(FakeHouse.ANNA);
        browser.seeText(".band", "Talking");
    }
}
