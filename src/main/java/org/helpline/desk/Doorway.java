package org.helpline.desk;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.helpline.core.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logging in: the page, the check of name and password, the cookies. Confined to the desk's loop; only the password check
 * runs elsewhere.
 *
 * <p>The login form has no session yet, so its token is a double submit: a cookie and a hidden field that must be equal.
 */
final class Doorway {

    static final String SESSION_COOKIE = "helpline";
    private static final String FORM_COOKIE = "helpline-login";
    private static final int MOST_WAITING_CHECKS = 16;
    private static final Logger LOG = LoggerFactory.getLogger(Doorway.class);

    private final Accounts accounts;
    private final Sessions sessions;
    private final Pages pages;
    private final Executor heavy;
    private final Executor loop;
    private final Way way;
    private final LoginThrottle names;
    private final LoginThrottle sources;
    private int waitingChecks;

    /** How people may log in. */
    record Way(boolean passwords, boolean company) {}

    Doorway(Accounts accounts, Sessions sessions, Pages pages, Way way, Clock clock, Executor heavy, Executor loop) {
        this.way = way;
        this.accounts = accounts;
        this.sessions = sessions;
        this.pages = pages;
        this.heavy = heavy;
        this.loop = loop;
        // a name is slowed down early but not for long, or anyone could lock an agent out
        this.names = new LoginThrottle(clock, 5, Duration.ofSeconds(60));
        this.sources = new LoginThrottle(clock, 20, Duration.ofMinutes(10));
    }

    /** What came of a try. */
    sealed interface Entry {
        /** Let in; the cookie goes with the answer. */
        record In(Sessions.Opened opened) implements Entry {}

        /** Not let in: the page to show. */
        record Out(Reply reply) implements Entry {}
    }

    /** The empty form. */
    Reply form() {
        return form(200, "", "");
    }

    /** The form after something else than a password did not do. */
    Reply form(int status, String problem) {
        return form(status, "", problem);
    }

    /** Checks a sent form. */
    CompletionStage<Entry> enter(Request request) {
        String name = request.field("name");
        String key = name.strip().toLowerCase(Locale.ROOT);
        String source = request.client();
        if (!way.passwords()) {
            return out(form(403, "Log in by the company's log-in; this desk has no passwords."));
        }
        if (!hasFormToken(request)) {
            return out(form(403, name, "The login page was too old. Please try again."));
        }
        Duration wait = longer(names.remaining(key), sources.remaining(source));
        if (!wait.isZero()) {
            long seconds = wait.toSeconds() + 1;
            return out(form(429, name, "Too many wrong tries. Please wait " + seconds + " s.")
                    .with("retry-after", Long.toString(seconds)));
        }
        if (waitingChecks >= MOST_WAITING_CHECKS) {
            return out(form(503, name, "Many are logging in right now. Please try again.")
                    .with("retry-after", "2"));
        }
        waitingChecks++;
        String password = request.field("password");
        return CompletableFuture.supplyAsync(() -> accounts.check(name, password), heavy)
                .handleAsync(
                        (account, failure) -> failure == null ? checked(key, request, account) : failed(key, failure),
                        loop);
    }

    private Entry failed(String key, Throwable failure) {
        waitingChecks--;
        LOG.error("a password could not be checked", failure);
        return new Entry.Out(form(503, key, "The password could not be checked just now. Please try again."));
    }

    private Entry checked(String key, Request request, Optional<Account> account) {
        String source = request.client();
        waitingChecks--;
        if (account.isEmpty()) {
            names.failed(key);
            sources.failed(source);
            LOG.info("source={} login refused", source);
            return new Entry.Out(form(401, key, "Name or password is wrong."));
        }
        names.succeeded(key);
        return letIn(account.orElseThrow(), request);
    }

    /** Whoever this is found to be begins a session. */
    Entry letIn(Account account, Request request) {
        LOG.info("account={} source={} logged in", account.name(), request.client());
        return new Entry.In(sessions.open(
                account, new DeskSession.Place(request.client(), BrowserWords.of(request.header("user-agent")))));
    }

    /** The answer that lets in. */
    static Reply letIn(Reply page, String cookie) {
        return page.with("set-cookie", SESSION_COOKIE + "=" + cookie + "; Path=/; HttpOnly; SameSite=Strict")
                .with("set-cookie", FORM_COOKIE + "=; Path=/login; HttpOnly; SameSite=Strict; Max-Age=0");
    }

    /** The answer that lets out. */
    static Reply letOut(Reply reply) {
        return reply.with("set-cookie", SESSION_COOKIE + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
                // the next at this computer may read another language
                .with("set-cookie", LanguageChoice.COOKIE + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    }

    private Reply form(int status, String name, String problem) {
        String token = sessions.token(16);
        Map<String, String> values = Map.of(
                "name", name,
                "problem", problem,
                "token", token,
                "by-password", way.passwords() ? "" : "hidden",
                "by-company", way.company() ? "" : "hidden");
        return Reply.html(status, pages.page("login.html", values))
                .with("set-cookie", FORM_COOKIE + "=" + token + "; Path=/login; HttpOnly; SameSite=Strict");
    }

    private static boolean hasFormToken(Request request) {
        String cookie = request.cookie(FORM_COOKIE).orElse("");
        return !cookie.isEmpty() && cookie.equals(request.field("token"));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static CompletionStage<Entry> out(Reply reply) {
        return CompletableFuture.completedStage(new Entry.Out(reply));
    }
}
