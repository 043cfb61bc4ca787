package org.helpline.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.helpline.core.Problem;
import org.helpline.core.Problems;

/** Reads an article: lines of {@code name: value} between two lines of {@code ---}, then Markdown. */
final class ArticleFile {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}\\.md");
    private static final Set<String> KEYS = Set.of("title", "tags", "language", "owner", "review");
    private static final String FENCE = "---";
    private static final long MOST_BYTES = 256 * 1024;

    private final Path file;
    private final Problems problems;

    private ArticleFile(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Reads one. @return empty if it has a mistake, which {@code problems} then tells with its line */
    static Optional<Article> read(Path file, Problems problems) {
        return new ArticleFile(file, problems).read();
    }

    private Optional<Article> read() {
        String name = String.valueOf(file.getFileName());
        if (!NAME.matcher(name).matches()) {
            return bad(0, "The name is not of a-z, 0-9, '-' and '_'.", "Rename the file, for example refunds.md.");
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                return bad(0, "The article is longer than 256 kB.", "Make several articles of it.");
            }
            return parse(name.substring(0, name.length() - ".md".length()), Files.readAllLines(file));
        } catch (IOException e) {
            return bad(
                    0, "The article cannot be read: " + e + ".", "Save it as UTF-8, readable for the server's user.");
        }
    }

    private Optional<Article> parse(String id, List<String> lines) {
        int end = lines.isEmpty() || !lines.getFirst().strip().equals(FENCE)
                ? -1
                : lines.subList(1, lines.size()).stream()
                        .map(String::strip)
                        .toList()
                        .indexOf(FENCE);
        if (end < 0) {
            return bad(1, "The head is missing.", "Begin with a line ---, then title: ..., then another line ---.");
        }
        Map<String, String> head = new HashMap<>();
        for (int i = 1; i <= end; i++) {
            if (!entry(i + 1, lines.get(i), head)) {
                return Optional.empty();
            }
        }
        String title = head.getOrDefault("title", "");
        Optional<LocalDate> review = Optional.empty();
        try {
            review = Optional.ofNullable(head.get("review")).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            return bad(2, "The review is no date.", "Write it as 2026-12-31.");
        }
        if (title.isEmpty()) {
            return bad(2, "The article has no title.", "Write a line title: ... into its head.");
        }
        List<String> tags = Pattern.compile(",")
                .splitAsStream(head.getOrDefault("tags", ""))
                .map(String::strip)
                .filter(t -> !t.isEmpty())
                .toList();
        String body = String.join("\n", lines.subList(end + 2, lines.size())).strip();
        return Optional.of(new Article(
                id, title, head.getOrDefault("language", ""), tags, head.getOrDefault("owner", ""), review, body));
    }

    private boolean entry(int number, String line, Map<String, String> head) {
        int colon = line.indexOf(':');
        String key = colon < 0 ? "" : line.substring(0, colon).strip();
        if (line.isBlank()) {
            return true;
        }
        if (!KEYS.contains(key)) {
            boolean _ = bad(
                            number,
                            "The head knows no such line.",
                            "It may hold title, tags, language, owner and review.")
                    .isPresent();
            return false;
        }
        head.put(key, line.substring(colon + 1).strip());
        return true;
    }

    private Optional<Article> bad(int line, String what, String fix) {
        problems.add(Problem.of(line > 0 ? file + ":" + line : file.toString(), what, fix));
        return Optional.empty();
    }
}
