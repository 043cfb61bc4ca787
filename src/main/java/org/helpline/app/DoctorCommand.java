package org.helpline.app;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.sip.doctor.Capture;
import org.helpline.sip.doctor.CaptureReader;
import org.helpline.sip.doctor.Doctor;
import org.helpline.sip.doctor.DoctorReport;
import org.helpline.sip.doctor.Finding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code doctor FILE}: what is wrong with the calls of a capture. Needs no server and no settings. */
@Command(
        name = "doctor",
        description = "Says what is wrong with the calls of a capture (pcap or pcapng), and what to do.",
        footer = "Exit code 0: nothing is wrong, 1: something is, 2: the file cannot be read.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final long MEGA = 1_000_000;
    private static final long PROGRESS_FROM = 100 * MEGA;
    private static final long PROGRESS_EVERY = 50 * MEGA;

    @Parameters(paramLabel = "FILE", description = "A capture, for example of: tcpdump -i any -s 0 -w FILE udp or tcp")
    private Path file = Path.of("");

    @Option(names = "--json", description = "As a JSON object.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        try {
            Capture capture = read(line);
            List<Finding> findings = Doctor.examine(capture);
            (json ? DoctorReport.json(capture, findings) : DoctorReport.text(capture, findings))
                    .forEach(line.getOut()::println);
            line.getOut().flush();
            return (findings.stream().anyMatch(Finding::isFault) ? ExitCode.FAILED : ExitCode.FINE).code();
        } catch (NoSuchFileException e) {
            line.getErr().println("There is no file " + file + ".");
        } catch (IOException e) {
            line.getErr().println(file + " cannot be read as a capture: " + e.getMessage() + ".");
        }
        return ExitCode.USAGE.code();
    }

    private Capture read(CommandLine line) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            return CaptureReader.read(size < PROGRESS_FROM ? in : new Progress(in, size, line));
        }
    }

    /** Tells on the error stream how far a big file has been read, so that nobody takes it for hung. */
    private final class Progress extends FilterInputStream {
        private final long size;
        private final CommandLine line;
        private long read;

        Progress(InputStream in, long size, CommandLine line) {
            super(in);
            this.size = size;
            this.line = line;
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            count(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] bytes, int at, int length) throws IOException {
            int count = super.read(bytes, at, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int more) {
            long before = read / PROGRESS_EVERY;
            read += more;
            if (read / PROGRESS_EVERY > before) {
                line.getErr().println(file + ": " + read / MEGA + " of " + size / MEGA + " MB read.");
                line.getErr().flush();
            }
        }
    }
}
