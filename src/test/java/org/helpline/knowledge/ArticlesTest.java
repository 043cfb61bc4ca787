package org.helpline.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.helpline.config.StoreSettings;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files become hits. */
class ArticlesTest {

    @TempDir
    private Path home;

    private Store store;
    private Articles articles;
    private Path folder;

    @BeforeEach
    void openAFolderOfThree() throws IOException {
        folder = Files.createDirectory(home.resolve("kb"));
        write(
                "refund",
                "title: Refunds\ntags: billing, money\nowner: anna\nreview: 2026-11-01",
                "Paid **twice**? Send it back.");
        write(
                "iade",
                "title: Para iadesi\ntags: billing\nlanguage: tr",
                "İki kez ödendi ise geri gönderin. Refunds are rare.");
        write(
                "password",
                "title: A forgotten password\nreview: 2027-01-01",
                "# Never\nask for one.\n\n```\nreset --now\n```");
        StoreSettings settings =
                new StoreSettings(home.resolve("h.db"), home.resolve("spill"), home.resolve("c"), "TR");
        store = Store.open(settings, new Problems()).orElseThrow();
        articles = new Articles(store, folder);
        assertThat(articles.look(new Problems())).isTrue();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void write(String id, String head, String body) throws IOException {
        Files.writeString(folder.resolve(id + ".md"), "---\n" + head + "\n---\n" + body + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refund | en | refund, iade",
                "refund | tr | iade, refund",
                "twice | en | refund",
                "odendi | tr | iade",
                "pass | en | password",
                "pass reset | en | password",
                "pass twice | en | ''",
                "money | en | refund",
                "title:* NEAR( | en | ''",
                "x'); drop table article | en | ''",
                "... | en | ''"
            })
    void wordsAreFoundFromTheirBeginningInTheReadersLanguageFirst(String words, String language, String ids) {
        assertThat(String.join(", ", ids(words, language))).isEqualTo(ids);
    }

    private List<String> ids(String words, String language) {
        return articles.search(words, language, 10).toCompletableFuture().join().orElseThrow().stream()
                .map(h -> h.article().id())
                .toList();
    }

    @Test
    void theExtractMarksWhatWasLookedFor() {
        Articles.Hit hit = articles.search("twice", "en", 1)
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .getFirst();
        assertThat(hit.extract())
                .containsExactly(
                        new Articles.Piece("Paid ", false),
                        new Articles.Piece("twice", true),
                        new Articles.Piece("? Send it back.", false));
    }

    @Test
    void articlesAreSuggestedByTheirTags() {
        assertThat(articles.tagged("billing solved", "tr", 10)
                        .toCompletableFuture()
                        .join()
                        .orElseThrow())
                .extracting(h -> h.article().id())
                .containsExactly("iade", "refund");
    }

    @Test
    void thoseWhoseReviewIsDueAreListed() {
        assertThat(articles.due(LocalDate.of(2026, 11, 22))
                        .toCompletableFuture()
                        .join()
                        .orElseThrow())
                .extracting(Article::id)
                .containsExactly("refund");
    }

    @Test
    void aChangeIsTakenUpAndNoChangeIsNoWork() throws IOException {
        assertThat(articles.look(new Problems())).isFalse();
        write("password", "title: Keys", "Something quite different.");
        Files.delete(folder.resolve("iade.md"));
        assertThat(articles.look(new Problems())).isTrue();
        assertThat(ids("forgotten", "en")).isEmpty();
        assertThat(ids("different", "en")).containsExactly("password");
        assertThat(ids("refund", "tr")).containsExactly("refund");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no head at all | :1 | The head is missing.",
                "---;title: x;---- | :1 | The head is missing.",
                "---;titel: x;---; | :2 | The head knows no such line.",
                "---;tags: x;---; | :2 | The article has no title.",
                "---;title: x;review: soon;---; | :2 | The review is no date."
            })
    void aMistakeIsToldWithItsLineAndLeavesTheIndexAsItWas(String text, String line, String what) throws IOException {
        Files.writeString(folder.resolve("bad.md"), text.replace(';', '\n'));
        Problems problems = new Problems();
        assertThat(articles.look(problems)).isFalse();
        assertThat(problems.all()).extracting(Problem::what).containsExactly(what);
        assertThat(problems.all().getFirst().toString()).contains("bad.md" + line);
        assertThat(ids("twice", "en")).containsExactly("refund");
    }
}
