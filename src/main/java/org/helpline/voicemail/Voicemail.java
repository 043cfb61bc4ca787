package org.helpline.voicemail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.helpline.config.VoicemailSettings;
import org.helpline.core.Clock;
import org.helpline.core.Directory;
import org.helpline.core.QueueName;
import org.helpline.store.Numbers;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.helpline.voicemail.Message.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The boxes. A message is in the store before its recording is moved out of the drafts, and out of the store before its recording is deleted; what a
 * crash leaves between the two, or of a recording under way, is put right by {@link #tidy}. Any thread; answers come on the store's threads.
 */
public final class Voicemail {

    private static final Logger LOG = LoggerFactory.getLogger(Voicemail.class);
    private static final Duration LEFT_OVER = Duration.ofDays(1);
    private static final String WITH_CALLS = "calls";
    private static final String DRAFTS = "drafts";

    private final Store store;
    private final VoicemailSettings settings;
    private final Numbers numbers;
    private final Clock clock;
    private final Executor blocking;
    private final Drafts drafts;
    private final Directory<QueueName, Fill> fill = new Directory<>();
    private final List<Consumer<Optional<QueueName>>> listeners = new CopyOnWriteArrayList<>();

    /** How full a box is. */
    private record Fill(int messages, long bytes) {

        Fill with(int more, long moreBytes) {
            return new Fill(messages + more, bytes + moreBytes);
        }
    }

    /**
     * The boxes of these settings.
     *
     * @param blocking runs what touches files, on virtual threads
     */
    public Voicemail(Store store, VoicemailSettings settings, Numbers numbers, Clock clock, Executor blocking) {
        this.store = store;
        this.settings = settings;
        this.numbers = numbers;
        this.clock = clock;
        this.blocking = blocking;
        this.drafts = new Drafts(settings.folder().resolve(DRAFTS));
        settings.boxes().forEach(b -> fill.put(b.queue(), new Fill(0, 0)));
    }

    /** Tells of every change of a box; empty: of what stays with its call. */
    public void onChange(Consumer<Optional<QueueName>> listener) {
        listeners.add(listener);
    }

    /** Whether the box takes no more; there is none for a queue that is not known. */
    public boolean isFull(QueueName queue) {
        Optional<VoicemailSettings.Box> box = settings.box(queue);
        Fill now = fill.find(queue).orElse(new Fill(0, 0));
        return box.isEmpty()
                || now.messages() >= box.get().maxMessages()
                || now.bytes() >= box.get().maxBytes();
    }

    /** Where a recording of this id is written. */
    public Path draft(String id) {
        return drafts.sound(id);
    }

    /** The recording of a message. */
    public Path file(Message message) {
        String box = message.box().map(QueueName::value).orElse(WITH_CALLS);
        return settings.folder().resolve(box).resolve(message.id() + ".wav");
    }

    /** Keeps a message whose recording lies in its draft; true once it is in the box. */
    public CompletionStage<Boolean> keep(Message draft) {
        Message message =
                draft.sized(44 + 16 * draft.length().toMillis()); // a WAV file's head, and 16-bit samples at 8 kHz
        List<String> addresses = message.box()
                .flatMap(settings::box)
                .map(VoicemailSettings.Box::mail)
                .orElse(List.of());
        String number = numbers.normalise(message.caller().value()).orElse("");
        return store.write(tx -> Messages.insert(tx, message, number, addresses))
                .thenApplyAsync(stored -> kept(message, stored), blocking);
    }

    private boolean kept(Message message, Stored<Integer> stored) {
        switch (stored) {
            case Stored.Done<Integer> _ -> {
                moveIn(message);
                drafts.over(message.id());
                LOG.info(
                        "interaction={} message={} box={} of {} s",
                        message.call(),
                        message.id(),
                        message.box().map(QueueName::value).orElse(WITH_CALLS),
                        message.length().toSeconds());
                message.box().ifPresent(q -> fill.replace(q, f -> f.with(1, message.bytes())));
                changed(message.box());
                return true;
            }
            case Stored.Failed<Integer>(var trouble) -> {
                LOG.error("interaction={} message={} cannot be kept: {}", message.call(), message.id(), trouble);
                return false;
            }
        }
    }

    private void moveIn(Message message) {
        Path file = file(message);
        try {
            Files.createDirectories(file.getParent());
            Files.move(draft(message.id()), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException moved) {
            // by an earlier run, or deleted by hand: whoever wants to hear it is told
        } catch (IOException e) {
            LOG.error("message={} lies in the drafts and cannot be moved: {}", message.id(), e.toString());
        }
    }

    /**
     * A recording begins in its draft: should the server be killed before it is kept, discarded or {@link #reject}ed, its next start keeps it.
     *
     * @param soFar its message, without a length
     * @param least what is shorter, up to the end of the last speech, is nothing
     */
    public void begin(Message soFar, Duration least) {
        blocking.execute(() -> drafts.begin(soFar, least));
    }

    /** Nobody wants the recording of this id, whatever becomes of the server. */
    public void reject(String id) {
        blocking.execute(() -> drafts.over(id));
    }

    /** Forgets a draft. */
    public void discard(Path draft) {
        blocking.execute(() -> drafts.discard(draft));
    }

    /** The messages of a box, or of all where {@code box} is empty, newest first. */
    public CompletionStage<Stored<List<Message>>> list(Optional<QueueName> box) {
        return store.read(tx -> Messages.list(tx, box));
    }

    /** Every message, the newest first, for rooms that do not see the store; empty: it cannot be read just now. */
    public CompletionStage<Optional<List<Message>>> listed() {
        return list(Optional.empty()).thenApply(Stored::ifDone);
    }

    /** The message of this id in a list of at most one, for rooms that do not see the store; empty: it cannot be read just now. */
    public CompletionStage<Optional<List<Message>>> found(String id) {
        return find(id).thenApply(stored -> stored.ifDone().map(m -> m.stream().toList()));
    }

    /** As {@link #mark}, for rooms that do not see the store; empty: it could not be kept. */
    public CompletionStage<Optional<Boolean>> marked(Message message, State state, String by) {
        return mark(message, state, by).thenApply(Stored::ifDone);
    }

    /** As {@link #delete}, for rooms that do not see the store; empty: it could not be kept. */
    public CompletionStage<Optional<Boolean>> deleted(Message message, String by) {
        return delete(message, by).thenApply(Stored::ifDone);
    }

    /** A message by its id. */
    public CompletionStage<Stored<Optional<Message>>> find(String id) {
        return store.read(tx -> Messages.find(tx, id));
    }

    /** Messages whose id begins so: none, one, or two if there are more. */
    public CompletionStage<Stored<List<Message>>> beginning(String prefix) {
        return store.read(tx -> Messages.beginning(tx, prefix));
    }

    /** Changes a message's state; false if there is none of this id. {@code by} is who did it. */
    public CompletionStage<Stored<Boolean>> mark(Message message, State state, String by) {
        return store.write(tx -> Messages.mark(tx, message.id(), state, by)).thenApply(stored -> {
            LOG.info("message={} is {} by {}", message.id(), state.word(), by);
            changed(message.box());
            return stored;
        });
    }

    /** Deletes a message and its recording; false if there was none. {@code by} is who did it. */
    public CompletionStage<Stored<Boolean>> delete(Message message, String by) {
        return store.write(tx -> Messages.delete(tx, message.id()))
                .thenApplyAsync(
                        stored -> {
                            if (stored instanceof Stored.Done<Boolean>(Boolean was) && was) {
                                message.box().ifPresent(q -> fill.replace(q, f -> f.with(-1, -message.bytes())));
                                delete(file(message));
                                delete(draft(message.id()));
                                LOG.info("message={} deleted by {}", message.id(), by);
                                changed(message.box());
                            }
                            return stored;
                        },
                        blocking);
    }

    /** How many messages this number has left. */
    public CompletionStage<Integer> countOf(String number) {
        String own = numbers.normalise(number).orElse("");
        return store.read(tx -> Messages.ofNumber(tx, own).size())
                .thenApply(stored -> own.isEmpty() ? 0 : stored.ifDone().orElse(0));
    }

    /** Deletes all that this number has said. */
    public CompletionStage<Integer> forget(String number) {
        String own = numbers.normalise(number).orElse("");
        if (own.isEmpty()) {
            return CompletableFuture.completedStage(0);
        }
        return store.read(tx -> Messages.ofNumber(tx, own).stream()
                        .flatMap(id -> Messages.find(tx, id).stream())
                        .toList())
                .thenApplyAsync(
                        stored -> {
                            List<Message> all = stored.ifDone().orElse(List.of());
                            all.forEach(m ->
                                    delete(m, "forget").toCompletableFuture().join());
                            return all.size();
                        },
                        blocking);
    }

    private void changed(Optional<QueueName> box) {
        listeners.forEach(l -> l.accept(box));
    }

    /** Counts what is there and puts right what a crash left behind. Blocks: at start. */
    public void tidy() {
        for (Message message : all()) {
            message.box().ifPresent(q -> fill.replace(q, f -> f.with(1, message.bytes())));
            if (Files.exists(draft(message.id()))) {
                moveIn(message);
            }
            drafts.over(message.id());
        }
        drafts.mend().forEach(this::keepCut);
        Instant old = clock.now().minus(LEFT_OVER);
        Path drafts = settings.folder().resolve(DRAFTS);
        try (Stream<Path> files = Files.isDirectory(drafts) ? Files.list(drafts) : Stream.empty()) {
            files.filter(f -> isOlder(f, old)).forEach(Voicemail::delete);
        } catch (IOException e) {
            LOG.warn("{} cannot be tidied: {}", drafts, e.toString());
        }
    }

    private void keepCut(Message cut) {
        if (keep(cut).toCompletableFuture().join()) {
            LOG.warn("interaction={} message={} was cut short by a crash, and is kept", cut.call(), cut.id());
        }
    }

    /** Deletes what is older than its box keeps. Blocks. */
    public void expire() {
        for (Message message : all()) {
            Duration keep = message.box()
                    .flatMap(settings::box)
                    .map(VoicemailSettings.Box::keep)
                    .orElse(Duration.ofDays(90));
            if (message.at().plus(keep).isBefore(clock.now())) {
                delete(message, "age").toCompletableFuture().join();
            }
        }
    }

    private List<Message> all() {
        return list(Optional.empty()).toCompletableFuture().join().ifDone().orElse(List.of());
    }

    private static boolean isOlder(Path file, Instant than) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(than);
        } catch (IOException gone) {
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", file, e.toString());
        }
    }
}
