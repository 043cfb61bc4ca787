package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.helpline.access.AuditLine.Act;
import org.helpline.access.AuditLog;
import org.helpline.access.Scope;
import org.helpline.access.Token;
import org.helpline.access.Tokens;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.core.Scratch;
import org.helpline.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs' tokens and the audit log on administrators' pages, in a real browser. */
@Tag("clients")
class CustodyBrowserTest {

    private static final Path SHOTS = Path.of("target/admin-shots");

    private Store store;
    private AuditLog audit;
    private Tokens tokens;
    private DeskServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        Path home = Scratch.folder("custody");
        store = Store.open(
                        new StoreSettings(home.resolve("h.db"), home.resolve("s"), home.resolve("c"), "TR"),
                        new Problems())
                .orElseThrow();
        audit = new AuditLog(store, Clock.system());
        tokens = new Tokens(store, Clock.system(), new SecureRandom());
        DeskAccess access = new DeskAccess(
                audit::write,
                tokens::find,
                DeskAccess.Records.NONE,
                DeskAccess.Events.NONE,
                Optional.of(new Custody(tokens, audit)));
        DeskServices services = DeskDemo.services(new FakeHouse(Clock.system()), Clock.system(), DeskDemo.accounts());
        server = DeskServer.start(
                        DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)), services.with(access), new Problems())
                .orElseThrow();
        browser = Browser.open(false);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
        store.close();
    }

    private void open(String path) {
        browser.logIn(server.url(), "ada");
        browser.see(".top-links");
        browser.driver().get(server.url() + path);
    }

    private void fitsAt(int width, String shot) throws IOException {
        browser.size(width, 844);
        browser.shoot(SHOTS, shot + "-" + width);
        Object wide = browser.driver()
                .executeScript("return document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(wide)
                .as("the page at " + width + " px is wider than the screen")
                .isEqualTo(false);
    }

    @Test
    void aTokenIsMadeShownOnceUsedAndEnded() throws IOException {
        open("admin");
        browser.click("a[href='/admin/tokens']");
        browser.see("#no-token");
        browser.write("#token-name", "crm");
        browser.click("input[value='calls:read']");
        browser.click("input[value='personal']");
        browser.click("#make-token");
        String secret = browser.text("#made-token");
        assertThat(tokens.find(secret).map(Token::scopes)).contains(Set.of(Scope.CALLS_READ, Scope.PERSONAL));
        browser.see("[data-token='crm']");
        fitsAt(1280, "tokens");
        browser.click("#made-seen");
        browser.gone("#made-token");
        browser.driver().navigate().refresh();
        browser.seeText("[data-token='crm']", "made by ada");
        assertThat(browser.text("body")).as("nobody sees it again").doesNotContain(secret);
        fitsAt(390, "tokens");
        browser.click("[data-end='crm']");
        assertThat(tokens.find(secret)).as("not by one click").isPresent();
        browser.seeText("[data-end='crm']", "Press again");
        browser.click("[data-end='crm']");
        browser.see("#no-token");
        assertThat(tokens.find(secret)).isEmpty();
        browser.driver().get(server.url() + "admin/audit");
        browser.seeText("#lines", "name=crm act=end");
        browser.seeText("#lines", "name=crm act=make scopes=calls:read,personal");
        assertThat(browser.text("#lines")).doesNotContain(secret);
    }

    @Test
    void aTokenWithoutAScopeIsRefusedWithAReason() {
        open("admin/tokens");
        browser.write("#token-name", "crm");
        browser.click("#make-token");
        browser.seeText(".notice.bad", "at least one scope");
        assertThat(tokens.all()).isEmpty();
        assertThat(browser.value("#token-name"))
                .as("nothing has to be typed again")
                .isEqualTo("crm");
    }

    @Test
    void theAuditLogIsSearchedAndReadPageByPage() throws IOException {
        for (int i = 1; i <= 120; i++) {
            write("sam", "name=notice-" + i);
        }
        write("<img src=x onerror=document.title='broken'>", "name=strange");
        open("admin/audit");
        browser.count("#lines tbody tr", 100);
        browser.seeText("#lines", "<img src=x"); // as text
        assertThat(browser.driver().getTitle()).doesNotContain("broken");
        browser.click("#more");
        browser.see("#lines [data-line='1']");
        browser.gone("#more");
        browser.write("#words", "NOTICE-12");
        browser.click("#search");
        browser.count("#lines tbody tr", 2);
        browser.seeText("#lines", "name=notice-120");
        browser.click("#words");
        browser.write("#words", " nobody");
        browser.click("#search");
        browser.see("#no-line");
        fitsAt(390, "audit-none");
    }

    @Test
    void theChainSaysWhetherALineWasChanged() throws IOException {
        write("sam", "name=a");
        write("sam", "name=b");
        open("admin/audit");
        browser.seeText("#chain", "lines are as written");
        browser.see("#lines [data-line='1']");
        fitsAt(1280, "audit");
        fitsAt(390, "audit");
        browser.size(1280, 800);
        store.write(tx -> tx.execute("drop trigger audit_no_update"))
                .toCompletableFuture()
                .join();
        store.write(tx -> tx.execute("update audit set who = 'ben' where number = 2"))
                .toCompletableFuture()
                .join();
        browser.click("#look-again");
        browser.seeText("#chain .warning", "Line 2 is not as it was written");
        browser.choose("#language select", "Русский");
        browser.seeText("#chain .warning", "2");
        browser.seeText("h2", "Не изменён ли журнал?");
        fitsAt(1280, "audit-ru");
    }

    private void write(String who, String what) {
        audit.write(new Act(who, "desk 127.0.0.1", "/api/notices", what, "done"))
                .toCompletableFuture()
                .join();
    }
}
