package org.helpline.ivr.draw;

import org.helpline.ivr.model.Script;

/** A script's flow as a picture. */
public final class ScriptPicture {

    private ScriptPicture() {}

    /**
     * Draws a script: a whole SVG document in which every section, key and way out is seen, with texts in the default language.
     * Equal scripts give equal bytes, wherever their folders are. Takes up to some hundred milliseconds, longer the first time.
     */
    public static String svg(Script script) {
        return SvgWriter.write(Layout.of(Outline.of(script)));
    }
}
