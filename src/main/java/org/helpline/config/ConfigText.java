package org.helpline.config;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.INIConfiguration;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.helpline.core.Problem;
import org.helpline.core.Problems;

/**
 * One file's text, read by Commons Configuration.
 *
 * <p>Values are taken raw, so {@code ${script:…}}, {@code ${url:…}} and {@code ${env:…}} stay the text that they are, and
 * {@code include} is refused. Commons Configuration keeps no line numbers; {@link LineScan} finds them.
 *
 * @param sections full names of the sections, such as {@code queues.support}, in order
 */
record ConfigText(List<Entry> entries, Map<String, Origin> sections) {

    /**
     * Reads.
     *
     * @param source the file as told to people
     * @param prefix what the file's keys begin with ({@code sip.}); empty where they are written in full
     */
    static ConfigText read(
            String source, String text, String prefix, Origin.Layer layer, boolean ini, Problems problems) {
        LineScan scan = LineScan.of(text, ini);
        Map<String, String> raw = raw(source, text, ini, problems);
        List<Entry> entries = new ArrayList<>();
        Map<String, Origin> sections = new LinkedHashMap<>();
        scan.sections().forEach((name, line) -> sections.put(prefix + name, origin(layer, source, scan, line)));
        raw.forEach((key, value) -> {
            int line = scan.keys().getOrDefault(key, List.of(0)).getFirst();
            if (scan.bare().contains(line)) {
                problems.add(bare(source, line, scan.line(line)));
            } else {
                entries.add(new Entry(prefix + key, value, origin(layer, source, scan, line)));
            }
        });
        scan.repeated()
                .forEach((name, lines) -> problems.add(new Problem(
                        source,
                        lines.getLast(),
                        0,
                        name + " stands here " + (lines.size() == 2 ? "twice" : lines.size() + " times") + ", in lines "
                                + lines.stream().map(String::valueOf).collect(Collectors.joining(" and "))
                                + ".",
                        "Keep one.",
                        null)));
        return new ConfigText(List.copyOf(entries), sections);
    }

    private static Problem bare(String source, int line, String text) {
        boolean mayBeSecret = text.contains("secret") || text.contains("password");
        return new Problem(
                source,
                line,
                0,
                "This line has no '='.",
                "Write KEY = VALUE, or put # before a remark.",
                mayBeSecret ? null : text);
    }

    private static Origin origin(Origin.Layer layer, String source, LineScan scan, int line) {
        return new Origin(layer, source, line, line == 0 ? null : scan.line(line));
    }

    private static Map<String, String> raw(String source, String text, boolean ini, Problems problems) {
        try {
            return ini ? iniValues(text) : propertyValues(source, text, problems);
        } catch (ConfigurationException | IOException e) {
            problems.add(Problem.of(source, "The file cannot be read: " + e.getMessage() + ".", "Mend or remove it."));
            return Map.of();
        }
    }

    private static Map<String, String> propertyValues(String source, String text, Problems problems)
            throws ConfigurationException, IOException {
        PropertiesConfiguration file = new PropertiesConfiguration();
        file.setIncludesAllowed(false);
        file.read(new StringReader(text));
        LineScan.of(text, false).keys().forEach((key, lines) -> {
            if (key.equals(PropertiesConfiguration.getInclude())
                    || key.equals(PropertiesConfiguration.getIncludeOptional())) {
                problems.add(new Problem(
                        source, lines.getFirst(), 0, key + " is not taken.", "Write the settings here.", null));
            }
        });
        Map<String, String> values = new LinkedHashMap<>();
        file.getKeys().forEachRemaining(key -> values.put(key, first(file.getProperty(key))));
        return values;
    }

    private static Map<String, String> iniValues(String text) throws ConfigurationException, IOException {
        INIConfiguration file = new INIConfiguration();
        file.read(new StringReader(text));
        Map<String, String> values = new LinkedHashMap<>();
        for (String section : file.getSections()) {
            HierarchicalConfiguration<?> part = file.getSection(section);
            for (Iterator<String> keys = part.getKeys(); keys.hasNext(); ) {
                String key = keys.next();
                String own = key.replace("..", ".");
                values.put(section == null ? own : section + "." + own, first(part.getProperty(key)));
            }
        }
        return values;
    }

    private static String first(Object value) {
        return value instanceof List<?> several ? String.valueOf(several.getFirst()) : String.valueOf(value);
    }
}
