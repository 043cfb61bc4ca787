package org.helpline.acd;

/** Why an agent was not rung for a caller, in the order in which it is told. */
enum Verdict {
    /** Free and able, but others come first. */
    LATER("later"),
    /** Is rung for the same caller already. */
    RUNG("rung already"),
    /** Did not take this caller before. */
    REFUSED("did not take this caller before"),
    /** The caller waits for somebody else first. */
    NOT_PREFERRED("not the preferred one"),
    /** Helps out, but not yet. */
    HELPS_LATER("helps out later"),
    /** Has not what the caller needs. */
    LACKS("lacks"),
    /** Has another call. */
    BUSY("busy"),
    /** Has just refused a call. */
    PAUSING("has just refused a call"),
    /** No phone can be reached. */
    NO_PHONE("no phone"),
    NOT_READY("not ready"),
    NOT_LOGGED_IN("not logged in");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Why the agent cannot be rung now, whoever calls; {@link #LATER} if they can. */
    static Verdict of(Seat seat) {
        return switch (seat.state) {
            case AgentState.Offline _ -> NOT_LOGGED_IN;
            case AgentState.NotReady _ -> NOT_READY;
            case AgentState.Offered _, AgentState.Talking _, AgentState.WrapUp _ -> BUSY;
            case AgentState.Pausing _ -> seat.reachable ? PAUSING : NO_PHONE;
            case AgentState.Ready _ -> seat.reachable ? LATER : NO_PHONE;
        };
    }
}
