package org.helpline.app;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.config.HoursSettings;
import org.helpline.config.Settings;
import org.helpline.core.Clock;
import org.helpline.ivr.parse.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hours show [NAME]}: what calendars mean, for people. */
@Command(
        name = "show",
        description =
                "Shows opening hours as a week, the holidays of the next 12 months, the next changes and what looks"
                        + " like a mistake.",
        mixinStandardHelpOptions = true)
final class HoursShowCommand implements Callable<Integer> {

    private final StartOptions options;
    private final Clock clock;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A calendar of hours.ini (default: all).")
    private @Nullable String name;

    @Spec
    private @Nullable CommandSpec spec;

    HoursShowCommand(StartOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Settings settings = options.settings(line);
        Map<String, HoursSettings> all = new TreeMap<>(settings.scripts().hours());
        String one = name;
        if (one != null && !all.containsKey(one)) {
            line.getErr()
                    .println("There is no calendar '" + one + "'. " + Words.suggestion(one, all.keySet(), "calendar"));
            line.getErr().flush();
            return ExitCode.USAGE.code();
        }
        all.forEach((calendar, hours) -> {
            if (one == null || calendar.equals(one)) {
                line.getOut().print(HoursPage.of(calendar, hours, clock.now(), declared(settings, calendar)));
            }
        });
        line.getOut().flush();
        return ExitCode.FINE.code();
    }

    /** What somebody declared of it, as the data folder keeps it; nobody need run for that. */
    private Optional<DeclaredState> declared(Settings settings, String calendar) {
        try {
            return HoursSwitch.kept(settings.data().resolve("hours"), calendar).filter(d -> d.holds(clock.now()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
