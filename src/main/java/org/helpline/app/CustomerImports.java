package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.config.StoreSettings;
import org.helpline.core.Problems;
import org.helpline.customer.Customers;
import org.helpline.customer.Imported;
import org.helpline.desk.Clientele;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in the customers' file: after each start, and when somebody asks for it. Blocks. One at a time: SQLite has one writer. */
final class CustomerImports implements Callable<Boolean>, Clientele.Importing {

    private static final Logger LOG = LoggerFactory.getLogger(CustomerImports.class);

    private final Customers customers;
    private final KnownCallers known;
    private final StoreSettings settings;
    private final Path before;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicReference<String> now = new AtomicReference<>("");

    /** {@code before}: where the file goes that another takes the place of. */
    CustomerImports(Customers customers, KnownCallers known, StoreSettings settings, Path before) {
        this.customers = customers;
        this.known = known;
        this.settings = settings;
        this.before = before;
    }

    /** After a start: what is wrong with the file goes to the log, and calls are served all the same. */
    @Override
    public Boolean call() {
        return run(new Output() {
                    @Override
                    public void line(String text) {
                        LOG.info("customers: {}", text);
                    }

                    @Override
                    public void problem(String text) {
                        LOG.warn("customers: {}", text);
                    }
                })
                == ExitCode.FINE;
    }

    @Override
    public Clientele.Report again() {
        return told(this::run);
    }

    /** Checked where it lies, then moved into its place: a kill half-way leaves one whole file or the other. */
    @Override
    public Clientele.Report replace(Path file) {
        Problems problems = new Problems();
        Customers.check(new StoreSettings(settings.file(), settings.spill(), file, settings.homeCountry()), problems);
        if (!problems.isEmpty()) {
            List<String> lines = new ArrayList<>();
            problems.all().forEach(p -> lines.add(named(p.toString(), file)));
            lines.add("Nobody was imported; whoever was known before still is.");
            return new Clientele.Report(false, List.copyOf(lines));
        }
        return told(out -> alone(out, () -> {
            try {
                put(file);
            } catch (IOException e) {
                out.problem("The file cannot take the place of " + settings.customers() + ": " + e
                        + "; let the server's user write that folder.");
                return ExitCode.FAILED;
            }
            return take(out);
        }));
    }

    private void put(Path file) throws IOException {
        Path target = settings.customers().toAbsolutePath();
        Path beside = target.resolveSibling(target.getFileName() + ".new");
        try {
            Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
            if (Files.exists(target)) {
                // what it holds of callers stands in the data folder then, which forget looks through
                Files.copy(target, before, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Deletes the file that the last upload took the place of: whoever is to be forgotten may be in it. Says so if there was one. */
    Optional<String> forgetBefore() {
        try {
            return Files.deleteIfExists(before)
                    ? Optional.of("The customers' file before the last upload, " + before + ", was deleted.")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "The customers' file before the last upload, " + before + ", cannot be deleted: " + e + ".");
        }
    }

    /** People know their file by its own name. */
    private String named(String problem, Path file) {
        return problem.replace(
                file.toString(), String.valueOf(settings.customers().getFileName()));
    }

    @Override
    public String progress() {
        return Objects.requireNonNullElse(now.get(), "");
    }

    private Clientele.Report told(Function<Output, ExitCode> work) {
        List<String> lines = new ArrayList<>();
        ExitCode code = work.apply(new Output() {
            @Override
            public void line(String text) {
                lines.add(text);
            }

            @Override
            public void problem(String text) {
                lines.add(text);
            }
        });
        return new Clientele.Report(code == ExitCode.FINE, List.copyOf(lines));
    }

    /** Imports if the file has changed, and says what came of it. */
    ExitCode run(Output out) {
        return alone(out, () -> take(out));
    }

    private ExitCode alone(Output out, Supplier<ExitCode> work) {
        if (!busy.compareAndSet(false, true)) {
            out.problem("The file is being taken in already; wait until that is done.");
            return ExitCode.FAILED;
        }
        try {
            return work.get();
        } finally {
            now.set("");
            busy.set(false);
        }
    }

    private ExitCode take(Output out) {
        Problems problems = new Problems();
        known.change();
        Imported imported = customers.importIfChanged(problems, line -> {
            now.set(line);
            out.line(line);
        });
        problems.all().forEach(p -> out.problem(p.toString()));
        known.look();
        return switch (imported) {
            case Imported.Missing() -> {
                out.line("There is no customers' file (store.customers); nobody was imported.");
                yield ExitCode.FINE;
            }
            case Imported.Unchanged(long lines) -> {
                out.line("The file is unchanged: " + lines + " customers are known.");
                yield ExitCode.FINE;
            }
            case Imported.Done(long lines, long numbers) -> {
                out.line(lines + " customers with " + numbers + " numbers were imported.");
                yield ExitCode.FINE;
            }
            case Imported.Refused() -> {
                out.problem(
                        "Nobody was imported; whoever was known before still is. Mend the file, then: bin/helpline customers import.");
                yield ExitCode.FAILED;
            }
            case Imported.NotStored(var trouble) -> {
                out.problem("Nobody was imported: " + trouble.what() + ".");
                yield ExitCode.FAILED;
            }
        };
    }
}
