package org.helpline.clients;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.helpline.desk.Browser;
import org.openqa.selenium.WebDriverException;

/** Where an agent sits: a desk in a browser of its own, and a real phone. One thread drives it. */
final class DeskSeat implements AutoCloseable {

    private static final String CALLS = """
            return [...document.querySelectorAll("#history .past li")].map(
              (li) => li.querySelector(".past-who").textContent + " | " + li.querySelector(".past-more").textContent)
            """;

    final Baresip phone;
    private final String agent;
    private final Browser page;

    private DeskSeat(String agent, Browser page, Baresip phone) {
        this.agent = agent;
        this.page = page;
        this.phone = phone;
    }

    /** The agent's phone is registered and the desk is open; nobody is ready yet. */
    static DeskSeat open(HelplineProcess server, String agent, Path folder) throws IOException, InterruptedException {
        Path files = Files.createDirectories(folder.resolve(agent));
        String account = Baresip.agent(agent, server.phoneSecret(agent), server.sipPort(), "manual");
        Baresip phone = Baresip.start(files, account, RealPhone.says(files, 800));
        phone.registered();
        DeskSeat seat = new DeskSeat(agent, Browser.open(false), phone);
        seat.page.logIn(server.desk(), agent, server.password(agent));
        return seat;
    }

    String agent() {
        return agent;
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
