package org.helpline.app;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A person at the desk of a whole server, by HTTP: logged in, with the token that every change carries. */
final class DeskClient implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String desk;
    private final String token;

    private DeskClient(String desk, String name, String password) {
        this.desk = desk;
        String once = get("login").body().replaceFirst("(?s).*name=\"token\" value=\"([^\"]+)\".*", "$1");
        send(request("login")
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=" + name + "&token=" + once + "&password="
                        + URLEncoder.encode(password, StandardCharsets.UTF_8))));
        this.token = get("api/me").body().replaceFirst("(?s).*\"csrf\":\"([^\"]+)\".*", "$1");
    }

    /** Logs in with a new password. */
    static DeskClient of(Starting starting, Assembly.Running server, String name) {
        String password = starting.command("password", name).out().strip().replaceAll("(?s).* ", "");
        return new DeskClient(server.server().desk().url(), name, password);
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String json) {
        return send(request(path).header("x-csrf-token", token).POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> post(String path, byte[] body) {
        return send(request(path).header("x-csrf-token", token).POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(desk + path)).header("origin", desk.replaceFirst("/$", ""));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .join();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
