package org.helpline.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;

/**
 * One call, in one line: exactly one for every INVITE that opened a call, also the refused and the abandoned.
 *
 * @param callId the SIP Call-ID as the caller's side sent it
 * @param answered when the caller's leg was answered (by the script, as a rule); absent if it was refused
 * @param connected when an agent first spoke with the caller; absent if none did
 * @param ended absent while the call goes on
 * @param caller the number as sent; {@code (forgotten)} once its key is destroyed
 * @param script the script that answered; {@code queue} and {@code agent} the last ones; empty where there was none
 * @param waited all waiting in queues; {@code talked} all talking with agents; neither includes the other
 * @param outcome as {@link org.helpline.core.CallFact.Ended}; empty while the call goes on
 * @param by who ended it; {@code reason} one plain sentence
 * @param sipStatus the final status sent to the INVITE; 0 before there is one
 * @param direction {@code in}, {@code callback} for a call that we made, {@code out} for one of an agent's, or {@code test} for one by which
 *     an agent tried the own phone
 * @param trunk by which the call came in; empty: from a phone of ours, or from anyone
 * @param wrapUp the agent's wrap-up code; empty if none was picked
 */
public record CallRecord(
        InteractionId id,
        String callId,
        Instant arrived,
        Optional<Instant> answered,
        Optional<Instant> connected,
        Optional<Instant> ended,
        String dialled,
        Personal caller,
        Personal callerName,
        String script,
        String language,
        String queue,
        String agent,
        Duration waited,
        Duration talked,
        String outcome,
        String by,
        String reason,
        int sipStatus,
        String wrapUp,
        String direction,
        String trunk) {}
