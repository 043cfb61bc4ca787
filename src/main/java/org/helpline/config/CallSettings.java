package org.helpline.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;

/**
 * Settings of calls.
 *
 * @param numbers dialled user part to script name; {@code *} catches the rest
 * @param ring how long a number rings before it is answered; absent: answered at once
 * @param maxLength a call is ended after this long
 * @param drain how long a stop waits for the calls that are up; zero: not at all
 * @param extensions what callers may dial within a call
 * @param testCall what an agent dials to try the own phone; empty: nothing
 */
public record CallSettings(
        Map<String, String> numbers,
        Map<String, Duration> ring,
        Duration maxLength,
        List<Extension> extensions,
        Duration drain,
        String testCall) {

    /** Whose stop waits for no call. */
    public CallSettings(
            Map<String, String> numbers, Map<String, Duration> ring, Duration maxLength, List<Extension> extensions) {
        this(numbers, ring, maxLength, extensions, Duration.ZERO, "");
    }

    /** The same with other extensions. */
    public CallSettings with(List<Extension> others) {
        return new CallSettings(numbers, ring, maxLength, others, drain, testCall);
    }

    /** Whether an agent who dials this tries the own phone. */
    public boolean isTestCall(String dialled) {
        return !testCall.isEmpty() && testCall.equals(dialled);
    }

    /** Without extensions. */
    public CallSettings(Map<String, String> numbers, Map<String, Duration> ring, Duration maxLength) {
        this(numbers, ring, maxLength, List.of());
    }

    /**
     * An extension.
     *
     * @param number 2 to 10 digits
     * @param name for callers to hear; that of its agent unless it has one of its own, else empty
     * @param listed whether callers who spell the name find it
     */
    public record Extension(String number, To to, String name, boolean listed) {

        /** What it leads to. */
        public sealed interface To {
            /** {@code agent:NAME}. */
            record Agent(AgentId agent) implements To {}

            /** {@code queue:NAME}. */
            record Queue(QueueName queue) implements To {}

            /** {@code script:NAME}. */
            record Script(String script) implements To {}

            /** A fixed SIP address. */
            record Contact(String uri) implements To {}

            /** {@code phone}: a phone that registers under the extension. */
            record Registered() implements To {}
        }
    }
}
