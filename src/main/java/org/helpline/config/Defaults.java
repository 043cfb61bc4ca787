package org.helpline.config;

import java.util.List;
import java.util.Map;

/** The numbers, queues, agents and hours that are there when no file says otherwise: enough for a first call. */
final class Defaults {

    /** Full names and values; what they leave out is in the {@link Key} itself. */
    static final List<Map.Entry<String, String>> VALUES = List.of(
            Map.entry("numbers.100", "support-line"),
            Map.entry("numbers.200", "information-line"),
            Map.entry("hours.office.open", "Mon-Sun 00:00-24:00"),
            Map.entry("hours.always.open", "always"),
            Map.entry("agents.anna.name", "Anna"),
            Map.entry("agents.anna.queues", "support, billing"),
            Map.entry("agents.ben.name", "Ben"),
            Map.entry("agents.ben.queues", "support, billing"),
            Map.entry("agents.sue.name", "Sue"),
            Map.entry("agents.sue.role", "supervisor"),
            Map.entry("agents.admin.name", "Administrator"),
            Map.entry("agents.admin.role", "administrator"));

    /** Members that need no value of their own. */
    static final List<String> SECTIONS = List.of("queues.support", "queues.billing");

    private Defaults() {}
}
