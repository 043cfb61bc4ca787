package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.Digit;
import org.helpline.interaction.lookup.BackEnd;
import org.helpline.interaction.lookup.BackEnd.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call over SIP and RTP hears how its order stands: a whole server, a real phone, another program on loopback. */
class LookUpCallTest {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final Path SAMPLE = Path.of("ivr-scripts/support-line/prompts/en");

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            start:
              - {ask: your_order, digits: 2, as: order_no, silence: [hangup], wrong: [hangup]}
              - look_up: order_status
                with: {number: order_no, phone: caller.number}
                as: order
                meanwhile: one_moment
                none: [{say: not_found}, hangup]
                failed: [{say: cannot_tell}, hangup]
              - {say: order_is, go: bye}
            bye: [hangup]
            """;

    private static final String PROMPTS = """
            your_order: {en: Your order please.}
            one_moment: {en: One moment please.}
            order_is: {en: "Your order is {order.state}."}
            not_found: {en: There is no such order.}
            cannot_tell: {en: We cannot tell.}
            """;

    @TempDir
    private Path folder;

    private Starting starting;
    private BackEnd shop = new BackEnd(Answer.of(404));

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
        Path script = Files.createDirectories(starting.scripts().resolve("orders"));
        Files.writeString(script.resolve("script.yaml"), SCRIPT);
        Files.writeString(script.resolve("prompts.yaml"), PROMPTS);
        Path recordings = Files.createDirectories(script.resolve("prompts/en"));
        for (String name :
                List.of("your_order", "one_moment", "order_is", "order_is@ready", "not_found", "cannot_tell")) {
            Files.write(recordings.resolve(name + ".wav"), Files.readAllBytes(SAMPLE.resolve("digit@1.wav")));
        }
    }

    @AfterEach
    void stop() {
        starting.close();
        shop.close();
    }

    /** A call that keys an order number in and hears the script out; its story. */
    private String call(String settings, Answer... answers) throws IOException {
        shop.close();
        shop = new BackEnd(answers);
        List<String> sets = new ArrayList<>(List.of(
                "numbers.100=orders",
                "look-ups.order_status.url=" + shop.origin() + "/orders/{number}?phone={phone}",
                "look-ups.order_status.fields=state"));
        if (!settings.isEmpty()) {
            sets.add("look-ups.order_status." + settings);
        }
        Assembly.Running running = starting.mustStart(sets.toArray(String[]::new));
        InetSocketAddress sip = running.server().edge().listening().getFirst().address();
        try (StagePhone phone = new StagePhone("+905321234567", sip)) {
            phone.call("100");
            phone.press(Digit.ofSymbol('4').orElseThrow());
            phone.press(Digit.ofSymbol('7').orElseThrow());
            assertThat(phone.awaitHangUp(PATIENCE_MILLIS))
                    .as("the script hangs up")
                    .isTrue();
            assertThat(phone.heard()).isPositive();
        }
        starting.stop(running);
        return starting.command("calls", "show", "last").out();
    }

    @Test
    void theCallerHearsHowTheOrderStands() throws IOException {
        String story = call("", Answer.of("{\"state\": \"ready\"}"));
        assertThat(shop.asked().getFirst().line()).isEqualTo("GET /orders/47?phone=%2B905321234567");
        assertThat(story)
                .containsSubsequence(
                        "look-up order_status: found after ", "hears order_is in en", "heard it to the end");
        double after = Double.parseDouble(story.replaceAll("(?s).*found after ([0-9.]+) s.*", "$1"));
        assertThat(story.contains("one_moment"))
                .as("who waits for a second hears why, nobody else")
                .isEqualTo(after >= 1);
    }

    @Test
    void anOrderThatNobodyKnowsIsToldSo() throws IOException {
        assertThat(call("", Answer.of(404)))
                .containsSubsequence("look-up order_status: none after ", "hears not_found in en");
    }

    @Test
    void whoHasToWaitHearsWhyAndGoesOnWhenTheTimeIsOver() throws IOException {
        assertThat(call("timeout=2500ms", Answer.hanging()))
                .containsSubsequence(
                        "hears one_moment in en",
                        "look-up order_status: failed after ",
                        "No answer came within 2500 ms.",
                        "hears cannot_tell in en");
    }
}
