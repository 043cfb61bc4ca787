package org.helpline.acd;

import java.time.Duration;
import java.util.Optional;
import org.helpline.core.InteractionId;

/**
 * Where an agent is.
 *
 * <pre>
 *            LogIn              Ready             OfferMade            Accepted           Released
 *  Offline ────────▶ NotReady ────────▶  Ready  ────────────▶ Offered ─────────▶ Talking ─────────▶ WrapUp ─▶ Ready
 *     ▲                 ▲  ▲               ▲  ▲                  │ │ │               │ wrap-up 0        │
 *     │ LogOut          │  └── no answer,  │  └── caller left ───┘ │ └── declined,   └─────────▶ Ready   │
 *     │ (after a call)  │      unreachable │                       │     busy                           │
 *     └─────────────────┴──────────────────┴──◀── Pausing ◀────────┴─────┘    ◀──── NotReady, LogOut ────┘
 * </pre>
 */
sealed interface AgentState {

    /** Logged out. {@code why}: why the server did it; empty if they did themselves, or have not been here. */
    record Offline(String why) implements AgentState {

        /** By themselves. */
        Offline() {
            this("");
        }
    }

    /** Logged in, takes no calls. */
    record NotReady(String reason) implements AgentState {}

    /** Waits for a call. */
    record Ready() implements AgentState {}

    /** Ready, but has just refused a call: not rung again before a few seconds have passed. */
    record Pausing(String reason) implements AgentState {}

    /** The phone rings. */
    record Offered(long offer, InteractionId interaction) implements AgentState {}

    /** In conversation. {@code wrapUp} follows, then {@code next}. */
    record Talking(InteractionId interaction, Duration wrapUp, Next next) implements AgentState {}

    /** Finishes the work after a call. */
    record WrapUp(InteractionId interaction, Next next) implements AgentState {}

    /** Begins the {@link #reason} of whoever will not be ready after the call. */
    String THEN = "then ";

    /** The same of who will be offline. */
    String THEN_LOG_OUT = THEN + "log out";

    /** What follows a call and its wrap-up. */
    sealed interface Next {
        /** As a rule. */
        record ToReady() implements Next {}

        /** The agent asked for it during the call. */
        record ToNotReady(String reason) implements Next {}

        /** The agent logged out during the call. */
        record ToOffline() implements Next {}
    }

    /** The word of {@link AcdEvent.AgentChanged}. */
    default String word() {
        return switch (this) {
            case Offline _ -> "offline";
            case NotReady _ -> "not-ready";
            case Ready _, Pausing _ -> "ready";
            case Offered _ -> "offered";
            case Talking _ -> "talking";
            case WrapUp _ -> "wrap-up";
        };
    }

    /** The not-ready reason, why the agent is not rung, or what follows the call ({@code then lunch}); empty if nothing. */
    default String reason() {
        return switch (this) {
            case NotReady(String reason) -> reason;
            case Pausing(String reason) -> reason;
            case Talking talking -> then(talking.next);
            case WrapUp wrapUp -> then(wrapUp.next);
            case Offline(String why) -> why;
            case Ready _, Offered _ -> "";
        };
    }

    private static String then(Next next) {
        return switch (next) {
            case Next.ToReady _ -> "";
            case Next.ToNotReady(String reason) -> THEN + reason;
            case Next.ToOffline _ -> THEN_LOG_OUT;
        };
    }

    /** What follows the call of an agent with that {@link #reason}. */
    static Next next(String reason) {
        if (reason.equals(THEN_LOG_OUT)) {
            return new Next.ToOffline();
        }
        return reason.startsWith(THEN) ? new Next.ToNotReady(reason.substring(THEN.length())) : new Next.ToReady();
    }

    /** The call in hand, from the offer to the end of wrap-up. */
    default Optional<InteractionId> call() {
        return switch (this) {
            case Offered offered -> Optional.of(offered.interaction);
            case Talking talking -> Optional.of(talking.interaction);
            case WrapUp wrapUp -> Optional.of(wrapUp.interaction);
            case Offline _, NotReady _, Ready _, Pausing _ -> Optional.empty();
        };
    }
}
