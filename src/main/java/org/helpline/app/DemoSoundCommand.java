package org.helpline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.app.demo.Scenes;
import org.helpline.app.demo.Take;
import org.helpline.app.demo.Voices;
import org.helpline.call.Sounds;
import org.helpline.config.Settings;
import org.helpline.media.VirtualRoad;
import org.helpline.sdp.AudioCodec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo-sound --to FOLDER}: a few calls, in virtual time, to be listened to. Needs no server and no network. */
@Command(
        name = "demo-sound",
        description =
                "Makes sound to listen to: a recorded call with a pause, three who talk, a supervisor who whispers; in virtual time, without a server.",
        mixinStandardHelpOptions = true)
final class DemoSoundCommand implements Callable<Integer> {

    private static final String ROW = "%-22s  %7s  %-9s  %s";
    private static final String SPEECH = "support-line/prompts/en";
    private static final int WORST = 50;
    private static final int LATEST = 500;

    private final StartOptions options;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FOLDER",
            description = "Where the files are put, over those of before.")
    private Path folder = Path.of("");

    @Option(
            names = "--loss",
            paramLabel = "PERCENT",
            description =
                    "Packets that are lost between the caller and the server, 0 to 50 (default: ${DEFAULT-VALUE}).")
    private double loss = 2;

    @Option(
            names = "--jitter",
            paramLabel = "MS",
            description = "How much longer one takes than another, 0 to 500 (default: ${DEFAULT-VALUE}).")
    private int jitter = 30;

    @Option(
            names = "--codec",
            paramLabel = "CODEC",
            description = "PCMU, PCMA, G722 or OPUS (default: ${DEFAULT-VALUE}).")
    private AudioCodec codec = AudioCodec.PCMA;

    @Option(names = "--seed", paramLabel = "N", description = "Which packets are lost (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--speech",
            paramLabel = "FOLDER",
            description = "WAV files of somebody who speaks (default: the prompts of the support line).")
    private @Nullable Path speech;

    @Spec
    private @Nullable CommandSpec spec;

    DemoSoundCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        if (!(loss >= 0 && loss <= WORST) || jitter < 0 || jitter > LATEST) {
            line.getErr().println("--loss is 0 to " + WORST + " percent, --jitter 0 to " + LATEST + " ms.");
            return ExitCode.USAGE.code();
        }
        Settings settings = options.settings(line);
        Path scripts = settings.scripts().directory();
        try {
            Voices voices = Voices.of(speech == null ? scripts.resolve(SPEECH) : speech);
            Files.createDirectories(folder);
            Scenes.Line road = new Scenes.Line(codec, new VirtualRoad(loss / 100, Duration.ofMillis(jitter)), seed);
            List<Take> takes = new Scenes(settings.media(), voices, music(scripts), road, folder).play();
            tell(takes, line.getOut());
            return ExitCode.FINE.code();
        } catch (IOException e) {
            line.getErr()
                    .println("The sounds cannot be made: " + e.getMessage() + ". --speech FOLDER names another one.");
            return ExitCode.FAILED.code();
        }
    }

    private static Sounds.Sound music(Path scripts) {
        return Sounds.load(scripts.resolve("music/default.wav")) instanceof Sounds.Sound sound
                ? sound
                : Sounds.ringback();
    }

    private static void tell(List<Take> takes, PrintWriter out) throws IOException {
        out.println(ROW.formatted("FILE", "LENGTH", "CHANNELS", "SHA-256"));
        for (Take take : takes) {
            for (Path file : List.of(take.wav(), take.opus())) {
                String length =
                        String.format(Locale.ROOT, "%.1f s", take.length().toMillis() / 1_000.0);
                out.println(ROW.formatted(String.valueOf(file.getFileName()), length, "2", hash(file)));
            }
            out.println("    " + take.listenFor());
        }
        out.flush();
    }

    private static String hash(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
