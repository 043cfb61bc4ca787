package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.InteractionId;
import org.helpline.core.Problems;
import org.helpline.core.Scratch;
import org.helpline.knowledge.Articles;
import org.helpline.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/** What an agent does beside talking, in a real browser. */
@Tag("clients")
class WorkBrowserTest {

    private static final InteractionId CALL = new InteractionId("20261122-021503-7f3a9c");

    private final FakeHouse house = new FakeHouse(Clock.system());
    private Store store;
    private DeskServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        Path home = Scratch.folder("work");
        store = Store.open(
                        new StoreSettings(home.resolve("h.db"), home.resolve("s"), home.resolve("c"), "TR"),
                        new Problems())
                .orElseThrow();
        Path kb = Files.createDirectories(home.resolve("kb"));
        Files.writeString(
                kb.resolve("refund.md"),
                "---\ntitle: Refunds\ntags: support\nowner: anna\nreview: 2020-01-01\n---\nSend it <b>back</b> **twice**.\n");
        server = DeskServer.start(
                        DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)),
                        DeskDemo.services(
                                house,
                                Clock.system(),
                                DeskDemo.accounts(),
                                DeskRooms.none().with(new Articles(store, kb))),
                        new Problems())
                .orElseThrow();
        house.listen(server);
        browser = Browser.open(false);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
        store.close();
    }

    @Test
    void aCallIsWorkedWithTheKeyboardAlone() {
        browser.driver().get(server.url());
        browser.seeFocus("[name=name]");
        browser.type("anna", Keys.TAB, DeskDemo.PASSWORD, Keys.ENTER);
        browser.seeText("#state", "Not ready");
        browser.type(Keys.TAB);
        browser.seeFocus(".skip");
        browser.type(Keys.ENTER);
        browser.seeFocus("#main");
        browser.alt("r");
        browser.seeText("#state", "Ready");
        offer();
        house.answer(FakeHouse.ANNA);
        browser.seeText(".band", "Talking");
        browser.alt("h");
        browser.seeText(".band", "On hold");
        browser.alt("h");
        browser.seeText(".band", "Talking");
        browser.alt("n");
        browser.type("wants the invoice");
        browser.alt("g");
        browser.type("refund", Keys.ENTER);
        browser.see("[data-tag='refund']");
        browser.alt("p");
        browser.see("#help[aria-pressed=true]");
        browser.alt("k");
        browser.type("twi");
        browser.seeText("#kb-hits mark", "twice");
        browser.type(Keys.TAB, Keys.ENTER);
        browser.seeText("#kb-article", "Send it <b>back</b> twice.");
        browser.seeText("#kb-article", "Review is due");
        browser.type(Keys.ESCAPE);
        browser.gone("#kb-article");
        browser.seeFocus("[data-article='refund']");
        browser.alt("c");
        browser.type(Keys.SPACE);
        browser.see("[data-code='resolved'][aria-pressed='true']");
        browser.type("?");
        browser.seeText("#shortcuts", "Alt+K");
        browser.type(Keys.ESCAPE);
        browser.alt("u");
        browser.seeText(".band", "Wrap-up");
        browser.alt("r");
        browser.see(".idle-ready");
        assertThat(house.heard())
                .contains(
                        "anna Note[interaction=" + CALL + ", text=wants the invoice]",
                        "anna Tag[interaction=" + CALL + ", tag=refund, on=true]",
                        "anna Help[text=]",
                        "anna WrapUpCode[interaction=" + CALL + ", code=resolved]",
                        "anna HangUp[]");
    }

    @Test
    void theDeskSpeaksTurkishFromTheChoiceOnAndRemembersIt() {
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Not ready");
        browser.choose("#language select", "Türkçe");
        browser.seeText("#state", "Hazır değil");
        offer();
        browser.seeText(".band", "Gelen çağrı");
        house.answer(FakeHouse.ANNA);
        browser.seeText(".band", "Görüşmede");
        house.refuse("You have no call in hand.");
        browser.click("#hold");
        browser.seeText(".notice.bad", "Elinizde çağrı yok.");
        house.refuse("");
        browser.see("html[lang='tr']");
        assertThat(browser.text("body"))
                .contains("Beklet", "Aktar", "Sonuç kodu", "Bilgi bankası", "Menüde seçilen")
                .doesNotContain("Hold", "Transfer", "Wrap-up", "Colleagues", "Note", "Queues", "Board");
        browser.driver().manage().deleteAllCookies(); // another computer
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Görüşmede");
    }

    @Test
    void everythingFitsAPhone() throws IOException {
        browser.size(390, 844);
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Not ready");
        offer();
        house.answer(FakeHouse.ANNA);
        browser.see("#help");
        browser.seeText("#kb-hits", "Refunds"); // suggested for the queue
        browser.shoot(Path.of("target/work-shots"), "call-390");
        Object tooWide = browser.driver()
                .executeScript("return document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(tooWide).isEqualTo(false);
        browser.size(1280, 800);
        browser.shoot(Path.of("target/work-shots"), "call-1280");
    }

    @Test
    void aSupervisorSeesWhoCallsForHelpAndComes() {
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Not ready");
        offer();
        house.answer(FakeHouse.ANNA);
        browser.click("#help");
        browser.see("#help[aria-pressed=true]");
        browser.driver().manage().deleteAllCookies();
        browser.logIn(server.url(), "sam");
        browser.seeText("#help-calls", "Anna Kaya");
        browser.click("#help-calls .button");
        browser.gone("#help-calls");
        browser.driver().manage().deleteAllCookies();
        browser.logIn(server.url(), "anna");
        browser.see("#help[aria-pressed=false]");
    }

    /** FIELD P61: the call is the phone's, so a tab that is closed takes nothing with it. */
    @Test
    void oneOfTwoTabsIsClosedAndNothingIsLost() {
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Not ready");
        String first = browser.driver().getWindowHandle();
        offer();
        house.answer(FakeHouse.ANNA);
        browser.seeText(".band", "Talking");
        browser.driver().switchTo().newWindow(WindowType.TAB);
        browser.driver().get(server.url() + "desk");
        browser.write("#note", "half a sen");
        browser.alt("h"); // what was typed has scrolled the button under the head
        browser.seeText(".band", "On hold");
        browser.driver().close();
        browser.driver().switchTo().window(first);
        browser.seeText(".band", "On hold");
        browser.seeValue("#note", "half a sen");
        browser.alt("h");
        browser.seeText(".band", "Talking");
        assertThat(house.heard()).doesNotContain("anna HangUp[]", "anna LogOut[]");
    }

    private void offer() {
        house.offer(FakeHouse.ANNA, CALL, Pops.one(), Duration.ofSeconds(41));
        browser.see("#pop");
    }
}
