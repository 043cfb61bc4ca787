package org.helpline.app;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.helpline.access.Scope;
import org.helpline.access.Token;
import org.helpline.access.Tokens;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tokens [list|add NAME|end NAME]}: the programs that may ask by the API. */
@Command(
        name = "tokens",
        description = "Lists the tokens of programs that may use the API; makes one, shown this once, or ends one.",
        mixinStandardHelpOptions = true)
final class TokensCommand implements Callable<Integer> {

    private static final String USAGE =
            "Say tokens list, tokens add NAME --scope SCOPE,… [--days N] or tokens end NAME. Scopes: "
                    + Arrays.stream(Scope.values()).map(Scope::word).collect(Collectors.joining(", ")) + ".";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final StartOptions options;

    @Parameters(arity = "0..2", paramLabel = "WORDS", description = "list, add NAME or end NAME (default: list).")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--scope",
            split = ",",
            paramLabel = "SCOPE",
            description = "What it is good for, several between commas.")
    private List<String> scopes = new ArrayList<>();

    @Option(names = "--days", paramLabel = "N", description = "How long it is good (default: until it is ended).")
    private int days;

    @Spec
    private @Nullable CommandSpec spec;

    TokensCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<String> args = new ArrayList<>(List.of("tokens"));
        args.addAll(words);
        if (!scopes.isEmpty() || days != 0) {
            args.add(String.join(",", scopes));
            args.add(String.valueOf(days));
        }
        return Asking.server(options, args, Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side. */
    static ControlCommand of(Tokens tokens) {
        return new ControlCommand("tokens", (args, out) -> answer(tokens, args, out));
    }

    private static ExitCode answer(Tokens tokens, List<String> args, Output out) {
        String word = args.isEmpty() ? "list" : args.getFirst();
        if (word.equals("list") && args.size() <= 1) {
            return list(tokens.all(), out);
        }
        if (word.equals("end") && args.size() == 2) {
            return end(tokens, args.get(1), out);
        }
        return word.equals("add") && args.size() == 4 ? add(tokens, args, out) : usage(out);
    }

    private static ExitCode usage(Output out) {
        out.problem(USAGE);
        return ExitCode.USAGE;
    }

    private static ExitCode add(Tokens tokens, List<String> args, Output out) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : args.get(2).split(",", -1)) {
            Optional<Scope> scope = Scope.of(word.strip());
            if (scope.isEmpty()) {
                return usage(out);
            }
            scopes.add(scope.get());
        }
        if (!args.get(3).matches("[0-9]{1,4}") || Integer.parseInt(args.get(3)) > Tokens.MOST_DAYS) {
            return usage(out);
        }
        int days = Integer.parseInt(args.get(3));
        Optional<Duration> lasts = days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days));
        return switch (tokens.make(args.get(1), scopes, lasts, "the command line")
                .toCompletableFuture()
                .join()) {
            case Tokens.Made.Refused(String why) -> {
                out.problem(why);
                yield ExitCode.FAILED;
            }
            case Tokens.Made.Fresh(String secret) -> {
                out.line("The token of " + args.get(1) + ", shown this once: " + secret);
                yield ExitCode.FINE;
            }
        };
    }

    private static ExitCode end(Tokens tokens, String name, Output out) {
        if (tokens.end(name).toCompletableFuture().join()) {
            out.line("The token of " + name + " is good for nothing any more.");
            return ExitCode.FINE;
        }
        out.problem("There is no token of that name; see tokens list.");
        return ExitCode.FAILED;
    }

    private static ExitCode list(List<Token> tokens, Output out) {
        if (tokens.isEmpty()) {
            out.line("There is no token: no program may use the API.");
        }
        tokens.forEach(t -> out.line(words(t)));
        return ExitCode.FINE;
    }

    private static String words(Token token) {
        return token.name() + "  "
                + token.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining(","))
                + "  made " + MINUTE.format(token.made().atZone(ZoneId.systemDefault()))
                + token.expires()
                        .map(e -> "  until " + MINUTE.format(e.atZone(ZoneId.systemDefault())))
                        .orElse("")
                + token.used()
                        .map(u -> "  last used " + MINUTE.format(u.atZone(ZoneId.systemDefault())))
                        .orElse("  never used");
    }
}
