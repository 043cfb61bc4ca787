package org.helpline.config;

import org.jspecify.annotations.Nullable;

/**
 * Where a value came from.
 *
 * @param source the file, {@code environment HELPLINE_X}, {@code command line}, or {@code default}
 * @param line 1-based; 0 where the source has no lines
 * @param shown the line as it stands, or null
 */
record Origin(
        Layer layer, String source, int line, @Nullable String shown) {

    /** The layers, weakest first. */
    enum Layer {
        DEFAULT,
        FILE,
        PROFILE,
        ENVIRONMENT,
        COMMAND_LINE
    }

    /** The value built into the program. */
    static final Origin BUILT_IN = new Origin(Layer.DEFAULT, "default", 0, null);

    /** For a person: {@code conf/sip.properties:3}, {@code profile bench (bench.properties:4)}, {@code default}. */
    @Override
    public String toString() {
        return line > 0 ? source + ":" + line : source;
    }
}
