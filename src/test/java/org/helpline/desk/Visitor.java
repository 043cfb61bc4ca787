package org.helpline.desk;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Whoever comes to a desk's address with a browser, before and after they log in, as a test sees them. */
final class Visitor implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String own;

    /** {@code url} of the desk. */
    Visitor(String url) {
        own = url.replaceFirst("/$", "");
    }

    /** Logs in, and gives the session's cookie. */
    String logIn(String name) {
        return tryToLogIn(name, DeskDemo.PASSWORD).headers().allValues("set-cookie").stream()
                .filter(c -> c.startsWith("helpline="))
                .findFirst()
                .orElseThrow()
                .replaceFirst(";.*", "");
    }

    /** What comes of a name and a password. */
    HttpResponse<String> tryToLogIn(String name, String password) {
        HttpResponse<String> form = get("/login", "");
        String cookie = form.headers().firstValue("set-cookie").orElseThrow().replaceFirst(";.*", "");
        String token = cookie.substring(cookie.indexOf('=') + 1);
        return post(
                "/login", cookie, "", "name=" + name.replace(' ', '+') + "&password=" + password + "&token=" + token);
    }

    /** What every POST of a session must carry. */
    String csrf(String session) {
        return DeskJson.read(get("/api/me", session).body()).path("csrf").asString("");
    }

    /** Asks with a cookie, or with none. */
    HttpResponse<String> get(String path, String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(own + path));
        return send((cookie.isEmpty() ? request : request.header("cookie", cookie)).build());
    }

    /** Sends what the session's own page would send. */
    HttpResponse<String> post(String path, String session, String body) {
        return post(path, session, csrf(session), body);
    }

    /** Sends with a cookie and a token, or without. */
    HttpResponse<String> post(String path, String cookie, String csrf, String body) {
        HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(own + path))
                .header("origin", own)
                .header("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            post.header("cookie", cookie);
        }
        if (!csrf.isEmpty()) {
            post.header("x-csrf-token", csrf);
        }
        return send(post.build());
    }

    /** Sends as it is. */
    HttpResponse<String> send(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    /** Of this desk. */
    URI at(String path) {
        return URI.create(own + path);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
