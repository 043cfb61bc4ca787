package org.helpline.ivr.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that a playbook may name.
 *
 * @param queues names of the queues
 * @param answers the lines that scripts write into the pop; empty: they are not known, and any will do
 * @param tags those that the desk allows; none: any
 * @param codes the wrap-up codes of all queues; none: any
 */
public record PlaybookKnown(Set<String> queues, Optional<Set<String>> answers, List<String> tags, Set<String> codes) {}
