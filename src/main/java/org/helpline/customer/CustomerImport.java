package org.helpline.customer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.store.Numbers;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.helpline.store.Trouble;
import org.helpline.store.Tx;
import org.helpline.store.Work;

/**
 * Imports the customers' file when it has changed. It is read twice: once to check all of it, then to write it, in pieces
 * small enough that facts are not kept waiting, under a new import number; one last statement puts that number in force. So
 * a file with a mistake, a full disk or a kill half-way leaves the customers as they were. Blocks the calling thread.
 */
final class CustomerImport {

    private static final String SOURCE = "customers";
    private static final String FORM = "1"; // of normalised numbers; a change of it makes every file a changed one
    private static final int PIECE = 500;
    private static final int PROGRESS_EVERY = 20_000;

    private final Store store;
    private final StoreSettings settings;
    private final Clock clock;
    private final CustomerFile file;

    CustomerImport(Store store, StoreSettings settings, Clock clock, Numbers numbers) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.file = new CustomerFile(settings.customers(), numbers);
    }

    /** The store's trouble on its way out of an import. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Trouble trouble;

        Stopped(Trouble trouble) {
            super(trouble.what());
            this.trouble = trouble;
        }
    }

    private record InForce(long number, String hash, long lines) {}

    Imported run(Problems problems, Consumer<String> progress) {
        Path path = settings.customers();
        if (!Files.exists(path)) {
            return new Imported.Missing();
        }
        try {
            String hash = hash(path);
            Optional<InForce> now = inForce();
            if (now.isPresent() && now.get().hash().equals(hash)) {
                return new Imported.Unchanged(now.get().lines());
            }
            long[] lines = {0};
            return file.read(_ -> lines[0]++, problems)
                    ? write(now.map(InForce::number).orElse(0L), hash, lines[0], problems, progress)
                    : new Imported.Refused();
        } catch (IOException e) {
            problems.add(Problem.of(
                    path.toString(), "The file cannot be read: " + e + ".", "Let the server's user read it."));
            return new Imported.Refused();
        } catch (Stopped e) {
            return new Imported.NotStored(e.trouble);
        }
    }

    private Imported write(long before, String hash, long lines, Problems problems, Consumer<String> progress) {
        clear("import <> ?", before); // what a killed import left
        long number = before + 1;
        List<CustomerLine> piece = new ArrayList<>();
        long[] done = {0, 0};
        boolean whole = file.read(
                line -> {
                    piece.add(line);
                    done[0]++;
                    done[1] += line.numbers().size();
                    if (piece.size() == PIECE) {
                        insert(number, piece);
                    }
                    if (done[0] % PROGRESS_EVERY == 0) {
                        progress.accept(settings.customers() + ": " + done[0] + " of " + lines + " customers");
                    }
                },
                problems);
        insert(number, piece);
        if (!whole) {
            return new Imported.Refused(); // it changed between the two readings
        }
        must(tx -> putInForce(tx, number, hash, done[0]));
        clear("import <> ?", number);
        return new Imported.Done(done[0], done[1]);
    }

    private Optional<InForce> inForce() {
        return must(tx -> tx.first(
                "select import, hash, lines from imported where source = ?",
                row -> new InForce(row.number("import"), row.text("hash"), row.number("lines")),
                SOURCE));
    }

    private int putInForce(Tx tx, long number, String hash, long lines) {
        return tx.execute(
                "insert into imported (source, import, hash, at, lines) values (?,?,?,?,?) on conflict (source) do"
                        + " update set import = excluded.import, hash = excluded.hash, at = excluded.at, lines ="
                        + " excluded.lines",
                SOURCE,
                number,
                hash,
                Math.multiplyExact(clock.now().toEpochMilli(), 1_000_000L),
                lines);
    }

    private void insert(long number, List<CustomerLine> piece) {
        List<CustomerLine> these = List.copyOf(piece);
        piece.clear();
        must(tx -> {
            these.forEach(line -> insert(tx, number, line));
            return these.size();
        });
    }

    private static void insert(Tx tx, long number, CustomerLine line) {
        tx.execute(
                "insert into customer (import, id, name, company, email, language, revenue, satisfaction,"
                        + " last_contact, notes, vip, tags, orders) values (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                number,
                line.id(),
                line.name(),
                line.company(),
                line.email(),
                line.language(),
                line.revenue(),
                line.satisfaction(),
                line.lastContact(),
                line.notes(),
                line.vip() ? "yes" : "",
                String.join(";", line.tags()),
                String.join(";", line.orders()));
        for (String phone : line.numbers()) {
            tx.execute(
                    "insert into customer_number (import, number, customer_id) values (?,?,?)",
                    number,
                    phone,
                    line.id());
        }
    }

    private void clear(String which, long number) {
        for (String table : List.of("customer_number", "customer")) {
            String some = "delete from " + table + " where (import, "
                    + (table.equals("customer") ? "id" : "number, customer_id")
                    + ") in (select import, " + (table.equals("customer") ? "id" : "number, customer_id") + " from "
                    + table
                    + " where " + which + " limit 2000)";
            int gone = must(tx -> tx.execute(some, number));
            while (gone > 0) {
                gone = must(tx -> tx.execute(some, number));
            }
        }
    }

    private <T> T must(Work<T> work) {
        return switch (store.write(work).toCompletableFuture().join()) {
            case Stored.Done<T>(T value) -> value;
            case Stored.Failed<T>(Trouble trouble) -> throw new Stopped(trouble);
        };
    }

    private String hash(Path path) throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((FORM + settings.homeCountry()).getBytes(StandardCharsets.UTF_8));
            try (InputStream in = new DigestInputStream(Files.newInputStream(path), sha)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
