package org.helpline.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.helpline.core.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at all articles. */
class ArticleCheckTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @TempDir
    Path folder;

    private void write(String name, String head, String body) throws IOException {
        Files.writeString(folder.resolve(name), "---\n" + head + "\n---\n" + body);
    }

    private List<String> told() {
        return ArticleCheck.of(folder, TODAY).problems().stream()
                .map(p -> Path.of(p.source()).getFileName() + ":" + p.line() + ":" + p.column() + " " + p.what())
                .toList();
    }

    @Test
    void aLinkToAnArticleThatIsNotThereIsToldAtItsPlace() throws IOException {
        write("refunds.md", "title: Refunds", "See [passwords](password.md) and\n[returns](return.md).\n");
        write(
                "password.md",
                "title: A password",
                "See [refunds](refunds.md), [out](https://example.com) or `[x](y.md)`.\n");
        assertThat(told()).containsExactly("refunds.md:5:1 There is no article return.md.");
    }

    @Test
    void aLinkThatLeadsNowhereIsTold() throws IOException {
        write("a.md", "title: A", "Look [here](../secret) or [there](javascript:alert).\n```\n[code](x)\n```\n");
        assertThat(told())
                .containsExactly(
                        "a.md:4:6 This leads neither to an article nor to a page of the web.",
                        "a.md:4:27 This leads neither to an article nor to a page of the web.");
    }

    @Test
    void twoOfOneTitleInOneLanguageAreToldAndOneWithoutText() throws IOException {
        write("a.md", "title: Refunds\nlanguage: en", "A");
        write("b.md", "language: en\ntitle: Refunds", "B");
        write("c.md", "language: tr\ntitle: Refunds", "  \n");
        assertThat(told())
                .containsExactly("b.md:3:0 The article a.md has this title too.", "c.md:0:0 The article has no text.");
    }

    @Test
    void mistakesOfTheHeadAreToldWithTheOthers() throws IOException {
        write("a.md", "titel: Refunds", "[x](nowhere.md)");
        write("b.md", "title: B", "[x](a.md)");
        assertThat(told()).hasSize(1).first().asString().contains("The head knows no such line.");
    }

    @Test
    void reviewsThatAreDueAndSoonAreListedTheLongestAgoFirst() throws IOException {
        write("a.md", "title: A\nreview: 2026-11-23", "A");
        write("b.md", "title: B\nreview: 2025-01-01", "B");
        write("c.md", "title: C\nreview: 2026-12-20", "C");
        write("d.md", "title: D\nreview: 2027-06-01", "D");
        write("e.md", "title: E", "E");
        ArticleCheck check = ArticleCheck.of(folder, TODAY);
        assertThat(check.due()).extracting(Article::id).containsExactly("b", "a");
        assertThat(check.soon()).extracting(Article::id).containsExactly("c");
        assertThat(check.articles()).hasSize(5);
        assertThat(check.problems()).extracting(Problem::what).isEmpty();
    }

    @Test
    void whereThereIsNoFolderNothingIsWrong() {
        ArticleCheck check = ArticleCheck.of(folder.resolve("none"), TODAY);
        assertThat(check.articles()).isEmpty();
        assertThat(check.problems()).isEmpty();
    }

    @Test
    void whatIsShippedHasNoMistake() {
        assertThat(ArticleCheck.of(Path.of("conf/kb"), TODAY).problems()).isEmpty();
    }
}
