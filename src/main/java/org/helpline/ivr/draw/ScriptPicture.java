package org.helpline.ivr.draw;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.helpline.ivr.model.Script;

/** A script's flow as a picture. */
public final class ScriptPicture {

    private ScriptPicture() {}

    /** {@code sha256-…} of the style sheet in every picture: what a page's content security policy has to allow. */
    public static String styleHash() {
        try {
            byte[] style = Look.STYLE.getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(style);
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Draws a script: a whole SVG document in which every section, key and way out is seen, with texts in the default language.
     * Equal scripts give equal bytes, wherever their folders are. Takes up to some hundred milliseconds, longer the first time.
     */
    public static String svg(Script script) {
        return SvgWriter.write(Layout.of(Outline.of(script)));
    }
}
