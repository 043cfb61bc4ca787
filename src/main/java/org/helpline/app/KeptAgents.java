package org.helpline.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.helpline.acd.Acd.KeptAgent;
import org.helpline.acd.Board;
import org.helpline.core.AgentFact;
import org.helpline.core.AgentId;
import org.helpline.core.Clock;
import org.helpline.core.FactSink;
import org.helpline.core.InteractionId;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agents' states over a restart: written to a file at each change, by a thread of its own, and taken up again at the start. The file's
 * time says until when the server lived; after a longer stop nobody is taken up, since who was ready then may have gone home. Any thread.
 */
final class KeptAgents implements FactSink, AutoCloseable {

    /** After a longer stop all are logged out. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    /** How often the file is told that the server lives. */
    static final Duration BEAT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(KeptAgents.class);
    private static final int PARTS = 6;

    private final Path file;
    private final Clock clock;
    private final Supplier<Board> board;
    private final Map<String, QueueName> queues = new ConcurrentHashMap<>();
    private final AtomicBoolean due = new AtomicBoolean();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("agents").daemon().factory());

    /** {@code board}: who is what now. */
    KeptAgents(Path file, Clock clock, Supplier<Board> board) {
        this.file = file;
        this.clock = clock;
        this.board = board;
    }

    /**
     * Who was logged in when the server ended; offline, with the reason, if that was long ago. Blocks. A line that cannot be read is left
     * out, and a file that cannot be is told in the log.
     */
    List<KeptAgent> found() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            Instant lived = Files.getLastModifiedTime(file).toInstant();
            Duration away = Duration.between(lived, clock.now());
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .flatMap(line -> read(line).stream())
                    .map(k -> away.compareTo(LONGEST) > 0 ? loggedOut(k, away) : k)
                    .toList();
        } catch (IOException e) {
            LOG.warn("file={} cannot be read, agents log in anew: {}", file, e.toString());
            return List.of();
        }
    }

    private static KeptAgent loggedOut(KeptAgent kept, Duration away) {
        return new KeptAgent(
                kept.agent(),
                "offline",
                "the server was away for " + words(away),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String words(Duration away) {
        return away.toHours() >= 2 ? away.toHours() + " h" : away.toMinutes() + " min";
    }

    /** Name, state, reason, end of the wrap-up, call and queue, with tabs between them. */
    private static Optional<KeptAgent> read(String line) {
        String[] parts = line.split("\t", PARTS);
        if (parts.length < PARTS || parts[0].isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new KeptAgent(
                    new AgentId(parts[0]),
                    parts[1],
                    parts[2],
                    some(parts[3]).map(Instant::parse),
                    some(parts[4]).map(InteractionId::new),
                    some(parts[5]).map(QueueName::new)));
        } catch (DateTimeException | IllegalArgumentException e) {
            LOG.warn("an agent's state cannot be read and is left out: {}", e.toString());
            return Optional.empty();
        }
    }

    private static Optional<String> some(String part) {
        return Optional.of(part).filter(p -> !p.isEmpty());
    }

    /** The board is as the fact says when it is told. */
    @Override
    public void publish(Published published) {
        switch (published.fact()) {
            case QueueFact.Connected f -> queues.put(f.agent().value(), f.queue());
            case AgentFact.StateChanged _, AgentFact.WrapUpExtended _ -> keepSoon();
            default -> {}
        }
    }

    private void keepSoon() {
        if (due.compareAndSet(false, true)) {
            try {
                writer.execute(this::keep);
            } catch (RejectedExecutionException e) {
                LOG.debug("closed: the last states are kept already");
            }
        }
    }

    private void keep() {
        due.set(false);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(draft, lines());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            lives();
        } catch (IOException e) {
            LOG.error("agents' states cannot be kept over a restart: {}", e.toString());
        }
    }

    private List<String> lines() {
        return board.get().agents().stream()
                .filter(a -> !a.state().equals("offline"))
                .map(this::line)
                .toList();
    }

    private String line(Board.AgentLine a) {
        return String.join(
                "\t",
                a.agent().value(),
                a.state(),
                a.reason().replaceAll("\\p{Cntrl}+", " "),
                a.state().equals("wrap-up") ? a.until().map(Instant::toString).orElse("") : "",
                a.interaction().map(InteractionId::value).orElse(""),
                a.state().equals("talking")
                        ? Stream.ofNullable(queues.get(a.agent().value()))
                                .map(QueueName::value)
                                .findFirst()
                                .orElse("")
                        : "");
    }

    /** From time to time: the server lives. Nothing where nobody has logged in yet. Blocks. */
    boolean lives() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        Files.setLastModifiedTime(file, FileTime.from(clock.now()));
        return true;
    }

    /** Keeps them a last time; while the ACD runs. */
    @Override
    public void close() throws IOException {
        keepSoon();
        writer.shutdown();
        try {
            if (!writer.awaitTermination(2, TimeUnit.SECONDS)) {
                throw new IOException("agents' states are not kept: the disk is too slow");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
