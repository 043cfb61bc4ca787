package org.helpline.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.helpline.config.ReportSettings;
import org.helpline.config.ReportSettings.Schedule;
import org.helpline.core.Clock;
import org.helpline.journal.Reading;
import org.helpline.journal.measure.Ask;
import org.helpline.journal.measure.AskReader;
import org.helpline.journal.measure.Figures;
import org.helpline.journal.measure.Interval;
import org.helpline.journal.measure.Report;
import org.helpline.journal.measure.ReportCsv;
import org.helpline.journal.measure.ReportXlsx;
import org.helpline.journal.measure.SentReports;
import org.helpline.voicemail.Post;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends reports by e-mail when they are due: each once to each address, also over a restart, and as soon as the mail server takes it. A schedule that is
 * new begins with the next report. One thread; blocks.
 */
final class ReportPost {

    private static final Logger LOG = LoggerFactory.getLogger(ReportPost.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Figures figures;
    private final Supplier<ReportSettings> settings;
    private final Post post;
    private final SentReports sent;
    private final Path folder;
    private final Clock clock;
    private final Map<String, Instant> notBefore = new HashMap<>();

    /** Writes files below {@code folder} while they are sent. */
    ReportPost(
            Figures figures, Supplier<ReportSettings> settings, Post post, SentReports sent, Path folder, Clock clock) {
        this.figures = figures;
        this.settings = settings;
        this.post = post;
        this.sent = sent;
        this.folder = folder;
        this.clock = clock;
    }

    /** Sends what is due. */
    Void look() throws IOException {
        ReportSettings now = settings.get();
        for (Schedule schedule : now.schedules()) {
            Due due = Due.last(schedule, clock.now(), now.zone());
            for (String address : schedule.to()) {
                look(schedule, address, due, now);
            }
        }
        return null;
    }

    private void look(Schedule schedule, String address, Due due, ReportSettings now) throws IOException {
        Optional<Instant> last = sent.last(schedule.name(), address);
        String key = schedule.name() + " " + address;
        if (last.isEmpty()) {
            sent.note(schedule.name(), address, due.at());
        } else if (last.get().isBefore(due.at()) && !clock.now().isBefore(notBefore.getOrDefault(key, Instant.MIN))) {
            send(schedule, address, due, now, key);
        }
    }

    private void send(Schedule schedule, String address, Due due, ReportSettings now, String key) throws IOException {
        Ask.Group group = AskReader.group(schedule.report());
        Ask ask = new Ask(
                due.from(), due.to(), now.zone(), due.by(), group, Set.of(), AskReader.usual(group), now.terms());
        if (!(figures.ask(ask).toCompletableFuture().join() instanceof Reading.Read<Report>(Report report))
                || !report.complete()) {
            return; // it is tried again with the next look
        }
        Files.createDirectories(folder);
        LocalDate day = due.from().atZone(now.zone()).toLocalDate();
        String name = schedule.name() + "-" + day + "." + schedule.form();
        Path file = folder.resolve(name);
        try {
            write(report, schedule.form(), file);
            String id = "report-" + schedule.name() + "-" + day + "-" + Integer.toHexString(address.hashCode());
            Post.Letter letter =
                    new Post.Letter(address, subject(schedule, day), body(report, due, now), file, name, id);
            settle(post.send(letter), schedule, address, due, key);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void write(Report report, String form, Path file) throws IOException {
        try (OutputStream to = Files.newOutputStream(file)) {
            if (form.equals("csv")) {
                to.write(ReportCsv.of(report).getBytes(StandardCharsets.UTF_8));
            } else {
                ReportXlsx.write(report, to);
            }
        }
    }

    private void settle(Post.Outcome outcome, Schedule schedule, String address, Due due, String key) {
        switch (outcome) {
            case Post.Outcome.Taken _ -> {
                LOG.info("report={} sent", schedule.name());
                sent.note(schedule.name(), address, due.at());
            }
            case Post.Outcome.Refused(String why) -> {
                LOG.error("report={} given up: {}", schedule.name(), why);
                sent.note(schedule.name(), address, due.at());
            }
            case Post.Outcome.NotNow(String why) -> {
                LOG.warn("report={} not sent, tried again in 5 minutes: {}", schedule.name(), why);
                notBefore.put(key, clock.now().plus(PAUSE));
            }
        }
    }

    private static String subject(Schedule schedule, LocalDate day) {
        return "Helpline: " + schedule.report() + ", " + schedule.every() + " of " + day;
    }

    /** The whole time in a few lines; the file has the rest. */
    private String body(Report report, Due due, ReportSettings now) {
        Ask ask = report.ask();
        Ask whole = new Ask(
                due.from(), due.to(), now.zone(), Interval.NONE, ask.group(), Set.of(), ask.metrics(), now.terms());
        StringBuilder body = new StringBuilder();
        if (figures.ask(whole).toCompletableFuture().join() instanceof Reading.Read<Report>(Report sum)) {
            for (Report.Row row : sum.rows()) {
                body.append(row.group().isEmpty() ? "(none)" : row.group()).append('\n');
                row.values()
                        .forEach((m, v) -> body.append("  ")
                                .append(m.title())
                                .append(": ")
                                .append(ReportCommand.ReportTable.cell(m, v))
                                .append('\n'));
            }
        }
        return body.append(body.isEmpty() ? "Nothing happened in this time.\n" : "")
                .append("\nThe attached file tells it by the ")
                .append(due.by().word())
                .append(".\nFormulas ")
                .append(report.version())
                .append("; times of ")
                .append(now.zone())
                .append(".\n")
                .toString();
    }
}
