package org.helpline.desk;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.helpline.access.CompanyLogin;
import org.helpline.access.CompanyLogin.Begun;
import org.helpline.access.CompanyLogin.Returned;
import org.helpline.core.Clock;
import org.helpline.desk.Doorway.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logging in by the company's own log-in: leads there, and lets in who comes back with a name that the settings know. Confined to the desk's
 * loop; the company's log-in is asked elsewhere.
 */
final class CompanyDoor {

    static final String PATH = "/login/company";
    private static final String BACK = PATH + "/back";
    private static final String COOKIE = "helpline-company";
    private static final int MOST_WAITING = 16;
    private static final Logger LOG = LoggerFactory.getLogger(CompanyDoor.class);

    private final Optional<CompanyLogin> company;
    private final Accounts accounts;
    private final Doorway doorway;
    private final Executor heavy;
    private final Executor loop;
    private final LoginThrottle sources;
    private int waiting;

    CompanyDoor(
            Optional<CompanyLogin> company,
            Accounts accounts,
            Doorway doorway,
            Clock clock,
            Executor heavy,
            Executor loop) {
        this.company = company;
        this.accounts = accounts;
        this.doorway = doorway;
        this.heavy = heavy;
        this.loop = loop;
        this.sources = new LoginThrottle(clock, 20, Duration.ofMinutes(10));
    }

    /** The way there. */
    CompletionStage<Reply> begin(Request request) {
        if (company.isEmpty() || waiting >= MOST_WAITING) {
            return CompletableFuture.completedStage(refused(company.isEmpty() ? 404 : 503));
        }
        URI back = back(request);
        return aside(() -> company.get().begin(back)).thenApply(begun -> switch (begun) {
            case Begun.Sent(URI to, String kept) ->
                // Lax: the browser comes back from another site, and must bring it along
                Reply.seeOther(to.toString()).with("set-cookie", cookie(kept, 600));
            case Begun.Failed(String why) -> {
                LOG.warn("the company's log-in cannot be used: {}", why);
                yield refused(503);
            }
        });
    }

    /** The way back. */
    CompletionStage<Entry> back(Request request, String source) {
        if (company.isEmpty()
                || waiting >= MOST_WAITING
                || !sources.remaining(source).isZero()) {
            return CompletableFuture.completedStage(new Entry.Out(refused(company.isEmpty() ? 404 : 503)));
        }
        URI back = back(request);
        String kept = request.cookie(COOKIE).orElse("");
        String code = request.query("code");
        String state = request.query("state");
        String iss = request.query("iss");
        return aside(() -> company.get().finish(back, kept, code, state, iss))
                .thenApply(r -> entry(r, request, source));
    }

    private Entry entry(Returned returned, Request request, String source) {
        return switch (returned) {
            case Returned.Named(String name) ->
                accounts.named(name)
                        .map(account -> doorway.letIn(account, request))
                        .orElseGet(() -> nobody(name, source));
            case Returned.Lost(String why) -> {
                sources.failed(source);
                LOG.info("source={} company login not finished: {}", source, why);
                yield new Entry.Out(doorway.form(401, "The company's log-in was not finished. Please try again."));
            }
            case Returned.Failed(String why) -> {
                sources.failed(source);
                LOG.warn("source={} company login refused: {}", source, why);
                yield new Entry.Out(refused(503));
            }
        };
    }

    private Entry nobody(String name, String source) {
        sources.failed(source);
        LOG.info("source={} company login of somebody who is not in agents.ini", source);
        String shown = name.matches("[a-z0-9][a-z0-9._@-]{0,63}") ? name : "?";
        return new Entry.Out(
                doorway.form(403, "The company's log-in says that you are " + shown + ". Nobody has that name here."));
    }

    private Reply refused(int status) {
        return doorway.form(status, "The company's log-in cannot be used just now. Please try again later.");
    }

    private <T> CompletionStage<T> aside(Supplier<T> work) {
        waiting++;
        return CompletableFuture.supplyAsync(work, heavy).whenCompleteAsync((_, _) -> waiting--, loop);
    }

    /** The gate has found the host to be ours. */
    private static URI back(Request request) {
        return URI.create((request.isByHttps() ? "https://" : "http://") + request.header("host") + BACK);
    }

    /** What the way back shows: a page of ours, since a redirect that another site began would not bring the session's strict cookie along. */
    static Reply arrived(Pages pages) {
        return Reply.html(200, pages.page("arrived.html", Map.of())).with("set-cookie", cookie("", 0));
    }

    private static String cookie(String value, int seconds) {
        return COOKIE + "=" + value + "; Path=" + PATH + "; HttpOnly; SameSite=Lax; Max-Age=" + seconds;
    }
}
