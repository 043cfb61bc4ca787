package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.helpline.interaction.lookup.BackEnd;
import org.helpline.interaction.lookup.BackEnd.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Look-ups tried by hand, and the script that is made for one. */
class LookUpCommandTest {

    @TempDir
    private Path folder;

    private Starting starting;
    private final BackEnd shop = new BackEnd(
            Answer.of("{\"number\": 4711, \"state\": \"on its way\", \"delivery\": {\"day\": \"2026-12-01\"}}"),
            Answer.of(404));

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
        Files.writeString(folder.resolve("shop.key"), "k-12345\n");
    }

    /** A command line with a look-up in its settings. */
    private Starting.Said command(String... words) {
        List<String> all = new ArrayList<>();
        for (String set : List.of(
                "url=" + shop.origin() + "/orders/{number}?phone={phone}",
                "fields=number, state, eta?: date at delivery.day",
                "headers=X-Key: {file:" + folder.resolve("shop.key") + "}")) {
            all.addAll(List.of("--set", "look-ups.order_status." + set));
        }
        all.addAll(List.of(words));
        return starting.command(all.toArray(String[]::new));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void showsWhatIsSentWhatComesBackAndWhatIsTakenWithoutTheSecret() {
        Starting.Said said = command("look-up", "order_status", "number=4711", "phone=+90 532");
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains(
                        "> GET " + shop.origin() + "/orders/4711?phone=%2B90%20532",
                        "> X-Key: {file:" + folder.resolve("shop.key") + "}",
                        "< 200 {\"number\": 4711,",
                        "Found after ",
                        "  number = 4711 (text)",
                        "  eta = 2026-12-01 (date)")
                .doesNotContain("k-12345");
        assertThat(shop.asked().getFirst().headers()).containsEntry("x-key", "k-12345");
        assertThat(command("look-up", "order_status", "number=1").out()).contains("< 404", "None after ");
    }

    @Test
    void aSecretThatIsNotThereStopsAServerAndNoDesigner() {
        String secret = "look-ups.order_status.headers=X-Key: {env:NOT_SET_HERE}";
        Starting.Said checked = command("--set", secret, "--check");
        assertThat(checked.code()).isEqualTo(2);
        assertThat(checked.err()).contains("look-ups.order_status.headers: The environment has no NOT_SET_HERE.");
        assertThat(starting.mustFail("look-ups.order_status.url=" + shop.origin() + "/{number}", secret))
                .anyMatch(p -> p.contains("The environment has no NOT_SET_HERE."));
        assertThat(command("--set", secret, "script", "test").code()).isZero();
        Starting.Said asked = command("--set", secret, "look-up", "order_status", "number=1");
        assertThat(asked.out()).contains("The environment has no NOT_SET_HERE.");
        assertThat(shop.asked()).isEmpty();
    }

    @Test
    void aFailureEndsWithOneAndAReason() {
        shop.close();
        Starting.Said said = command("look-up", "order_status", "number=4711");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("Failed after ", "No connection came about. It was tried 2 times.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            parcels                | There is no look-up 'parcels'. There is: order_status.
            order_statsu           | Did you mean 'order_status'?
            customer               | Say whose number: look-up customer NUMBER.
            customer a=1           | Say whose number: look-up customer NUMBER.
            customer +1 +2         | Say whose number: look-up customer NUMBER.
            order_status           | The look-up needs 'number'. Add number=VALUE.
            order_status fone=1    | The look-up takes no 'fone'.
            order_status 4711      | '4711' says nothing. Write KEY=VALUE
            """)
    void slipsAreTold(String words, String told) {
        Starting.Said said = command(("look-up " + words).split(" ", -1));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(told);
        assertThat(shop.asked()).isEmpty();
    }

    @Test
    void withoutANameAllAreTold() {
        assertThat(command("look-up").out()).contains("There are: order_status.");
    }

    @Test
    void aScriptIsBegunThatSaysAnOrderBeforeTheMenuAndItsTestsHold() {
        Starting.Said begun = command("script", "new", "orders", "--from", "orders");
        assertThat(begun.code()).as(begun.out() + begun.err()).isZero();
        Starting.Said tested = command("script", "test", "orders");
        assertThat(tested.out()).contains("9 tests, all passed.");
        assertThat(tested.code()).isZero();
    }

    @Test
    void theTemplateSaysWhichLookUpItNeeds() {
        Starting.Said said = starting.command("script", "new", "orders", "--from", "orders");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("no look-up order_status", "conf/look-ups.ini");
    }

    @Test
    void whoTriesAScriptLiveAsksForReal() {
        command("script", "new", "orders", "--from", "orders");
        Starting.Said said = typing("4711 hash\n", "script", "try", "orders", "--live");
        assertThat(said.out()).contains("Your order four seven one one is on its way.");
        assertThat(shop.asked()).hasSize(1);
        assertThat(typing("4711 hash\n", "script", "try", "orders").out())
                .contains("The script asks the look-up order_status: say 'answer order_status none'");
        assertThat(shop.asked()).hasSize(1);
    }

    private Starting.Said typing(String lines, String... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
        try {
            return command(words);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void theServersOwnCustomersAreAskedOfTheServerThatRuns() throws IOException {
        assertThat(starting.command("look-up", "customer", "+442079460001").err())
                .contains("No server runs on");
        Path file = folder.resolve("customers.csv");
        Files.writeString(
                file,
                "id,name,phones,vip\n1,Ada,+442079460001,yes\n2,Grace,+442079460002,no\n3,Alan,+442079460002,no\n");
        starting.mustStart("store.customers=" + file);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> starting.command("look-up", "customer", "+442079460001")
                        .out()
                        .contains("name = Ada (text)"));
        Starting.Said found = starting.command("look-up", "customer", "number=+44 20 7946 0001");
        assertThat(found.code()).isZero();
        assertThat(found.out()).contains("Found after ", "id = 1 (text)", "vip = true (boolean)");
        for (String number : List.of("+442079460002", "+442079469999", "anonymous")) {
            assertThat(starting.command("look-up", "customer", number).out())
                    .as("several have it, or nobody")
                    .contains("None after ");
        }
    }
}
