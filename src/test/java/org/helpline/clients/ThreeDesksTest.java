package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.Digit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A shift: three agents at desks in browsers, each with a real phone, and twenty callers. Who talks with whom is settled by skills; nothing
 * depends on how long anything takes, but what the server itself waits for.
 */
@Tag("clients")
class ThreeDesksTest {

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            input: {wait: 60s, silence: [again, hangup], wrong: [again, hangup]}
            start:
              - queue: %s
                needs: %s
                relax: [{after: 2s, needs: %s}]
                then: nobody
                after: score
            nobody: [hangup]
            french: [{queue: support, needs: {french: 3}, then: nobody, after: score}]
            score: [{rating: how_satisfied, as: satisfaction}, hangup]
            queues:
              support: {keys: {1: callback}}
              brief: {keys: {2: french}}
            """;

    private static final String SECRET = "a-secret-of-the-test";

    private static final String NEWS = """
            helpline: 1
            languages: [en]
            human: none
            start: [{say: news}, hangup]
            """;

    private static final List<String> PROMPTS = List.of(
            "how_satisfied",
            "news",
            "callback_number",
            "callback_confirm",
            "callback_promise",
            "callback_there",
            "callback_refused");

    /** A number for each wish. */
    private static final Map<String, String> NUMBERS = Map.of(
            "german",
            "201",
            "french",
            "202",
            "spanish",
            "203",
            "some-german",
            "204",
            "some-spanish",
            "205",
            "brief",
            "206",
            "night",
            "207",
            "news",
            "208");

    private final Path folder = HelplineProcess.folder("three-desks");
    private final Map<String, StagePhone> callers = new LinkedHashMap<>();
    private final List<DeskSeat> seats = new ArrayList<>();
    private HelplineProcess server;
    private CallBook book;
    private DeskSeat anna;
    private DeskSeat ben;
    private DeskSeat cleo;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        Path scripts = HelplineProcess.folder("three-desks-scripts");
        HelplineProcess.delete(scripts);
        write(scripts);
        List<String> sets = new ArrayList<>(List.of(
                "media.ports=0",
                "sip.digests=MD5",
                "scripts.directory=" + scripts,
                "numbers.100=",
                "numbers.200=",
                "callbacks.allow=" + number(6),
                "extensions." + number(6) + ".to=phone",
                "extensions." + number(6) + ".phone-secret=" + SECRET,
                "queues.support.ring=60s",
                "queues.support.wrap-up=5m",
                "queues.billing.ring=60s",
                "queues.billing.wrap-up=5m",
                "queues.brief.ring=4s",
                "queues.night.join=logged in",
                "reports.short-abandon=0s",
                "agents.anna.queues=support",
                "agents.anna.skills=german:3",
                "agents.ben.queues=support, billing",
                "agents.ben.skills=french:3, german:1, spanish:1",
                "agents.cleo.name=Cleo",
                "agents.cleo.queues=support, brief",
                "agents.cleo.skills=spanish:3"));
        NUMBERS.forEach((script, number) -> sets.add("numbers." + number + "=" + script));
        server = HelplineProcess.start(
                "three-desks", sets.stream().flatMap(s -> Stream.of("--set", s)).toArray(String[]::new));
        book = new CallBook(server);
        anna = seat("anna");
        ben = seat("ben");
        cleo = seat("cleo");
    }

    private DeskSeat seat(String agent) throws IOException, InterruptedException {
        DeskSeat seat = DeskSeat.open(server, agent, folder);
        seats.add(seat);
        seat.ready();
        return seat;
    }

    private static void write(Path scripts) throws IOException {
        script(scripts, "german", SCRIPT.formatted("support", "{german: 3}", "{german: 3}"));
        script(scripts, "french", SCRIPT.formatted("support", "{french: 3}", "{french: 3}"));
        script(scripts, "spanish", SCRIPT.formatted("support", "{spanish: 3}", "{spanish: 3}"));
        script(scripts, "some-german", SCRIPT.formatted("support", "{german: 3}", "{german: 1}"));
        script(scripts, "some-spanish", SCRIPT.formatted("support", "{spanish: 3}", "{spanish: 1}"));
        script(scripts, "brief", SCRIPT.formatted("brief", "{spanish: 3}", "{spanish: 3}"));
        script(scripts, "night", SCRIPT.formatted("night", "{german: 3}", "{german: 3}"));
        script(scripts, "news", NEWS);
    }

    private static void script(Path scripts, String name, String yaml) throws IOException {
        Path recordings = Files.createDirectories(scripts.resolve(name).resolve("prompts/en"));
        Files.writeString(scripts.resolve(name).resolve("script.yaml"), yaml);
        StringBuilder texts = new StringBuilder();
        for (String prompt : PROMPTS) {
            texts.append(prompt).append(": A tone.\n");
            Wav.tone(500, 0.3, 8_000).write(recordings.resolve(prompt + ".wav"));
        }
        Files.writeString(scripts.resolve(name).resolve("prompts.yaml"), texts);
    }

    @AfterEach
    void close() throws IOException {
        callers.values().forEach(StagePhone::close);
        for (DeskSeat seat : seats) {
            seat.close();
        }
        server.close();
    }

    @Test
    void aShiftOfTwentyCallers() throws IOException, InterruptedException {
        eachReachesWhoKnows();
        whoKnowsLessIsRungLaterAndOneIsCalledBack();
        oneRefusesAndOneIsNotThere();
        twoAreTransferred();
        twoForEachInALine();
        whoReachesNobody();

        recordsTellWhatBecameOfEach();
        figuresAddUp();
        desksShowWhatTheJournalTells();
    }

    private void eachReachesWhoKnows() throws IOException, InterruptedException {
        call(1, "german");
        call(2, "french");
        call(3, "spanish");
        anna.takes(number(1));
        ben.takes(number(2));
        cleo.takes(number(3));
        caller(1).hangUp();
        ben.click("#hang-up");
        cleo.phone.hangUp();
        rates(2, Digit.FOUR);
        rates(3, Digit.TWO);
        anna.wrapsUp();
        ben.wrapsUp();
        cleo.done();
    }

    private void whoKnowsLessIsRungLaterAndOneIsCalledBack() throws IOException, InterruptedException {
        call(4, "german");
        anna.takes(number(4));
        call(5, "some-german");
        ben.takes(number(5));
        call(6, "german");
        tells(6, "waits in queue support");
        caller(6).press(Digit.ONE);
        tells(6, "hears callback_confirm");
        caller(6).press(Digit.ONE);
        ends(6);
        call(7, "german");
        tells(7, "waits in queue support");
        caller(7).hangUp();
        ben.click("#hang-up");
        rates(5, Digit.FIVE);
        ben.wrapsUp();
        caller(4).hangUp();
        anna.wrapsUp();
        isCalledBack();
        tells(5, "from now on who may be rung: german");
    }

    private void isCalledBack() throws IOException, InterruptedException {
        anna.phone.ring();
        anna.phone.answer();
        StagePhone customer = caller(6);
        assertThat(customer.awaitRing(RealPhone.PATIENCE.toMillis())).isTrue();
        long before = customer.heard();
        customer.answer();
        anna.sees(".band", "Talking");
        anna.sees("#caller", number(6));
        await().atMost(RealPhone.PATIENCE).until(() -> customer.heard() > before + 10);
        customer.hangUp();
        anna.wrapsUp();
    }

    private void oneRefusesAndOneIsNotThere() throws IOException, InterruptedException {
        call(8, "some-spanish");
        cleo.phone.ring();
        cleo.phone.hangUp();
        ben.takes(number(8));
        tells(8, "cleo does not take the call: busy");
        caller(8).hangUp();
        ben.wrapsUp();
        call(9, "brief");
        cleo.phone.ring();
        cleo.sees("#state", "Not ready");
        tells(9, "cleo does not take the call: no answer");
        caller(9).press(Digit.TWO);
        ben.takes(number(9));
        caller(9).hangUp();
        ben.wrapsUp();
        cleo.ready();
    }

    private void twoAreTransferred() throws IOException, InterruptedException {
        call(10, "some-german");
        anna.takes(number(10));
        anna.transfer("billing");
        anna.click(".transfer-list .menu-item");
        anna.wrapsUp();
        ben.takes(number(10));
        caller(10).hangUp();
        ben.wrapsUp();
        call(11, "german");
        anna.takes(number(11));
        anna.transfer("cleo");
        anna.click(".menu-ask[aria-label='Ask Cleo first']:not(:disabled)");
        cleo.phone.ring();
        cleo.phone.answer();
        cleo.sees(".band", "asks you");
        anna.click("#complete");
        anna.wrapsUp();
        cleo.sees(".band", "Talking");
        caller(11).hangUp();
        cleo.wrapsUp();
    }

    private void twoForEachInALine() throws IOException, InterruptedException {
        List<String> wishes = List.of("german", "french", "spanish");
        for (int i = 12; i <= 17; i++) {
            call(i, wishes.get(i % 3));
        }
        for (int i = 12; i <= 17; i++) {
            DeskSeat seat = seats.get(i % 3);
            seat.takes(number(i));
            caller(i).hangUp();
            seat.wrapsUp();
        }
    }

    private void whoReachesNobody() throws IOException {
        call(18, "news");
        ends(18);
        assertThatThrownBy(() -> dial(19, "999")).hasMessageContaining("404");
        call(20, "night");
        ends(20);
    }

    // ---- what is told in the end

    private void recordsTellWhatBecameOfEach() throws IOException {
        await().atMost(RealPhone.PATIENCE)
                .until(() -> book.records()
                        .noneMatch(r -> r.path("outcome").asString().equals("live")));
        assertThat(book.records().map(ThreeDesksTest::told))
                .containsExactlyInAnyOrder(
                        in(1, "served by caller, support, anna"),
                        in(2, "served by script, support, ben"),
                        in(3, "served by script, support, cleo"),
                        in(4, "served by caller, support, anna"),
                        in(5, "served by script, support, ben"),
                        in(6, "callback by script, support, "),
                        in(7, "abandoned by caller, support, "),
                        "callback " + number(6) + ": served by caller, support, anna",
                        in(8, "served by caller, support, ben"),
                        in(9, "served by caller, support, ben"),
                        in(10, "served by caller, billing, ben"),
                        in(11, "served by caller, support, cleo"),
                        in(12, "served by caller, support, anna"),
                        in(13, "served by caller, support, ben"),
                        in(14, "served by caller, support, cleo"),
                        in(15, "served by caller, support, anna"),
                        in(16, "served by caller, support, ben"),
                        in(17, "served by caller, support, cleo"),
                        in(18, "self-served by script, , "),
                        in(19, "refused by server, , "),
                        in(20, "turned-away by script, night, "));
    }

    private static String in(int caller, String told) {
        return "in " + number(caller) + ": " + told;
    }

    private static String told(JsonNode r) {
        return r.path("direction").asString() + " " + r.path("caller").asString() + ": "
                + r.path("outcome").asString() + " by " + r.path("by").asString() + ", "
                + r.path("queue").asString() + ", " + r.path("agent").asString();
    }

    private void desksShowWhatTheJournalTells() throws IOException {
        for (DeskSeat seat : seats) {
            seat.reload();
            seat.isReady();
            List<String> journals = book.of(seat.agent(), DeskSeat.MOST_CALLS);
            await().atMost(RealPhone.PATIENCE)
                    .untilAsserted(() -> assertThat(seat.calls()).isEqualTo(journals));
        }
    }

    private void figuresAddUp() {
        await().atMost(RealPhone.PATIENCE)
                .untilAsserted(() -> assertThat(book.figures())
                        .containsExactlyInAnyOrder(
                                "support [17, 15, 1, 0, 0, 0, 1, 0, 0]",
                                "billing [1, 1, 0, 0, 0, 0, 0, 0, 0]",
                                "brief [1, 0, 0, 0, 1, 0, 0, 0, 0]",
                                "night [0, 0, 0, 0, 0, 0, 0, 0, 0]")); // turned away at the door: never offered
    }

    // ---- callers

    private static String number(int caller) {
        return String.valueOf(9_900 + caller);
    }

    private StagePhone caller(int caller) {
        return Objects.requireNonNull(callers.get(number(caller)));
    }

    private void call(int caller, String wish) throws IOException {
        dial(caller, Objects.requireNonNull(NUMBERS.get(wish)));
    }

    private void dial(int caller, String number) throws IOException {
        StagePhone phone = new StagePhone(
                number(caller), new InetSocketAddress(InetAddress.getLoopbackAddress(), server.sipPort()));
        callers.put(number(caller), phone);
        if (caller == 6) {
            phone.register(SECRET);
        }
        phone.call(number);
    }

    /** Waits until the story of a caller's call tells this. */
    private void tells(int caller, String words) {
        await().atMost(RealPhone.PATIENCE).until(() -> book.story(caller(caller).callId()), s -> s.contains(words));
    }

    private void rates(int caller, Digit score) {
        tells(caller, "hears how_satisfied");
        caller(caller).press(score);
        ends(caller);
    }

    private void ends(int caller) {
        assertThat(caller(caller).awaitHangUp(RealPhone.PATIENCE.toMillis()))
                .as("the call of caller " + caller + " ends")
                .isTrue();
    }
}
