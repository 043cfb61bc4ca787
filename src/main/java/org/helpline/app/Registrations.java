package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.helpline.sip.SavedRegistration;
import org.helpline.sip.SipEdge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The agents' phones over a restart: kept in a file of mode 0600 whenever they have changed, and taken up again at the start, so
 * that nobody has to wait for the phones to register anew. A file that is lost or torn costs just that wait. Blocks; one thread
 * at a time.
 */
final class Registrations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);
    private static final int PATIENCE_SECONDS = 2;

    private final Path file;
    private final SipEdge edge;
    private final JsonMapper json = JsonMapper.builder().build();
    private final AtomicReference<List<SavedRegistration>> kept = new AtomicReference<>(List.of());

    Registrations(Path file, SipEdge edge) {
        this.file = file;
        this.edge = edge;
    }

    /** Hands what was kept to the registrar, which leaves out what has expired. */
    void takeUp() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            edge.seed(List.of(json.readValue(Files.readString(file), SavedRegistration[].class)));
        } catch (IOException | JacksonException e) {
            LOG.warn("file={} cannot be read, phones will register anew: {}", file, e.getMessage());
        }
    }

    /** Writes the registrations if they are others than those written last. @return whether it wrote */
    boolean keep() throws IOException {
        try {
            List<SavedRegistration> now =
                    edge.registrations().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (now.equals(kept.get())) {
                return false;
            }
            write(now);
            kept.set(now);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the SIP edge did not say which phones there are", e);
        }
    }

    private void write(List<SavedRegistration> now) throws IOException {
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                ".registrations",
                ".json",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, json.writerWithDefaultPrettyPrinter().writeValueAsString(now) + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Keeps them a last time; before the edge closes. */
    @Override
    public void close() throws IOException {
        keep();
    }
}
