package org.helpline.ivr.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.helpline.core.Digit;
import org.helpline.ivr.Samples;
import org.helpline.ivr.draw.Picture.Placed;
import org.helpline.ivr.draw.Picture.Point;
import org.helpline.ivr.draw.Picture.Route;
import org.helpline.ivr.model.Choice;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.parse.ScriptFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Pictures of scripts. The samples' are kept beside the tests, to be looked at in a browser; with
 * {@code -Dhelpline.golden=write} they are drawn anew.
 */
class ScriptPictureTest {

    private static final Path PICTURES = Path.of("src/test/resources/ivr/pictures");
    private static final boolean WRITE = "write".equals(System.getProperty("helpline.golden"));

    @ParameterizedTest
    @ValueSource(strings = {"support-line", "information-line"})
    void theSamplesAreDrawnAsBefore(String name) throws IOException {
        String svg = ScriptPicture.svg(Samples.sample(name));
        Path file = PICTURES.resolve(name + ".svg");
        if (WRITE) {
            Files.writeString(file, svg);
        }
        assertThat(svg).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"support-line", "information-line"})
    void aSampleFitsAScreenOf1280Pixels(String name) {
        assertThat(picture(Samples.sample(name)).width()).isLessThanOrEqualTo(1280);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everySectionAndKeyIsSeen(long seed) throws Exception {
        Script script = Drawn.random(seed);
        Document document = document(ScriptPicture.svg(script));
        List<String> titles = texts(document, "title");
        script.sections().keySet().forEach(s -> assertThat(titles).contains(s));
        List<String> keys = new ArrayList<>();
        new Steps(script).forEach(step -> keys(step).forEach((key, _) -> keys.add(Character.toString(key.symbol()))));
        script.queues().values().forEach(q -> q.keys().forEach((key, _) -> keys.add(Character.toString(key.symbol()))));
        assertThat(texts(document, "symbol")).containsExactlyInAnyOrderElementsOf(keys);
    }

    private static Map<Digit, Choice> keys(ScriptStep step) {
        return switch (step) {
            case ScriptStep.Menu menu -> menu.keys();
            case ScriptStep.Ask ask -> ask.keys();
            default -> Map.of();
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyStepCarriesItsPlace(long seed) {
        Script script = Drawn.random(seed);
        String svg = ScriptPicture.svg(script);
        new Steps(script).forEach(step -> {
            if (step.at().line() > 0) {
                assertThat(svg).containsPattern("test/script.yaml:" + step.at().line() + "\\b");
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noCardLiesOnAnother(long seed) {
        Picture picture = picture(Drawn.random(seed));
        List<Placed> cards = picture.cards();
        for (int i = 0; i < cards.size(); i++) {
            Placed a = cards.get(i);
            assertThat(a.x()).isBetween(0, picture.width() - Block.WIDTH);
            assertThat(a.y()).isBetween(0, picture.height() - a.block().height());
            for (Placed b : cards.subList(i + 1, cards.size())) {
                boolean apart = a.x() + Block.WIDTH < b.x()
                        || b.x() + Block.WIDTH < a.x()
                        || a.y() + a.block().height() < b.y()
                        || b.y() + b.block().height() < a.y();
                assertThat(apart)
                        .as("%s and %s", a.block().card().id(), b.block().card().id())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void linesLeadFromTheirRowToTheirCardAndThroughNoOther(long seed) {
        Picture picture = picture(Drawn.random(seed));
        for (Route route : picture.routes()) {
            Placed to = placed(picture, route.to());
            assertThat(route.bends().getFirst().x())
                    .isEqualTo(placed(picture, route.from()).x() + Block.WIDTH);
            assertThat(route.bends().getLast()).isEqualTo(new Point(to.x(), to.y() + Block.HEAD / 2));
            for (int i = 1; i < route.bends().size(); i++) {
                Point a = route.bends().get(i - 1);
                Point b = route.bends().get(i);
                assertThat(a.x() == b.x() || a.y() == b.y()).isTrue();
                picture.cards()
                        .forEach(c -> assertThat(isThrough(c, a, b))
                                .as(route + " through " + c)
                                .isFalse());
            }
        }
    }

    private static boolean isThrough(Placed card, Point a, Point b) {
        return Math.max(a.x(), b.x()) > card.x()
                && Math.min(a.x(), b.x()) < card.x() + Block.WIDTH
                && Math.max(a.y(), b.y()) > card.y()
                && Math.min(a.y(), b.y()) < card.y() + card.block().height();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noTwoLinesToDifferentCardsRunUpAndDownOnTopOfEachOther(long seed) {
        List<Route> bent = picture(Drawn.random(seed)).routes().stream()
                .filter(r -> r.bends().size() == 4)
                .toList();
        for (Route a : bent) {
            for (Route b : bent) {
                if (!a.to().equals(b.to())) {
                    assertThat(a.bends().get(1).x())
                            .isNotEqualTo(b.bends().get(1).x());
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyWayIsALineOrANameInTheRow(long seed) {
        Picture picture = picture(Drawn.random(seed));
        for (Placed card : picture.cards()) {
            for (Block.Line line : card.block().lines()) {
                boolean leads = line.row().way() instanceof Flow.Way.To;
                boolean isLine = picture.routes().stream()
                        .anyMatch(r -> r.from().equals(card.block().card().id()) && r.row() == line.row());
                assertThat(isLine || !line.pill().isEmpty())
                        .isEqualTo(leads || line.row().way() instanceof Flow.Way.Word);
            }
        }
    }

    @Test
    void equalScriptsGiveEqualBytesWhereverTheyAre() throws IOException {
        ScriptFiles here = ScriptFiles.read(Path.of("ivr-scripts/support-line"));
        ScriptFiles there = new ScriptFiles(
                here.name(), Path.of("/elsewhere/support-line"), here.script(), here.prompts(), here.recordings(), "0");
        assertThat(ScriptPicture.svg(Drawn.parsed(there))).isEqualTo(ScriptPicture.svg(Drawn.parsed(here)));
    }

    @Test
    void nothingInAScriptBecomesMarkup() throws Exception {
        String evil = "</text><script>alert(1)</script>]]>&amp;\\\" ' --> \\u202E\\u0001\\uFFFE <a onclick='x'>";
        Script script = Drawn.script(
                "start:\n  - say: p1\n  - {set: {kind: \"" + evil + "\"}}\n"
                        + "  - {menu: p1, keys: {1: {go: start, show: \"" + evil + "\"}}}\n",
                "p1: {en: \"" + evil + "\"}\n");
        String svg = ScriptPicture.svg(script);
        Document document = document(svg);
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg).doesNotContain("<a onclick", "\u202E", "\u0001", "\uFFFE");
        assertThat(document.getDocumentElement().getTextContent()).contains("<script>alert(1)</script>]]>&amp;");
    }

    @Test
    void aPictureNeedsNothingFromOutside() throws IOException {
        String svg = ScriptPicture.svg(Samples.sample("support-line"));
        assertThat(svg.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
                .doesNotContain("http", "url(", "@import", "@font-face", "<image", "<script", "<foreignObject");
        assertThat(svg).contains("font-family:sans-serif", "prefers-color-scheme:dark");
    }

    @Test
    void whoHearsAPictureIsToldTheFlow() throws Exception {
        Document document = document(ScriptPicture.svg(Samples.sample("support-line")));
        Element svg = document.getDocumentElement();
        assertThat(svg.getAttribute("role")).isEqualTo("graphics-document");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Script support-line");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .contains(
                        "Section main: key 1 to section order; key 2 to queue billing;",
                        "Human human: queue to queue support.");
    }

    @Test
    void whatIsHeardCanBeRead() throws Exception {
        Document document = document(ScriptPicture.svg(Samples.sample("information-line")));
        assertThat(String.join(" ", texts(document, "say")))
                .contains(
                        "“Welcome to our information line.”",
                        "“For our opening hours, press 1. For our address, press 2.");
    }

    @Test
    void aLongTextIsCutAndWholeInTheTooltip() {
        Script script = Drawn.script("start: [{say: p1}, hangup]\n", "p1: {en: " + "long ".repeat(60) + "end.}\n");
        assertThat(ScriptPicture.svg(script)).contains("…</text>", "long end.”");
    }

    @Test
    void whatIsKeyedAndWhatIsSetReadLikeTheScript() {
        String svg = ScriptPicture.svg(Drawn.script("""
                start:
                  - set: {visits: 1, next: = visits + 1}
                  - {ask: p1, digits: 1, as: once}
                  - {ask: p1, digits: 4..10, end: hash, as: order}
                  - {rating: p1, as: score, go: bye}
                bye: hangup
                """, "p1: {en: Well, tr: Peki}\n"));
        assertThat(svg)
                .contains("visits = 1, next = visits + 1", "1 digit →", "4–10 digits, ended by # → order")
                .contains("a score 1–5 → score");
    }

    private static Picture picture(Script script) {
        return Layout.of(Outline.of(script));
    }

    private static Placed placed(Picture picture, String id) {
        return picture.cards().stream()
                .filter(c -> c.block().card().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Document document(String svg) throws ParserConfigurationException, IOException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(Document document, String kind) {
        NodeList nodes = document.getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element e && e.getAttribute("class").equals(kind)) {
                texts.add(e.getTextContent());
            }
        }
        return texts.stream().collect(Collectors.toList());
    }
}
