package org.helpline.sip.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Findings as text for people and as JSON for tools. Pure. */
public final class DoctorReport {

    private static final int WIDTH = 118;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private DoctorReport() {}

    /** What was looked at, then the findings, the weightiest first, or that there are none. */
    public static List<String> text(Capture capture, List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        lines.add(seen(capture));
        if (!capture.trouble().isEmpty()) {
            lines.add(capture.trouble());
        }
        lines.add("");
        lines.addAll(findings(findings));
        if (capture.messages().isEmpty() && findings.isEmpty()) {
            lines.add(
                    "There is no SIP in it that can be read: take it with tcpdump -s 0 on the interface of the calls, without"
                            + " a filter; what goes by TLS cannot be read.");
        }
        return lines;
    }

    /** The findings alone, numbered; a sentence if there are none. */
    public static List<String> findings(List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (Finding f : findings) {
            String head = f.isFault() ? "%2d. ".formatted(++number) : " -  ";
            wrap(lines, head, "    ", f.what());
            if (!f.fix().isEmpty()) {
                wrap(lines, "    What to do: ", "    ", f.fix());
            }
            String where = where(f);
            if (!where.isEmpty()) {
                wrap(lines, "    ", "    ", where);
            }
        }
        if (number == 0) {
            lines.add("Nothing is wrong by what can be seen here.");
        }
        return lines;
    }

    private static String where(Finding f) {
        List<String> parts = new ArrayList<>();
        if (!f.packets().isEmpty()) {
            parts.add((f.packets().size() == 1 ? "packet " : "packets ")
                    + f.packets().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        if (!f.callId().isEmpty()) {
            parts.add("Call-ID " + OfferRules.plain(f.callId()));
        }
        return parts.isEmpty() ? "" : "(" + String.join("; ", parts) + "; rule " + f.rule() + ")";
    }

    private static String seen(Capture c) {
        long calls = Dialogue.of(c.messages()).stream()
                .filter(d -> !d.invites().isEmpty())
                .count();
        return count(c.packets(), "packet") + ", " + count(c.messages().size(), "SIP message") + ", "
                + count(calls, "call") + ", " + count(c.streams().size(), "RTP stream") + '.';
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static void wrap(List<String> lines, String first, String others, String text) {
        StringBuilder line = new StringBuilder(first);
        boolean begun = false;
        for (String word : text.split(" ", -1)) {
            if (begun && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(others);
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        lines.add(line.toString());
    }

    /** The same as a JSON object. */
    public static List<String> json(Capture capture, List<Finding> findings) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("packets", capture.packets());
        root.put("messages", capture.messages().size());
        root.put("streams", capture.streams().size());
        root.put("trouble", capture.trouble());
        root.put("findings", fields(findings));
        return JSON.writeValueAsString(root).lines().toList();
    }

    /** Each finding as a map, for a JSON object around it. */
    public static List<Map<String, Object>> fields(List<Finding> findings) {
        return findings.stream()
                .map(f -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("rule", f.rule());
                    fields.put("fault", f.isFault());
                    fields.put("weight", f.weight());
                    fields.put("what", f.what());
                    fields.put("fix", f.fix());
                    fields.put("packets", f.packets());
                    fields.put("callId", f.callId());
                    return fields;
                })
                .toList();
    }
}
