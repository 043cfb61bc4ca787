package org.helpline.app;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.Loop;
import org.helpline.core.ScreenPop.Match;
import org.helpline.customer.KnownNumbers;
import org.helpline.customer.Outside;
import org.helpline.interaction.lookup.LookUps;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.LookUpAnswer;
import org.helpline.store.Numbers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks another system who calls, by a look-up of the settings, beside the call. Any thread; each asking is confined to its call's loop. */
final class OutsideCustomers {

    private static final Logger LOG = LoggerFactory.getLogger(OutsideCustomers.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int LONGEST = 4_000;

    private final StoreSettings.Outside settings;
    private final Outside kept;
    private final Supplier<LookUps> lookUps;
    private final Numbers numbers;
    private final KnownNumbers known;
    private final Clock clock;
    private final ZoneId zone;

    OutsideCustomers(
            StoreSettings.Outside settings,
            Outside kept,
            Supplier<LookUps> lookUps,
            Numbers numbers,
            KnownNumbers known,
            Clock clock,
            ZoneId zone) {
        this.settings = settings;
        this.kept = kept;
        this.lookUps = lookUps;
        this.numbers = numbers;
        this.known = known;
        this.clock = clock;
        this.zone = zone;
    }

    /** As {@link org.helpline.interaction.CustomerBook#elsewhere} has it. */
    Runnable ask(String number, List<Match> ours, Loop loop, Consumer<List<Match>> told) {
        Optional<String> normalised = settings.lookUp().isEmpty() || !(settings.always() || ours.isEmpty())
                ? Optional.empty()
                : numbers.normalise(number);
        if (normalised.isEmpty()) {
            return () -> {};
        }
        Going going = new Going(normalised.get(), ours, loop, told);
        if (known.mayKnow(number)) {
            kept.find(normalised.get())
                    .whenComplete(
                            (found, failure) -> loop.tell(() -> going.had(failure == null ? found : Optional.empty())));
        } else {
            going.ask();
        }
        return going::cancel;
    }

    /** One asking. Confined to the loop. */
    private final class Going {
        private final String number;
        private final List<Match> ours;
        private final Loop loop;
        private final Consumer<List<Match>> told;
        private LookUps.Asking asking = () -> {};
        private boolean over;
        private boolean isShown;

        Going(String number, List<Match> ours, Loop loop, Consumer<List<Match>> told) {
            this.number = number;
            this.ours = ours;
            this.loop = loop;
            this.told = told;
        }

        void had(Optional<Outside.Kept> before) {
            if (over) {
                return;
            }
            if (before.isPresent() && !before.get().fields().isEmpty()) {
                boolean isGood = before.get().at().plus(settings.keep()).isAfter(clock.now());
                isShown = true;
                told.accept(Outside.with(
                        ours,
                        before.get().fields(),
                        isGood
                                ? "Another system knows this number."
                                : "Another system knew this number on "
                                        + TIME.format(before.get().at().atZone(zone)) + "."));
                if (isGood) {
                    return;
                }
            }
            ask();
        }

        void ask() {
            asking = lookUps.get().ask(settings.lookUp(), Map.of("number", Value.text(number)), loop, this::answered);
        }

        private void answered(LookUpAnswer answer) {
            switch (answer) {
                case LookUpAnswer.Found found -> {
                    Map<String, String> fields = fields(found.fields());
                    known.learn(number);
                    kept.keep(number, fields);
                    told.accept(Outside.with(ours, fields, "Another system knows this number."));
                }
                case LookUpAnswer.None _ -> {
                    if (isShown) { // not any more
                        kept.keep(number, Map.of());
                        told.accept(ours);
                    }
                }
                case LookUpAnswer.Failed failed ->
                    LOG.info("customers: look-up {} could not tell who calls: {}", settings.lookUp(), failed.why());
            }
        }

        void cancel() {
            over = true;
            asking.cancel();
        }
    }

    private static Map<String, String> fields(Value.Fields found) {
        Map<String, String> fields = new LinkedHashMap<>();
        found.values().forEach((name, value) -> {
            String text = value instanceof Value.Many many
                    ? many.values().stream().map(Value::written).collect(Collectors.joining(";"))
                    : value.written();
            String clean = text.replaceAll("[\\p{Cntrl}&&[^\n]]", " ").strip();
            fields.put(name, clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean);
        });
        return fields;
    }
}
