package org.helpline.desk;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.helpline.core.Clock;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.knowledge.Article;
import org.helpline.knowledge.ArticleCheck;
import org.helpline.knowledge.Articles;
import org.helpline.knowledge.Markdown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The articles for whoever is logged in: searched, suggested, read. Any thread. */
final class KnowledgeDoor {

    private static final Logger LOG = LoggerFactory.getLogger(KnowledgeDoor.class);
    private static final int MOST_HITS = 10;
    private static final String UNREADABLE = "The articles cannot be read just now.";

    private final Optional<Articles> articles;
    private final Clock clock;
    private final Executor heavy;

    KnowledgeDoor(Optional<Articles> articles, Clock clock, Executor heavy) {
        this.articles = articles;
        this.clock = clock;
        this.heavy = heavy;
    }

    /** {@code q}: words to search; else {@code for}: tags of the call in hand; else those whose review is due. */
    CompletionStage<Reply> search(Request request) {
        String language = Words.language(request);
        String words = request.query("q");
        String tags = request.query("for");
        return looked(a -> words.isBlank() && tags.isBlank()
                ? a.due(today()).thenApply(found -> reply(found, this::due))
                : (words.isBlank() ? a.tagged(tags, language, MOST_HITS) : a.search(words, language, MOST_HITS))
                        .thenApply(found -> reply(found, this::hits)));
    }

    /** One article with its blocks. */
    CompletionStage<Reply> article(Request request) {
        return looked(a -> a.article(request.query("id"))
                .thenApply(found -> reply(
                        found,
                        article -> article.map(x -> Reply.json(200, whole(x)))
                                .orElseGet(() -> Reply.error(404, "This article is not there any more.")))));
    }

    /** What supervisors see of all articles: those whose review is due or soon, and what is wrong with files. */
    CompletionStage<Reply> state() {
        return CompletableFuture.supplyAsync(
                () -> {
                    ObjectNode root = DeskJson.object();
                    ArrayNode due = root.putArray("due");
                    ArrayNode soon = root.putArray("soon");
                    ArrayNode problems = root.putArray("problems");
                    int all = articles.map(a -> {
                                ArticleCheck check = a.check(today());
                                check.due().forEach(d -> head(due.addObject(), d));
                                check.soon().forEach(s -> head(soon.addObject(), s));
                                check.problems().forEach(p -> problems.add(shown(p)));
                                return check.articles().size();
                            })
                            .orElse(0);
                    return Reply.json(200, root.put("all", all));
                },
                heavy);
    }

    /** A supervisor has no use for the server's paths. */
    private static String shown(Problem problem) {
        String file = problem.source().replaceFirst(".*[/\\\\]", "");
        String line = problem.line() > 0 ? ":" + problem.line() : "";
        return file + line + ": " + problem.what() + " " + problem.fix();
    }

    /** After a look at the folder, so that an edited article is found at once. */
    private CompletionStage<Reply> looked(Function<Articles, CompletionStage<Reply>> then) {
        return articles.map(
                        a -> CompletableFuture.runAsync(() -> look(a), heavy).thenCompose(_ -> then.apply(a)))
                .orElseGet(() -> CompletableFuture.completedFuture(Reply.json(200, empty())));
    }

    private static void look(Articles articles) {
        Problems problems = new Problems();
        articles.look(problems);
        problems.all().forEach(p -> LOG.warn("article not taken up: {}", p));
    }

    private static ObjectNode empty() {
        ObjectNode root = DeskJson.object();
        root.putArray("hits");
        return root;
    }

    private static <T> Reply reply(Optional<T> stored, Function<T, Reply> then) {
        return stored.map(then).orElseGet(() -> Reply.error(503, UNREADABLE));
    }

    private Reply due(List<Article> found) {
        ObjectNode root = empty();
        found.forEach(a -> head(root.withArray("hits").addObject(), a).putArray("extract"));
        return Reply.json(200, root);
    }

    private Reply hits(List<Articles.Hit> found) {
        ObjectNode root = empty();
        for (Articles.Hit hit : found) {
            ArrayNode extract =
                    head(root.withArray("hits").addObject(), hit.article()).putArray("extract");
            hit.extract().forEach(p -> extract.addObject().put("text", p.text()).put("found", p.found()));
        }
        return Reply.json(200, root);
    }

    private ObjectNode head(ObjectNode node, Article a) {
        return node.put("id", a.id())
                .put("title", a.title())
                .put("language", a.language())
                .put("owner", a.owner())
                .put("review", a.review().map(LocalDate::toString).orElse(""))
                .put("late", a.isDue(today()));
    }

    private ObjectNode whole(Article a) {
        ObjectNode root = head(DeskJson.object(), a);
        ArrayNode blocks = root.putArray("blocks");
        for (Markdown.Block block : Markdown.blocks(a.body())) {
            ArrayNode spans = blocks.addObject()
                    .put("kind", block.kind().name().toLowerCase(Locale.ROOT))
                    .put("level", block.level())
                    .putArray("spans");
            block.spans()
                    .forEach(s -> spans.addObject()
                            .put("look", s.look())
                            .put("text", s.text())
                            .put("url", s.url()));
        }
        return root;
    }

    private LocalDate today() {
        return clock.now().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
