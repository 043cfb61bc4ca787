package org.helpline.desk;

import java.util.List;
import java.util.Map;

/** Which addresses the desk has, and which methods each takes. */
final class Addresses {

    /** Each address and what it takes. */
    static final Map<String, List<String>> METHODS = Map.ofEntries(
            Map.entry("/", List.of("GET")),
            Map.entry("/login", List.of("GET", "POST")),
            Map.entry("/login/company", List.of("GET")),
            Map.entry("/login/company/back", List.of("GET")),
            Map.entry("/logout", List.of("POST")),
            Map.entry("/desk", List.of("GET")),
            Map.entry("/board", List.of("GET")),
            Map.entry("/scripts", List.of("GET")),
            Map.entry("/scripts/picture", List.of("GET")),
            Map.entry("/api/scripts", List.of("GET")),
            Map.entry("/api/me", List.of("GET")),
            Map.entry("/api/language", List.of("POST")),
            Map.entry("/api/help", List.of("POST")),
            Map.entry("/api/kb", List.of("GET")),
            Map.entry("/kb", List.of("GET")),
            Map.entry("/api/kb/state", List.of("GET")),
            Map.entry("/api/past", List.of("GET")),
            Map.entry("/api/kb/article", List.of("GET")),
            Map.entry("/api/targets", List.of("GET")),
            Map.entry("/api/history", List.of("GET")),
            Map.entry("/api/command", List.of("POST")),
            Map.entry("/api/phone", List.of("POST")),
            Map.entry("/prompts", List.of("GET")),
            Map.entry("/api/prompts", List.of("GET")),
            Map.entry(Uploads.PATH, List.of("GET", "POST")),
            Map.entry("/api/prompts/remove", List.of("POST")),
            Map.entry("/messages", List.of("GET")),
            Map.entry("/api/messages", List.of("GET", "POST")),
            Map.entry("/api/messages/sound", List.of("GET")),
            Map.entry("/api/recordings", List.of("GET")),
            Map.entry(RecordingDoor.SOUND, List.of("GET")),
            Map.entry("/api/notices", List.of("GET", "POST")),
            Map.entry("/callback", List.of("GET", "POST")),
            Map.entry("/api/callbacks", List.of("GET", "POST")),
            Map.entry("/api/callbacks/book", List.of("POST")),
            Map.entry("/api/callbacks/past", List.of("GET")),
            Map.entry("/api/scores", List.of("GET")),
            Map.entry("/api/supervise", List.of("GET", "POST")),
            Map.entry("/api/waiting", List.of("GET")),
            Map.entry("/api/announcements", List.of("POST")),
            Map.entry("/wall", List.of("GET")),
            Map.entry("/reports", List.of("GET")),
            Map.entry("/reports/calls", List.of("GET")),
            Map.entry("/reports/abandoned", List.of("GET")),
            Map.entry("/reports/sound", List.of("GET")),
            Map.entry("/api/reports/story", List.of("GET")),
            Map.entry("/customers", List.of("GET")),
            Map.entry("/api/customers", List.of("GET", "POST")),
            Map.entry("/api/customers/*", List.of("GET", "POST")),
            Map.entry("/api/reports", List.of("GET")),
            Map.entry("/api/reports.csv", List.of("GET")),
            Map.entry("/api/reports.xlsx", List.of("GET")),
            Map.entry("/api/reports/calls", List.of("GET")),
            Map.entry("/api/reports/abandoned", List.of("GET")),
            Map.entry("/api/reports/sound", List.of("GET")),
            Map.entry("/api/reports/sound.csv", List.of("GET")),
            Map.entry("/sessions", List.of("GET")),
            Map.entry("/api/sessions", List.of("GET", "POST")),
            Map.entry("/api/urgent", List.of("GET", "POST")),
            Map.entry("/api/hours", List.of("GET", "POST")),
            Map.entry("/admin", List.of("GET")),
            Map.entry("/admin/history", List.of("GET")),
            Map.entry("/api/admin/settings", List.of("GET")),
            Map.entry("/api/admin/history", List.of("GET")),
            Map.entry("/api/admin/check", List.of("POST")),
            Map.entry("/api/admin/change", List.of("POST")),
            Map.entry("/api/admin/open", List.of("POST")),
            Map.entry("/api/admin/undo", List.of("POST")),
            Map.entry("/api/admin/password", List.of("POST")),
            Map.entry("/admin/tokens", List.of("GET")),
            Map.entry("/admin/audit", List.of("GET")),
            Map.entry("/api/admin/tokens", List.of("GET", "POST")),
            Map.entry("/api/admin/audit", List.of("GET")),
            Map.entry("/api/admin/audit/chain", List.of("GET")),
            Map.entry("/admin/forget", List.of("GET")),
            Map.entry("/api/admin/forget", List.of("POST")),
            Map.entry("/events", List.of("GET")),
            Map.entry("/metrics", List.of("GET")),
            Map.entry("/health", List.of("GET")));

    private Addresses() {}

    /** One entry stands for all customers. */
    static String of(Request request) {
        return request.path().startsWith("/api/customers/") ? "/api/customers/*" : request.path();
    }
}
