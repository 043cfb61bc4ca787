package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.Digit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script keeps of a caller is there at the next call, after a restart of the server, until the caller is forgotten. */
class KeptCallTest {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final String ADA = "+905321234567";
    private static final Path SAMPLE = Path.of("ivr-scripts/support-line/prompts/en");

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            variables: {shop: {type: text, keep: customer}}
            start:
              - {when: 'shop != ""', then: [{say: known}, hangup]}
              - {ask: which_shop, digits: 1, as: shop, silence: [hangup], wrong: [hangup]}
              - {say: thanks, go: bye}
            bye: [hangup]
            """;

    @TempDir
    private Path folder;

    private Starting starting;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
        Path script = Files.createDirectories(starting.scripts().resolve("shops"));
        Files.writeString(script.resolve("script.yaml"), SCRIPT);
        Files.writeString(
                script.resolve("prompts.yaml"),
                "which_shop: {en: Which shop?}\nthanks: {en: Thank you.}\nknown: {en: We know you.}\n");
        Path recordings = Files.createDirectories(script.resolve("prompts/en"));
        for (String name : List.of("which_shop", "thanks", "known")) {
            Files.write(recordings.resolve(name + ".wav"), Files.readAllBytes(SAMPLE.resolve("digit@1.wav")));
        }
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    /** A call that presses 3 when it is answered; its story. */
    private String call(Assembly.Running running, String from) throws IOException {
        InetSocketAddress sip = running.server().edge().listening().getFirst().address();
        return starting.storyOf(() -> {
            try (StagePhone phone = new StagePhone(from, sip)) {
                phone.call("100");
                phone.press(Digit.ofSymbol('3').orElseThrow());
                assertThat(phone.awaitHangUp(PATIENCE_MILLIS))
                        .as("the script hangs up")
                        .isTrue();
            }
        });
    }

    private Assembly.Running start() {
        return starting.mustStart("numbers.100=shops");
    }

    @Test
    void theNextCallKnowsItAlsoAfterARestartAndNobodyElseDoes() throws IOException {
        Assembly.Running first = start();
        assertThat(call(first, ADA)).contains("hears which_shop in en").doesNotContain("hears known in en");
        starting.stop(first);
        Assembly.Running second = start();
        // at once, though the first look into a store just opened may take longer than other calls wait for it
        assertThat(call(second, ADA)).contains("hears known in en").doesNotContain("hears which_shop in en");
        assertThat(call(second, "+905321234568")).contains("hears which_shop in en");
        assertThat(call(second, "")).contains("hears which_shop in en");
        assertThat(call(second, "")).as("withheld numbers are not one customer").contains("hears which_shop in en");
        assertThat(starting.command("forget", ADA).out())
                .contains("Forgotten")
                .containsPattern("[12] values? that scripts kept (is|are) deleted\\.");
        assertThat(call(second, ADA)).contains("hears which_shop in en");
    }
}
