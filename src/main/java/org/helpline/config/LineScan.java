package org.helpline.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where keys and sections stand in a file.
 *
 * @param keys {@code section.key} or {@code key} to its lines, 1-based, each at least one
 * @param sections section to the line of its first header
 * @param bare lines of keys that have neither {@code =} nor another sign between a key and its value
 * @param repeated keys and sections that stand more than once, with their lines
 */
record LineScan(
        List<String> lines,
        Map<String, List<Integer>> keys,
        Map<String, Integer> sections,
        Set<Integer> bare,
        Map<String, List<Integer>> repeated) {

    static LineScan of(String text, boolean ini) {
        List<String> lines = text.lines().toList();
        Map<String, List<Integer>> keys = new LinkedHashMap<>();
        Map<String, List<Integer>> headers = new LinkedHashMap<>();
        Set<Integer> bare = new HashSet<>();
        String section = "";
        boolean continued = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            boolean counts = !continued && !isComment(line, ini);
            continued = (counts || continued) && (ini ? line.matches(".*\\s\\\\") : endsOpen(line));
            if (counts && ini && line.startsWith("[") && line.contains("]")) {
                section = line.substring(1, line.indexOf(']')).strip();
                headers.computeIfAbsent(section, s -> new ArrayList<>()).add(i + 1);
            } else if (counts) {
                String key = key(line, ini);
                String name = section.isEmpty() ? key : section + "." + key;
                keys.computeIfAbsent(name, k -> new ArrayList<>()).add(i + 1);
                if (!continued && key.length() == line.length()) {
                    bare.add(i + 1);
                }
            }
        }
        Map<String, Integer> sections = new LinkedHashMap<>();
        headers.forEach((name, at) -> sections.put(name, at.getFirst()));
        Map<String, List<Integer>> repeated = new LinkedHashMap<>();
        headers.forEach((name, at) -> noteRepeated(repeated, "[" + name + "]", at));
        keys.forEach((name, at) -> noteRepeated(repeated, name, at));
        return new LineScan(lines, keys, sections, bare, repeated);
    }

    private static void noteRepeated(Map<String, List<Integer>> repeated, String name, List<Integer> at) {
        if (at.size() > 1) {
            repeated.put(name, at);
        }
    }

    private static boolean isComment(String line, boolean ini) {
        return line.isEmpty() || line.startsWith("#") || line.startsWith(ini ? ";" : "!");
    }

    private static boolean endsOpen(String line) {
        int slashes = 0;
        while (slashes < line.length() && line.charAt(line.length() - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private static String key(String line, boolean ini) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean escaped = !ini && c == '\\' && i + 1 < line.length();
            if (!escaped && (c == '=' || c == ':' || (!ini && Character.isWhitespace(c)))) {
                break;
            }
            key.append(escaped ? line.charAt(++i) : c);
        }
        return key.toString().strip();
    }

    /** The line as it stands; 1-based. */
    String line(int number) {
        return lines.get(number - 1);
    }
}
