package org.helpline.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.helpline.interaction.PromptRack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all uploads of the desk have in common: how many there are, how large they may be, where they go. Confined to the desk's loop. */
final class Uploads {

    /** The recordings of prompts. */
    static final String PATH = "/api/prompts/sound";

    /** The customers' file. */
    static final String CUSTOMERS = "/api/customers/upload";

    /** The addresses that take large bodies. */
    static final Set<String> PATHS = Set.of(PATH, CUSTOMERS);

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final int MOST_AT_ONCE = 4;

    private final PromptRack rack;
    private final long mostBytes;
    private final Function<Request, Optional<Reply>> guard;
    private int open;

    /** {@code guard} gives the refusal of whoever may not upload. */
    Uploads(PromptRack rack, int mostMegabytes, Function<Request, Optional<Reply>> guard) {
        this.rack = rack;
        this.mostBytes = mostMegabytes * 1_000_000L;
        this.guard = guard;
    }

    /**
     * Why this may not begin, before anything of its body is read; empty when it may, and then {@link #ended} must follow.
     *
     * @param length that the request declares; negative when it declares none
     */
    Optional<Reply> begin(Request request, long length) {
        Optional<Reply> refused = guard.apply(request);
        if (refused.isPresent()) {
            return refused;
        }
        if (length > mostBytes) {
            return Optional.of(tooLarge());
        }
        if (open >= MOST_AT_ONCE) {
            return Optional.of(Reply.error(503, "Others are uploading just now. Please try again.")
                    .with("retry-after", "5"));
        }
        open++;
        return Optional.empty();
    }

    void ended() {
        open--;
    }

    Reply tooLarge() {
        return Reply.error(413, "The file is too large: at most " + mostBytes / 1_000_000 + " MB are taken.");
    }

    boolean isTooLarge(long bytes) {
        return bytes > mostBytes;
    }

    PromptRack rack() {
        return rack;
    }

    /** Deletes what an upload has left; blocks. */
    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted: {}", file, e.toString());
        }
    }
}
