package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.admin.ExitCode;
import org.helpline.config.SettingsReader;
import org.helpline.config.Sources;

/** Starts and stops a server on free ports and scratch data, so that the start-up cache knows what a start loads. */
final class Training {

    private Training() {}

    static int run() {
        try {
            Path scratch = Files.createTempDirectory("helpline-training");
            try {
                return start(scratch);
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            return ExitCode.FAILED.code();
        }
    }

    private static int start(Path scratch) {
        List<String> sets = List.of("sip.listen=127.0.0.1:0", "desk.listen=127.0.0.1:0", "media.ports=0");
        Sources sources =
                new Sources(StartOptions.home(), scratch, Optional.empty(), Optional.empty(), Map.of(), sets);
        return switch (Assembly.start(SettingsReader.read(sources))) {
            case Assembly.Running running -> {
                TrainingCall.place(running.server());
                Shutdown.stop(running.server());
                yield ExitCode.FINE.code();
            }
            case Assembly.NotStarted n -> {
                n.problems().all().forEach(p -> System.err.println(p)); // into target/launcher/train.log
                yield ExitCode.FAILED.code();
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
