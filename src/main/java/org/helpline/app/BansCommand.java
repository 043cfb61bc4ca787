package org.helpline.app;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.config.Network;
import org.helpline.core.Clock;
import org.helpline.core.DurationText;
import org.helpline.sip.guard.Bans;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bans [list|add ADDRESS [TIME]|lift ADDRESS]}: who is not listened to. */
@Command(
        name = "bans",
        description =
                "Lists the addresses that are not listened to, and what was held against whom; adds one, or lifts a ban.",
        mixinStandardHelpOptions = true)
final class BansCommand implements Callable<Integer> {

    private static final String USAGE = "Say bans list, bans add ADDRESS [TIME] (such as 1h) or bans lift ADDRESS.";
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final StartOptions options;

    @Parameters(
            arity = "0..3",
            paramLabel = "WORDS",
            description = "list, add ADDRESS [TIME] or lift ADDRESS (default: list; a ban by hand lasts 1h).")
    private List<String> words = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    BansCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<String> args = new ArrayList<>(List.of("bans"));
        args.addAll(words);
        return Asking.server(options, args, Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side. */
    static ControlCommand of(Supplier<Bans> bans, Clock clock) {
        return new ControlCommand("bans", (args, out) -> {
            String word = args.isEmpty() ? "list" : args.getFirst();
            return switch (args.size() + " " + word) {
                case "0 list", "1 list" -> list(bans.get(), out);
                case "2 lift" ->
                    address(args, out).map(a -> lift(bans.get(), a, out)).orElse(ExitCode.USAGE);
                case "2 add", "3 add" -> add(bans.get(), args, clock.now(), out);
                default -> {
                    out.problem(USAGE);
                    yield ExitCode.USAGE;
                }
            };
        });
    }

    private static ExitCode list(Bans bans, Output out) {
        List<Bans.Ban> all = bans.all();
        out.line(all.isEmpty() ? "Nobody is banned." : all.size() + " banned:");
        all.forEach(ban -> out.line("  " + ban.source() + "  until " + local(ban.until()) + "  " + ban.why()));
        out.line("Since the start: " + bans.unheard() + " messages and connections dropped unread; offences: "
                + bans.offences().entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", "))
                + ".");
        return ExitCode.FINE;
    }

    private static ExitCode lift(Bans bans, InetAddress address, Output out) {
        if (bans.lift(address)) {
            out.line(address.getHostAddress() + " is listened to again, and what was held against it is forgotten.");
            return ExitCode.FINE;
        }
        out.problem(address.getHostAddress() + " is not banned; see bans list.");
        return ExitCode.FAILED;
    }

    private static ExitCode add(Bans bans, List<String> args, Instant now, Output out) {
        Optional<InetAddress> address = address(args, out);
        Optional<Duration> time = args.size() < 3 ? Optional.of(USUAL) : DurationText.read(args.get(2));
        if (address.isEmpty()) {
            return ExitCode.USAGE;
        }
        if (time.isEmpty() || time.get().isZero() || time.get().compareTo(LONGEST) > 0) {
            out.problem("A ban lasts from 1s to 365d, such as 30m, 12h or 7d.");
            return ExitCode.USAGE;
        }
        if (bans.trusts(address.get())) {
            out.problem(address.get().getHostAddress()
                    + " is a trunk, a registered phone or in sip.ban-never: it is not banned.");
            return ExitCode.FAILED;
        }
        bans.ban(address.get(), time.get());
        out.line(address.get().getHostAddress() + " is not listened to until " + local(now.plus(time.get())) + ".");
        return ExitCode.FINE;
    }

    private static String local(Instant time) {
        return SECOND.format(time.atZone(ZoneId.systemDefault()));
    }

    private static Optional<InetAddress> address(List<String> args, Output out) {
        Optional<InetAddress> address = Network.read(args.get(1)).map(Network::base);
        if (address.isEmpty() || args.get(1).contains("/")) {
            out.problem("That is no address; write it such as 203.0.113.9 or 2001:db8::9.");
            return Optional.empty();
        }
        return address;
    }

    /** Numbers for metrics. */
    static Map<String, Double> offences(Bans bans) {
        return bans.offences().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().doubleValue()));
    }
}
