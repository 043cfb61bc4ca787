package org.helpline.ivr.prove;

import java.util.Optional;
import org.helpline.ivr.model.Place;

/**
 * A step of which the exploring could not see every way, and why.
 *
 * @param script the one in which it stands: empty for the script that is proved, else one that it runs
 */
public record Doubt(Optional<String> script, Place at, String why) {}
