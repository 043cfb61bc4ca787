package org.helpline.ivr.draw;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.helpline.ivr.model.Script;

/** A script's flow as a picture. */
public final class ScriptPicture {

    private ScriptPicture() {}

    /** {@code sha256-…} of the style sheet in every picture: what a page's content security policy has to allow. */
    public static String styleHash() {
        return hash(Look.STYLE);
    }

    /** The same of the second style sheet in a picture with traffic. */
    public static String trafficHash() {
        return hash(Look.TRAFFIC);
    }

    private static String hash(String sheet) {
        try {
            byte[] style = sheet.getBytes(StandardCharsets.UTF_8);
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
        return SvgWriter.write(Layout.of(Outline.of(script)), Optional.empty());
    }

    /** Draws it coloured by traffic: the more calls, the darker the row and the thicker the line; numbers of calls, and of callers who hung up. */
    public static String svg(Script script, Traffic traffic) {
        Flow flow = Outline.of(script);
        return SvgWriter.write(Layout.of(flow), Optional.of(Shading.of(flow, traffic)));
    }
}
