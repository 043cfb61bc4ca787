package org.helpline.clients;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.helpline.desk.Browser;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;

/** Where an agent sits: a desk in a browser of its own, and a real phone. One thread drives it. */
final class DeskSeat implements AutoCloseable {

    private static final String CALLS = """
            return [...document.querySelectorAll("#history .past li")].map(
              (li) => li.querySelector(".past-who").textContent + " | " + li.querySelector(".past-more").textContent)
            """;

    /** Of the list of last calls. */
    static final int MOST_CALLS = 12;

    /** What the page shows: {@code login}, {@code cut} while it has no connection, the state, or nothing yet. */
    private static final String SHOWN = """
            const at = (css) => document.querySelector(css);
            return at("input[name=password]") ? "login"
              : at("#connection")?.hidden === false ? "cut"
              : at("#state")?.textContent ?? "";
            """;

    private static final Set<String> AT_WORK = Set.of("Ready", "Call offered", "Talking", "Wrap-up");
    private static final By PHONE_OFF = By.cssSelector("#status .tag.warn");

    /** A house that was killed has to start, and three people to log in. */
    static final Duration LONG = Duration.ofMinutes(3);

    private final Person person;
    private final Browser page;
    Baresip phone;

    private DeskSeat(Person person, Browser page, Baresip phone) {
        this.person = person;
        this.page = page;
        this.phone = phone;
    }

    /**
     * Who sits there.
     *
     * @param desk the desk's address
     * @param account the phone's, as baresip has it
     * @param files the phone's
     */
    record Person(String agent, String desk, String password, String account, Path files) {

        private Baresip phone() throws IOException, InterruptedException {
            Baresip phone = Baresip.start(files, account, RealPhone.says(files, 800));
            phone.registered();
            return phone;
        }
    }

    /** The agent's phone is registered and the desk is open; nobody is ready yet. */
    static DeskSeat open(HelplineProcess server, String agent, Path folder) throws IOException, InterruptedException {
        String account = Baresip.agent(agent, server.phoneSecret(agent), server.sipPort(), "manual");
        return open(new Person(agent, server.desk(), server.password(agent), account, folder.resolve(agent)));
    }

    /** The same for somebody whose desk or phone is reached by other ways. */
    static DeskSeat open(Person person) throws IOException, InterruptedException {
        Files.createDirectories(person.files);
        DeskSeat seat = new DeskSeat(person, Browser.open(false), person.phone());
        seat.page.logIn(person.desk, person.agent, person.password);
        return seat;
    }

    String agent() {
        return person.agent;
    }

    /** The agent presses Ready, and is. */
    void ready() {
        click("#ready:not(:disabled)");
        isReady();
    }

    void isReady() {
        sees("#state", "Ready");
    }

    /** The phone rings, the desk shows this caller, the agent takes the call. */
    void takes(String number) throws IOException, InterruptedException {
        phone.ring();
        sees("#caller", number);
        phone.answer();
        sees(".band", "Talking");
    }

    /** The agent is done with what comes after a call, and takes the next. */
    void wrapsUp() throws IOException, InterruptedException {
        phone.awaitEnd();
        done();
    }

    /** The same once the phone has told that it was hung up. */
    void done() {
        sees(".band", "Wrap-up");
        click("#wrap-ready");
        page.gone(".call[data-phase='wrap-up']");
    }

    void sees(String css, String text) {
        page.seeText(css, text);
    }

    /** As often as the page draws it anew while it is being pressed. */
    void click(String css) {
        await().atMost(RealPhone.PATIENCE)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    page.click(css);
                    return true;
                });
    }

    /** Opens the transfer menu and looks for a place. */
    void transfer(String wanted) {
        click("#transfer summary");
        page.see(".transfer-list .menu-item");
        page.see(".transfer-filter").sendKeys(wanted);
    }

    /** The phone's power fails, and comes back. */
    void restartPhone() throws IOException, InterruptedException {
        phone.kill();
        phone = person.phone();
    }

    /** Whatever has happened: the agent logs in if need be, says Ready if need be, and is ready, or works already. */
    void comesBack() {
        await(person.agent + " is at the desk again")
                .atMost(LONG)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(this::works);
    }

    /** The same while nobody calls: the agent is ready, and the phone can be rung. */
    void comesToRest() {
        await(person.agent + " is ready again")
                .atMost(LONG)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> works()
                        && shown().equals("Ready")
                        && page.driver().findElements(PHONE_OFF).isEmpty());
    }

    private boolean works() {
        String shown = shown();
        switch (shown) {
            case "login" -> page.logIn(person.desk, person.agent, person.password);
            case "Not ready" -> page.click("#ready:not(:disabled)");
            default -> {} // what the page or the server is about to change
        }
        return AT_WORK.contains(shown);
    }

    private String shown() {
        return String.valueOf(page.driver().executeScript(SHOWN));
    }

    /** Loads the page anew. */
    void reload() {
        page.driver().navigate().refresh();
    }

    /** My last calls as the page shows them, the newest first: {@code customer | queue · talked · code · score}. */
    List<String> calls() {
        return ((List<?>) Objects.requireNonNull(page.driver().executeScript(CALLS)))
                .stream().map(String::valueOf).toList();
    }

    @Override
    public void close() throws IOException {
        page.close();
        phone.close();
    }
}
