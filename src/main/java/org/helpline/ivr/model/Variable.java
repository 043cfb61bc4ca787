package org.helpline.ivr.model;

import java.util.Optional;

/**
 * A variable that a script declares.
 *
 * @param at where it is written
 * @param initial what it holds when the call begins; empty: nothing
 * @param ofCustomer whether it is kept for the customer's next calls ({@code keep: customer})
 */
public record Variable(Place at, ValueType type, Optional<Value> initial, boolean ofCustomer) {}
