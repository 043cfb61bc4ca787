package org.helpline.interaction.lookup;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.helpline.config.LookUpSettings;

/**
 * The JDK's HTTP client: follows no redirect, keeps no cookie. HTTP/1.1, which is all that such programs need and the one that asks
 * nobody to upgrade.
 */
final class JdkWeb implements Web {

    private static final String AGENT = "Helpline";

    private final HttpClient client;

    /** {@code blocking} runs what it has to do beside its own thread. */
    JdkWeb(Executor blocking) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(blocking)
                .build();
    }

    @Override
    public Runnable send(Question question, int maxAnswer, Consumer<Reply> then) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request(question), _ -> new BoundedBody(maxAnswer));
        CompletableFuture<Void> told = answer.handle((response, failure) ->
                        failure == null ? new Reply.Answered(response.statusCode(), response.body()) : broken(failure))
                .thenAccept(then);
        return () -> {
            if (!told.isDone()) {
                answer.cancel(true);
            }
        };
    }

    private static HttpRequest request(Question question) {
        HttpRequest.Builder request = HttpRequest.newBuilder(question.address());
        request.setHeader("User-Agent", AGENT);
        request.setHeader("Accept", "application/json");
        for (LookUpSettings.Header header : question.headers()) {
            request.setHeader(header.name(), header.value().value());
        }
        question.body()
                .ifPresentOrElse(
                        body -> request.setHeader("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body)),
                        request::GET);
        return request.build();
    }

    private static Reply broken(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof BoundedBody.TooLarge) {
                return new Reply.TooLarge();
            }
            if (t instanceof UnresolvedAddressException) {
                return new Reply.Broken("Its host is not known.", true);
            }
            if (t instanceof SSLException) {
                return new Reply.Broken("No safe connection came about: its certificate or its TLS does not do.", true);
            }
        }
        return cause instanceof ConnectException
                ? new Reply.Broken("No connection came about.", true)
                : new Reply.Broken("The connection broke.", false);
    }

    /** Ends all that is under way. */
    void close() {
        client.shutdownNow();
    }
}
