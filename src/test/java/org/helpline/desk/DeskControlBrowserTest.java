package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.helpline.core.CallFact;
import org.helpline.core.Clock;
import org.helpline.core.InteractionId;
import org.helpline.core.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The buttons of the call in hand in a real browser: mute, keys, somebody else on the line, calling a number. */
@Tag("clients")
class DeskControlBrowserTest {

    private static final InteractionId CALL = new InteractionId("20261122-021503-7f3a9c");

    private final FakeHouse house = new FakeHouse(Clock.system());
    private DeskServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        server = DeskDemo.start("127.0.0.1:0", house, Clock.system(), Duration.ofHours(1), new Problems());
        browser = Browser.open(false);
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Not ready");
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    private void talk() {
        house.offer(FakeHouse.ANNA, CALL, Pops.one(), Duration.ofSeconds(41));
        browser.see("#pop");
        house.answer(FakeHouse.ANNA);
        browser.seeText(".band", "Talking");
    }

    private List<String> heard() {
        return house.heard().stream()
                .filter(h -> !h.contains("LogIn") && !h.contains("Ready"))
                .toList();
    }

    @Test
    void muteAndKeysByMouseAndKeyboard() {
        talk();
        browser.click("#mute");
        browser.seeText(".band", "Nobody hears you");
        browser.see("#mute[aria-pressed='true']");
        browser.click("#mute");
        browser.gone(".muted-mark");
        browser.click("#keys summary");
        browser.click("[data-key='5']");
        browser.seeText(".pad-shown", "5");
        browser.write(".pad [data-key='1']", "7", "#");
        browser.seeText(".pad-shown", "57#");
        assertThat(heard())
                .containsExactly(
                        "anna Mute[on=true]",
                        "anna Mute[on=false]",
                        "anna Keys[keys=5]",
                        "anna Keys[keys=7]",
                        "anna Keys[keys=#]");
    }

    @Test
    void whoListensWhispersOrHasJoinedInStandsBesideTheCall() {
        talk();
        house.supervised(FakeHouse.ANNA, "sam", "listen");
        browser.seeText(".supervised-mark", "Sam Reed is listening");
        house.supervised(FakeHouse.ANNA, "sam", "whisper");
        browser.seeText(".supervised-mark", "Sam Reed whispers: you alone hear it");
        house.supervised(FakeHouse.ANNA, "sam", "barge");
        browser.seeText(".supervised-mark", "Sam Reed has joined in: all hear it");
        house.supervised(FakeHouse.ANNA, "sam", "");
        browser.gone(".supervised-mark");
    }

    @Test
    void aColleagueIsAskedSwappedWithAndGetsTheCaller() {
        house.state(FakeHouse.BEN, "ready", "");
        talk();
        browser.click("#transfer summary");
        browser.write(".transfer-filter", "ben");
        browser.click("[aria-label='Ask Ben Fischer first']");
        browser.seeText(".band", "Calling Ben Fischer");
        browser.gone("#hang-up");
        house.consulted(FakeHouse.ANNA, "private");
        browser.seeText(".band", "With Ben Fischer");
        browser.click("#swap");
        browser.seeText(".band", "With the caller");
        browser.click("#swap");
        browser.seeText(".band", "With Ben Fischer");
        browser.click("#complete");
        browser.seeText(".band", "Wrap-up");
        assertThat(heard()).containsExactly("anna Consult[to=ben]", "anna Swap[]", "anna Swap[]", "anna Complete[]");
    }

    @Test
    void moreAreAddedToThoseWhoAreJoinedAndStandByTheirNames() {
        house.state(FakeHouse.BEN, "ready", "");
        talk();
        browser.click("#transfer summary");
        browser.write(".transfer-filter", "ben");
        browser.click("[aria-label='Ask Ben Fischer first']");
        browser.seeText(".band", "Calling Ben Fischer");
        house.consulted(FakeHouse.ANNA, "private");
        browser.click("#join-all");
        browser.seeText(".band", "All three: Ben Fischer");
        browser.seeText("#transfer summary", "Add somebody");
        browser.click("#transfer summary");
        browser.write(".transfer-filter", "+49 30 5234");
        browser.seeText(".transfer-list .menu-item", "+49 30 5234");
        browser.gone(".menu-ask");
        browser.click(".transfer-list .menu-item");
        browser.seeText(".band", "Calling +49 30 5234");
        browser.seeText("#cancel-consult", "Cancel");
        browser.gone("#transfer");
        house.conference(FakeHouse.ANNA, "");
        browser.seeText(".band", "All together: Ben Fischer, +49 30 5234, the caller and you");
        browser.seeText("#cancel-consult", "Hang up +49 30 5234");
        browser.gone("#swap");
        browser.see("#transfer");
        assertThat(heard()).containsExactly("anna Consult[to=ben]", "anna JoinAll[]", "anna Consult[to=+49 30 5234]");
    }

    @Test
    void allThreeAreJoinedByAKeyAndTheAgentGoesOut() {
        house.state(FakeHouse.BEN, "ready", "");
        talk();
        browser.click("#transfer summary");
        browser.write(".transfer-filter", "ben");
        browser.click("[aria-label='Ask Ben Fischer first']");
        browser.seeText(".band", "Calling Ben Fischer");
        browser.gone("#join-all");
        house.consulted(FakeHouse.ANNA, "private");
        browser.seeText(".band", "With Ben Fischer");
        browser.see("#join-all");
        browser.alt("j");
        browser.seeText(".band", "All three: Ben Fischer, the caller and you");
        browser.gone("#join-all");
        browser.click("#hold");
        browser.seeText(".band", "You are out; the others talk on");
        browser.click("#resume");
        browser.seeText(".band", "All three");
        browser.click("#complete");
        browser.seeText(".band", "Wrap-up");
        assertThat(heard())
                .containsExactly(
                        "anna Consult[to=ben]", "anna JoinAll[]", "anna Hold[]", "anna Resume[]", "anna Complete[]");
    }

    @Test
    void aNumberThatIsTypedIsTransferredToAndTheTransferTakenBack() {
        talk();
        browser.click("#transfer summary");
        browser.write(".transfer-filter", "+49 30 5234");
        browser.seeText(".transfer-list", "Transfer to +49 30 5234");
        browser.click(".transfer-list .menu-item");
        browser.seeText(".band", "Transferring to +49 30 5234");
        browser.click("#cancel-consult");
        browser.seeText(".band", "Talking");
        assertThat(heard()).containsExactly("anna PutThrough[to=+49 30 5234]", "anna CancelConsult[]");
    }

    @Test
    void aNumberIsCalledFromTheIdleDesk() {
        browser.write("#dial-number", "+49 30 5234", Keys.ENTER);
        browser.see("#dial-number[value='']:placeholder-shown, #dial-number:placeholder-shown");
        assertThat(heard()).containsExactly("anna Dial[number=+49 30 5234, queue=Optional.empty]");
    }

    @Test
    @DisplayName("P65: a phone that sends no sound is said so on the desk")
    void aPhoneWithoutSoundIsSaidSo() {
        talk();
        house.tell(CALL.value(), new CallFact.MediaSilent("agent:anna", Duration.ofSeconds(30)), Duration.ZERO);
        browser.seeText(".notice", "No sound came from your phone");
    }

    @Test
    void onAPhoneAllButtonsAreThereAndNothingIsWiderThanTheScreen() {
        talk();
        browser.size(390, 844);
        for (String button : List.of("#hold", "#mute", "#keys summary", "#transfer summary", "#hang-up")) {
            int height = browser.of(button, e -> e.getSize().getHeight());
            assertThat(height).as(button).isGreaterThanOrEqualTo(36);
        }
        browser.click("#keys summary");
        browser.see(".pad");
        assertThat(
                        (List<?>)
                                browser.driver()
                                        .executeScript(
                                                "return [...document.querySelectorAll('.card.call *')].filter((e) =>"
                                                        + " e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)"
                                                        + ".map((e) => `${e.tagName} ${e.className} ${e.id} ${e.getBoundingClientRect().left}`)"))
                .isEmpty();
    }
}
