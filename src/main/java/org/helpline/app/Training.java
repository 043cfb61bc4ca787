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
        Path conf = StartOptions.home().resolve("conf");
        // with the operator's settings, whose reading is to be known too; without them where they do not start
        int code = Files.isDirectory(conf) ? start(scratch, Optional.of(conf)) : ExitCode.FAILED.code();
        return code == ExitCode.FINE.code() ? code : start(scratch, Optional.empty());
    }

    private static int start(Path scratch, Optional<Path> conf) {
        List<String> sets = List.of("sip.listen=127.0.0.1:0", "desk.listen=127.0.0.1:0", "media.ports=0");
        Sources sources =
                new Sources(StartOptions.home(), scratch, conf, Optional.empty(), Map.of(), sets);
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
