package org.helpline.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.helpline.config.CallSettings;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.interaction.Hallway;

/** Numbers lead elsewhere, and calls may last longer, from the next call on. After {@link ScriptsReload}, whose scripts answer. One thread at a time. */
record NumbersReload(Supplier<Hallway> hallway) implements Reload.Part {

    private static final String NUMBERS = "numbers.";
    private static final String LENGTH = "calls.max-length";
    private static final String DRAIN = "calls.drain";
    private static final String TEST_CALL = "calls.test-call";

    @Override
    public boolean covers(String key) {
        return key.startsWith(NUMBERS) || List.of(LENGTH, DRAIN, TEST_CALL).contains(key);
    }

    @Override
    public String take(SettingsReader.Read before, SettingsReader.Read next) {
        CallSettings was = before.settings().calls();
        CallSettings is = next.settings().calls();
        List<String> told = new ArrayList<>(numbers(was, is));
        compare(LENGTH, was.maxLength(), is.maxLength(), told);
        compare(DRAIN, was.drain(), is.drain(), told);
        if (!was.testCall().equals(is.testCall())) {
            told.add(TEST_CALL + " is \"" + is.testCall() + "\", was \"" + was.testCall() + '"');
        }
        if (told.isEmpty()) {
            return "";
        }
        Settings old = hallway.get().settings();
        hallway.get().change(old.with(is.with(old.calls().extensions()), old.acd(), old.scripts()));
        return "from the next call: " + String.join("; ", told);
    }

    private static List<String> numbers(CallSettings was, CallSettings is) {
        TreeSet<String> all = new TreeSet<>(was.numbers().keySet());
        all.addAll(is.numbers().keySet());
        all.removeIf(n -> Objects.equals(was.numbers().get(n), is.numbers().get(n))
                && Objects.equals(was.ring().get(n), is.ring().get(n)));
        return all.stream()
                .map(n -> is.numbers().containsKey(n)
                        ? "number " + n + " leads to " + answer(is, n)
                                + (was.numbers().containsKey(n) ? ", was " + answer(was, n) : "")
                        : "number " + n + " is gone")
                .toList();
    }

    private static String answer(CallSettings calls, String number) {
        Duration ring = calls.ring().getOrDefault(number, Duration.ZERO);
        return calls.numbers().getOrDefault(number, "") + (ring.isZero() ? "" : " ring " + ring.toSeconds() + "s");
    }

    private static void compare(String key, Duration was, Duration is, List<String> told) {
        if (!was.equals(is)) {
            told.add(key + " is " + is.toSeconds() + "s, was " + was.toSeconds() + "s");
        }
    }
}
