package org.helpline.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects every {@link Problem} before anything starts, so that all are told at once. One thread. */
public final class Problems {

    /** A source that brings its line itself: where a setting came from, such as {@code conf/sip.properties:7}. */
    private static final Pattern PLACE = Pattern.compile("(.+):(\\d{1,9})");

    private final List<Problem> found = new ArrayList<>();

    /** Adds one. */
    public void add(Problem problem) {
        found.add(problem);
    }

    /** Adds all of {@code more}. */
    public void addAll(Iterable<Problem> more) {
        more.forEach(found::add);
    }

    /** Whether none was found. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All found so far for people: file by file, in the order in which each first came up; within a file by line and column. */
    public List<Problem> inOrder() {
        List<String> files = found.stream().map(Problems::file).distinct().toList();
        return found.stream()
                .sorted(Comparator.comparingInt((Problem p) -> files.indexOf(file(p)))
                        .thenComparingInt(Problems::line)
                        .thenComparingInt(Problem::column))
                .toList();
    }

    private static String file(Problem problem) {
        Matcher place = PLACE.matcher(problem.source());
        return place.matches() ? place.group(1) : problem.source();
    }

    private static int line(Problem problem) {
        Matcher place = PLACE.matcher(problem.source());
        return place.matches() ? Integer.parseInt(place.group(2)) : problem.line();
    }

    /** All found so far, in the order found. */
    public List<Problem> all() {
        return List.copyOf(found);
    }
}
