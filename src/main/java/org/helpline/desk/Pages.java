package org.helpline.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The pages and files of the desk, read once from the class path. Files are served below a folder that is named by the hash of
 * all of them, so they may be cached for ever and modules still find each other by relative addresses. Immutable.
 */
final class Pages {

    private static final Map<String, String> TYPES = Map.of(
            "js",
            "text/javascript; charset=utf-8",
            "css",
            "text/css; charset=utf-8",
            "svg",
            "image/svg+xml",
            "json",
            "application/json; charset=utf-8");
    private static final List<String> FILES = List.of(
            "desk.css",
            "icon.svg",
            "desk.js",
            "wallboard.js",
            "admin.css",
            "admin.js",
            "admin-forget.js",
            "admin-form.js",
            "admin-audit.js",
            "admin-history.js",
            "admin-hours.js",
            "admin-skills.js",
            "admin-tokens.js",
            "api.js",
            "attribute.js",
            "board.js",
            "call.js",
            "callbacks.js",
            "chart.js",
            "clock.js",
            "devices.js",
            "control.js",
            "customer.js",
            "dial.js",
            "people.js",
            "people-card.js",
            "people-forms.js",
            "people-line.js",
            "people.css",
            "timeline.js",
            "urgent.js",
            "dom.js",
            "orders.js",
            "beside.js",
            "waiting.js",
            "wall.js",
            "alarms.js",
            "announcements.js",
            "wall.css",
            "help.js",
            "history.js",
            "i18n.js",
            "kb.js",
            "kb-state.js",
            "language.js",
            "level.js",
            "mailbox.js",
            "menu.js",
            "messages.js",
            "my-sound.js",
            "notice.js",
            "numbers.css",
            "numbers.js",
            "numbers-calls.js",
            "recordings.js",
            "numbers-lost.js",
            "numbers-sound.js",
            "numbers-story.js",
            "numbers-words.js",
            "prompts.js",
            "phone.js",
            "phone-strip.js",
            "ring.js",
            "scores.js",
            "scripts.js",
            "sessions.js",
            "shortcuts.js",
            "sip.js",
            "sound.js",
            "status.js",
            "stream.js",
            "switches.js",
            "past.js",
            "playbook.js",
            "tags.js",
            "test-call.js",
            "transfer.js",
            "words.js");
    private static final List<String> PAGES = List.of(
            "login.html",
            "desk.html",
            "board.html",
            "wall.html",
            "scripts.html",
            "prompts.html",
            "kb.html",
            "messages.html",
            "message.html",
            "customers.html",
            "reports.html",
            "calls.html",
            "abandoned.html",
            "sound-poor.html",
            "callback.html",
            "arrived.html",
            "admin.html",
            "admin-audit.html",
            "admin-forget.html",
            "admin-history.html",
            "admin-tokens.html",
            "sessions.html");

    /** Title and heading as keys of words, files, links, and what is between head and foot: {@code page.html} has their places. */
    private static final Pattern FRAMED = Pattern.compile(
            "\\A\\{\\{page:([^:}]+):([^}]+)}}\n(.*)\\{\\{links}}\n(.*)\\{\\{main}}\n(.*)\\z", Pattern.DOTALL);

    private final Map<String, Reply> files = new TreeMap<>();
    private final Map<String, String> pages = new TreeMap<>();
    private final String base;
    private final Words words = new Words();

    /** Reads all; a missing one is a broken build. */
    Pages() {
        Map<String, byte[]> contents = new TreeMap<>();
        FILES.forEach(f -> contents.put(f, read(f)));
        Words.LANGUAGES.forEach(l -> contents.put("words." + l + ".json", words.file(l)));
        this.base = "/s/" + hash(contents) + "/";
        contents.forEach((name, content) -> files.put(base + name, Reply.file(type(name), content)));
        String head = text("head.html");
        String frame = text("page.html");
        PAGES.forEach(p -> pages.put(p, framed(text(p), frame).replace("{{head}}", head)));
    }

    /** What most pages have around them; a page that draws its own head does not ask for it. */
    private static String framed(String page, String frame) {
        return FRAMED.matcher(page).replaceFirst(frame);
    }

    /** The file at an address; empty where there is none. */
    Optional<Reply> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** Names this very set of files: a page that runs an older one is told to reload. */
    String version() {
        return base;
    }

    /** A page with its {@code {{name}}} places filled; every value is escaped. */
    String page(String name, Map<String, String> values) {
        String text = Objects.requireNonNull(pages.get(name), name).replace("{{base}}", base);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{{" + value.getKey() + "}}", escape(value.getValue()));
        }
        return text;
    }

    /** A page that says one thing: an error, or where to go. */
    Reply message(int status, String title, String sentence) {
        return Reply.html(status, page("message.html", Map.of("title", title, "sentence", sentence)));
    }

    /** The words of the pages. */
    Words words() {
        return words;
    }

    /** What {@link #escape} was given. */
    static String plain(String escaped) {
        return escaped.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#123;", "{")
                .replace("&amp;", "&"); // last, or "&amp;lt;" would become "<"
    }

    /** Text as HTML text or attribute value. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '{' -> escaped.append("&#123;"); // so that no value can name another place
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String type(String name) {
        return Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), name);
    }

    private static String text(String name) {
        return new String(read(name), StandardCharsets.UTF_8);
    }

    static byte[] read(String name) {
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the desk's file " + name + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(Map<String, byte[]> contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
