package org.helpline.ivr.model;

/**
 * Where a step stands.
 *
 * @param name {@code section/step}, 1-based, for example {@code main/1}; inside a step its key or branch follows: {@code main/1.2}
 * @param line 1-based line in {@code script.yaml}; 0 for what the language adds by itself
 * @param column 1-based
 */
public record Place(String name, int line, int column) {

    /** The place of something written inside this one, at a line and column of its own. */
    public Place inside(String label, int innerLine, int innerColumn) {
        return new Place(name + "." + label, innerLine, innerColumn);
    }

    @Override
    public String toString() {
        return name;
    }
}
