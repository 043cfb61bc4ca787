package org.helpline.ivr;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.AgentId;
import org.helpline.core.BusinessHours;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.ivr.check.Known;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.ScriptLoader;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.PhoneBook.Reach;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.run.CallContext;
import org.helpline.ivr.run.Environment;
import org.helpline.ivr.run.ScriptSimulator;
import org.helpline.ivr.run.Target;

/** Scripts, calls and a world to test with. */
public final class Samples {

    /** A Wednesday at noon in Istanbul: open. */
    public static final Instant OPEN = Instant.parse("2026-11-18T09:00:00Z");

    /** The same day in the evening: closed. */
    public static final Instant CLOSED = Instant.parse("2026-11-18T19:00:00Z");

    /** 29 October, a holiday. */
    public static final Instant HOLIDAY = Instant.parse("2026-10-29T09:00:00Z");

    /** The office's hours. */
    public static final BusinessHours OFFICE = BusinessHours.of(
            ZoneId.of("Europe/Istanbul"),
            List.of(new BusinessHours.Opening(EnumSet.range(MONDAY, FRIDAY), LocalTime.of(9, 0), LocalTime.of(18, 0))),
            Set.of(LocalDate.of(2026, 10, 29)),
            false);

    /** Ada at 201, Şule (çok güzel) without an extension, a phone at 204, the queue support at 210, a script at 22; German numbers outside. */
    public static final PhoneBook BOOK = new PhoneBook(List.of(
                    new PhoneBook.Entry("201", "ada", "Ada Lovelace", new Reach.Agent(new AgentId("ada")), true),
                    new PhoneBook.Entry("", "sule", "Şule Çağrı", new Reach.Agent(new AgentId("sule")), true),
                    new PhoneBook.Entry("204", "204", "Front Desk", new Reach.Phone("204"), true),
                    new PhoneBook.Entry("210", "210", "", new Reach.Queue(new QueueName("support")), true),
                    new PhoneBook.Entry("22", "22", "", new Reach.Script("information-line"), true)))
            .reaching(n -> n.startsWith("+49"));

    /** What the server knows in tests. */
    public static final Known KNOWN = new Known(
                    Set.of("support", "billing"),
                    Set.of("office"),
                    Set.of("support-line", "information-line", "test"),
                    Set.of("calm"),
                    Set.of(),
                    true)
            .withPeople(BOOK, Set.of("billing", "english"))
            .withLookUps(lookUps());

    private Samples() {}

    private static Map<String, LookUpShape> lookUps() {
        Map<String, LookUpShape.Field> order = new LinkedHashMap<>();
        order.put("number", new LookUpShape.Field(ValueType.TEXT, false));
        order.put("state", new LookUpShape.Field(ValueType.TEXT, false));
        order.put("eta", new LookUpShape.Field(ValueType.DATE, true));
        order.put("items", new LookUpShape.Field(ValueType.NUMBER, true));
        return Map.of(
                "order_status",
                new LookUpShape(Set.of("number"), Optional.of(Set.of("number", "phone")), order),
                LookUpShape.CUSTOMER,
                LookUpShape.customer(Map.of("name", ValueType.TEXT, "language", ValueType.TEXT)));
    }

    /** A caller without a past. */
    public static CallContext caller() {
        return CallContext.of(new Personal("+905321234567"), "100", Optional.empty());
    }

    /** The office's world, in which overflow is goodbye. */
    public static ScriptSimulator.World world() {
        return world(new Target.Goodbye(), Set.of());
    }

    /** The office's world. */
    public static ScriptSimulator.World world(Target overflow, Set<String> notices) {
        return now -> new Environment(
                        now,
                        _ -> OFFICE.at(now),
                        _ -> OFFICE.zone(),
                        notices::contains,
                        _ -> "calm",
                        (_, _) -> overflow,
                        Environment.MAX_STEPS)
                .with(BOOK);
    }

    /** A sample script. */
    public static Script sample(String name) {
        return loaded(ScriptLoader.load(Path.of("ivr-scripts", name), KNOWN));
    }

    /** A script written in a test, and its prompts. */
    public static LoadResult check(String script, String prompts) {
        return ScriptLoader.check(files(script, prompts), KNOWN);
    }

    /** The same under another name; the scripts verify and other are there too. */
    public static LoadResult checkAs(String name, String script, String prompts) {
        ScriptFiles files = new ScriptFiles(name, Path.of(name), script, prompts, Map.of(), "000000000000");
        return ScriptLoader.check(files, KNOWN.withScripts(Set.of("test", "verify", "other")));
    }

    /** Files as if read. */
    public static ScriptFiles files(String script, String prompts) {
        return new ScriptFiles("test", Path.of("test"), script, prompts, Map.of(), "000000000000");
    }

    /** The script, or a failure that shows the problems. */
    public static Script loaded(LoadResult result) {
        return switch (result) {
            case LoadResult.Loaded l -> l.script();
            case LoadResult.Refused r -> throw new AssertionError(r.problems().toString());
        };
    }

    /** Whether the script ever says a value digit by digit. */
    public static boolean saysDigits(Script script) {
        boolean[] found = {false};
        new Steps(script).forEach(step -> {
            List<Spoken> what = switch (step) {
                case ScriptStep.Ask a -> a.confirm();
                case ScriptStep.Say say -> say.what();
                default -> List.of();
            };
            found[0] |= what.stream().anyMatch(Spoken.Value.class::isInstance);
        });
        return found[0];
    }
}
