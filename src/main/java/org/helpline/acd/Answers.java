package org.helpline.acd;

import java.util.List;
import java.util.SortedMap;
import org.helpline.core.InteractionId;

/**
 * What the ACD was answered by others while it took one input.
 *
 * @param hours whether the hours of that name are open; only those of which it was not told the same before
 * @param attempts the names of the attempts of call-backs that began
 */
public record Answers(SortedMap<String, Boolean> hours, List<InteractionId> attempts) {}
