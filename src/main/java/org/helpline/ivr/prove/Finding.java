package org.helpline.ivr.prove;

import java.util.Optional;
import org.helpline.ivr.model.Place;

/**
 * Something that does not hold of every call.
 *
 * @param claim what it refutes
 * @param call a call that shows it, as a test file writes it; empty when no call could
 */
public record Finding(Proof.Claim claim, Place at, String what, String fix, Optional<String> call) {}
