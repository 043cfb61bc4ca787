package org.helpline.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.core.Snapshot;
import org.helpline.store.Row;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.helpline.store.Tx;

/**
 * The articles of a folder, indexed in the store. The files are the truth: what is in the index is thrown away when they change. Any thread.
 */
public final class Articles {

    /** Most words of a search that count. */
    private static final int MOST_WORDS = 12;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final String BEGIN = "\u0001";
    private static final String END = "\u0002";
    private static final String HITS = "select a.*, snippet(article_text, 3, char(1), char(2), '…', 14) as extract"
            + " from article_text join article a on a.id = article_text.id where article_text match ?"
            + " order by case a.language when ? then 0 when '' then 1 else 2 end, bm25(article_text, 0, 8, 4, 1) limit ?";

    private final Store store;
    private final Path folder;
    private final Snapshot<List<String>> seen = new Snapshot<>(List.of("nothing yet"));

    public Articles(Store store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /** A piece of a hit's text; {@code found}: it is what was looked for. */
    public record Piece(String text, boolean found) {}

    /** An article that was found, with where. */
    public record Hit(Article article, List<Piece> extract) {}

    /**
     * Looks at the folder and takes it up if it has changed: all of it, or, where an article has a mistake, nothing. Blocks.
     *
     * @return whether the index was made anew
     */
    public boolean look(Problems problems) {
        List<Path> files = files(problems);
        List<String> now = files.stream().map(Articles::looks).toList();
        if (now.equals(seen.get())) {
            return false;
        }
        seen.publish(now);
        List<Article> all = new ArrayList<>();
        files.forEach(file -> ArticleFile.read(file, problems).ifPresent(all::add));
        if (all.size() != files.size()) {
            return false;
        }
        Stored<Integer> stored =
                store.write(tx -> replace(tx, all)).toCompletableFuture().join();
        if (stored instanceof Stored.Failed<Integer>(var trouble)) {
            problems.add(Problem.of(
                    folder.toString(), "The articles could not be indexed: " + trouble + ".", "See the store."));
            seen.publish(List.of("to be tried again"));
            return false;
        }
        return true;
    }

    private List<Path> files(Problems problems) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(".md")).sorted().toList();
        } catch (IOException e) {
            problems.add(Problem.of(
                    folder.toString(), "The folder cannot be read: " + e + ".", "Let the server's user read it."));
            return List.of();
        }
    }

    private static String looks(Path file) {
        try {
            return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return file + " is gone";
        }
    }

    private static int replace(Tx tx, List<Article> all) {
        tx.execute("delete from article");
        tx.execute("delete from article_text");
        for (Article a : all) {
            String tags = String.join(", ", a.tags());
            String review = a.review().map(LocalDate::toString).orElse("");
            tx.execute(
                    "insert into article (id, title, language, tags, owner, review, body) values (?, ?, ?, ?, ?, ?, ?)",
                    a.id(),
                    a.title(),
                    a.language(),
                    tags,
                    a.owner(),
                    review,
                    a.body());
            tx.execute(
                    "insert into article_text (id, title, tags, body) values (?, ?, ?, ?)",
                    a.id(),
                    a.title(),
                    tags,
                    Markdown.plain(a.body()));
        }
        return all.size();
    }

    /** Articles that have all these words, or words that begin so, the best first; those in the reader's language before others; empty: the store cannot be read. */
    public CompletionStage<Optional<List<Hit>>> search(String words, String language, int most) {
        return find(String.join(" ", quoted(words, "*")), language, most);
    }

    /** Articles that are tagged with one of these. */
    public CompletionStage<Optional<List<Hit>>> tagged(String tags, String language, int most) {
        List<String> any = quoted(tags, "");
        return find(any.isEmpty() ? "" : "tags : (" + String.join(" OR ", any) + ")", language, most);
    }

    private CompletionStage<Optional<List<Hit>>> find(String match, String language, int most) {
        return store.read(tx -> match.isEmpty() ? List.<Hit>of() : tx.query(HITS, Articles::hit, match, language, most))
                .thenApply(Stored::ifDone);
    }

    /** Each word as a string of FTS5, so that none is taken for an operator of its language. */
    private static List<String> quoted(String words, String after) {
        return BETWEEN_WORDS
                .splitAsStream(words.toLowerCase(Locale.ROOT))
                .filter(w -> !w.isEmpty())
                .limit(MOST_WORDS)
                .map(w -> "\"" + w + "\"" + after)
                .collect(Collectors.toList());
    }

    /** One article. */
    public CompletionStage<Optional<Optional<Article>>> article(String id) {
        return store.read(tx -> tx.first("select * from article where id = ?", Articles::article, id))
                .thenApply(Stored::ifDone);
    }

    /** A look at the files themselves: mistakes, and what somebody should read again. Blocks. */
    public ArticleCheck check(LocalDate today) {
        return ArticleCheck.of(folder, today);
    }

    /** Those whose day of review has come, the longest ago first. */
    public CompletionStage<Optional<List<Article>>> due(LocalDate today) {
        return store.read(tx -> tx.query(
                        "select * from article where review <> '' and review <= ? order by review, id",
                        Articles::article,
                        today.toString()))
                .thenApply(Stored::ifDone);
    }

    private static Hit hit(Row row) {
        List<Piece> pieces = new ArrayList<>();
        boolean isFound = false;
        for (String part : Pattern.compile("(?<=[" + BEGIN + END + "])|(?=[" + BEGIN + END + "])")
                .splitAsStream(row.text("extract"))
                .toList()) {
            if (part.equals(BEGIN) || part.equals(END)) {
                isFound = part.equals(BEGIN);
            } else {
                pieces.add(new Piece(part, isFound));
            }
        }
        return new Hit(article(row), List.copyOf(pieces));
    }

    private static Article article(Row row) {
        return new Article(
                row.text("id"),
                row.text("title"),
                row.text("language"),
                Pattern.compile(", ")
                        .splitAsStream(row.text("tags"))
                        .filter(t -> !t.isEmpty())
                        .toList(),
                row.text("owner"),
                Optional.of(row.text("review")).filter(r -> !r.isEmpty()).map(LocalDate::parse),
                row.text("body"));
    }
}
