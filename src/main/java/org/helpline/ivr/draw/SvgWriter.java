package org.helpline.ivr.draw;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.helpline.ivr.draw.Flow.Card;
import org.helpline.ivr.draw.Flow.Mark;
import org.helpline.ivr.draw.Flow.Row;
import org.helpline.ivr.draw.Flow.Sort;
import org.helpline.ivr.draw.Flow.Way;
import org.helpline.ivr.draw.Picture.Placed;
import org.helpline.ivr.draw.Picture.Point;
import org.helpline.ivr.draw.Picture.Route;

/** Writes a picture as SVG that needs nothing but a viewer: no font, no script, no other file. */
final class SvgWriter {

    private static final int HEAD = 58;
    private static final int MARGIN = 24;
    private static final int LEAST_WIDTH = 720;
    private static final int ROUND = 6;

    private final Picture picture;
    private final Optional<Shading> shading;
    private final Xml xml = new Xml();

    private SvgWriter(Picture picture, Optional<Shading> shading) {
        this.picture = picture;
        this.shading = shading;
    }

    /** A whole SVG document; the same for the same picture and shading. */
    static String write(Picture picture, Optional<Shading> shading) {
        return new SvgWriter(picture, shading).document();
    }

    private String document() {
        int width = Math.max(LEAST_WIDTH, picture.width());
        int height = picture.height() + HEAD;
        xml.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                text(width),
                "height",
                text(height),
                "viewBox",
                "0 0 " + width + " " + height,
                "role",
                "graphics-document",
                "aria-labelledby",
                "title desc");
        xml.text("title", "Script " + picture.flow().script(), "id", "title");
        xml.text("desc", Description.of(picture.flow()), "id", "desc");
        xml.ours("style", Look.STYLE);
        if (shading.isPresent()) {
            xml.ours("style", Look.TRAFFIC);
        }
        xml.empty("rect", "class", "paper", "width", text(width), "height", text(height));
        head(width);
        xml.open("g", "transform", "translate(0," + HEAD + ")");
        picture.routes().forEach(this::way);
        picture.cards().forEach(this::card);
        xml.close("g");
        xml.close("svg");
        return xml.toString();
    }

    private void head(int width) {
        xml.text("text", picture.flow().script(), "class", "name", "x", text(MARGIN), "y", "38");
        String languages = String.join(", ", picture.flow().languages());
        String shown = picture.flow().languages().size() > 1
                ? "spoken in " + languages + "; shown in "
                        + picture.flow().languages().getFirst()
                : "spoken in " + languages;
        xml.text("text", shown, "class", "soft right", "x", text(width - MARGIN), "y", "26");
        if (shading.isPresent()) {
            xml.text(
                    "text",
                    legend(shading.get().traffic()),
                    "class",
                    "soft right",
                    "x",
                    text(width - MARGIN),
                    "y",
                    "44");
            return;
        }
        String legend = picture.flow().cards().stream().anyMatch(c -> c.mark() != Mark.SAME)
                ? "green: added · red: removed · amber: changed"
                : "a line leads to the next column, a coloured name to a card elsewhere; point at a row for its place and whole text";
        xml.text("text", legend, "class", "soft right", "x", text(width - MARGIN), "y", "44");
    }

    private static String legend(Traffic t) {
        String calls = t.calls() == 1 ? "1 call" : t.calls() + " calls";
        String elsewhere = t.elsewhere() == 0 ? "" : ", " + t.elsewhere() + " partly on other versions";
        return calls + (t.span().isEmpty() ? "" : ", " + t.span()) + elsewhere
                + " · at the left of a row: calls that passed, in red callers who hung up there · darker, thicker: more calls; dotted: none";
    }

    /** What passed, at the left of a card's edge. */
    private void count(Traffic.Count count, int base) {
        if (count.lost() > 0) {
            double width = Lettering.width(String.valueOf(count.passed()), 10);
            xml.text("text", "▾" + count.lost(), "class", "count lost", "x", text(-10 - (int) width), "y", text(base));
        }
        if (count.passed() > 0) {
            xml.text("text", String.valueOf(count.passed()), "class", "count passed", "x", "-5", "y", text(base));
        }
    }

    /** What came to a card, beside its name: lines end at its edge. */
    private void head(Traffic.Count count, int left) {
        if (count.passed() > 0) {
            xml.text("text", String.valueOf(count.passed()), "class", "soft", "x", text(left), "y", "21");
        }
        if (count.lost() > 0) {
            int width = (int) Lettering.width(String.valueOf(count.passed()), Block.SMALL);
            xml.text("text", "▾" + count.lost(), "class", "soft lost", "x", text(left + width + 6), "y", "21");
        }
    }

    private void card(Placed placed) {
        Card card = placed.block().card();
        xml.open(
                "g",
                "id",
                anchor(card.id()),
                "class",
                "card " + tone(card) + marked(card.mark()),
                "transform",
                "translate(" + placed.x() + "," + placed.y() + ")",
                "role",
                "graphics-object",
                "aria-roledescription",
                card.kind().word());
        xml.text("title", card.kind().word() + " " + card.title() + at(card.line()));
        String height = text(placed.block().height());
        xml.empty("rect", "class", "box", "width", text(Block.WIDTH), "height", height, "rx", "7");
        xml.empty("rect", "class", "bar", "x", "0", "y", "8", "width", "4", "height", text(Block.HEAD - 16), "rx", "2");
        double noteWidth = Lettering.width(card.note(), Block.SMALL);
        String title = Lettering.cut(card.title(), 13.5, Block.WIDTH - 3 * Block.PAD - noteWidth);
        xml.text("text", title, "class", "title", "x", text(Block.PAD), "y", "21");
        if (!card.note().isEmpty()) {
            xml.text("text", card.note(), "class", "soft right", "x", text(Block.WIDTH - Block.PAD), "y", "21");
        }
        String rule = text(Block.HEAD);
        xml.empty("line", "class", "rule", "x1", "0", "y1", rule, "x2", text(Block.WIDTH), "y2", rule);
        placed.block().lines().forEach(this::row);
        shading.ifPresent(s -> head(s.of(card), Block.PAD + (int) Lettering.width(title, 14) + 8));
        xml.close("g");
    }

    private void row(Block.Line line) {
        Row row = line.row();
        boolean idle = shading.filter(s -> row.sort() != Sort.NOTE && s.of(row).passed() == 0)
                .isPresent();
        xml.open("g", "class", "row" + marked(row.mark()) + (idle ? " idle" : ""), "role", "graphics-object");
        xml.text("title", Description.of(row) + at(row) + told(row));
        shading.filter(s -> s.of(row).passed() > 0)
                .ifPresent(s -> across(line, "heat t" + s.shade(s.of(row).passed())));
        across(line, "hit");
        label(line);
        int base = 0;
        if (!line.former().isEmpty()) {
            xml.text(
                    "text", line.former(), "class", "former", "x", text(line.textLeft()), "y", text(line.base(base++)));
        }
        for (String words : line.text()) {
            String kind = row.sort() == Sort.NOTE ? "soft" : "say";
            xml.text("text", words, "class", kind, "x", text(line.textLeft()), "y", text(line.base(base++)));
        }
        end(line);
        shading.ifPresent(s -> count(s.of(row), line.base(0)));
        xml.close("g");
    }
    /** A box over the whole row. */
    private void across(Block.Line line, String kind) {
        String width = text(Block.WIDTH - 2);
        xml.empty(
                "rect", "class", kind, "x", "1", "y", text(line.top()), "width", width, "height", text(line.height()));
    }

    private String told(Row row) {
        return shading.map(s -> s.of(row))
                .filter(c -> c.passed() > 0)
                .map(c -> "\n" + c.passed() + (c.passed() == 1 ? " call" : " calls")
                        + (c.lost() == 0 ? "" : ", " + c.lost() + " hung up here"))
                .orElse("");
    }

    private void label(Block.Line line) {
        Row row = line.row();
        if (row.label().isEmpty()) {
            return;
        }
        if (row.sort() == Sort.KEY) {
            int side = Block.KEY;
            xml.empty(
                    "rect",
                    "class",
                    "key",
                    "x",
                    text(line.left()),
                    "y",
                    text(line.middle() - side / 2),
                    "width",
                    text(side),
                    "height",
                    text(side),
                    "rx",
                    "4");
            xml.text(
                    "text", row.label(), "class", "symbol", "x", text(line.left() + side / 2), "y", text(line.base(0)));
        } else {
            xml.text("text", row.label(), "class", "label", "x", text(line.left()), "y", text(line.base(0)));
        }
    }

    private void end(Block.Line line) {
        switch (line.row().way()) {
            case Way.On _ -> {}
            case Way.To _
            when line.pill().isEmpty() ->
                xml.empty("circle", "class", "dot", "cx", text(Block.WIDTH), "cy", text(line.middle()), "r", "3");
            case Way.To(String to) -> {
                xml.open("a", "href", "#" + anchor(to));
                pill(line, " toward " + tone(to));
                xml.close("a");
            }
            case Way.Word(Way.Said said) ->
                pill(
                        line,
                        switch (said) {
                            case HUMAN -> " toward human";
                            case HANG_UP -> " toward-end";
                            case AGAIN, NEXT -> "";
                        });
        }
    }

    private void pill(Block.Line line, String tone) {
        int width = Block.pillWidth(line.pill());
        int left = Block.WIDTH - Block.PAD - width;
        String top = text(line.middle() - 8);
        xml.empty("rect", "class", "pill", "x", text(left), "y", top, "width", text(width), "height", "16", "rx", "8");
        xml.text("text", line.pill(), "class", "word" + tone, "x", text(left + width / 2), "y", text(line.base(0)));
    }

    private void way(Route route) {
        String wide =
                shading.map(s -> " w" + s.shade(s.of(route.row()).passed())).orElse("");
        xml.open("g", "class", "way " + tone(route.to()) + marked(route.mark()) + wide);
        xml.text("title", route.from() + ": " + Description.of(route.row()) + at(route.row()) + told(route.row()));
        xml.empty("path", "d", path(route.bends()));
        Point end = route.bends().getLast();
        String tip = "M" + (end.x() - 8) + "," + (end.y() - 4) + "L" + end.x() + "," + end.y() + "L" + (end.x() - 8)
                + "," + (end.y() + 4) + "z";
        xml.empty("path", "class", "tip", "d", tip);
        xml.close("g");
    }

    /** Straight pieces with rounded corners, up to the arrow's tip. */
    private static String path(List<Point> bends) {
        StringBuilder d = new StringBuilder();
        Point first = bends.getFirst();
        d.append('M').append(first.x()).append(',').append(first.y());
        for (int i = 1; i < bends.size() - 1; i++) {
            Point before = bends.get(i - 1);
            Point corner = bends.get(i);
            Point after = bends.get(i + 1);
            Point in = toward(corner, before);
            Point out = toward(corner, after);
            d.append('L').append(in.x()).append(',').append(in.y());
            d.append('Q').append(corner.x()).append(',').append(corner.y()).append(' ');
            d.append(out.x()).append(',').append(out.y());
        }
        Point last = bends.getLast();
        return d.append('L')
                .append(last.x() - ROUND)
                .append(',')
                .append(last.y())
                .toString();
    }

    /** A point a little way from a corner, or half way where the piece is short. */
    private static Point toward(Point corner, Point other) {
        int dx = other.x() - corner.x();
        int dy = other.y() - corner.y();
        int length = Math.abs(dx) + Math.abs(dy);
        int step = Math.min(ROUND, length / 2);
        return new Point(corner.x() + Integer.signum(dx) * step, corner.y() + Integer.signum(dy) * step);
    }

    private String at(Row row) {
        return row.line() == row.wayLine() ? at(row.line()) : at(row.line()) + at(row.wayLine());
    }

    private String at(int line) {
        return line == 0 ? "" : "\n" + picture.flow().script() + "/script.yaml:" + line;
    }

    /** A card's address within the document. */
    private String anchor(String card) {
        List<Card> cards = picture.flow().cards();
        return "card" + cards.indexOf(picture.flow().card(card).orElseThrow());
    }

    private String tone(String card) {
        return picture.flow().card(card).map(SvgWriter::tone).orElse("section");
    }

    private static String tone(Card card) {
        return card.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String marked(Mark mark) {
        return mark == Mark.SAME ? "" : " " + mark.name().toLowerCase(Locale.ROOT);
    }

    private static String text(int number) {
        return Integer.toString(number);
    }
}
