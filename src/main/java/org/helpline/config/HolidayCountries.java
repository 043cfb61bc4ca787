package org.helpline.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Whose public holidays are known here. Only looks whether the data are there: to read them costs half a second, which a start
 * without such holidays shall not wait for.
 */
final class HolidayCountries {

    private HolidayCountries() {}

    /** Whether these are a country, {@code TR}, or one and its regions from the larger to the smaller, {@code DE-BY-MU}. */
    static boolean known(String code) {
        if (!code.matches("[A-Z]{2}(-[A-Z0-9]{1,3}){0,2}")) {
            return false;
        }
        String[] parts = code.toLowerCase(Locale.ROOT).split("-", -1);
        String file = "/holidays/Holidays_" + parts[0] + ".xml";
        try (InputStream data = HolidayCountries.class.getResourceAsStream(file)) {
            if (data == null) {
                return false;
            }
            String text = new String(data.readAllBytes(), StandardCharsets.UTF_8);
            int from = 0;
            for (int i = 1; i < parts.length; i++) {
                from = text.indexOf("hierarchy=\"" + parts[i] + '"', from);
                if (from < 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
