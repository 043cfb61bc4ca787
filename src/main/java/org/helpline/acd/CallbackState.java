package org.helpline.acd;

/** What is being done about a call-back that is open; it has always a name. */
public enum CallbackState {
    /** Waits for an agent, as a caller does. */
    IN_LINE("in line"),
    /** Between two attempts, or before the time that the customer asked for. */
    RESTING("resting"),
    /** Out of the queue's hours. */
    CLOSED("closed"),
    /** The customer is on the phone with us. */
    ASLEEP("asleep"),
    /** An agent is reserved: agent first, their phone rings. */
    CALLING_AGENT("calling the agent"),
    /** The customer's phone rings. */
    CALLING_CUSTOMER("calling the customer");

    private final String word;

    CallbackState(String word) {
        this.word = word;
    }

    /** As pages and programs are told. */
    public String word() {
        return word;
    }
}
