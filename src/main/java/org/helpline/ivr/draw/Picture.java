package org.helpline.ivr.draw;

import java.util.List;

/** Cards and lines with their places, in pixels from the upper left corner. */
record Picture(Flow flow, int width, int height, List<Placed> cards, List<Route> routes) {

    /** A card at its place. */
    record Placed(Block block, int x, int y) {

        Placed movedRight(int pixels) {
            return new Placed(block, x + pixels, y);
        }
    }

    /** A bend, or an end. */
    record Point(int x, int y) {}

    /**
     * A way from a row to a card.
     *
     * @param bends from the row to the card, both ends included
     */
    record Route(String from, Flow.Row row, String to, List<Point> bends, Flow.Mark mark) {}
}
