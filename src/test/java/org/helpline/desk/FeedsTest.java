package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.helpline.core.AgentFact;
import org.helpline.core.InteractionId;
import org.helpline.core.ManualClock;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.interaction.DeskPort;
import org.helpline.interaction.DeskPort.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FeedsTest {

    private static final InteractionId CALL = new InteractionId("20261122-021503-7f3a9c");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T02:15:03Z"));
    private final FakeHouse house = new FakeHouse(clock);
    private final Feeds feeds = new Feeds(house, () -> "e");
    private final List<Published> facts = new ArrayList<>();

    FeedsTest() {
        house.listen(fact -> {
            facts.add(fact);
            if (feeds.concerns(fact)) {
                feeds.on(fact);
            }
        });
    }

    /** FIELD P59. */
    @Test
    void thePopGoesToTheOfferedAgentOnly() {
        List<String> anna = open("anna");
        List<String> ben = open("ben");
        house.offer(FakeHouse.ANNA, CALL, Pops.one(), Duration.ofSeconds(41));
        assertThat(last(anna).path("type").asString("")).isEqualTo("offered");
        assertThat(last(anna).at("/view/call/pop/matches/0/name").asString("")).isEqualTo("Elif Demir");
        assertThat(last(anna).at("/view/call/phase").asString("")).isEqualTo("offered");
        assertThat(last(anna).at("/view/call/waited").asLong(0)).isEqualTo(41_000);
        assertThat(String.join("", ben)).doesNotContain("Elif", "555", CALL.value());
        assertThat(ben).hasSize(1);
    }

    @Test
    void whoIsTakenOutOfTheHouseHasNoFeedAnyMoreAndTheOthersGoOn() {
        open("anna");
        List<String> ben = open("ben");
        house.offer(FakeHouse.ANNA, CALL, Pops.one(), Duration.ZERO);
        Published ofAnna = facts.getLast();
        assertThat(feeds.concerns(ofAnna)).isTrue();
        house.dismiss(FakeHouse.ANNA);
        feeds.on(ofAnna);
        feeds.heal(clock.now().plus(Duration.ofMinutes(1)));
        assertThat(feeds.concerns(ofAnna)).isFalse();
        house.offer(FakeHouse.BEN, CALL, Pops.one(), Duration.ZERO);
        assertThat(last(ben).path("type").asString("")).isEqualTo("offered");
    }

    @Test
    void thePopHasWhatTheFileSaysOfTheCustomerAndWhatTheLastAgentNoted() {
        List<String> anna = open("anna");
        house.offer(FakeHouse.ANNA, CALL, Pops.transferred("Ben Okafor", "wants a refund"), Duration.ZERO);
        JsonNode pop = last(anna).at("/view/call/pop");
        assertThat(pop.at("/matches/0/notes").asString()).isEqualTo("Handle with care: invoice 4711 is disputed");
        assertThat(pop.at("/matches/0/email").asString()).isEqualTo("elif@demir.example");
        assertThat(pop.at("/handovers/0/name").asString()).isEqualTo("Ben Okafor");
        assertThat(pop.at("/handovers/0/note").asString()).isEqualTo("wants a refund");
    }

    @Test
    void aCustomerWhoIsFoundLateIsToldToThatAgentOnlyWithANumberOfItsOwn() {
        List<String> anna = open("anna");
        List<String> ben = open("ben");
        house.offer(FakeHouse.ANNA, CALL, Pops.one().with(List.of()), Duration.ofSeconds(41));
        assertThat(last(anna).at("/view/call/pop/matches").isEmpty()).isTrue();
        int before = anna.size();
        house.complete(FakeHouse.ANNA, Pops.one());
        assertThat(anna).hasSize(before + 1);
        assertThat(id(anna.getLast())).isEqualTo("e-" + before);
        assertThat(last(anna).path("type").asString("")).isEqualTo("pop-completed");
        assertThat(last(anna).at("/view/call/pop/matches/0/name").asString("")).isEqualTo("Elif Demir");
        assertThat(last(anna).at("/view/call/phase").asString("")).isEqualTo("offered");
        assertThat(String.join("", ben)).doesNotContain("Elif", CALL.value());
    }

    @Test
    void aCustomerOfACallThatIsNoLongerInHandIsNotShown() {
        List<String> anna = open("anna");
        InteractionId other = new InteractionId("20261122-021503-other1");
        house.offer(FakeHouse.ANNA, other, Pops.none(), Duration.ZERO);
        house.tell(
                CALL.value(), new QueueFact.PopCompleted(FakeHouse.SUPPORT, FakeHouse.ANNA, Pops.one()), Duration.ZERO);
        assertThat(String.join("", anna)).doesNotContain("Elif");
    }

    @Test
    void theCustomerShowsEvenWhenTheHousesSnapshotLagsBehindTheFact() {
        List<String> anna = open("anna");
        house.offer(FakeHouse.ANNA, CALL, Pops.one().with(List.of()), Duration.ZERO);
        house.tell(
                CALL.value(), new QueueFact.PopCompleted(FakeHouse.SUPPORT, FakeHouse.ANNA, Pops.one()), Duration.ZERO);
        assertThat(last(anna).at("/view/call/pop/matches/0/name").asString("")).isEqualTo("Elif Demir");
    }

    /** FIELD P61, for what a page can do about it. */
    @Test
    void twoTabsOfOneAgentShowTheSame() {
        List<String> one = open("anna");
        List<String> two = open("anna");
        wholeCall();
        assertThat(one.subList(1, one.size()))
                .isEqualTo(two.subList(1, two.size()))
                .hasSizeGreaterThan(5);
    }

    /** FIELD P67. */
    @Test
    void theTalkTimerHasNoQueueWaitInItAndHoldDoesNotRestartIt() {
        List<String> anna = open("anna");
        house.offer(FakeHouse.ANNA, CALL, Pops.one(), Duration.ofSeconds(41));
        clock.move(Duration.ofSeconds(5));
        long answered = clock.now().toEpochMilli();
        house.answer(FakeHouse.ANNA);
        clock.move(Duration.ofSeconds(60));
        command(new Command.Hold());
        assertThat(last(anna).at("/view/call/heldSince").asLong(0)).isEqualTo(answered + 60_000);
        clock.move(Duration.ofSeconds(20));
        feeds.heal(clock.now());
        assertThat(last(anna).at("/view/call/heldSince").asLong(0)).isEqualTo(answered + 60_000);
        command(new Command.Resume());
        assertThat(last(anna).at("/view/call").has("heldSince")).isFalse();
        clock.move(Duration.ofSeconds(10));
        house.end(FakeHouse.ANNA);
        JsonNode call = last(anna).at("/view/call");
        assertThat(call.path("talkingSince").asLong(0)).isEqualTo(answered);
        assertThat(call.path("talkedUntil").asLong(0)).isEqualTo(answered + 90_000);
        assertThat(call.path("phase").asString("")).isEqualTo("wrap-up");
    }

    @Test
    void talkingThatEndsOnHoldEndsWhenItEnds() {
        List<String> anna = open("anna");
        house.offer(FakeHouse.ANNA, CALL, Pops.one(), Duration.ofSeconds(41));
        house.answer(FakeHouse.ANNA);
        long answered = clock.now().toEpochMilli();
        command(new Command.Hold());
        clock.move(Duration.ofSeconds(20));
        house.end(FakeHouse.ANNA);
        assertThat(last(anna).at("/view/call/talkedUntil").asLong(0)).isEqualTo(answered + 20_000);
        assertThat(last(anna).at("/view/call").has("heldSince")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the caller hung up | The call is no longer offered to you: the caller hung up.
            taken by ben       | ben took the call, so it rings no more here.
            """)
    void aWithdrawnOfferVanishesAndSaysWhy(String why, String notice) {
        List<String> anna = open("anna");
        house.offer(FakeHouse.ANNA, CALL, Pops.one(), Duration.ZERO);
        house.withdraw(FakeHouse.ANNA, "withdrawn: " + why);
        JsonNode ended = anna.stream()
                .map(DeskJson::read)
                .filter(m -> m.path("type").asString("").equals("offer-ended"))
                .findFirst()
                .orElseThrow();
        assertThat(ended.path("notice").asString("")).isEqualTo(notice);
        assertThat(ended.path("view").has("call")).isFalse();
    }

    @Test
    void noteAndCodeAreKeptForEveryReload() {
        open("anna");
        house.offer(FakeHouse.ANNA, CALL, Pops.one(), Duration.ZERO);
        house.answer(FakeHouse.ANNA);
        command(new Command.Note(CALL, "wants the invoice"));
        command(new Command.WrapUpCode(CALL, "resolved"));
        JsonNode call = last(open("anna")).at("/view/call");
        assertThat(call.path("note").asString("")).isEqualTo("wants the invoice");
        assertThat(call.path("code").asString("")).isEqualTo("resolved");
        house.offer(FakeHouse.ANNA, new InteractionId("next"), Pops.none(), Duration.ZERO);
        assertThat(last(open("anna")).at("/view/call/note").asString("x")).isEmpty();
    }

    @Test
    void theOfferShowsEvenWhenTheHousesSnapshotLagsBehindTheFact() {
        List<String> anna = open("anna");
        clock.move(Duration.ofSeconds(1));
        house.tell(
                CALL.value(),
                new QueueFact.Offered(FakeHouse.SUPPORT, FakeHouse.ANNA, 1, Duration.ofSeconds(3), Pops.one()),
                Duration.ofSeconds(8));
        assertThat(last(anna).at("/view/call/pop/number").asString("")).isEqualTo("+90 212 555 01 34");
        assertThat(last(anna).at("/view/agent/state").asString("")).isEqualTo("offered");
        house.tell(
                CALL.value(),
                new QueueFact.OfferEnded(FakeHouse.SUPPORT, FakeHouse.ANNA, 1, "no answer"),
                Duration.ofSeconds(28));
        assertThat(last(anna).path("view").has("call")).isFalse();
    }

    @Test
    void anOldStateFactDoesNotUndoANewerSnapshot() {
        List<String> anna = open("anna");
        Instant before = clock.now();
        clock.move(Duration.ofSeconds(1));
        house.state(FakeHouse.ANNA, "ready", "");
        feeds.on(new Published(
                "agent:anna", 1, before, 0, new AgentFact.StateChanged(FakeHouse.ANNA, "not-ready", "lunch", "")));
        assertThat(last(anna).at("/view/agent/state").asString("")).isEqualTo("ready");
    }

    @Test
    void whatNoFactToldIsFoundWithinASecond() {
        List<String> anna = open("anna");
        house.listen(fact -> {});
        house.state(FakeHouse.ANNA, "ready", "");
        clock.move(Duration.ofSeconds(1));
        feeds.heal(clock.now());
        feeds.heal(clock.now());
        assertThat(anna).hasSize(2);
        assertThat(last(anna).at("/view/agent/state").asString("")).isEqualTo("ready");
    }

    @Test
    void factsOfAgentsWithoutADeskAreDroppedAtOnce() {
        open("anna");
        house.state(FakeHouse.BEN, "ready", "");
        assertThat(feeds.concerns(facts.getLast())).isFalse();
        house.state(FakeHouse.ANNA, "ready", "");
        assertThat(feeds.concerns(facts.getLast())).isTrue();
        feeds.close(FakeHouse.ANNA);
        assertThat(feeds.concerns(facts.getLast())).isFalse();
    }

    /** FIELD P64: whatever the moments at which the connection is lost, every event is seen once and in order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void aPageThatLosesItsConnectionMissesNothingAndSeesNothingTwice(long seed) {
        Random random = new Random(seed);
        List<String> steady = open("anna");
        List<String> shaky = new ArrayList<>();
        AgentFeed feed = feeds.open(FakeHouse.ANNA);
        Optional<Page> page = Optional.empty();
        for (int i = 0; i < 200; i++) {
            if (random.nextInt(4) == 0) {
                page.ifPresent(feed::detach);
                page = page.isPresent() ? Optional.empty() : Optional.of(new Page(shaky));
                page.ifPresent(p -> feed.attach(p, shaky.isEmpty() ? id(steady.getFirst()) : id(shaky.getLast())));
            }
            house.state(FakeHouse.ANNA, random.nextBoolean() ? "ready" : "not-ready", "r" + i);
        }
        page.ifPresent(feed::detach);
        feed.attach(new Page(shaky), id(shaky.getLast()));
        assertThat(shaky).as("seed %d", seed).isEqualTo(steady.subList(1, steady.size()));
    }

    @Test
    void aPageThatWasAwayTooLongGetsTheWholeViewAndGoesOnFromThere() {
        AgentFeed feed = feeds.open(FakeHouse.ANNA);
        for (int i = 0; i < 400; i++) {
            house.state(FakeHouse.ANNA, "not-ready", "r" + i);
        }
        List<String> page = new ArrayList<>();
        feed.attach(new Page(page), "e-3");
        assertThat(page).hasSize(1);
        assertThat(last(page).path("type").asString("")).isEqualTo("view");
        assertThat(id(page.getFirst())).isEqualTo("e-400");
        house.state(FakeHouse.ANNA, "ready", "");
        assertThat(id(page.getLast())).isEqualTo("e-401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "other-3", "e-", "e-x", "e-99999999999999999999", "e--1", "e-7"})
    void anUnknownNumberGetsTheWholeView(String after) {
        AgentFeed feed = feeds.open(FakeHouse.ANNA);
        house.state(FakeHouse.ANNA, "ready", "");
        List<String> page = new ArrayList<>();
        feed.attach(new Page(page), after);
        assertThat(page).hasSize(1);
        assertThat(last(page).path("type").asString("")).isEqualTo("view");
    }

    private void wholeCall() {
        house.offer(FakeHouse.ANNA, CALL, Pops.one(), Duration.ofSeconds(41));
        house.answer(FakeHouse.ANNA);
        command(new Command.Hold());
        command(new Command.Resume());
        house.end(FakeHouse.ANNA);
        command(new Command.ExtendWrapUp(Duration.ofSeconds(30)));
        command(new Command.Ready());
    }

    private void command(Command command) {
        assertThat(house.command(FakeHouse.ANNA, command).toCompletableFuture().join())
                .isInstanceOf(DeskPort.Result.Done.class);
    }

    private List<String> open(String agent) {
        List<String> page = new ArrayList<>();
        feeds.open(new org.helpline.core.AgentId(agent)).attach(new Page(page), "");
        return page;
    }

    private static String id(String message) {
        return DeskJson.read(message).path("id").asString("");
    }

    private static JsonNode last(List<String> page) {
        return DeskJson.read(page.getLast());
    }

    /** Pages are told apart by identity, not by what they have seen. */
    private static final class Page implements java.util.function.Consumer<String> {
        private final List<String> seen;

        Page(List<String> seen) {
            this.seen = seen;
        }

        @Override
        public void accept(String message) {
            seen.add(message);
        }
    }
}
