package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.Scratch;
import org.helpline.core.ScreenPop;
import org.helpline.interaction.DeskPort.GuideStep;
import org.helpline.ivr.run.PlaybookCase;
import org.helpline.journal.CallText;
import org.helpline.knowledge.Articles;
import org.helpline.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Playbook, menus and the calls that an agent makes, in a real browser. */
@Tag("clients")
class WorkAidsBrowserTest {

    private static final InteractionId CALL = new InteractionId("20261122-021503-7f3a9c");
    private static final Path SHOTS = Path.of("target/work-shots");

    private final FakeHouse house = new FakeHouse(Clock.system());
    private Store store;
    private DeskServer server;
    private OneCustomer customer;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        Path home = Scratch.folder("aids");
        store = Store.open(
                        new StoreSettings(home.resolve("h.db"), home.resolve("s"), home.resolve("c"), "TR"),
                        new Problems())
                .orElseThrow();
        customer = OneCustomer.open();
        Path kb = Files.createDirectories(home.resolve("kb"));
        Files.writeString(
                kb.resolve("refund.md"),
                "---\ntitle: Refunds\ntags: support\nowner: anna\nreview: 2020-01-01\n---\nSee [the other](other.md) and [none](none.md).\n");
        Files.writeString(kb.resolve("other.md"), "---\ntitle: The other article\n---\nIt is here.\n");
        server = DeskServer.start(
                        DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)),
                        DeskDemo.services(
                                house,
                                Clock.system(),
                                DeskDemo.accounts(),
                                DeskRooms.none()
                                        .with(new Articles(store, kb))
                                        .with(new Clientele(
                                                customer.people(),
                                                WorkAidsBrowserTest::texts,
                                                new TestImports(new Clientele.Report(true, List.of()))))),
                        new Problems())
                .orElseThrow();
        house.listen(server);
        house.playbook(
                step("identify", "Ask for the name", "The number may not be the customer's.", false, true),
                new GuideStep(
                        "account",
                        "Open the account",
                        "",
                        List.of(new PlaybookCase.Opened("Account", "https://crm.example.com/customers/C%2F1")),
                        false,
                        false,
                        false,
                        false,
                        ""),
                step("amount", "Agree on the amount", "Up to 50 EUR you may decide alone.", true, true));
        browser = Browser.open(false);
    }

    private static GuideStep step(String id, String title, String text, boolean note, boolean required) {
        return new GuideStep(id, title, text, List.of(), note, note, required, false, "");
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
        store.close();
        customer.close();
    }

    @Test
    void aPlaybookIsWorkedWithTheKeyboardAlone() throws IOException {
        talk();
        browser.alt("s");
        browser.seeFocus("[data-step='identify']");
        browser.type(Keys.SPACE);
        browser.seeText("#playbook-count", "1 of 3 done");
        browser.alt("s");
        browser.type(Keys.TAB);
        browser.seeFocus("[href='https://crm.example.com/customers/C%2F1']");
        browser.type(Keys.TAB, Keys.TAB, "40 EUR by card");
        new Actions(browser.driver())
                .keyDown(Keys.SHIFT)
                .sendKeys(Keys.TAB)
                .keyUp(Keys.SHIFT)
                .sendKeys(Keys.SPACE)
                .perform();
        browser.seeText("#playbook-count", "2 of 3 done");
        browser.shoot(SHOTS, "playbook-1280");
        assertThat(house.heard())
                .contains(
                        "anna Step[interaction=" + CALL + ", step=identify, done=true, note=]",
                        "anna Step[interaction=" + CALL + ", step=amount, done=true, note=40 EUR by card]");
    }

    @Test
    void aTickThatTheHouseRefusesIsTakenBackOnThePage() {
        talk();
        house.refuse("This step wants a note.");
        browser.click("#step-amount");
        browser.seeText(".notice.bad", "This step wants a note.");
        browser.see("#step-amount:not(:checked)");
        browser.seeFocus("#step-amount-note");
    }

    @Test
    void aNoteThatIsBeingWrittenStaysWhenOtherStepsCome() {
        talk();
        browser.click("#step-amount-note");
        browser.type("40 EU");
        house.playbook(
                step("sorry", "Say sorry", "", false, false), step("amount", "Agree on the amount", "", true, true));
        browser.see("#step-sorry");
        browser.type("R");
        browser.seeValue("#step-amount-note", "40 EUR");
    }

    @Test
    void onAPhoneAndInTurkishNothingIsWiderThanThePage() throws IOException {
        browser.size(390, 844);
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Not ready");
        browser.choose("#language select", "Türkçe");
        browser.seeText("#state", "Hazır değil");
        offerAndAnswer();
        browser.seeText("#playbook-count", "3 adımdan 0 tamam");
        browser.seeText("#playbook", "zorunlu");
        browser.driver().executeScript("document.querySelector('#playbook').scrollIntoView()");
        browser.shoot(SHOTS, "playbook-390-tr");
        Object tooWide = browser.driver().executeScript("""
                const width = document.documentElement.clientWidth;
                return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1
                  && e.checkVisibility()).map(e => e.tagName + '#' + e.id + '.' + e.className).join(' ');
                """);
        assertThat(tooWide).isEqualTo("");
        Object tooSmall = browser.driver()
                .executeScript("return [...document.querySelectorAll('#playbook label.step-head')]"
                        + ".filter(e => e.getBoundingClientRect().height < 28).length");
        assertThat(tooSmall).isEqualTo(0L);
    }

    @Test
    void menusAreWalkedWithTheArrows() {
        String first = "#not-ready .menu-item:nth-of-type(1)";
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Not ready");
        focus("#not-ready summary");
        browser.type(Keys.ARROW_DOWN);
        browser.seeFocus(first);
        browser.type(Keys.ARROW_DOWN);
        browser.seeFocus("#not-ready .menu-item:nth-of-type(2)");
        browser.type(Keys.END, Keys.ARROW_DOWN);
        browser.seeFocus(first);
        browser.count("#not-ready .menu-item[tabindex='0']", 1); // places in the order of Tab
        browser.type(Keys.ESCAPE);
        browser.gone("#not-ready .menu-item");
        browser.seeFocus("#not-ready summary");
        browser.type(Keys.ENTER);
        browser.seeFocus(first);
        browser.type("l", Keys.ENTER);
        browser.seeText("#status", "unch");
        assertThat(house.heard()).contains("anna NotReady[reason=lunch]");
    }

    @Test
    void theTransferMenuIsWalkedWithTheArrowsToo() {
        house.state(FakeHouse.BEN, "ready", "");
        talk();
        browser.alt("t");
        browser.see(".transfer-list .menu-item");
        browser.type("ben", Keys.ARROW_DOWN);
        browser.seeFocus(".transfer-list .menu-item");
        browser.seeText(".transfer-list .menu-item:focus", "Ben Fischer");
        browser.type(Keys.ARROW_RIGHT, Keys.ENTER);
        browser.seeText(".band", "Calling Ben Fischer");
        assertThat(house.heard()).contains("anna Consult[to=ben]");
    }

    @Test
    void aNumberIsCalledForAQueue() throws IOException {
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Not ready");
        browser.choose("#dial-queue", "billing");
        browser.shoot(SHOTS, "dial-1280");
        browser.write("#dial-number", "+49 30 1234", Keys.ENTER);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> house.heard().toString().contains("Dial[number=+49 30 1234, queue=Optional[billing]]"));
    }

    @Test
    void theHeadNeverCoversWhatTheKeyboardReaches() {
        talk();
        browser.size(1280, 400);
        Object covered = browser.driver().executeScript("""
                const hidden = [];
                for (const e of document.querySelectorAll('main button, main input, main textarea, main summary')) {
                  if (e.disabled || !e.checkVisibility()) { continue; }
                  scrollTo(0, document.documentElement.scrollHeight);
                  e.focus();
                  const box = e.getBoundingClientRect();
                  const at = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 10));
                  if (!at || !(e.contains(at) || at.contains(e) || e.labels?.[0]?.contains(at))) { hidden.push(e.id || e.textContent); }
                }
                return hidden.join(' ');
                """);
        assertThat(covered).isEqualTo("");
    }

    @Test
    void supervisorsSeeWhichArticlesAreDueAndWhatIsWrong() throws IOException {
        browser.logIn(server.url(), "sam");
        browser.driver().get(server.url() + "kb");
        browser.seeText("#kb-due", "Refunds");
        browser.seeText("#kb-due", "Review is due");
        browser.seeText("#kb-problems", "refund.md:7: There is no article none.md.");
        browser.shoot(SHOTS, "kb-1280");
        browser.click("#kb-due [data-article=refund] button");
        browser.seeText("#kb-article", "See the other and");
        browser.click("#kb-article .text-link");
        browser.seeText("#kb-article", "It is here.");
        browser.size(390, 844);
        browser.shoot(SHOTS, "kb-390");
    }

    /** What was said of the earlier call, for whoever has the caller in hand. */
    private static CompletionStage<Map<String, CallText>> texts(List<String> calls) {
        CallText text = new CallText(
                List.of(), List.of("refund"), List.of(new ScreenPop.Choice("Order number", new Personal("4711"))));
        return CompletableFuture.completedStage(calls.contains("p-1") ? Map.of("p-1", text) : Map.of());
    }

    @Test
    void thePopTellsTagsAndMenuAnswersOfEarlierCalls() throws IOException {
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Not ready");
        house.offer(FakeHouse.ANNA, CALL, Pops.oneWhoCalledBefore(), Duration.ofSeconds(41));
        browser.seeText("[data-past='p-1'] .past-tag", "refund");
        browser.seeText("[data-past='p-1'] .past-answers", "Order number 4711");
        house.answer(FakeHouse.ANNA);
        browser.see("#hold");
        browser.seeText("[data-past='p-1'] .past-tag", "refund");
        browser.shoot(SHOTS, "past-1280");
    }

    private void talk() {
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Not ready");
        offerAndAnswer();
        browser.see("#playbook");
    }

    private void offerAndAnswer() {
        house.offer(FakeHouse.ANNA, CALL, Pops.one(), Duration.ofSeconds(41));
        browser.see("#pop");
        house.answer(FakeHouse.ANNA);
        browser.see("#hold");
    }

    private void focus(String css) {
        browser.driver().executeScript("arguments[0].focus()", browser.see(css));
    }
}
