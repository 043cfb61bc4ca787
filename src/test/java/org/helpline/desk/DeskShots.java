package org.helpline.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.helpline.acd.Board.QueueLine;
import org.helpline.core.AgentId;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.core.QueueName;

/** Takes pictures of every view into a folder: {@code hl run org.helpline.desk.DeskShots FOLDER}. */
final class DeskShots {

    private final FakeHouse house;
    private final DeskServer server;
    private final Path folder;

    private DeskShots(FakeHouse house, DeskServer server, Path folder) {
        this.house = house;
        this.server = server;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        for (boolean dark : new boolean[] {false, true}) {
            FakeHouse house = new FakeHouse(Clock.system());
            try (DeskServer server =
                    DeskDemo.start("127.0.0.1:0", house, Clock.system(), Duration.ofHours(1), new Problems())) {
                house.queue(new QueueLine(FakeHouse.SUPPORT, 3, Duration.ofSeconds(74), 67, 58, 51, 4, 2));
                house.state(FakeHouse.BEN, "talking", "");
                house.state(new AgentId("chiara"), "not-ready", "lunch");
                new DeskShots(house, server, Path.of(arguments[0], dark ? "dark" : "light")).all(dark);
            }
        }
    }

    private void all(boolean dark) throws IOException {
        try (Browser browser = Browser.open(dark)) {
            browser.driver().get(server.url());
            browser.shoot(folder, "01-login");
            browser.driver().findElement(org.openqa.selenium.By.name("name")).sendKeys("anna");
            browser.driver()
                    .findElement(org.openqa.selenium.By.name("password"))
                    .sendKeys("wrong");
            browser.driver()
                    .findElement(org.openqa.selenium.By.cssSelector("button[type=submit]"))
                    .click();
            browser.see(".problem");
            browser.shoot(folder, "02-login-wrong");
            browser.logIn(server.url(), "anna");
            browser.seeText("#state", "Not ready");
            browser.click("#not-ready summary");
            browser.see("#not-ready .menu-item");
            browser.shoot(folder, "03-not-ready-menu");
            browser.click("#ready");
            browser.seeText("#state", "Ready");
            browser.shoot(folder, "04-ready");
            calls(browser);
            narrow(browser);
            board(browser);
        }
    }

    private void calls(Browser browser) throws IOException {
        DeskDemo.offer(house, Pops.several());
        browser.see(".customer-grid");
        browser.shoot(folder, "05-offer-several");
        house.withdraw(FakeHouse.ANNA, "withdrawn: the caller hung up");
        browser.see(".notice");
        browser.shoot(folder, "06-withdrawn");
        DeskDemo.offer(house, Pops.none());
        browser.see(".nobody");
        browser.shoot(folder, "07-offer-none");
        house.withdraw(FakeHouse.ANNA, "withdrawn: the caller hung up");
        browser.see(".idle");
        DeskDemo.offer(house, Pops.one());
        browser.see("#pop .customer");
        browser.shoot(folder, "08-offer-one");
        house.answer(FakeHouse.ANNA);
        browser.click("#transfer summary");
        browser.see(".transfer-list .menu-item");
        browser.shoot(folder, "09-talking-transfer");
        browser.click("#hold");
        browser.see("#resume");
        browser.see("#note").sendKeys("Wants invoice 7741 again, by e-mail.");
        browser.click("[data-code='ticket opened']");
        browser.shoot(folder, "10-held");
        house.end(FakeHouse.ANNA);
        browser.see("#wrap-ready");
        browser.shoot(folder, "11-wrap-up");
        browser.click("#extend");
        browser.shoot(folder, "12-wrap-up-extended");
    }

    private void narrow(Browser browser) throws IOException {
        browser.size(500, 900);
        browser.shoot(folder, "13-narrow-wrap-up");
        browser.click("#wrap-ready");
        browser.see(".idle");
        DeskDemo.offer(house, Pops.one());
        browser.see("#pop .customer");
        browser.shoot(folder, "14-narrow-offer");
        browser.size(1280, 800);
    }

    private void board(Browser browser) throws IOException {
        browser.driver().get(server.url() + "board");
        browser.see(".queue");
        browser.shoot(folder, "15-board-agent");
        browser.driver().manage().deleteAllCookies();
        browser.logIn(server.url(), "sam");
        browser.see(".queue");
        house.queue(new QueueLine(new QueueName("billing"), 1, Duration.ofSeconds(9), 25, 21, 20, 1, 0));
        browser.shoot(folder, "16-board-supervisor");
        browser.size(500, 900);
        browser.shoot(folder, "17-board-narrow");
        browser.size(1280, 800);
        server.close();
        browser.see("#connection");
        browser.shoot(folder, "18-connection-lost");
    }
}
