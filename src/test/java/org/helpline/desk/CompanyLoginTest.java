package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.helpline.access.AuditLine.Act;
import org.helpline.access.FakeIssuer;
import org.helpline.access.FakeIssuer.Lie;
import org.helpline.config.OidcSettings;
import org.helpline.config.Secret;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logging in by the company's own log-in, from the button to the desk, with an issuer on this machine. */
class CompanyLoginTest {

    private final AtomicLong later = new AtomicLong();
    private final Clock clock = new Clock() {
        @Override
        public Instant now() {
            return Clock.system().now().plusSeconds(later.get());
        }

        @Override
        public long nanos() {
            return Clock.system().nanos() + later.get() * 1_000_000_000L;
        }
    };
    private final FakeHouse house = new FakeHouse(clock);
    private final List<Act> audit = new CopyOnWriteArrayList<>();
    private FakeIssuer issuer;
    private DeskServer server;
    private Visitor visitor;

    @BeforeEach
    void start() throws IOException {
        issuer = new FakeIssuer("helpline", "s3cret / with spaces");
        start(true);
    }

    private void start(boolean passwords) throws IOException {
        OidcSettings company =
                new OidcSettings(issuer.url(), "helpline", new Secret("s3cret / with spaces"), "preferred_username");
        server = DeskServer.start(
                        DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)).with(company, passwords),
                        DeskDemo.services(house, clock, DeskDemo.accounts())
                                .with(new DeskAccess(audit::add, DeskAccess.NONE.tokens(), DeskAccess.Records.NONE)),
                        new Problems())
                .orElseThrow();
        house.listen(server);
        visitor = new Visitor(server.url());
    }

    @AfterEach
    void stop() {
        visitor.close();
        server.close();
        issuer.close();
    }

    @Test
    @DisplayName("P63: whoever the company knows logs in without another password")
    void theCompanysNameIsTheDesksName() {
        HttpResponse<String> back = comeBack("Anna");
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.body()).contains("url=/");
        String session = cookie(back, "helpline");
        assertThat(visitor.get("/api/me", session).body()).contains("\"account\":\"anna\"");
        assertThat(house.heard()).containsExactly("anna LogIn[]");
        assertThat(audit)
                .extracting(a -> a.act() + " " + a.what() + " " + a.result())
                .containsExactly("/login/company name=anna done");
    }

    @ParameterizedTest
    @EnumSource(Lie.class)
    void whatCannotBeBelievedLetsNobodyIn(Lie lie) {
        issuer.lie(lie);
        HttpResponse<String> back = comeBack("anna");
        assertThat(back.statusCode()).as(lie.toString()).isEqualTo(503);
        assertThat(back.body()).contains("cannot be used just now");
        assertThat(back.headers().allValues("set-cookie")).noneMatch(c -> c.startsWith("helpline="));
        assertThat(house.heard()).isEmpty();
    }

    @Test
    void newKeysOfTheIssuerAreFetched() {
        assertThat(comeBack("anna").statusCode()).isEqualTo(200);
        issuer.turnKeys();
        // within half a minute of the last look the old ones are all that is known
        assertThat(comeBack("ben").statusCode()).isEqualTo(503);
        later.set(31);
        assertThat(comeBack("ben").statusCode()).isEqualTo(200);
    }

    @Test
    void somebodyWhoIsNotInTheSettingsIsToldSo() {
        HttpResponse<String> back = comeBack("mallory");
        assertThat(back.statusCode()).isEqualTo(403);
        assertThat(back.body()).contains("you are mallory. Nobody has that name here");
        assertThat(comeBack("<b>x</b>").body()).contains("you are ?.").doesNotContain("<b>x");
    }

    @Test
    void anAttemptOfAnotherBrowserIsRefused() {
        HttpResponse<String> mine = visitor.get("/login/company", "");
        HttpResponse<String> theirs = visitor.get("/login/company", "");
        URI way = issuer.agree(location(theirs), "anna");
        assertThat(visitor.get(path(way), cookie(mine, "helpline-company")).statusCode())
                .isEqualTo(401);
        assertThat(visitor.get(path(way), "").statusCode()).isEqualTo(401);
        assertThat(visitor.get("/login/company/back?state=", "helpline-company=..")
                        .statusCode())
                .isEqualTo(401);
        assertThat(issuer.exchanges()).isZero();
    }

    @Test
    void whoSaysNoThereIsAskedAgain() {
        HttpResponse<String> there = visitor.get("/login/company", "");
        String state = location(there).getQuery().replaceFirst("(?s).*state=([^&]+).*", "$1");
        HttpResponse<String> back = visitor.get(
                "/login/company/back?error=access_denied&state=" + state, cookie(there, "helpline-company"));
        assertThat(back.statusCode()).isEqualTo(401);
        assertThat(back.body()).contains("was not finished");
    }

    @Test
    void anIssuerThatIsDownIsSaidAndPasswordsStillDo() {
        issuer.close();
        assertThat(visitor.get("/login/company", "").statusCode()).isEqualTo(503);
        assertThat(visitor.logIn("anna")).isNotEmpty();
    }

    @Test
    void withoutPasswordsOnlyTheCompanysLogInDoes() throws IOException {
        server.close();
        start(false);
        assertThat(visitor.tryToLogIn("anna", DeskDemo.PASSWORD).statusCode()).isEqualTo(403);
        assertThat(visitor.get("/login", "").body()).contains("action=\"/login\" hidden");
        assertThat(comeBack("anna").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> comeBack(String name) {
        HttpResponse<String> there = visitor.get("/login/company", "");
        return visitor.get(path(issuer.agree(location(there), name)), cookie(there, "helpline-company"));
    }

    private static URI location(HttpResponse<String> response) {
        return URI.create(response.headers().firstValue("location").orElseThrow());
    }

    private static String path(URI address) {
        return address.getRawPath() + "?" + address.getRawQuery();
    }

    private static String cookie(HttpResponse<String> response, String name) {
        return response.headers().allValues("set-cookie").stream()
                .filter(c -> c.startsWith(name + "="))
                .findFirst()
                .orElseThrow()
                .replaceFirst(";.*", "");
    }
}
