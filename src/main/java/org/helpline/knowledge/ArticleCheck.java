package org.helpline.knowledge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.core.Problem;
import org.helpline.core.Problems;

/**
 * A look at all articles of a folder: what is wrong with them, and which somebody should read again.
 *
 * @param articles those that can be read, sorted by file
 * @param due those whose day of review has come, the longest ago first; {@code soon}: it comes within 30 days
 * @param problems mistakes in files and head, links to articles that are not there, articles without text or of the same title
 */
public record ArticleCheck(List<Article> articles, List<Article> due, List<Article> soon, List<Problem> problems) {

    private static final int SOON_DAYS = 30;
    private static final Pattern LINK = Pattern.compile("`[^`]*`|\\[[^\\]]+]\\(([^\\s()]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)(https?://|mailto:).*");
    private static final String ENDING = ".md";

    /** Looks at a folder. Blocks. */
    public static ArticleCheck of(Path folder, LocalDate today) {
        Problems problems = new Problems();
        List<Article> all = new ArrayList<>();
        List<Path> files = files(folder, problems);
        Set<String> ids = files.stream().map(ArticleCheck::id).collect(Collectors.toCollection(TreeSet::new));
        Map<String, Path> titles = new HashMap<>();
        for (Path file : files) {
            ArticleFile.read(file, problems).ifPresent(article -> {
                all.add(article);
                text(file, article, ids, problems);
                Path other = titles.putIfAbsent(article.language() + " " + article.title(), file);
                if (other != null) {
                    problems.add(new Problem(
                            file.toString(),
                            line(file, "title:"),
                            0,
                            "The article " + other.getFileName() + " has this title too.",
                            "Give one of the two another title, or make one article of both.",
                            null));
                }
            });
        }
        return new ArticleCheck(
                List.copyOf(all),
                reviewed(all, day -> !day.isAfter(today)),
                reviewed(all, day -> day.isAfter(today) && !day.isAfter(today.plusDays(SOON_DAYS))),
                problems.inOrder());
    }

    private static List<Article> reviewed(List<Article> all, Predicate<LocalDate> when) {
        return all.stream()
                .filter(a -> a.review().filter(when).isPresent())
                .sorted(Comparator.comparing(a -> a.review().orElseThrow()))
                .toList();
    }

    private static List<Path> files(Path folder, Problems problems) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(ENDING)).sorted().toList();
        } catch (IOException e) {
            problems.add(Problem.of(
                    folder.toString(), "The folder cannot be read: " + e + ".", "Let the server's user read it."));
            return List.of();
        }
    }

    private static String id(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - ENDING.length());
    }

    private static void text(Path file, Article article, Set<String> ids, Problems problems) {
        if (article.body().isBlank()) {
            problems.add(Problem.of(file.toString(), "The article has no text.", "Write it below the head."));
        }
        boolean isCode = false;
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            isCode ^= lines.get(i).startsWith("```");
            if (!isCode) {
                links(file, i + 1, lines.get(i), ids, problems);
            }
        }
    }

    private static void links(Path file, int number, String line, Set<String> ids, Problems problems) {
        Matcher m = LINK.matcher(line);
        while (m.find()) {
            String to = m.group(1);
            if (to == null || ELSEWHERE.matcher(to).matches()) {
                continue; // code, or a page of the web
            }
            boolean isArticle = to.endsWith(ENDING);
            if (!isArticle || !ids.contains(to.substring(0, to.length() - ENDING.length()))) {
                problems.add(new Problem(
                        file.toString(),
                        number,
                        m.start() + 1,
                        isArticle
                                ? "There is no article " + to + "."
                                : "This leads neither to an article nor to a page of the web.",
                        isArticle
                                ? "There are: " + String.join(ENDING + ", ", ids) + ENDING + "."
                                : "Write for example (refunds.md), (https://…) or (mailto:…).",
                        line.replaceAll("\\p{Cntrl}", " ")));
            }
        }
    }

    private static int line(Path file, String beginning) {
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(beginning)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return List.of(); // it is gone since it was read; the next look sees that
        }
    }
}
