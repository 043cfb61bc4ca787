package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.helpline.desk.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;

/** The administrators' pages in a real browser, with a real server behind. */
@Tag("clients")
class AdminBrowserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String AGENTS = """
            # Who works here.

            [ada]
            name = Ada
            role = administrator

            # Anna came first.
            [anna]
            name = Anna
            queues = billing
            """;
    private static final String QUEUES = "[support]\n[billing]\n";
    private static final String HOURS = "# The office.\n[office]\nzone = Europe/Istanbul\nopen = always\n";

    @TempDir
    private Path folder;

    private Reloading house;
    private Browser browser;
    private String desk = "";

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/queues.ini"), QUEUES);
        Files.writeString(folder.resolve("conf/hours.ini"), HOURS);
        house = new Reloading(folder, AGENTS);
        desk = house.server().desk().url();
        browser = Browser.open(false);
        String password =
                house.starting().command("password", "ada").out().strip().replaceAll("(?s).* ", "");
        browser.logIn(desk, "ada", password);
    }

    @AfterEach
    void stop() {
        browser.close();
        house.close();
    }

    private String file(String name) throws IOException {
        return Files.readString(folder.resolve("conf").resolve(name));
    }

    private void awaitFile(String name, String text) {
        await().atMost(PATIENCE).until(() -> file(name).equals(text));
    }

    private void open(String path) {
        browser.driver().get(desk + path);
    }

    private void type(String css, String text) {
        browser.of(css, field -> {
            browser.driver().executeScript("arguments[0].scrollIntoView({block: 'center'})", field);
            field.clear();
            field.sendKeys(text, Keys.TAB);
            return true;
        });
    }

    private void choose(String css, String value) {
        browser.of(css, e -> {
            new Select(e).selectByValue(value);
            return true;
        });
    }

    private void fitsAt(int width) {
        browser.size(width, 844);
        long wide = (Long)
                Objects.requireNonNull(browser.driver().executeScript("return document.documentElement.scrollWidth"));
        assertThat(wide).as("the page at " + width + " px").isLessThanOrEqualTo(width);
    }

    private void shoot(String name) throws IOException {
        browser.shoot(Path.of("target/admin-shots"), name);
    }

    @Test
    @DisplayName("P84: a change from the page is in the file and goes back to the byte")
    void anAdministratorChangesAPersonAndTakesItBack() throws IOException {
        browser.click("#to-admin");
        browser.click("[data-section=anna]");
        browser.click("[data-key=queues] input[value=support]");
        type("#f-skills", "returns");
        browser.write("#f-skills", Keys.ENTER);
        choose("[data-key=skills] [data-name=returns] select", "5");
        browser.click("details.more summary");
        type("#f-weight", "no weight");
        browser.seeText("#f-weight-problem", "Expected");
        browser.see("#f-weight[aria-invalid='true']");
        browser.click("#save");
        shoot("person-wrong");
        assertThat(file("agents.ini")).as("what is wrong is not written").isEqualTo(AGENTS);
        type("#f-weight", "2");
        browser.click("#save");
        awaitFile(
                "agents.ini",
                AGENTS.replace("queues = billing\n", "queues = support, billing\nskills = returns:5\nweight = 2\n"));
        browser.seeText("#notices", "anna changed");
        shoot("person");

        open("admin?family=skills");
        choose("[data-skill=returns] [data-name=anna] select", "2");
        await().atMost(PATIENCE).until(() -> file("agents.ini").contains("skills = returns:2\n"));
        shoot("skills");

        open("admin/history");
        browser.seeText("[data-number='1']", "queues = support, billing");
        browser.click("[data-number='1'] button");
        browser.seeText("[data-number='1'] .both", "changed since");
        shoot("history-conflict");
        browser.click("[data-number='2'] button");
        browser.see("[data-number='3']");
        browser.click("[data-number='1'] button");
        browser.see("[data-number='4']");
        assertThat(file("agents.ini")).isEqualTo(AGENTS);
        fitsAt(390);
        shoot("history-390");
        assertThat(browser.driver().manage().logs().get(LogType.BROWSER).getAll())
                .noneMatch(l -> l.getMessage().contains("Content Security Policy"));
    }

    @Test
    void aNewPersonsPasswordIsShownOnceAndARemovedOneIsGone() throws IOException {
        open("admin?family=agents");
        browser.click("#new");
        type("#new-name", "zoe");
        browser.click("[data-key=queues] input[value=support]");
        browser.click("#save");
        String password = browser.text("#made-password");
        assertThat(password).matches("[a-z0-9]{4}(-[a-z0-9]{4}){3}");
        shoot("made");
        browser.click("#made-seen");
        browser.gone("#made-password");
        assertThat(file("agents.ini")).isEqualTo(AGENTS + "\n[zoe]\nqueues = support\n");
        browser.click("#password");
        assertThat(browser.text("#made-password")).isNotEqualTo(password);
        browser.click("#remove");
        assertThat(file("agents.ini")).as("pressed once").contains("zoe");
        browser.click("#remove");
        awaitFile("agents.ini", AGENTS);
        browser.gone("[data-section=zoe]");
    }

    @Test
    void whoWasOvertakenByAnEditorSeesHowItIsNow() throws IOException {
        open("admin?family=agents&section=anna");
        type("#f-name", "Anne");
        String other = AGENTS.replace("queues = billing", "queues = support");
        house.write("agents.ini", other);
        browser.click("#save");
        browser.seeText("#meanwhile pre", "queues = support");
        browser.seeText("#general", "meanwhile");
        assertThat(file("agents.ini")).isEqualTo(other);
    }

    @Test
    void theWeekIsAGridAndSaysWhatItWouldSay() throws IOException {
        open("admin?family=hours&section=office");
        browser.click("#f-open");
        for (String day : new String[] {"mon", "tue"}) {
            browser.click("[data-day=" + day + "] .day-times > button");
        }
        browser.driver().executeScript("""
                const time = document.querySelector("[data-day=tue] [data-which=to]");
                time.value = "13:30";
                time.dispatchEvent(new Event("change"));
                const at = document.querySelector("#moment");
                at.value = "2026-11-24T13:00";
                """);
        browser.click("#look");
        browser.seeText("#open-at", "Open until 2026-11-24 13:30");
        shoot("hours");
        assertThat(file("hours.ini")).as("only looked").isEqualTo(HOURS);
        browser.click("#save");
        awaitFile("hours.ini", HOURS.replace("always", "Mon 09:00-17:00, Tue 09:00-13:30"));
        browser.see("[data-day=wed]");
        fitsAt(390);
        shoot("hours-390");
        open("admin?family=agents&section=anna");
        browser.see("#save");
        fitsAt(390);
        shoot("person-390");
        browser.size(1280, 800);
        choose("#language select", "tr");
        browser.seeText("#families", "Beceriler");
        browser.seeText("#f-queues-hint, [data-key=queues] .hint", "virgüllerle bir liste");
        shoot("person-tr");
        open("admin?family=queues&section=support");
        browser.see("#save");
        assertThat(browser.driver().findElements(By.cssSelector("#section .admin-field")))
                .hasSizeGreaterThan(20);
        shoot("queue");
    }
}
