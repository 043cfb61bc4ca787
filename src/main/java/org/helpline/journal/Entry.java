package org.helpline.journal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Optional;
import org.helpline.core.AgentFact;
import org.helpline.core.Fact;
import org.helpline.core.Published;
import org.helpline.core.ServerFact;
import org.jspecify.annotations.Nullable;

/**
 * Something to be stored, as it goes to the store and, meanwhile, to the spill file. Storing one twice changes nothing.
 */
sealed interface Entry {

    /** A new key of a caller. {@code made} in nanoseconds since 1970. */
    record Key(String id, String caller, String secret, long made) implements Entry {}

    /**
     * A fact, sealed.
     *
     * @param run the server's run in which it happened; streams such as {@code agent:anna} count anew in each
     * @param at nanoseconds since 1970
     * @param keyId the key of its sealed texts, or null if it has none
     * @param interaction the call that an agent's fact belongs to, or null
     * @param fact the same as the JSON, so that the store's writer need not read that again; null if it has texts of a caller, which
     *     are sealed in the JSON alone, or came from a file
     */
    @JsonIgnoreProperties("fact")
    record Line(
            String stream,
            long run,
            long number,
            long at,
            long offset,
            String kind,
            @Nullable String keyId,
            @Nullable String interaction,
            String json,
            @Nullable Fact fact)
            implements Entry {}

    /** All keys of a caller are destroyed. {@code at} in nanoseconds since 1970. */
    record Forget(String caller, long at) implements Entry {}

    /** Nanoseconds since 1970. */
    static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    }

    /** The instant of {@link #nanos}. */
    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    /** Whether a stream is a call's: neither an agent's nor the server's. */
    static boolean isCall(String stream) {
        return !stream.equals("server") && stream.indexOf(':') < 0;
    }

    /** Whether a stream is that of a call-back that nobody asked for in a call. */
    static boolean isCallback(String stream) {
        return stream.startsWith("callback:");
    }

    /** The call that a fact on another stream belongs to. */
    static Optional<String> interaction(Published published) {
        String named = switch (published.fact()) {
            case AgentFact.StateChanged f -> f.interaction();
            case AgentFact.WrapUpCoded f -> f.interaction();
            case AgentFact.Noted f -> f.interaction();
            case AgentFact.Tagged f -> f.interaction();
            case AgentFact.AttributeSet f -> f.interaction();
            case AgentFact.StepDone f -> f.interaction();
            case AgentFact.HelpAsked f -> f.interaction();
            case AgentFact.HelpOver f -> f.interaction();
            case ServerFact.RecordingKept f -> f.interaction();
            case ServerFact.RecordingDeleted f -> f.interaction();
            default -> "";
        };
        return named.isEmpty() ? Optional.empty() : Optional.of(named);
    }
}
