package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.helpline.desk.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The desk is the agent's phone: no other phone, and nothing set for it but the door for pages that come by HTTPS. */
@Tag("clients")
class DeskPhoneTest {

    private static final double CALLERS_TONE = 440;
    private static final double AGENTS_TONE = 800;

    private static final String CUSTOMER = "204";
    private static final String SECRET = "a-secret-of-the-test";

    private static final String OTHER = "Fake Audio Input 1";

    private static HelplineProcess server;

    @BeforeAll
    static void serve() throws IOException {
        server = HelplineProcess.start(
                "desk-phone",
                "--set",
                "media.ports=0",
                "--set",
                "trunks.line.server=127.0.0.9:5099", // nobody is there: the customer's phone is registered here
                "--set",
                "trunks.line.ping=0",
                "--set",
                "trunks.line.allow=" + CUSTOMER,
                "--set",
                "extensions." + CUSTOMER + ".to=phone",
                "--set",
                "extensions." + CUSTOMER + ".phone-secret=" + SECRET,
                "--set",
                "sip.wss-listen=127.0.0.1:0");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Path says(String name, double tone) throws IOException {
        return RealPhone.says(
                Files.createDirectories(HelplineProcess.folder("desk-phone").resolve(name)), tone);
    }

    private static void waitsInAQueue(PagePhone caller) {
        caller.call("ws://127.0.0.1:" + server.port("ws") + "/", "100");
        caller.becomes("talking");
        caller.hearsSomething();
        caller.press("2"); // Turkish
        caller.hearsSomething();
        caller.press("2"); // billing
    }

    private static void switchOn(DeskPhone agent) {
        agent.page().click("#phone-switch");
        agent.isNow("on");
    }

    /** Who is not ready yet takes the caller's call. */
    private static void talk(Browser desk, PagePhone caller) {
        desk.click("#ready");
        waitsInAQueue(caller);
        desk.click(".call[data-phase=offered] #answer");
        desk.see(".call[data-phase=talking]");
    }

    @Test
    @DisplayName(
            "P66: an agent answers, mutes, holds, presses keys and hangs up in the desk's page, which is the phone")
    void aCallIsAnsweredAndEndedAtTheDesk() throws Exception {
        try (DeskPhone agent = DeskPhone.open(server, "anna", says("agent", AGENTS_TONE));
                PagePhone caller = PagePhone.open(says("caller", CALLERS_TONE))) {
            Browser desk = agent.page();
            switchOn(agent);
            desk.click("#ready");
            waitsInAQueue(caller);

            desk.click(".call[data-phase=offered] #decline");
            desk.gone(".call[data-phase=offered] #decline");
            caller.hearsSomething(); // still in the queue
            desk.click(".call[data-phase=offered] #answer"); // after a pause it rings again
            desk.see(".call[data-phase=talking]");
            caller.hears(AGENTS_TONE);
            agent.hears(CALLERS_TONE);

            desk.click("#my-sound");
            desk.choose("#choose-microphone", OTHER);
            agent.speaksInto(OTHER);
            desk.click("#devices-close");
            caller.hears(AGENTS_TONE);

            desk.click("#mute[aria-pressed=false]");
            agent.microphone("muted");
            desk.click("#mute[aria-pressed=true]");
            agent.microphone("speaks");
            caller.hears(AGENTS_TONE);

            desk.click("#hold");
            desk.see(".call[data-phase=held]");
            caller.hearsSomething(); // music
            desk.click("#resume");
            caller.hears(AGENTS_TONE);

            desk.click("#keys summary");
            desk.click(".pad-key[data-key='5']");
            desk.seeText(".pad-shown", "5");

            desk.click("#hang-up");
            caller.becomes("over");
            agent.microphone("closed");
            agent.isNow("on");
            assertThat(server.endedStory()).contains("anna", "DTLS-SRTP");
        }
    }

    @Test
    @DisplayName(
            "P66: one window of an agent's is the phone; another takes over, not in a call; loading it anew ends the call")
    void oneWindowIsThePhone() throws Exception {
        try (DeskPhone agent = DeskPhone.open(server, "ben", says("other", AGENTS_TONE));
                PagePhone caller = PagePhone.open(says("caller", CALLERS_TONE))) {
            Browser desk = agent.page();
            switchOn(agent);
            String first = agent.anotherTab();
            String second = desk.driver().getWindowHandle();
            agent.isNow("elsewhere");
            desk.click("#phone-take");
            agent.isNow("on");
            talk(desk, caller);

            desk.driver().switchTo().window(first);
            agent.isNow("elsewhere");
            desk.seeText("#phone-state", "Another window of yours is your phone now.");
            desk.click("#phone-take");
            desk.seeText("#phone-state", "Your phone in another window has a call.");

            desk.driver().switchTo().window(second);
            caller.hears(AGENTS_TONE);
            desk.driver().navigate().refresh();
            caller.becomes("over");
            agent.isNow("on");
            assertThat(server.endedStory()).contains("ended by agent: The agent hung up.");

            desk.driver().close(); // leaves
            desk.driver().switchTo().window(first);
            agent.takesOverUnasked();
        }
    }

    @Test
    @DisplayName(
            "P66: before the shift a test call proves the way there and back; a call goes on without its connection and is hung up by the next")
    void theWayIsTriedAndABrokenConnectionIsTakenUp() throws Exception {
        try (DeskPhone agent = DeskPhone.openByHttps(server, "anna", says("trial", AGENTS_TONE));
                PagePhone caller = PagePhone.open(says("caller", CALLERS_TONE))) {
            Browser desk = agent.page();
            desk.click("#my-sound");
            desk.click("#test-call:enabled");
            desk.seeText("#tried", "This browser is not your phone");
            desk.click("#devices-close");
            switchOn(agent);
            assertThat(agent.speaksTo()).startsWith("wss:");
            desk.click("#my-sound");
            desk.click("#test-call:enabled");
            desk.seeText("#tried", "Connected. Speak after the tone");
            agent.hears(AGENTS_TONE, 200); // its own, for four seconds
            agent.wasHeard();
            assertThat(server.endedStory()).contains("Test call of anna's phone: it was heard.");
            desk.click("#devices-close");

            talk(desk, caller);
            caller.hears(AGENTS_TONE);
            agent.cutOff();
            agent.isNow("lost");
            caller.hears(AGENTS_TONE);
            agent.hears(CALLERS_TONE);
            agent.reachable();
            agent.isNow("on");
            agent.hears(CALLERS_TONE);
            caller.hangUp();
            agent.microphone("closed");
            assertThat(desk.text("body")).doesNotContain("was cut off"); // it heard of it
            agent.isNow("on");
        }
    }

    @Test
    @DisplayName(
            "P66: who calls a number at the desk has the page answer its own call; then the number rings, and both hear each other")
    void anAgentCallsANumberFromThePage() throws Exception {
        try (DeskPhone agent = DeskPhone.open(server, "anna", says("dialling", AGENTS_TONE));
                PagePhone customer = PagePhone.open(says("customer", CALLERS_TONE))) {
            customer.register("ws://127.0.0.1:" + server.port("ws") + "/", CUSTOMER, SECRET);
            Browser desk = agent.page();
            desk.click("#phone-switch");
            agent.isNow("on");
            desk.write("#dial-number", CUSTOMER);
            desk.click("#dial");
            customer.becomes("ringing"); // so the page has answered, unasked
            desk.see(".call[data-phase=calling]");
            customer.answer();
            customer.becomes("talking");
            desk.see(".call[data-phase=talking]");
            customer.hears(AGENTS_TONE);
            agent.hears(CALLERS_TONE);

            desk.click("#hang-up");
            customer.becomes("over");
            agent.microphone("closed");
            agent.isNow("on");
            assertThat(server.endedStory())
                    .contains("anna calls " + CUSTOMER, "DTLS-SRTP", "caller and anna hear each other");
        }
    }

    @Test
    @DisplayName("P66: a browser that refuses the microphone is told in words, and nothing rings there")
    void aRefusedMicrophoneIsToldInWords() throws Exception {
        try (DeskPhone agent = DeskPhone.withoutMicrophone(server, "ben")) {
            agent.page().click("#phone-switch");
            agent.isNow("microphone");
            agent.page().seeText("#phone-state", "The browser does not give this page the microphone.");
            agent.page().see("#status .tag.warn");
        }
    }
}
