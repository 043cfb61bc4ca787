package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.helpline.acd.Board.QueueLine;
import org.helpline.acd.LineEntry;
import org.helpline.config.AlarmLimits;
import org.helpline.core.AgentId;
import org.helpline.core.Clock;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.QueueName;
import org.helpline.core.ServerFact;
import org.helpline.interaction.AnnouncementBoard;
import org.helpline.interaction.DeskPort.Result;
import org.helpline.interaction.Supervision;
import org.helpline.interaction.SupervisorVoice;
import org.helpline.interaction.UrgentBoard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;

/** The supervisor's board and the big screen in a real browser. */
@Tag("clients")
class WallBrowserTest {

    private static final QueueName SUPPORT = FakeHouse.SUPPORT;
    private static final InteractionId WAITING = new InteractionId("20261122-021500-aaaaaa");

    private final FakeHouse house = new FakeHouse(Clock.system());
    private final Floor floor = new Floor();
    private final Papers papers = new Papers();
    private final List<ServerFact> alarms = new CopyOnWriteArrayList<>();
    private DeskServer server;
    private Browser browser;

    /** Somebody waits in support; orders are written down and obeyed. */
    private static final class Floor implements Supervision {
        final List<Order> orders = new CopyOnWriteArrayList<>();
        final Instant since = Clock.system().now().minusSeconds(75);
        volatile Result answer = new Result.Done();

        @Override
        public CompletionStage<Result> carryOut(String by, Order order) {
            orders.add(order);
            return CompletableFuture.completedStage(answer);
        }

        @Override
        public CompletionStage<List<Waiting>> waiting(QueueName queue, int most) {
            LineEntry entry = new LineEntry(WAITING, queue, 1, since, 2, "german 3", Optional.empty(), List.of());
            return CompletableFuture.completedStage(List.of(new Waiting(
                    entry, new Personal("+44 20 7946 0018"), new Personal("Ada <b>Okafor</b>"), Optional.empty())));
        }

        @Override
        public Optional<Duties> duties(AgentId agent) {
            return Optional.of(new Duties(List.of(SUPPORT), new TreeMap<>(Map.of("german", 3)), false));
        }
    }

    /** In memory. */
    private static final class Papers implements AnnouncementBoard {
        final List<Announcement> all = new CopyOnWriteArrayList<>();

        @Override
        public List<Announcement> current() {
            return List.copyOf(all);
        }

        @Override
        public Optional<String> announce(String by, String text, Set<QueueName> queues, Duration length) {
            all.add(new Announcement(
                    "a" + all.size(),
                    text,
                    queues,
                    by,
                    Clock.system().now(),
                    Clock.system().now().plus(length)));
            return Optional.empty();
        }

        @Override
        public Optional<String> end(String by, String id) {
            all.removeIf(a -> a.id().equals(id));
            return Optional.empty();
        }
    }

    @BeforeEach
    void start() throws IOException {
        LiveFigures figures = () -> CompletableFuture.completedStage(
                Optional.of(Map.of(SUPPORT, new LiveFigures.Today(412, 380, 20, 12, 0.71, 21.4, 301))));
        ControlRoom room = new ControlRoom(
                floor,
                UrgentBoard.NONE,
                papers,
                figures,
                () -> Map.of(SUPPORT, new AlarmLimits(3, Duration.ZERO, 80, 0)),
                alarms::add);
        server = DeskServer.start(
                        DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)),
                        DeskDemo.services(
                                house,
                                Clock.system(),
                                DeskDemo.accounts(),
                                DeskRooms.none().with(room)),
                        new Problems())
                .orElseThrow();
        house.listen(server);
        house.state(FakeHouse.ANNA, "ready", "");
        house.offer(FakeHouse.BEN, new InteractionId("20261122-021500-bbbbbb"), Pops.one(), Duration.ofSeconds(4));
        house.answer(FakeHouse.BEN);
        house.queue(new QueueLine(SUPPORT, 1, Duration.ofSeconds(75), 64, 58, 51, 4, 2));
        browser = Browser.open(false);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    private void orders(Supervision.Order... orders) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(floor.orders).containsExactly(orders));
    }

    private void open(String key) {
        browser.see(".today"); // what comes a moment later moves what is below it
        browser.click("[data-key='" + key + "']");
        browser.see("dialog[open]");
    }

    private void choose(String choice, String value) {
        new Select(browser.see("dialog[open] [data-choice='" + choice + "']")).selectByValue(value);
        browser.click("dialog[open] [data-order='" + choice + "']");
        browser.gone("dialog[open]");
    }

    @Test
    void aSupervisorForcesAStateAndChangesWhatAnAgentServes() {
        browser.logIn(server.url(), "sam");
        open("agent-anna");
        choose("not-ready", "lunch");
        open("agent-anna");
        assertThat(browser.value("#orders-skills")).isEqualTo("german:3");
        browser.write("#orders-skills", ", billing:4");
        browser.click("dialog[open] [data-order='reassign']");
        browser.gone("dialog[open]");
        orders(
                new Supervision.Order.Force(FakeHouse.ANNA, Supervision.To.NOT_READY, "lunch"),
                new Supervision.Order.Reassign(FakeHouse.ANNA, List.of(SUPPORT), Map.of("german", 3, "billing", 4)));
    }

    /** News come each second and draw the board again. */
    @Test
    void aPressThatHasBegunIsAClickThoughTheBoardIsDrawnAgainMeanwhile() {
        browser.logIn(server.url(), "sam");
        press("[data-key='agent-anna']");
        house.state(new AgentId("chiara"), "not-ready", "lunch"); // below her
        browser.see("[data-key='chiara'] .state-not-ready");
        house.state(FakeHouse.BEN, "wrap-up", ""); // above her
        browser.see("[data-key='ben'] .state-wrap-up");
        new Actions(browser.driver()).release().perform();
        browser.seeText("dialog[open] h2", "Anna Kaya");
    }

    /** Holds the mouse down on it: on itself, whatever the page has moved between the look and the press. */
    private void press(String css) {
        browser.see(".today"); // what comes a moment later moves what is below it
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            new Actions(browser.driver())
                    .moveToElement(browser.see(css))
                    .clickAndHold()
                    .perform();
            boolean isPressed = !browser.driver()
                    .findElements(By.cssSelector(css + ":active"))
                    .isEmpty();
            if (!isPressed) {
                new Actions(browser.driver()).release().sendKeys(Keys.ESCAPE).perform();
            }
            return isPressed;
        });
    }

    @Test
    void aSupervisorMovesPullsAndEndsCalls() {
        browser.logIn(server.url(), "sam");
        browser.seeText("#waiting td", "Ada <b>Okafor</b> +44 20 7946 0018");
        open("call-" + WAITING);
        choose("move", "billing");
        open("call-" + WAITING);
        choose("assign", "anna");
        open("agent-ben"); // has a call in hand
        browser.click("dialog[open] [data-order='hang-up']");
        browser.see("dialog[open] [data-order='hang-up'].sure");
        browser.click("dialog[open] [data-order='hang-up']");
        orders(
                new Supervision.Order.Move(WAITING, new QueueName("billing")),
                new Supervision.Order.Assign(WAITING, FakeHouse.ANNA),
                new Supervision.Order.HangUp(new InteractionId("20261122-021500-bbbbbb")));
    }

    private static Supervision.Order beside(SupervisorVoice voice) {
        return new Supervision.Order.Beside(new InteractionId("20261122-021500-bbbbbb"), voice);
    }

    private void way(String as) {
        house.supervised(FakeHouse.BEN, "sam", as);
        browser.see("dialog[open] [data-order='" + as + "'][aria-pressed='true']");
        browser.count("dialog[open] [aria-pressed='true']", 1);
    }

    @Test
    void aSupervisorListensWhispersJoinsInAndStops() {
        browser.logIn(server.url(), "sam");
        open("agent-ben");
        browser.seeText("#beside-state", "Nobody listens.");
        browser.click("dialog[open] [data-order='listen']");
        orders(beside(SupervisorVoice.LISTEN));
        house.supervised(FakeHouse.BEN, "sam", "ringing");
        browser.seeText("#beside-state", "Your phone rings: pick it up.");
        browser.count("dialog[open] [aria-pressed='true']", 0);
        way("listen");
        browser.seeText("#beside-state", "You are listening: nobody hears you.");
        browser.seeText("[data-key='ben'] .supervised", "Sam Reed listens");
        browser.write("dialog[open] [data-order='whisper']", Keys.ENTER);
        way("whisper");
        browser.seeText("#beside-state", "You whisper: Ben Fischer alone hears you.");
        browser.seeFocus("[data-order='whisper']"); // news leave the keyboard where it is
        browser.write("dialog[open] [data-order='barge']", Keys.SPACE);
        way("barge");
        browser.seeText("#beside-state", "You have joined in: all hear you.");
        browser.click("dialog[open] [data-order='leave']");
        house.supervised(FakeHouse.BEN, "sam", "");
        browser.seeText("#beside-state", "Nobody listens.");
        browser.gone("dialog[open] [data-order='leave']");
        orders(
                beside(SupervisorVoice.LISTEN),
                beside(SupervisorVoice.WHISPER),
                beside(SupervisorVoice.BARGE),
                new Supervision.Order.Leave(new InteractionId("20261122-021500-bbbbbb")));
    }

    @Test
    void whyASupervisorCannotListenIsSaidInTheDialogAndWhoElseListensIsNamed() {
        floor.answer = new Result.Refused("You did not pick up your phone.");
        browser.logIn(server.url(), "sam");
        open("agent-ben");
        browser.click("dialog[open] [data-order='listen']");
        browser.seeText("#orders-refusal", "You did not pick up your phone.");
        house.supervised(FakeHouse.BEN, "sue", "whisper");
        browser.seeText("#beside-state", "Sam Reed whispers");
        browser.count("dialog[open] [aria-pressed='true']", 0);
        browser.gone("dialog[open] [data-order='leave']");
        house.end(FakeHouse.BEN);
        browser.gone("#beside-state");
    }

    @Test
    void whatIsRefusedIsSaidAndTheDialogStays() {
        floor.answer = new Result.Refused("This caller is just leaving the queue.");
        browser.logIn(server.url(), "sam");
        open("call-" + WAITING);
        browser.click("dialog[open] [data-order='first']");
        browser.seeText("#orders-refusal", "This caller is just leaving the queue.");
        browser.see("dialog[open]");
    }

    @Test
    void anAgentSeesWhoWaitsWithoutNamesAndHasNoOrders() {
        browser.logIn(server.url(), "anna");
        browser.driver().get(server.url() + "board");
        browser.see("#waiting tbody tr");
        assertThat(browser.text("body")).doesNotContain("Okafor", "7946");
        assertThat(browser.driver().findElements(By.cssSelector(".more, #announcer form")))
                .isEmpty();
    }

    @Test
    void anAnnouncementIsOnTheDesksOfItsQueuesUntilItIsEnded() {
        browser.logIn(server.url(), "sam");
        browser.write("#announcement-text", "Router down");
        browser.click("#announcer input[value='support']");
        browser.click("#announcer button[type='submit']");
        browser.see("#announcements .announcement");
        assertThat(papers.all).singleElement().matches(a -> a.queues().equals(Set.of(SUPPORT)) && a.by().equals("sam"));
        browser.driver().manage().deleteAllCookies();
        browser.logIn(server.url(), "anna");
        browser.seeText("#announcements .announcement", "Router down sam, until");
        papers.all.clear();
        browser.gone("#announcements .announcement");
    }

    @ParameterizedTest
    @CsvSource({"1920, 1080", "390, 844"})
    void theBigScreenShowsAlarmsAndTodaysFiguresAndPagesThroughManyQueues(int width, int height) throws IOException {
        house.queue(new QueueLine(SUPPORT, 4, Duration.ofSeconds(75), 64, 58, 51, 4, 2));
        for (int i = 1; i <= 5; i++) {
            house.queue(new QueueLine(new QueueName("queue-" + i), 0, Duration.ZERO, 0, 0, 0, 0, 0));
        }
        browser.size(width, height);
        browser.logIn(server.url(), "sam");
        browser.driver().get(server.url() + "wall");
        browser.see("[data-queue='support'] .is-alarm");
        browser.see("[data-alarm='support waiting']");
        browser.see("[data-alarm='support service-level']");
        browser.seeText("[data-queue='support'] .big-today", "Today: 412 offered, 380 answered, 20 abandoned");
        browser.seeText("#big-page", "1 of 2");
        browser.count(".big-card", 6);
        Object wider = browser.driver()
                .executeScript("return document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(wider).as("nothing sticks out").isEqualTo(false);
        if (width > 1_000) {
            Object taller = browser.driver()
                    .executeScript("return document.documentElement.scrollHeight > window.innerHeight + 1");
            assertThat(taller).as("six queues and two alarms fit").isEqualTo(false);
        }
        browser.shoot(Path.of("target/shots"), "wall-" + width);
        await().untilAsserted(() -> assertThat(alarms)
                .contains(new ServerFact.AlarmRaised("support", "waiting", "4", "3"))
                .hasSize(2));
        browser.driver().get(server.url() + "wall?queues=queue-2,queue-5");
        browser.see("[data-queue='queue-5']");
        browser.count(".big-card", 2);
    }
}
