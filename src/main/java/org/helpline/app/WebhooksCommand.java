package org.helpline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.core.Clock;
import org.helpline.journal.PublicEvent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code webhooks [list|dead NAME|again NAME|test NAME]}: programs that are called with events. */
@Command(
        name = "webhooks",
        description =
                "Shows how far the programs of webhooks.ini are, their dead letters, sends those again, or sends a test.",
        mixinStandardHelpOptions = true)
final class WebhooksCommand implements Callable<Integer> {

    private static final String USAGE =
            "Say webhooks list, webhooks dead NAME, webhooks again NAME or webhooks test NAME.";
    private static final int MOST = 1_000;

    private final StartOptions options;

    @Parameters(
            arity = "0..2",
            paramLabel = "WORDS",
            description = "list, dead NAME, again NAME or test NAME (default: list).")
    private List<String> words = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    WebhooksCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<String> args = new ArrayList<>(List.of("webhooks"));
        args.addAll(words);
        return Asking.server(options, args, Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side. */
    static ControlCommand of(Supplier<List<Webhook>> now, HookShelf shelf, Clock clock) {
        return new ControlCommand("webhooks", (args, out) -> {
            List<Webhook> hooks = now.get();
            String word = args.isEmpty() ? "list" : args.getFirst();
            if (word.equals("list") && args.size() <= 1) {
                return list(hooks, shelf, out);
            }
            Optional<Webhook> hook = hooks.stream()
                    .filter(h -> args.size() == 2 && h.hook().name().equals(args.get(1)))
                    .findFirst();
            if (hook.isEmpty()) {
                out.problem(args.size() == 2 ? "webhooks.ini has no " + args.get(1) + "." : USAGE);
                return ExitCode.USAGE;
            }
            return switch (word) {
                case "dead" -> dead(hook.get(), shelf, out);
                case "again" -> again(hook.get(), shelf, out);
                case "test" -> test(hook.get(), clock, out);
                default -> {
                    out.problem(USAGE);
                    yield ExitCode.USAGE;
                }
            };
        });
    }

    private static ExitCode list(List<Webhook> hooks, HookShelf shelf, Output out) {
        if (hooks.isEmpty()) {
            out.line("webhooks.ini names no program.");
        }
        for (Webhook hook : hooks) {
            String name = hook.hook().name();
            out.line(name + "  " + hook.hook().url().getHost() + "  told up to event "
                    + shelf.delivered(name).orElse(0L) + ", dead letters: " + shelf.deadCount(name));
        }
        return ExitCode.FINE;
    }

    private static ExitCode dead(Webhook hook, HookShelf shelf, Output out) {
        List<HookShelf.Dead> dead = shelf.dead(hook.hook().name(), MOST);
        if (dead.isEmpty()) {
            out.line("There is no dead letter.");
        }
        dead.forEach(d -> out.line("event " + d.number() + "  " + d.at() + "  " + d.why()));
        return ExitCode.FINE;
    }

    private static ExitCode again(Webhook hook, HookShelf shelf, Output out) {
        int told = 0;
        for (HookShelf.Dead dead : shelf.dead(hook.hook().name(), MOST)) {
            Optional<String> trouble = hook.again(dead.number());
            if (trouble.isPresent()) {
                out.problem(
                        "Event " + dead.number() + " was not taken: " + trouble.get() + ". Told again: " + told + ".");
                return ExitCode.FAILED;
            }
            told++;
        }
        out.line("Told again: " + told + ".");
        return ExitCode.FINE;
    }

    private static ExitCode test(Webhook hook, Clock clock, Output out) {
        Optional<String> trouble = hook.send(new PublicEvent(0, clock.now(), "test", "", Map.of(), Map.of()));
        if (trouble.isPresent()) {
            out.problem("The test was not taken: " + trouble.get() + ".");
            return ExitCode.FAILED;
        }
        out.line("The test was taken.");
        return ExitCode.FINE;
    }
}
