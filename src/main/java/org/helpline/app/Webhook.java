package org.helpline.app;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.helpline.config.EventSettings.Hook;
import org.helpline.core.Clock;
import org.helpline.journal.EventTail;
import org.helpline.journal.PublicEvent;
import org.helpline.journal.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One program that is called with each event, in order. It has a thread and a place in the row of events of its own, so that one that is
 * slow or dead holds up nothing but itself. An event that was refused at every try becomes a dead letter; as long as the program stays dead
 * each further one is tried once, until one gets through. Nothing but the address of the settings is ever called: no redirect is followed.
 */
final class Webhook {

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final int BATCH = 100;

    private final Hook hook;
    private final EventTail tail;
    private final HookShelf shelf;
    private final HttpClient http;
    private final Clock clock;
    private int failures;
    private boolean isDown;
    private Instant notBefore = Instant.MIN;
    private volatile boolean isOver;

    Webhook(Hook hook, EventTail tail, HookShelf shelf, HttpClient http, Clock clock) {
        this.hook = hook;
        this.tail = tail;
        this.shelf = shelf;
        this.http = http;
        this.clock = clock;
    }

    /** A client that follows nothing and gives up soon. */
    static HttpClient client(Duration connect) {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    Hook hook() {
        return hook;
    }

    /** A new one has its place behind all that has happened: it is told what happens from now on. */
    void takePlace() {
        if (shelf.delivered(hook.name()).isEmpty()) {
            shelf.delivered(
                    hook.name(),
                    tail.span().toCompletableFuture().join().orThrow().newest());
        }
    }

    /** Nothing is told or written after it; waits for the try that is under way, which whoever calls has interrupted. */
    void end() {
        isOver = true;
        look(); // waits for the look that is under way, and does nothing more
    }

    /** Tells what there is to tell, until nothing is left or a try failed. One thread at a time. */
    synchronized void look() {
        if (isOver || clock.now().isBefore(notBefore)) {
            return;
        }
        List<PublicEvent> batch = batch();
        while (!batch.isEmpty()) {
            for (PublicEvent event : batch) {
                if (isOver || !isDealtWith(event)) {
                    return;
                }
            }
            batch = batch.size() < BATCH ? List.of() : batch();
        }
    }

    private List<PublicEvent> batch() {
        Optional<Long> delivered = shelf.delivered(hook.name());
        if (delivered.isEmpty()) {
            takePlace();
            return List.of();
        }
        return tail.after(delivered.get(), BATCH).toCompletableFuture().join()
                        instanceof Reading.Read<List<PublicEvent>>(var found)
                ? found
                : List.of();
    }

    /** @return false if it is to be tried again later */
    private boolean isDealtWith(PublicEvent event) {
        boolean isWanted = hook.events().isEmpty() || hook.events().contains(event.type());
        Optional<String> trouble = isWanted ? send(event) : Optional.empty();
        if (trouble.isEmpty()) {
            shelf.delivered(hook.name(), event.number());
            if (isWanted) {
                failures = 0;
                isDown = false;
            }
            return true;
        }
        if (Thread.currentThread().isInterrupted()) {
            return false; // it is we who broke the try off
        }
        if (!isDown && failures < hook.retry().size()) {
            notBefore = clock.now().plus(hook.retry().get(failures));
            failures++;
            return false;
        }
        if (!isDown) {
            LOG.warn("webhook={} event={} is a dead letter: {}", hook.name(), event.number(), trouble.get());
        }
        isDown = true;
        failures = 0;
        shelf.died(new HookShelf.Dead(hook.name(), event.number(), clock.now(), trouble.get()));
        return true;
    }

    /** Sends one event. @return why it was not taken */
    Optional<String> send(PublicEvent event) {
        String body = event.json(hook.personal());
        String time = Long.toString(clock.now().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(hook.url())
                .header("content-type", "application/json")
                .header("user-agent", "Helpline")
                .header("helpline-event", event.type())
                .header("helpline-delivery", Long.toString(event.number()))
                .header("helpline-signature", "t=" + time + ",v1=" + sign(time + "." + body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        CompletableFuture<HttpResponse<java.io.InputStream>> sent =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        try {
            HttpResponse<java.io.InputStream> response = sent.get(hook.timeout().toMillis(), TimeUnit.MILLISECONDS);
            response.body().close(); // what it says beside the status is nobody's business, and may have no end
            int status = response.statusCode();
            return status >= 200 && status < 300 ? Optional.empty() : Optional.of("answered " + status);
        } catch (TimeoutException e) {
            sent.cancel(true);
            return Optional.of("no answer within " + hook.timeout().toMillis() + " ms");
        } catch (java.util.concurrent.ExecutionException | CompletionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            return Optional.of("no connection (" + cause.getClass().getSimpleName() + ")");
        } catch (IOException e) {
            return Optional.of("broke off");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the server was stopping");
        }
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(hook.secret().value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** Tells a dead letter once more. @return why it was not taken; empty also if the event is no longer kept */
    Optional<String> again(long number) {
        List<PublicEvent> found =
                tail.after(number - 1, 1).toCompletableFuture().join().orThrow();
        boolean isKept = !found.isEmpty() && found.getFirst().number() == number;
        Optional<String> trouble = isKept ? send(found.getFirst()) : Optional.empty();
        if (trouble.isEmpty()) {
            shelf.buried(hook.name(), number);
        }
        return trouble;
    }
}
