package org.helpline.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.helpline.sip.trunk.Allowances;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many calls each trunk made today, kept in a file, so that a daily cap holds over a restart. A file that is torn counts from nothing,
 * and says so. Blocks; one thread at a time.
 */
final class TrunkDay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrunkDay.class);

    private final Path file;
    private final Allowances allowances;
    private final AtomicReference<Allowances.DayCalls> kept;

    /** Of {@code file}, whose folder is there. */
    TrunkDay(Path file, Allowances allowances) {
        this.file = file;
        this.allowances = allowances;
        this.kept = new AtomicReference<>(allowances.day());
    }

    /** Counts on from where the server stopped. */
    void takeUp() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            TreeMap<String, Integer> calls = new TreeMap<>();
            for (String line : lines.subList(1, lines.size())) {
                int equals = line.indexOf('=');
                calls.put(
                        line.substring(0, equals).strip(),
                        Integer.valueOf(line.substring(equals + 1).strip()));
            }
            allowances.takeUp(
                    new Allowances.DayCalls(LocalDate.parse(lines.getFirst().strip()), calls));
            kept.set(allowances.day());
        } catch (IOException | DateTimeParseException | IndexOutOfBoundsException | IllegalArgumentException e) {
            LOG.warn("file={} cannot be read, calls of today are counted from nothing: {}", file, e.toString());
        }
    }

    /** Writes the numbers if they have changed. @return whether it wrote */
    boolean keep() throws IOException {
        Allowances.DayCalls now = allowances.day();
        if (now.equals(kept.get())) {
            return false;
        }
        List<String> lines = new ArrayList<>(List.of(now.day().toString()));
        now.calls().forEach((name, calls) -> lines.add(name + " = " + calls));
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.write(draft, lines, StandardCharsets.UTF_8);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        kept.set(now);
        return true;
    }

    @Override
    public void close() throws IOException {
        keep();
    }
}
