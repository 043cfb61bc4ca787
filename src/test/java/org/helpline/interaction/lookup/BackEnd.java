package org.helpline.interaction.lookup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Another program, on loopback: answers what a test says, in order, the last one for good, and keeps what it was asked. */
public final class BackEnd implements AutoCloseable {

    /** What it was asked: the request line without the version, the headers by lower-case name, the body. */
    public record Asked(String line, Map<String, String> headers, String body) {}

    /** What it answers; a hanging one says nothing until the back-end is closed. */
    public record Answer(int status, String body, Optional<String> location, boolean hangs, boolean half) {
        /** 200 with JSON. */
        public static Answer of(String json) {
            return new Answer(200, json, Optional.empty(), false, false);
        }

        /** A status alone. */
        public static Answer of(int status) {
            return new Answer(status, "", Optional.empty(), false, false);
        }

        /** Somewhere else. */
        public static Answer redirect(String to) {
            return new Answer(302, "", Optional.of(to), false, false);
        }

        /** Nothing, for as long as one likes. */
        public static Answer hanging() {
            return new Answer(200, "", Optional.empty(), true, false);
        }

        /** Headers and the beginning of a body, and nothing more. */
        public static Answer half(String json) {
            return new Answer(200, json, Optional.empty(), true, true);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Listens on a free port. */
    public BackEnd(Answer... answers) {
        this.answers.addAll(List.of(answers));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** {@code http://127.0.0.1:port}. */
    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it was asked so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private synchronized Answer next() {
        return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new java.util.HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, all) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(", ", all)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(exchange.getRequestMethod() + " " + exchange.getRequestURI(), headers, body));
        Answer answer = next();
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        if (answer.hangs() && !answer.half()) {
            hang();
        }
        answer.location().ifPresent(l -> exchange.getResponseHeaders().set("Location", l));
        if (answer.half()) {
            exchange.sendResponseHeaders(answer.status(), 1_000);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            hang();
        } else {
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private void hang() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
