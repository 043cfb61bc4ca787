package org.helpline.customer;

/** What became of a change of a customer. */
public sealed interface Changed {

    /** It is done; {@code now} is the customer afterwards. */
    record Done(Person now) implements Changed {}

    /** Nothing was changed; {@code why} is a sentence for whoever asked. */
    record Refused(String why) implements Changed {}

    /** The store did not take it; nothing was changed. */
    record NotStored(String why) implements Changed {}
}
