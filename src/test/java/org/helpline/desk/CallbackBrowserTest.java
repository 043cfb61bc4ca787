package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** Call-backs are booked at the desk and on the public page; whoever has one sees all of its state. */
@Tag("clients")
class CallbackBrowserTest {

    @TempDir
    private Path folder;

    private Mailroom mailroom;
    private DeskServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        mailroom = new Mailroom(folder);
        DeskServices services =
                DeskDemo.services(new FakeHouse(Clock.system()), Clock.system(), DeskDemo.accounts(), mailroom.rooms());
        server = DeskServer.start(DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)), services, new Problems())
                .orElseThrow();
        browser = Browser.open(false);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
        mailroom.close();
    }

    @Test
    void anAgentBooksOneAndSeesStateAndTries() throws IOException {
        mailroom.promised.promise(
                "cb-0", "support", "+442079460018", Clock.system().now().minusSeconds(900), 2);
        browser.logIn(server.url(), "anna");
        browser.seeText("#callbacks", "+442079460018");
        assertThat(browser.text("#callbacks")).contains("Resting", "asked for in a call", "2 tries");
        browser.click(".callback-tries summary");
        browser.seeText(".callback-tries", "the customer was busy");
        browser.click(".callback-book summary");
        browser.see(".callback-form select option");
        browser.write(".callback-form [name='number']", "+49 30 1234567");
        browser.choose(".callback-form [name='queue']", "support");
        browser.write(".callback-form [name='note']", "about the invoice");
        browser.click(".callback-form button");
        browser.seeText("#notices", "+49 30 1234567 is promised a call-back.");
        browser.seeText("#callbacks", "+49 30 1234567");
        assertThat(mailroom.promised.heard()).containsExactly("book support +49 30 1234567 by desk:anna");
        browser.shoot(Path.of("target/shots"), "callbacks-1280");
        browser.size(390, 844);
        browser.shoot(Path.of("target/shots"), "callbacks-390");
        Object wide = browser.driver()
                .executeScript("return document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(wide).as("the page is no wider than the phone").isEqualTo(false);
    }

    @Test
    void anybodyAsksOnThePublicPage() throws IOException {
        browser.driver().get(server.url() + "callback?language=tr");
        Instant opened = Clock.system().now();
        browser.seeText("h1", "Sizi arayalım");
        assertThat(browser.driver()
                        .findElement(By.cssSelector("label.unseen"))
                        .getRect()
                        .getWidth())
                .as("what people cannot see")
                .isLessThanOrEqualTo(1);
        browser.write("[name='number']", "+49 30 7654321");
        browser.write("[name='name']", "Kim");
        browser.shoot(Path.of("target/shots"), "callback-form-1280");
        browser.size(390, 844);
        browser.shoot(Path.of("target/shots"), "callback-form-390");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Duration.between(opened, Clock.system().now()).compareTo(Duration.ofSeconds(4)) > 0);
        browser.click("button[type=submit]");
        browser.seeText("[role=status]", "Teşekkürler");
        assertThat(mailroom.promised.heard()).containsExactly("book support +49 30 7654321 by form");
    }
}
