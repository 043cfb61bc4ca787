package org.helpline.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.helpline.core.Clock;
import org.helpline.core.Snapshot;
import org.helpline.store.Row;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.helpline.store.Tx;

/**
 * The programs' tokens. They are kept in the store by their hashes and in memory for quick looking; every change goes through here. Any
 * thread.
 */
public final class Tokens {

    /** How each begins, so that one that leaked is found by those who search for such. */
    public static final String PREFIX = "hl_";

    /** As long as one may be good that is not good until it is ended. */
    public static final int MOST_DAYS = 3_650;

    private static final int BYTES = 32;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");
    private static final Duration USE_IS_TOLD = Duration.ofMinutes(1);

    private final Store store;
    private final Clock clock;
    private final SecureRandom random;
    private final Snapshot<Map<String, Token>> byHash = new Snapshot<>(Map.of());

    /** None yet; see {@link #load}. */
    public Tokens(Store store, Clock clock, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /** Reads those that the store has. */
    public CompletionStage<Tokens> load() {
        return store.read(Tokens::all).thenApply(stored -> {
            stored.ifDone().ifPresent(this::publish);
            return this;
        });
    }

    /** What came of making one. */
    public sealed interface Made {
        /** The text to hand to the program; nobody can show it again. */
        record Fresh(String secret) implements Made {}

        /** Not made; a sentence says why. */
        record Refused(String why) implements Made {}
    }

    /**
     * Makes one.
     *
     * @param lasts from now; empty: for ever
     */
    public CompletionStage<Made> make(String name, Set<Scope> scopes, Optional<Duration> lasts, String by) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.now();
        if (!NAME.matcher(name).matches() || scopes.isEmpty()) {
            return CompletableFuture.completedStage(new Made.Refused(
                    "A token has a name of 1 to 32 of a-z, 0-9, '.', '-', '_', and at least one scope."));
        }
        return store.write(tx -> {
                    int stored = tx.execute(
                            "insert into token (name, hash, scopes, made_by, made, expires) values (?,?,?,?,?,?)"
                                    + " on conflict do nothing",
                            name,
                            AuditLine.sha256(secret),
                            scopes.stream().map(Scope::word).sorted().collect(Collectors.joining(",")),
                            by,
                            AuditLog.nanos(now),
                            lasts.map(d -> AuditLog.nanos(now.plus(d))).orElse(null));
                    return Map.entry(stored, all(tx));
                })
                .thenApply(stored -> switch (stored) {
                    case Stored.Done<Map.Entry<Integer, Map<String, Token>>>(var done) -> {
                        publish(done.getValue());
                        yield done.getKey() == 1
                                ? new Made.Fresh(secret)
                                : new Made.Refused("There is a token of that name; end it first.");
                    }
                    case Stored.Failed<Map.Entry<Integer, Map<String, Token>>>(var trouble) ->
                        new Made.Refused(trouble.what());
                });
    }

    /** Ends one at once; false if there is none of that name. */
    public CompletionStage<Boolean> end(String name) {
        return store.write(tx -> Map.entry(tx.execute("delete from token where name = ?", name), all(tx)))
                .thenApply(stored -> stored.ifDone()
                        .map(done -> {
                            publish(done.getValue());
                            return done.getKey() == 1;
                        })
                        .orElse(false));
    }

    /** All, by name. */
    public List<Token> all() {
        return byHash.get().values().stream()
                .sorted(Comparator.comparing(Token::name))
                .toList();
    }

    /** Whose token this text is; empty for a wrong, ended or expired one. The time does not tell how much of it was right. */
    public Optional<Token> find(String secret) {
        Instant now = clock.now();
        Optional<Token> found = Optional.ofNullable(byHash.get().get(AuditLine.sha256(secret)))
                .filter(t -> t.expires().map(now::isBefore).orElse(true));
        Predicate<Token> isNews = t -> t.used()
                .map(u -> Duration.between(u, now).compareTo(USE_IS_TOLD) > 0)
                .orElse(true);
        found.filter(isNews).ifPresent(t -> used(t, now));
        return found;
    }

    private void used(Token token, Instant now) {
        store.write(tx -> {
                    tx.execute("update token set used = ? where name = ?", AuditLog.nanos(now), token.name());
                    return all(tx);
                })
                .thenAccept(stored -> stored.ifDone().ifPresent(this::publish));
    }

    private void publish(Map<String, Token> all) {
        byHash.publish(Map.copyOf(all));
    }

    private static Map<String, Token> all(Tx tx) {
        Map<String, Token> all = new LinkedHashMap<>();
        tx.query("select * from token", Tokens::token).forEach(t -> all.put(t.hash(), t));
        return all;
    }

    private static Token token(Row row) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : row.text("scopes").split(",", -1)) {
            Scope.of(word).ifPresent(scopes::add);
        }
        return new Token(
                row.text("name"),
                row.text("hash"),
                Set.copyOf(scopes),
                row.text("made_by"),
                AuditLog.instant(row.number("made")),
                row.numberIfAny("expires").map(AuditLog::instant),
                row.numberIfAny("used").map(AuditLog::instant));
    }
}
