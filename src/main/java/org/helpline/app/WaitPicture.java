package org.helpline.app;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Waits over a day, as a drawing: one line as it was played, one with the change. Pure. */
final class WaitPicture {

    private static final int LEFT = 60;
    private static final int TOP = 40;
    private static final int WIDE = 880;
    private static final int HIGH = 300;
    private static final int HOURS = 24;

    private WaitPicture() {}

    /** SVG. {@code waits} by half hours, in seconds, before and after; below 0: nobody was answered. */
    static String svg(String title, List<double[]> waits) {
        double most = Math.max(
                1, waits.stream().mapToDouble(w -> Math.max(w[0], w[1])).max().orElse(1));
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" font-size="12">
                <title>%s</title>
                <rect width="100%%" height="100%%" fill="#fff"/>
                <text x="%d" y="22" font-size="15">%s</text>
                """, LEFT + WIDE + 20, TOP + HIGH + 60, escaped(title), LEFT, escaped(title)));
        for (int i = 0; i <= 4; i++) {
            double y = TOP + HIGH - HIGH * i / 4.0;
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f s</text>\n",
                    LEFT,
                    y,
                    LEFT + WIDE,
                    LEFT - 6,
                    y + 4,
                    most * i / 4));
        }
        for (int hour = 0; hour <= HOURS; hour += 3) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%02d:00</text>\n",
                    LEFT + WIDE * hour / HOURS,
                    TOP + HIGH + 18,
                    hour));
        }
        line(svg, waits, 0, most, "#777", "as it was");
        line(svg, waits, 1, most, "#0a7", "with the change");
        return svg.append("</svg>\n").toString();
    }

    private static void line(
            StringBuilder svg, List<double[]> waits, int which, double most, String colour, String name) {
        String points = IntStream.range(0, waits.size())
                .filter(i -> waits.get(i)[which] >= 0)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        LEFT + WIDE * (i + 0.5) / waits.size(),
                        TOP + HIGH - HIGH * waits.get(i)[which] / most))
                .collect(Collectors.joining(" "));
        int x = LEFT + 200 * which;
        svg.append(String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
                        + "<path d=\"M%d %dh24\" stroke=\"%s\" stroke-width=\"2\"/><text x=\"%d\" y=\"%d\">%s</text>\n",
                points,
                colour,
                x,
                TOP + HIGH + 42,
                colour,
                x + 30,
                TOP + HIGH + 46,
                name));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
