package org.helpline.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.QueueName;

/** What {@code callbacks.properties} knows. */
final class CallbackKeys {

    private static final Shape<String> PATTERN = Shapes.matching(
            "digits, perhaps after a +, with * for any digits, such as +49* or 030*",
            t -> t.matches("\\+?[0-9*]{1,24}"));

    static final Key<Optional<String>> CONTACT = Key.of(
            "callbacks.contact",
            "",
            Shapes.matching(
                            "a SIP address with {number}, such as sip:{number}@192.0.2.7:5060, or trunk:acme/{number}",
                            t -> t.matches("sip:[^\\s<>\",;@]*\\{number\\}@[^\\s<>\"]+")
                                    || t.matches("trunk:[a-z0-9][a-z0-9_-]{0,63}/\\{number\\}"))
                    .orNothing());
    static final Key<List<String>> ALLOW = Key.of("callbacks.allow", "", Shapes.list(PATTERN));
    static final Key<List<String>> DENY = Key.of(
            "callbacks.deny",
            "0900*, 0190*, 0137*, 118*, +49900*, +49190*, +49137*, +1900*, 1900*, +90900*, +44909*, 0909*, +979*, 00979*",
            Shapes.list(PATTERN));
    static final Key<Duration> RING = Key.of("callbacks.ring", "30s", Shapes.duration("5s", "2m"));
    static final Key<Optional<String>> SHOWN = Key.of(
            "callbacks.shown",
            "",
            Shapes.matching("a number such as +4930123456", t -> t.matches("\\+?[0-9]{1,20}"))
                    .orNothing());

    static final Key<Optional<String>> FORM =
            Key.of("callbacks.form", "", Shapes.name().orNothing());
    static final Key<Integer> FORM_A_MINUTE = Key.of("callbacks.form-a-minute", "5", Shapes.whole(1, 1_000));
    static final Key<Integer> FORM_A_DAY = Key.of("callbacks.form-a-day", "200", Shapes.whole(1, 100_000));

    static final List<Key<?>> ALL = List.of(CONTACT, ALLOW, DENY, RING, SHOWN, FORM, FORM_A_MINUTE, FORM_A_DAY);

    private CallbackKeys() {}

    static CallbackSettings read(Values values, Set<String> queues) {
        Optional<String> form = values.get(FORM);
        form.filter(q -> !queues.contains(q))
                .ifPresent(q -> values.problem(
                        FORM.name(), "There is no queue named " + q + ".", Values.oneOf("queues.ini", queues)));
        return new CallbackSettings(
                values.get(CONTACT),
                values.get(ALLOW),
                values.get(DENY),
                values.get(RING),
                values.get(SHOWN),
                form.map(q -> new CallbackSettings.Form(
                        new QueueName(q), values.get(FORM_A_MINUTE), values.get(FORM_A_DAY))));
    }
}
