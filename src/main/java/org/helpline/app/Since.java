package org.helpline.app;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.helpline.core.Clock;
import picocli.CommandLine;

/** A moment as a command line names it: a day, an instant, or a span back from now. */
final class Since {

    private Since() {}

    /** @throws CommandLine.ParameterException for anything else */
    static Instant read(String text, CommandLine line) {
        try {
            if (text.matches("\\d{1,6}[smhd]")) {
                String span = text.toUpperCase(Locale.ROOT);
                Duration back = Duration.parse(span.endsWith("D") ? "P" + span : "PT" + span);
                return Clock.system().now().minus(back);
            }
            return text.length() <= 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new CommandLine.ParameterException(
                    line, "--since takes 2026-11-22, 2026-11-22T09:00:00Z, 90m, 24h or 7d, not " + text + ".");
        }
    }
}
