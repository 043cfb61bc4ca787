package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.admin.ExitCode;
import org.helpline.config.SettingsReader;
import org.helpline.config.Sources;

/** Starts a server on free ports and scratch data, calls it once and stops it, so that the start-up cache knows what a start and a first call load. */
final class Training {

    private Training() {}

    static int run() {
        try {
            Path scratch = Files.createTempDirectory("helpline-training");
            try {
                StartOptions options = StartWords.read().orElseThrow().options();
                Logs.beside(scratch, options.confFile("logback.xml")); // the real logs, so that these are known too
                return start(scratch);
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            return ExitCode.FAILED.code();
        }
    }

    private static int start(Path scratch) {
        Path conf = StartOptions.home().resolve("conf");
        // with the operator's settings, whose reading is to be known too; without them where they do not start
        if (Files.isDirectory(conf) && start(scratch, Optional.of(conf))) {
            return ExitCode.FINE.code();
        }
        return (start(scratch, Optional.empty()) ? ExitCode.FINE : ExitCode.FAILED).code();
    }

    private static boolean start(Path scratch, Optional<Path> conf) {
        List<String> sets = List.of("sip.listen=127.0.0.1:0", "desk.listen=127.0.0.1:0", "media.ports=0");
        Sources sources = new Sources(StartOptions.home(), scratch, conf, Optional.empty(), Map.of(), sets);
        return switch (Assembly.start(SettingsReader.read(sources))) {
            case Assembly.Running running -> {
                StartReport report = StartReport.of(running, Duration.ZERO);
                boolean told = !report.lines().isEmpty() && !report.json().isEmpty();
                TrainingCall.place(running.server());
                Shutdown.stopForGood(running.server());
                yield told;
            }
            case Assembly.NotStarted n -> {
                n.problems().all().forEach(p -> System.err.println(p)); // into target/launcher/train.log
                yield false;
            }
        };
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
