package org.helpline.desk;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One whole HTTP request.
 *
 * @param method as sent; HEAD arrives as GET
 * @param path decoded, without the query
 * @param target path and query as sent
 * @param source the peer's address
 * @param isSecure whether it came to us by HTTPS
 */
record Request(
        String method,
        String path,
        String target,
        HttpHeaders headers,
        String body,
        InetAddress source,
        boolean isSecure) {

    /** One that came in the open. */
    Request(String method, String path, String target, HttpHeaders headers, String body, InetAddress source) {
        this(method, path, target, headers, body, source, false);
    }

    /** A header's first value, or the empty text. */
    String header(String name) {
        return headers.get(name, "");
    }

    /** A cookie's value; empty where there is none. */
    Optional<String> cookie(String name) {
        return ServerCookieDecoder.STRICT.decode(header("cookie")).stream()
                .filter(c -> c.name().equals(name))
                .map(Cookie::value)
                .findFirst();
    }

    /** A query parameter's first value, or the empty text. */
    String query(String name) {
        return first(new QueryStringDecoder(target), name);
    }

    /** A form field's first value, or the empty text. */
    String field(String name) {
        return first(new QueryStringDecoder(body, false), name);
    }

    /**
     * Who asks, for throttling: the peer, or where a proxy on this machine stands between, the last address that it names (the
     * ones before are whatever the asker wrote).
     */
    String client() {
        String forwarded = header("x-forwarded-for");
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        boolean isNamed = NetUtil.isValidIpV4Address(last) || NetUtil.isValidIpV6Address(last);
        return source.isLoopbackAddress() && isNamed ? last : source.getHostAddress();
    }

    /**
     * Whether the browser came by HTTPS: to us, or to a proxy that says so, by the Origin of a form or, on this machine, by {@code
     * X-Forwarded-Proto}.
     */
    boolean isByHttps() {
        return isSecure
                || header("origin").toLowerCase(Locale.ROOT).startsWith("https:")
                || (source.isLoopbackAddress() && header("x-forwarded-proto").equalsIgnoreCase("https"));
    }

    /** Whether it comes from this machine itself and not through a proxy on it. */
    boolean isFromThisMachine() {
        return source.isLoopbackAddress() && !headers.contains("x-forwarded-for") && !headers.contains("forwarded");
    }

    private static String first(QueryStringDecoder decoder, String name) {
        try {
            List<String> values = decoder.parameters().getOrDefault(name, List.of(""));
            return values.getFirst();
        } catch (IllegalArgumentException e) {
            return ""; // a broken percent escape is no value
        }
    }
}
