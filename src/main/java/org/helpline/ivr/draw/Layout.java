package org.helpline.ivr.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.helpline.ivr.draw.Flow.Card;
import org.helpline.ivr.draw.Flow.Mark;
import org.helpline.ivr.draw.Flow.Row;
import org.helpline.ivr.draw.Flow.Way;
import org.helpline.ivr.draw.Picture.Placed;

/**
 * Places cards in columns, each as near as can be to the rows that lead to it, and leads lines from column to column. As lines
 * only go to the next column, a general layout engine (ELK: eight jars, 8 MB) would have nothing to do that this does not.
 */
final class Layout {

    private static final int BETWEEN_CARDS = 22;
    private static final int MARGIN = 24;

    private final Flow flow;
    private final Columns columns;
    private final List<List<Block>> blocks = new ArrayList<>();
    private final Map<String, Placed> placed = new HashMap<>();
    private final List<Link> links = new ArrayList<>();

    /**
     * A line to be drawn.
     *
     * @param row of the card it leaves from
     * @param middle of that row, from the card's top
     */
    record Link(Card from, Row row, int middle, String to, Mark mark) {}

    private Layout(Flow flow) {
        this.flow = flow;
        this.columns = new Columns(flow);
        for (Card card : flow.cards()) {
            Block block = Block.of(card, flow, columns);
            while (blocks.size() <= columns.of(card.id())) {
                blocks.add(new ArrayList<>());
            }
            blocks.get(columns.of(card.id())).add(block);
            block.lines().forEach(l -> link(card, l));
        }
    }

    /** Lays a flow out; equal flows alike. */
    static Picture of(Flow flow) {
        return new Layout(flow).picture();
    }

    private void link(Card card, Block.Line line) {
        Row row = line.row();
        List<Way.To> now = next(card, Stream.of(row.way()));
        List<Way.To> then = next(card, row.before().map(Row::way).filter(w -> !w.equals(row.way())).stream());
        boolean isNew = row.before().map(b -> !b.way().equals(row.way())).orElse(row.mark() == Mark.ADDED);
        Mark mark = isNew ? Mark.ADDED : row.mark() == Mark.REMOVED ? Mark.REMOVED : Mark.SAME;
        now.forEach(to -> links.add(new Link(card, row, line.middle(), to.card(), mark)));
        then.forEach(to -> links.add(new Link(card, row, line.middle(), to.card(), Mark.REMOVED)));
    }

    private List<Way.To> next(Card card, Stream<Way> ways) {
        return ways.flatMap(w ->
                        w instanceof Way.To to && columns.isNext(card.id(), to.card()) ? Stream.of(to) : Stream.empty())
                .toList();
    }

    private Picture picture() {
        List<Picture.Route> routes = new ArrayList<>();
        int left = MARGIN;
        int bottom = 0;
        for (int i = 0; i < blocks.size(); i++) {
            place(blocks.get(i), left);
            int column = i;
            List<Link> into =
                    links.stream().filter(l -> columns.of(l.to()) == column).toList();
            Channel channel = new Channel(into, placed, left);
            if (channel.width() > 0) {
                left += channel.width();
                blocks.get(i)
                        .forEach(b -> placed.computeIfPresent(b.card().id(), (_, p) -> p.movedRight(channel.width())));
                routes.addAll(channel.routes());
            }
            left += Block.WIDTH;
            bottom = Math.max(
                    bottom,
                    blocks.get(i).stream().mapToInt(b -> bottom(b)).max().orElse(0));
        }
        List<Placed> cards = flow.cards().stream().map(c -> at(c.id())).toList();
        return new Picture(flow, left + MARGIN, bottom + MARGIN, cards, routes);
    }

    private int bottom(Block block) {
        return at(block.card().id()).y() + block.height();
    }

    private Placed at(String card) {
        return Objects.requireNonNull(placed.get(card), card);
    }

    /** One above the other in the order of the rows that lead to them; least squares to those rows (pool adjacent violators). */
    private void place(List<Block> column, int left) {
        column.sort(Comparator.comparingDouble(this::wanted)); // stable: equal ones stay in the order written
        List<Pool> pools = new ArrayList<>();
        int above = 0;
        for (Block block : column) {
            Pool pool = new Pool(wanted(block) - above, 1);
            while (!pools.isEmpty() && pools.getLast().mean() >= pool.mean()) {
                pool = pool.with(pools.removeLast());
            }
            pools.add(pool);
            above += block.height() + BETWEEN_CARDS;
        }
        above = 0;
        int index = 0;
        for (Pool pool : pools) {
            for (int i = 0; i < pool.count(); i++) {
                Block block = column.get(index++);
                int y = (int) Math.max(0, Math.round(pool.mean())) + above;
                placed.put(block.card().id(), new Placed(block, left, y));
                above += block.height() + BETWEEN_CARDS;
            }
        }
    }

    /** Cards that want to stand where their neighbours do, and share the distance. */
    private record Pool(double mean, int count) {

        Pool with(Pool other) {
            int both = count + other.count;
            return new Pool((mean * count + other.mean * other.count) / both, both);
        }
    }

    /** Where the card's upper edge would be if the lines to it were straight; 0 where none leads to it. */
    private double wanted(Block block) {
        return links.stream()
                .filter(l -> l.to().equals(block.card().id()))
                .mapToInt(l -> at(l.from().id()).y() + l.middle() - Block.HEAD / 2)
                .average()
                .orElse(0);
    }
}
