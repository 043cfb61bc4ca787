package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.helpline.core.ManualClock;
import org.helpline.interaction.Callbacks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public page on which people ask to be called. */
class FormDoorTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
    private static final String THANKS = "role=\"status\" >";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T09:00:00Z"));
    private final Promised promised = new Promised();
    private final FormDoor door = door(promised);

    private FormDoor door(Callbacks callbacks) {
        return new FormDoor(callbacks, new Pages(), clock, new SecureRandom(), Runnable::run, ZoneOffset.UTC);
    }

    private static Request request(String method, String source, String body) {
        HttpHeaders headers = new DefaultHttpHeaders().set("accept-language", "ru");
        return new Request(method, "/callback", "/callback", headers, body, InetAddress.ofLiteral(source));
    }

    private Reply ask(String source, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return door.answer(request("POST", source, body))
                .orElseThrow()
                .toCompletableFuture()
                .join();
    }

    private String token() {
        Reply page = door.answer(request("GET", "192.0.2.1", ""))
                .orElseThrow()
                .toCompletableFuture()
                .join();
        Matcher token = TOKEN.matcher(text(page));
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private static String text(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    /** As somebody would who takes five seconds. */
    private Reply send(String source, String number) {
        String token = token();
        clock.move(Duration.ofSeconds(5));
        return ask(source, Map.of("token", token, "number", number, "name", "Kim"));
    }

    @Test
    void whoAsksIsPromisedACall() {
        Reply reply = send("192.0.2.1", "+49 30 1234567");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(text(reply)).contains(THANKS);
        assertThat(promised.heard()).containsExactly("book support +49 30 1234567 by form");
    }

    @Test
    void withoutASettingThereIsNoPage() {
        assertThat(door(Callbacks.NONE).answer(request("GET", "192.0.2.1", ""))).isEmpty();
        assertThat(door(Callbacks.NONE).answer(request("POST", "192.0.2.1", "")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, 400", "3, 200", "7200, 200", "7201, 400"})
    void aPageThatWasSentTooSoonOrTooLateIsNotTaken(int seconds, int status) {
        String token = token();
        clock.move(Duration.ofSeconds(seconds));
        assertThat(ask("192.0.2.1", Map.of("token", token, "number", "+49301")).status())
                .isEqualTo(status);
        assertThat(promised.heard()).hasSize(status == 200 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"''", "1", "1.2", "1764000000000.00", "x.y", "99999999999999999999.1"})
    void aTokenThatIsNotOursIsNotTaken(String token) {
        assertThat(ask("192.0.2.1", Map.of("token", token, "number", "+49301")).status())
                .isEqualTo(400);
        assertThat(promised.heard()).isEmpty();
    }

    @Test
    void aProgramThatFillsInWhatPeopleCannotSeeBooksNothingAndIsNotTold() {
        String token = token();
        clock.move(Duration.ofSeconds(5));
        Reply reply = ask("192.0.2.1", Map.of("token", token, "number", "+49301", "website", "https://example.com"));
        assertThat(text(reply)).contains(THANKS);
        assertThat(promised.heard()).isEmpty();
    }

    @Test
    void oneAddressSendsFiveTimesAMinute() {
        for (int i = 0; i < 5; i++) {
            assertThat(send("192.0.2.1", "+4930" + i).status()).isEqualTo(200);
        }
        assertThat(send("192.0.2.1", "+49309").status()).isEqualTo(429);
        assertThat(send("192.0.2.2", "+49309").status()).as("another address").isEqualTo(200);
        clock.move(Duration.ofMinutes(1));
        assertThat(send("192.0.2.1", "+49308").status()).isEqualTo(200);
    }

    @Test
    void allTogetherBookSoManyADay() {
        for (int i = 0; i < 7; i++) {
            assertThat(send("192.0.2." + i, "+4930" + i).status()).isEqualTo(200);
        }
        assertThat(send("192.0.2.100", "+49309").status()).isEqualTo(429);
        clock.move(Duration.ofDays(1));
        assertThat(send("192.0.2.100", "+49309").status()).isEqualTo(200);
    }

    @Test
    void aNumberThatTheRulesForbidIsRefusedInTheReadersLanguageAndMayBeMended() {
        Reply reply = send("192.0.2.1", "0900123\"><b>");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(text(reply)).contains("We cannot call this number.", "0900123&quot;&gt;&lt;b&gt;");
        assertThat(new Words().in("ru").get("said.form.number")).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', 200",
        "2026-11-24, 10:00, 12:00, 200",
        "2026-11-24, '', '', 200",
        "'', 10:00, 12:00, 200",
        "2026-11-22, 10:00, 12:00, 400",
        "2026-11-24, 12:00, 10:00, 400",
        "2027-11-24, 10:00, 12:00, 400",
        "soon, 10:00, 12:00, 400",
        "2026-11-24, 25:00, 26:00, 400"
    })
    void aTimeMayBeAskedFor(String day, String from, String until, int status) {
        String token = token();
        clock.move(Duration.ofSeconds(5));
        Reply reply =
                ask("192.0.2.1", Map.of("token", token, "number", "+49301", "day", day, "from", from, "until", until));
        assertThat(reply.status()).isEqualTo(status);
    }
}
