package org.helpline.desk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** An HTTP answer, immutable. Any thread. */
final class Reply {

    private static final Map.Entry<String, String> PAGE = Map.entry("content-type", "text/html; charset=utf-8");

    private final int status;
    private final byte[] body;
    private final List<Map.Entry<String, String>> headers;

    private Reply(int status, byte[] body, List<Map.Entry<String, String>> headers) {
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    /** Text of a media type, in UTF-8; not stored by any cache. */
    static Reply of(int status, String type, String text) {
        return new Reply(
                status,
                text.getBytes(StandardCharsets.UTF_8),
                List.of(Map.entry("content-type", type + "; charset=utf-8"), Map.entry("cache-control", "no-store")));
    }

    static Reply html(int status, String text) {
        return of(status, "text/html", text);
    }

    static Reply json(int status, JsonNode node) {
        return of(status, "application/json", DeskJson.text(node));
    }

    /** A refusal with its sentence, for scripts. */
    static Reply error(int status, String sentence) {
        return json(status, DeskJson.object().put("error", sentence));
    }

    /** Go there with GET: RFC 9110 §15.4.4. */
    static Reply seeOther(String location) {
        return of(303, "text/plain", "").with("location", location);
    }

    /** A file whose address changes with its content, so that it may be kept for ever. */
    static Reply file(String type, byte[] content) {
        return new Reply(
                200,
                content.clone(),
                List.of(
                        Map.entry("content-type", type),
                        Map.entry("cache-control", "public, max-age=31536000, immutable")));
    }

    /** A recording, or a part of it; kept by no cache, since it is somebody's. */
    static Reply sound(int status, String type, byte[] content) {
        return new Reply(
                status,
                content.clone(),
                List.of(
                        Map.entry("content-type", type),
                        Map.entry("accept-ranges", "bytes"),
                        Map.entry("cache-control", "no-store")));
    }

    /** A file to be kept by who asked for it; {@code name} of letters, digits, dots and dashes. */
    static Reply download(String type, String name, byte[] content) {
        return new Reply(
                200,
                content.clone(),
                List.of(
                        Map.entry("content-type", type),
                        Map.entry("content-disposition", "attachment; filename=\"" + name + "\""),
                        Map.entry("cache-control", "no-store")));
    }

    /** The same page with its text changed; what is no page stays as it is. */
    Reply withPage(UnaryOperator<String> change) {
        boolean isPage = headers.contains(PAGE);
        return isPage
                ? new Reply(
                        status,
                        change.apply(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8),
                        headers)
                : this;
    }

    /** The same with one header more; a name may be given several times. */
    Reply with(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Reply(status, body, List.copyOf(more));
    }

    /** The same, whose cookies the browser never sends in the open (RFC 6265 §4.1.2.5). */
    Reply withSecureCookies() {
        return new Reply(
                status,
                body,
                headers.stream()
                        .map(h ->
                                h.getKey().equals("set-cookie") ? Map.entry(h.getKey(), h.getValue() + "; Secure") : h)
                        .toList());
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body.clone();
    }

    List<Map.Entry<String, String>> headers() {
        return headers;
    }
}
