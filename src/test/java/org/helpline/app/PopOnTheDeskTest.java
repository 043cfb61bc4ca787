package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.AgentId;
import org.helpline.core.Digit;
import org.helpline.core.InteractionId;
import org.helpline.desk.Browser;
import org.helpline.interaction.DeskPort;
import org.helpline.interaction.DeskPort.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent sees of a caller before a word is said, in a real browser, over SIP: after a transfer and at a call-back. */
@Tag("clients")
class PopOnTheDeskTest {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final Path SAMPLE = Path.of("ivr-scripts/support-line/prompts/en");
    private static final String KIM = "+49301234567";
    private static final AgentId ANNA = new AgentId("anna");

    private static final String SCRIPT = """
            helpline: 1
            languages: [en, tr]
            human: {queue: support}
            start:
              - language: tr
              - ask: order_number
                digits: 4
                as: order_no
                show: "Order number"
                silence: [again, human]
                wrong: [again, human]
              - menu: main_menu
                keys:
                  1: {go: waiting, show: "Delivery"}
            waiting: {queue: support, pop: {Shop: "York", Ordered: "order {order_no}"}, after: survey}
            survey: [{rating: how_satisfied}, hangup]
            queues:
              support: {keys: {1: callback}}
            """;

    @TempDir
    private Path folder;

    private Starting starting;
    private Assembly.Running running;
    private StagePhone kim;
    private StagePhone annasPhone;
    private StagePhone bensPhone;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        starting = new Starting(folder);
        script();
        Path customers = folder.resolve("customers.csv");
        Files.writeString(customers, """
                id,name,phones,language,satisfaction,notes
                C-1,Kim Winter,+49 30 1234567,de,,Handle with care: an invoice is disputed
                """);
        InetSocketAddress sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), Starting.freePort());
        kim = new StagePhone(KIM, sip);
        annasPhone = new StagePhone("anna", sip);
        bensPhone = new StagePhone("ben", sip);
        running = starting.mustStart(
                "sip.listen=127.0.0.1:" + sip.getPort(),
                "numbers.100=line",
                "store.customers=" + customers,
                "callbacks.allow=+4930*",
                "callbacks.contact=sip:{number}@127.0.0.1:" + kim.port(),
                "queues.support.wrap-up=1s",
                "agents.anna.phone-secret=annas-own-secret",
                "agents.ben.phone-secret=bens-own-secret");
        starting.command("customers", "import");
        annasPhone.register("annas-own-secret");
        bensPhone.register("bens-own-secret");
        browser = Browser.open(false);
        browser.logIn(running.server().desk().url(), "ben", password("ben"));
        browser.click("#ready");
        browser.seeText("#state", "Ready");
    }

    private void script() throws IOException {
        Path script = Files.createDirectories(starting.scripts().resolve("line"));
        Files.writeString(script.resolve("script.yaml"), SCRIPT);
        List<String> prompts = List.of(
                "order_number",
                "main_menu",
                "how_satisfied",
                "callback_number",
                "callback_promise",
                "callback_there",
                "callback_refused");
        StringBuilder words = new StringBuilder();
        prompts.forEach(p -> words.append(p).append(": {en: One., tr: Bir.}\n"));
        words.append("callback_confirm: {en: One., tr: Bir.}\n");
        Files.writeString(script.resolve("prompts.yaml"), words);
        for (String language : List.of("en", "tr")) {
            Path recordings = Files.createDirectories(script.resolve("prompts").resolve(language));
            for (String name : prompts) {
                Files.copy(SAMPLE.resolve("digit@1.wav"), recordings.resolve(name + ".wav"));
            }
            Files.copy(SAMPLE.resolve("digit@1.wav"), recordings.resolve("callback_confirm.wav"));
        }
    }

    private String password(String name) {
        return running.credentials().made().stream()
                .filter(m -> m.name().equals(name))
                .flatMap(m -> m.password().stream())
                .findFirst()
                .orElseThrow()
                .value();
    }

    @AfterEach
    void stop() {
        browser.close();
        kim.close();
        annasPhone.close();
        bensPhone.close();
        starting.close();
    }

    private void asAnna(Command command) {
        assertThat(running.server()
                        .hallway()
                        .desk()
                        .command(ANNA, command)
                        .toCompletableFuture()
                        .join())
                .isEqualTo(new DeskPort.Result.Done());
    }

    private void presses(String keys) throws InterruptedException {
        for (int i = 0; i < keys.length(); i++) {
            kim.press(Digit.ofSymbol(keys.charAt(i)).orElseThrow());
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void reads(String... more) {
        browser.seeText("#pop", "Kim Winter"); // the customer may come a moment later
        assertThat(browser.text(".call"))
                .contains(KIM, "Turkish", "support", "Handle with care: an invoice is disputed")
                .contains("Order number", "4711", "Delivery", "Shop", "York", "Ordered", "order 4711")
                .contains(more);
    }

    @Test
    void whoeverTheCallerIsSentToSeesAllThatTheFirstAgentSawAndTheirNote() throws Exception {
        browser.click("#not-ready summary");
        browser.click("#not-ready .menu-item");
        browser.seeText("#state", "Not ready");
        asAnna(new Command.LogIn());
        asAnna(new Command.Ready());
        kim.call("100");
        presses("47111");
        assertThat(annasPhone.awaitRing(PATIENCE_MILLIS)).isTrue();
        annasPhone.answer();
        browser.click("#ready");
        browser.seeText("#state", "Ready");
        InteractionId call = inAnnasHand().orElseThrow().interaction();
        asAnna(new Command.Note(call, "Wants the parcel by Friday"));
        asAnna(new Command.TransferToAgent(new AgentId("ben")));
        assertThat(bensPhone.awaitRing(PATIENCE_MILLIS)).isTrue();
        browser.seeText(".handover", "Wants the parcel by Friday");
        reads("Transferred by Anna", "Incoming call");
        bensPhone.answer();
        browser.seeText(".band", "Talking");
        reads("Transferred by Anna", "Wants the parcel by Friday");
        bensPhone.hangUp();
        starting.storyWith("hears how_satisfied"); // a key to whoever is hanging up is no score
        presses("4"); // P41: the survey is reached, and the score is who talked last's
        assertThat(kim.awaitHangUp(PATIENCE_MILLIS)).as("the script hangs up").isTrue();
        browser.driver().navigate().refresh();
        await().atMost(Duration.ofSeconds(60)) // it is asked for each 30 s
                .until(() -> browser.text("#history").contains("rated 4 of 5"));
        browser.seeText(".my-scores", "Scores today: 4.0 of 5 (1)");
        assertThat(starting.command("forget", KIM).out())
                .contains("1 score stays with queue and agent, without the caller.")
                .contains("The customers' file still has this number");
    }

    private Optional<DeskPort.DeskCall> inAnnasHand() throws InterruptedException {
        Optional<DeskPort.DeskCall> call = Optional.empty();
        for (int i = 0; i < 500 && call.filter(c -> c.phase().equals("talking")).isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
            call = running.server().hallway().desk().snapshot(ANNA).call();
        }
        return call;
    }

    @Test
    void atACallBackTheAgentSeesWhatTheCustomerChoseWhenTheyAskedForIt() throws Exception {
        browser.click("#not-ready summary");
        browser.click("#not-ready .menu-item");
        browser.seeText("#state", "Not ready");
        kim.call("100");
        presses("47111");
        starting.storyWith("waits in queue support at position"); // a key pressed before means nothing
        presses("1");
        starting.storyWith("hears callback_confirm");
        presses("1");
        assertThat(kim.awaitHangUp(PATIENCE_MILLIS)).as("the script hangs up").isTrue();
        browser.seeText("#callbacks", KIM);
        browser.click("#ready");
        assertThat(bensPhone.awaitRing(PATIENCE_MILLIS)).isTrue();
        browser.seeText("#pop", "Call-back"); // P36: never a call without a word of why
        reads("asked 1 min ago", "Incoming call");
        bensPhone.answer();
        assertThat(kim.awaitRing(PATIENCE_MILLIS)).isTrue();
        kim.answer();
        browser.seeText(".band", "Talking");
        reads("Call-back");
        browser.gone("#callbacks li.callback");
        kim.hangUp();
        browser.seeText(".band", "Wrap-up");
    }
}
