package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.InteractionId;
import org.helpline.core.Problems;
import org.helpline.customer.Customers;
import org.helpline.customer.Flag;
import org.helpline.customer.Flags;
import org.helpline.customer.KnownNumbers;
import org.helpline.customer.People;
import org.helpline.store.Callers;
import org.helpline.store.Numbers;
import org.helpline.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.logging.LogType;

/** The customers' page in a real browser. */
@Tag("clients")
class CustomersBrowserTest {

    private static final String HOSTILE = "<img src=x onerror=document.title='broken'>";

    @TempDir
    private Path folder;

    private final FakeHouse house = new FakeHouse(Clock.system());
    private Store store;
    private Flags flags;
    private DeskServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        Path file = folder.resolve("customers.csv");
        Files.writeString(file, """
                id,name,company,phones,email,tags
                c1,Ada Okafor,%s,+44 7700 900123,ada@a.example,baker
                c2,Bo Weiss,Weiss Optik,+44 7700 900456,bo@w.example,optics
                """.formatted(HOSTILE));
        StoreSettings settings = new StoreSettings(folder.resolve("s.db"), folder.resolve("spill"), file, "GB");
        store = Store.open(settings, new Problems()).orElseThrow();
        Callers callers = store.write(tx -> Callers.of(tx, new Numbers("GB"), new Random(1)))
                .toCompletableFuture()
                .join()
                .orThrow();
        new Customers(store, callers, settings, Clock.system(), ZoneOffset.UTC)
                .importIfChanged(new Problems(), _ -> {});
        flags = new Flags(store, callers, Clock.system());
        People people = new People(
                store, callers, Clock.system(), new Random(2), new KnownNumbers(store, callers), flags, _ -> false);
        Clientele clientele = new Clientele(
                people,
                _ -> CompletableFuture.completedFuture(Map.of()),
                new TestImports(
                        new Clientele.Report(false, List.of("customers.csv:2:9: \"#\" is not a phone number."))));
        DeskServices services = DeskDemo.services(
                house,
                Clock.system(),
                DeskDemo.accounts(),
                new OneRack(folder).rooms().with(clientele));
        server = DeskServer.start(DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)), services, new Problems())
                .orElseThrow();
        browser = Browser.open(false);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
        store.close();
    }

    @Test
    void aSupervisorUploadsAFileAndReadsWhatIsWrongWithIt() throws IOException {
        Path csv = Files.writeString(folder.resolve("new.csv"), "id,name,phones\nc9,Dee,#\n");
        browser.logIn(server.url(), "sam");
        open("customers");
        browser.see("#upload");
        browser.give("#import-file", csv);
        browser.asked().accept();
        browser.seeText("#import-report", "customers.csv:2:9: \"#\" is not a phone number.");
        browser.gone("#upload-progress");
        browser.shoot(Path.of("target/work-shots"), "upload-1280");
        browser.give("#import-file", csv);
        browser.asked().dismiss();
        browser.gone("#upload-progress");
    }

    private void open(String path) {
        browser.driver().get(server.url() + path);
    }

    private void type(String css, String text) {
        browser.of(css, field -> {
            field.clear();
            field.sendKeys(text);
            return true;
        });
    }

    @Test
    void aSupervisorFindsChangesWarnsPutsTogetherAndTakesApart() {
        browser.logIn(server.url(), "sam");
        open("customers");
        browser.write("#q", "07700/900123", Keys.ENTER);
        browser.seeText("#found", "Ada Okafor");
        browser.seeText("#found", HOSTILE); // as text
        browser.click("#found a");
        browser.seeText("#customer-name", "Ada Okafor");
        assertThat(browser.driver().getTitle()).doesNotContain("broken");

        browser.click("#edit");
        type("#edit-company", "Moonlight");
        type("#edit-notes", "Call after two");
        browser.click("#edit-form .primary");
        browser.seeText("#customer", "Moonlight");
        browser.seeText("#timeline", "company");

        type("#reach-value", "+44 7700 900777");
        browser.write("#reach-value", Keys.ENTER);
        browser.seeText("#reaches", "+447700900777");
        browser.click("[aria-label='Remove +447700900777']");
        browser.gone("[aria-label='Remove +447700900777']");
        assertThat(browser.text("#reaches")).doesNotContain("+447700900777");

        type("#flag-why", "nothing but spam");
        browser.click("#flag-form .danger");
        browser.seeText(".warning", "nothing but spam");
        assertThat(flags.of("+447700900123", Flag.BLOCKED)).isPresent();
        browser.click(".warning button");
        browser.gone(".warning");
        assertThat(flags.of("+447700900123", Flag.BLOCKED)).isEmpty();

        browser.write("#merge-words", "weiss", Keys.ENTER);
        browser.click("#merge-found button");
        browser.seeText("#merge-found", "Becomes part of it");
        browser.click("#merge-confirm");
        browser.seeText("#reaches", "+447700900456");
        browser.click("#merged button");
        browser.gone("#merged");
        assertThat(browser.text("#reaches")).doesNotContain("+447700900456");

        open("customers");
        browser.click("#import");
        browser.seeText("#import-report", "customers.csv:2:9");
        assertThat(browser.driver().manage().logs().get(LogType.BROWSER).getAll())
                .isEmpty();
    }

    /** P60. */
    @Test
    void anUnknownCallerIsCreatedFromThePop() {
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Not ready");
        house.offer(FakeHouse.ANNA, new InteractionId("20261122-021503-7f3a9c"), Pops.none(), Duration.ofSeconds(41));
        browser.see("#make-customer[target='_blank']"); // the desk stays
        browser.driver().get(browser.of("#make-customer", e -> String.valueOf(e.getDomProperty("href"))));
        browser.seeValue("#new-number", "+49 30 901820");
        browser.write("#new-name", "Dee Öz", Keys.ENTER);
        browser.seeText("#customer-name", "Dee Öz");
        browser.seeText("#reaches", "+4930901820");
        assertThat(browser.driver().findElements(By.id("flag-form")))
                .as("an agent warns of nobody")
                .isEmpty();
        browser.seeText("#timeline", "made here");
    }

    @Test
    void thePageFitsAPhoneAndEveryFieldHasItsName() {
        browser.logIn(server.url(), "sam");
        browser.size(390, 844);
        open("customers?id=c1");
        browser.seeText("#customer-name", "Ada Okafor");
        Object tooWide = browser.driver()
                .executeScript(
                        "return document.documentElement.scrollWidth > document.documentElement.clientWidth + 1");
        assertThat(tooWide).isEqualTo(false);
        Object nameless = browser.driver()
                .executeScript("return [...document.querySelectorAll('main input, main select, main textarea')]"
                        + ".filter(e => !e.labels?.length && !e.ariaLabel).map(e => e.id)");
        assertThat(nameless).isEqualTo(List.of());
    }
}
