package org.helpline.voicemail;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.helpline.core.QueueName;

/** What an e-mail about a message says. What comes from a caller stands in the body alone, without control characters. */
final class MailText {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm:ss", Locale.ENGLISH);
    private static final int LONGEST = 200;

    private MailText() {}

    /** One line. A number of digits is all that it shows of a caller. */
    static String subject(Message m) {
        String number = m.caller().value().replaceAll("[^+0-9]", "");
        String who = number.isEmpty() ? "a withheld number" : number.length() > 20 ? number.substring(0, 20) : number;
        return "Message for " + plain(m.box().map(QueueName::value).orElse("")) + " from " + who + ", "
                + m.lengthInWords();
    }

    static String body(Message m, ZoneId zone) {
        StringBuilder body = new StringBuilder();
        String number = m.caller().isEmpty() ? "withheld" : plain(m.caller().value());
        line(body, "From", number);
        if (!m.callerName().isEmpty() && !m.callerName().equals(m.caller())) {
            line(body, "Name", plain(m.callerName().value()));
        }
        line(body, "For", m.box().map(QueueName::value).orElse(""));
        line(body, "Called", plain(m.dialled()));
        line(body, "When", WHEN.format(m.at().atZone(zone)) + " (" + zone.getId() + ")");
        line(body, "Length", m.lengthInWords());
        line(body, "Language", plain(m.language()));
        if (!m.answers().isEmpty()) {
            body.append("\nWhat the caller chose and answered:\n");
            m.answers()
                    .forEach(a -> body.append("  ")
                            .append(plain(a.label()))
                            .append(": ")
                            .append(plain(a.value().value()))
                            .append('\n'));
        }
        body.append("\nThe recording is attached. It is also on the desk, as message ")
                .append(m.id())
                .append(" of call ")
                .append(m.call())
                .append(".\nA caller's number can be forged.\n");
        return body.toString();
    }

    private static void line(StringBuilder body, String label, String value) {
        body.append(label)
                .append(": ")
                .append(" ".repeat(Math.max(0, 9 - label.length())))
                .append(value)
                .append('\n');
    }

    /** Without what a mail program or a terminal would obey. */
    static String plain(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]+", " ").strip();
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
    }
}
