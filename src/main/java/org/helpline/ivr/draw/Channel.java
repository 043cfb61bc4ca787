package org.helpline.ivr.draw;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.helpline.ivr.draw.Layout.Link;
import org.helpline.ivr.draw.Picture.Placed;
import org.helpline.ivr.draw.Picture.Point;
import org.helpline.ivr.draw.Picture.Route;

/**
 * The lines between two columns. All lines to one card share an upright piece, a trunk; each trunk has a track of its own, so that no
 * two run on top of each other. The tracks are ordered for few crossings.
 */
final class Channel {

    private static final int AIR = 22;
    private static final int BETWEEN_TRACKS = 11;
    private static final int ON_TOP = 5;
    private static final int COST_ON_TOP = 8;

    private final Map<String, Placed> placed;
    private final int left;
    private final List<Trunk> trunks = new ArrayList<>();
    private final List<Link> links;

    private record Trunk(String card, int entry, List<Integer> rows) {

        boolean spans(int y) {
            int least = Math.min(entry, rows.stream().mapToInt(r -> r).min().orElse(entry));
            int most = Math.max(entry, rows.stream().mapToInt(r -> r).max().orElse(entry));
            return y >= least - ON_TOP && y <= most + ON_TOP;
        }
    }

    /**
     * Lines into one column.
     *
     * @param links all of them
     * @param placed cards; those that lines lead to only up and down yet
     * @param left the right edge of the column before
     */
    Channel(List<Link> links, Map<String, Placed> placed, int left) {
        this.links = links;
        this.placed = placed;
        this.left = left;
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        links.forEach(l -> rows.computeIfAbsent(l.to(), _ -> new ArrayList<>()).add(row(l)));
        rows.forEach((card, ys) -> trunks.add(new Trunk(card, entry(card), ys)));
        order();
    }

    private int row(Link link) {
        return at(link.from().id()).y() + link.middle();
    }

    private int entry(String card) {
        return at(card).y() + Block.HEAD / 2;
    }

    private Placed at(String card) {
        return Objects.requireNonNull(placed.get(card), card);
    }

    /** Neighbours change places as long as that helps. */
    private void order() {
        boolean better = true;
        while (better) {
            better = false;
            for (int i = 0; i + 1 < trunks.size(); i++) {
                Trunk a = trunks.get(i);
                Trunk b = trunks.get(i + 1);
                if (cost(b, a) < cost(a, b)) {
                    trunks.set(i, b);
                    trunks.set(i + 1, a);
                    better = true;
                }
            }
        }
    }

    /** Crossings of two trunks' lines when the one stands left of the other. */
    private static int cost(Trunk one, Trunk other) {
        int cost = 0;
        for (int y : other.rows()) {
            cost += one.spans(y) ? 1 : 0; // on its way to its own trunk it crosses this one
            cost += Math.abs(y - one.entry()) < ON_TOP ? COST_ON_TOP : 0;
        }
        return cost + (other.spans(one.entry()) ? 1 : 0);
    }

    /** Pixels between the columns; 0 where no line leads. */
    int width() {
        return links.isEmpty() ? 0 : 2 * AIR + Math.max(0, trunks.size() - 1) * BETWEEN_TRACKS;
    }

    /** The lines, in the order of the links; the column they lead to begins {@link #width()} further on. */
    List<Route> routes() {
        return links.stream().map(this::route).toList();
    }

    private Route route(Link link) {
        int from = row(link);
        int to = entry(link.to());
        List<Point> bends = new ArrayList<>();
        bends.add(new Point(left, from));
        if (from != to) {
            int x = left + AIR + track(link.to()) * BETWEEN_TRACKS;
            bends.add(new Point(x, from));
            bends.add(new Point(x, to));
        }
        bends.add(new Point(left + width(), to));
        return new Route(link.from().id(), link.row(), link.to(), List.copyOf(bends), link.mark());
    }

    private int track(String card) {
        for (int i = 0; i < trunks.size(); i++) {
            if (trunks.get(i).card().equals(card)) {
                return i;
            }
        }
        throw new IllegalStateException("no line leads to " + card);
    }
}
