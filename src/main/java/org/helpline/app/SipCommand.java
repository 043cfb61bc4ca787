package org.helpline.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.helpline.admin.ControlClient;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.sip.doctor.Capture;
import org.helpline.sip.doctor.Doctor;
import org.helpline.sip.doctor.DoctorReport;
import org.helpline.sip.doctor.Finding;
import org.helpline.sip.doctor.TraceCapture;
import org.helpline.sip.trace.Ladder;
import org.helpline.sip.trace.PcapWriter;
import org.helpline.sip.trace.Trace;
import org.helpline.sip.trace.TraceFolder;
import org.helpline.sip.trace.Traces;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code sip trace CALL}: what was said over SIP. The running server is asked; without one its files are read. */
@Command(name = "sip", description = "Shows what was said over SIP.", mixinStandardHelpOptions = true)
final class SipCommand implements Runnable {

    /** Where traces are, below the data folder. */
    static final String FOLDER = "traces";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec
    private @Nullable CommandSpec spec;

    private SipCommand() {}

    static CommandLine line(StartOptions options) {
        return new CommandLine(new SipCommand()).addSubcommand(new TraceCommand(options));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Say what of it: sip trace CALL.");
    }

    /** {@code sip trace CALL [--json] [--pcap FILE]}. */
    @Command(
            name = "trace",
            description =
                    "Shows the messages of all legs of a call as a ladder, what its sound came to, and what is wrong with it.",
            mixinStandardHelpOptions = true)
    static final class TraceCommand implements Callable<Integer> {

        private final StartOptions options;

        @Parameters(
                paramLabel = "CALL",
                description =
                        "The call's id, a Call-ID of any of its legs, six letters or more of the beginning or end of one, or \"last\".")
        private String call = "";

        @Option(names = "--json", description = "As a JSON object.")
        private boolean json;

        @Option(
                names = "--pcap",
                paramLabel = "FILE",
                description = "Saves the messages as a capture, for Wireshark and the like.")
        private @Nullable Path pcap;

        @Spec
        private @Nullable CommandSpec spec;

        private TraceCommand(StartOptions options) {
            this.options = options;
        }

        @Override
        public Integer call() {
            CommandLine line = Objects.requireNonNull(spec).commandLine();
            PrintWriter to = line.getOut();
            Output out = Output.to(to, line.getErr());
            List<String> words = new ArrayList<>(List.of("sip", "trace", call));
            if (json) {
                words.add("--json");
            }
            Path target = pcap;
            if (target != null) {
                words.add("--pcap=" + target.toAbsolutePath());
            }
            return ControlClient.at(options.data())
                    .ask(words, out)
                    .orElseGet(() ->
                            answer(words.subList(1, words.size()), _ -> Optional.empty(), folder(options.data()), out))
                    .code();
        }
    }

    static TraceFolder folder(Path data) {
        return new TraceFolder(data.resolve(FOLDER));
    }

    /** The server's side. {@code live} finds calls that are up. */
    static ControlCommand of(Function<String, Optional<Trace>> live, TraceFolder folder) {
        return new ControlCommand("sip", (args, out) -> answer(args, live, folder, out));
    }

    private static ExitCode answer(
            List<String> args, Function<String, Optional<Trace>> live, TraceFolder folder, Output out) {
        if (args.size() < 2 || !args.getFirst().equals("trace")) {
            out.problem("Say sip trace CALL.");
            return ExitCode.USAGE;
        }
        String name = args.get(1);
        try {
            return switch (find(name, live, folder)) {
                case TraceFolder.Found.One(Trace trace) -> show(trace, args, out);
                case TraceFolder.Found.Several(List<String> ids) -> {
                    out.problem(ids.size() + " calls have that; give more of the id: " + String.join(", ", ids));
                    yield ExitCode.FAILED;
                }
                case TraceFolder.Found.None() -> {
                    out.problem(
                            "There is no trace of that call: give its id or a Call-ID as `calls show` has them, or say last."
                                    + " Traces are kept as sip.trace, sip.trace-keep and sip.trace-space say.");
                    yield ExitCode.FAILED;
                }
            };
        } catch (IOException e) {
            out.problem("The traces cannot be read: " + e.getMessage() + ".");
            return ExitCode.FAILED;
        }
    }

    /** A call that has just ended is not in its file yet; the last one may be up, or over while a longer one goes on. */
    private static TraceFolder.Found find(String name, Function<String, Optional<Trace>> live, TraceFolder folder)
            throws IOException {
        Optional<Trace> up = live.apply(name);
        if (up.isPresent() && !name.equals(Traces.LAST)) {
            return new TraceFolder.Found.One(up.get());
        }
        TraceFolder.Found stored = folder.find(name);
        boolean storedIsLater = stored instanceof TraceFolder.Found.One(Trace trace)
                && up.stream().allMatch(it -> it.beginsMicros() < trace.beginsMicros());
        return up.isEmpty() || storedIsLater ? stored : new TraceFolder.Found.One(up.get());
    }

    private static ExitCode show(Trace trace, List<String> args, Output out) {
        Optional<String> pcap = args.stream()
                .filter(a -> a.startsWith("--pcap="))
                .map(a -> a.substring("--pcap=".length()))
                .findFirst();
        if (pcap.isPresent()) {
            return save(trace, Path.of(pcap.get()), out);
        }
        Capture capture = TraceCapture.of(trace);
        List<Finding> findings = Doctor.examine(capture);
        if (args.contains("--json")) {
            Map<String, Object> root = new LinkedHashMap<>(Ladder.fields(trace));
            root.put("findings", DoctorReport.fields(findings));
            JSON.writeValueAsString(root).lines().forEach(out::line);
            return ExitCode.FINE;
        }
        Ladder.of(trace, ZoneId.systemDefault()).forEach(out::line);
        out.line("");
        DoctorReport.findings(findings).forEach(out::line);
        return ExitCode.FINE;
    }

    private static ExitCode save(Trace trace, Path file, Output out) {
        try (OutputStream to = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            PcapWriter.write(to, trace.seen());
            out.line(file + " holds " + trace.seen().size()
                    + " messages; TCP, TLS and WebSocket stand in it decoded, as TCP.");
            return ExitCode.FINE;
        } catch (FileAlreadyExistsException e) {
            out.problem(file + " is there already and stays as it is.");
        } catch (IOException e) {
            out.problem("The capture cannot be saved: " + e);
        }
        return ExitCode.FAILED;
    }
}
