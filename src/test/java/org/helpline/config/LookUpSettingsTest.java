package org.helpline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.helpline.config.LookUpSettings.Field;
import org.helpline.config.LookUpSettings.Kind;
import org.helpline.config.LookUpSettings.Method;
import org.helpline.config.LookUpSettings.Piece;
import org.helpline.core.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code look-ups.ini} may say, and what it is told. */
class LookUpSettingsTest {

    private static final String HEAD = "[order_status]\n";

    @TempDir
    private Path home;

    private SettingsReader.Outcome read(String ini) throws IOException {
        Path conf = Files.createDirectories(home.resolve("conf"));
        Files.writeString(conf.resolve("look-ups.ini"), ini);
        Files.writeString(conf.resolve("shop.key"), "k-12345\n");
        return SettingsReader.read(new Sources(
                home,
                home.resolve("data"),
                Optional.of(conf),
                Optional.empty(),
                Map.of("SHOP_TOKEN", "t-98765"),
                List.of()));
    }

    private LookUpSettings order(String ini) throws IOException {
        return switch (read(HEAD + ini)) {
            case SettingsReader.Read r ->
                Objects.requireNonNull(r.settings().lookUps().get("order_status"));
            case SettingsReader.Refused r ->
                throw new AssertionError(r.problems().all());
        };
    }

    private List<String> told(String ini) throws IOException {
        return switch (read(ini)) {
            case SettingsReader.Read _ -> List.of();
            case SettingsReader.Refused r ->
                r.problems().all().stream().map(Problem::toString).toList();
        };
    }

    @Test
    void everyDefaultIsPinnedHere() throws IOException {
        LookUpSettings order = order("url = http://127.0.0.1:8081/orders\n");
        assertThat(order.request().method()).isEqualTo(Method.GET);
        assertThat(order.request().headers()).isEmpty();
        assertThat(order.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(order.retries()).isEqualTo(1);
        assertThat(order.cache()).isZero();
        assertThat(order.maxAnswer()).isEqualTo(65_536);
        assertThat(order.atMost()).isEqualTo(20);
        assertThat(order.record()).isEmpty();
        assertThat(order.fields()).isEmpty();
        assertThat(order.none()).isEqualTo(new LookUpSettings.None(Set.of(404), true, Map.of()));
    }

    @Test
    void anAddressIsReadInItsParts() throws IOException {
        LookUpSettings.Request request = order(
                        "url = https://shop.example:8443/orders/{number}/x?phone={phone}&key={env:SHOP_TOKEN}\n")
                .request();
        assertThat(request.origin()).isEqualTo("https://shop.example:8443");
        assertThat(request.path())
                .containsExactly(new Piece.Literal("/orders/"), new Piece.Parameter("number"), new Piece.Literal("/x"));
        assertThat(request.query())
                .containsExactly(
                        new Piece.Literal("?phone="),
                        new Piece.Parameter("phone"),
                        new Piece.Literal("&key="),
                        new Piece.Hidden("{env:SHOP_TOKEN}", new Secret("t-98765")));
        assertThat(request.inAddress()).containsExactly("number", "phone");
        assertThat(request.toString()).doesNotContain("t-98765");
    }

    @Test
    void secretsOfHeadersComeFromTheEnvironmentAndFromFilesAndAreNeverShown() throws IOException {
        String ini =
                HEAD + "url = http://h/\nheaders = Authorization: Bearer {env:SHOP_TOKEN}, X-Key: {file:shop.key}\n";
        SettingsReader.Read read = (SettingsReader.Read) read(ini);
        List<LookUpSettings.Header> headers = Objects.requireNonNull(
                        read.settings().lookUps().get("order_status"))
                .request()
                .headers();
        assertThat(headers).extracting(h -> h.value().value()).containsExactly("Bearer t-98765", "k-12345");
        assertThat(headers)
                .extracting(LookUpSettings.Header::shown)
                .containsExactly("Bearer {env:SHOP_TOKEN}", "{file:shop.key}");
        assertThat(read.settings().toString() + InForce.table(read.inForce())).doesNotContain("t-98765", "k-12345");
    }

    @Test
    void fieldsHaveTypesPlacesAndMayBeMissing() throws IOException {
        LookUpSettings order = order("""
                url = http://h/
                record = results.0
                none = 404, 410, found: false
                fields = number, eta?: date at delivery.day, total: money EUR at sums.total, open: boolean
                """);
        assertThat(order.fields())
                .containsExactly(
                        Map.entry("number", new Field(Kind.TEXT, "", false, List.of("number"))),
                        Map.entry("eta", new Field(Kind.DATE, "", true, List.of("delivery", "day"))),
                        Map.entry("total", new Field(Kind.MONEY, "EUR", false, List.of("sums", "total"))),
                        Map.entry("open", new Field(Kind.BOOLEAN, "", false, List.of("open"))));
        assertThat(order.record()).containsExactly("results", "0");
        assertThat(order.none()).isEqualTo(new LookUpSettings.None(Set.of(404, 410), false, Map.of("found", "false")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            url = https://h/?k={env:NOT_THERE}                  | look-ups.order_status.url     | The environment has no NOT_THERE.
            url = https://h/?k={file:gone.key}                  | look-ups.order_status.url     | cannot be read.
            url = https://h/;headers = X-Key: {env:NOT_THERE}   | look-ups.order_status.headers | The environment has no NOT_THERE.
            """)
    void aSecretThatIsNotThereIsNoMistakeOfTheSettings(String lines, String key, String what) throws IOException {
        LookUpSettings.Absent absent =
                order(lines.replace(";", "\n") + "\n").absent().getFirst();
        assertThat(absent.key()).isEqualTo(key);
        assertThat(absent.what()).contains(what);
    }

    @Test
    void aBodyIsJson() throws IOException {
        LookUpSettings order =
                order("url = http://h/\nmethod = post\nbody = {\"order\": {\"no\": \"{number}\", \"all\": true}}\n");
        assertThat(order.request().body()).contains("{\"order\": {\"no\": \"{number}\", \"all\": true}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            timeout = 2s                          | order_status.url: It is missing.
            url = ftp://shop.example/x            | It must begin with http:// or https://.
            url = shop.example/x                  | It must begin with http:// or https://.
            url = https://{number}.example/x      | The host must stand there as it is
            url = https://shop.example:{number}/x | The host must stand there as it is
            url = https://me:pw@shop.example/x    | Names and passwords do not go here
            url = https:///x                      | Expected http:// or https://, a host, and a path
            url = https://h:99999/x               | names no host
            url = https://h/a b                   | This is no address
            url = https://h/{Number}              | {Number} names no parameter
            url = https://h/{env:SHOP_TOKEN}      | are for headers and behind a ?
            url = http://h/;method = PUT          | Expected GET or POST.
            url = http://h/;body = {}             | A GET has no body.
            url = http://h/;method = POST;body = {"a": | This is no JSON
            url = http://h/;headers = Authorization: Bearer abc | looks like a secret, and stands here in the clear
            url = http://h/;headers = Host: other | is set by the server itself
            url = http://h/;headers = nonsense    | One of them is no header.
            url = http://h/;headers = X-A: {number} | a brace that begins no secret
            url = http://h/;headers = X-A: 1, x-a: 2 | is there twice
            url = http://h/;fields = number: txt  | Expected fields between commas
            url = http://h/;fields = total: money XXY | Expected fields between commas
            url = http://h/;fields = a, a         | Expected fields between commas
            url = http://h/;none = sometimes      | Expected between commas HTTP statuses
            url = http://h/;timeout = 1h          | Expected a time from 100ms to 30s
            url = http://h/;at-most = 0           | Expected a whole number from 1
            url = http://h/;timout = 1s           | Did you mean look-ups.order_status.timeout?
            """)
    void mistakesAreTold(String lines, String sentence) throws IOException {
        assertThat(told(HEAD + lines.replace(";", "\n") + "\n"))
                .anySatisfy(t -> assertThat(t).contains("conf/look-ups.ini:").contains(sentence));
    }

    @Test
    void aSecretInTheClearIsNotShownWithItsProblem() throws IOException {
        assertThat(told(HEAD + "url = http://h/\nheaders = Authorization: Bearer abc-in-the-clear\n"))
                .hasSize(1)
                .noneMatch(t -> t.contains("abc-in-the-clear"));
    }

    @Test
    void allMistakesAreToldAtOnce() throws IOException {
        assertThat(told("[a]\nurl = x\n[b]\nmethod = PUT\n[customer]\nurl = http://h/\n"))
                .hasSize(4);
    }
}
