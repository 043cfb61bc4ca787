package org.helpline.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.CallSettings.Extension;
import org.helpline.config.CallSettings.Extension.To;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;

/** What {@code extensions.ini} knows: one section for each extension. */
final class ExtensionKeys {

    /** A phone that is reached by a trunk: {@code trunk:acme/+491701234567}, {@code trunk:pbx/201}. */
    static final String BY_TRUNK = "trunk:[a-z0-9][a-z0-9_-]{0,63}/[+0-9A-Za-z*#._-]{1,40}";

    static final String FAMILY = "extensions";

    static final Key<Optional<To>> TO = Key.of(
            "extensions.*.to",
            "",
            new Shape<>(
                            "agent:NAME, queue:NAME, script:NAME, phone, or a SIP address such as sip:201@192.0.2.7:5060, or trunk:acme/+491701234567",
                            ExtensionKeys::to)
                    .orNothing());
    static final Key<String> NAME = Key.of("extensions.*.name", "", Shapes.text());
    static final Key<Boolean> LISTED = Key.of("extensions.*.directory", "yes", Shapes.flag());
    static final Key<Optional<String>> SECRET = Key.secret(
            "extensions.*.phone-secret",
            Shapes.matching("at least 8 characters", t -> t.length() >= 8).orNothing());

    static final List<Key<?>> ALL = List.of(TO, NAME, LISTED, SECRET);

    private final Values values;
    private final Map<String, AgentSettings> agents;
    private final Set<String> queues;
    private final List<Extension> extensions = new ArrayList<>();
    private final Map<String, Secret> phones = new HashMap<>();
    private final Map<String, String> contacts = new HashMap<>();

    private ExtensionKeys(Values values, AgentKeys.People people, Set<String> queues) {
        this.values = values;
        this.agents = people.agents().stream().collect(Collectors.toMap(a -> a.id().value(), a -> a, (a, _) -> a));
        this.queues = queues;
    }

    /** The extensions, and the secrets and fixed addresses of those that are phones of their own. */
    record Book(List<Extension> extensions, Map<String, Secret> phones, Map<String, String> contacts) {}

    static Book read(Values values, AgentKeys.People people, Set<String> queues) {
        ExtensionKeys keys = new ExtensionKeys(values, people, queues);
        values.members(FAMILY).forEach(keys::add);
        return new Book(List.copyOf(keys.extensions), Map.copyOf(keys.phones), Map.copyOf(keys.contacts));
    }

    private void add(String number) {
        if (!number.matches("[0-9]{2,10}")) {
            values.problem(
                    FAMILY + "." + number,
                    "An extension has 2 to 10 digits and nothing else.",
                    "Write for example [201].");
            return;
        }
        if (agents.containsKey(number)) {
            values.problem(
                    FAMILY + "." + number,
                    "There is an agent of this name too.",
                    "Name the agent otherwise, and write to = agent:NAME here.");
            return;
        }
        Optional<To> to = values.get(TO, number);
        if (to.isEmpty()) {
            values.problem(
                    FAMILY + "." + number,
                    "Extension " + number + " leads nowhere.",
                    "Add to = agent:NAME, queue:NAME, script:NAME, phone, or a SIP address.");
            return;
        }
        check(number, to.get());
        extensions.add(new Extension(number, to.get(), name(number, to.get()), values.get(LISTED, number)));
    }

    private String name(String number, To to) {
        String own = values.get(NAME, number).strip();
        AgentSettings agent = to instanceof To.Agent(AgentId id) ? agents.get(id.value()) : null;
        return own.isEmpty() && agent != null ? agent.name() : own;
    }

    private void check(String number, To to) {
        Optional<String> secret = values.get(SECRET, number);
        switch (to) {
            case To.Agent(AgentId id) -> exists(number, "agent", id.value(), agents.keySet(), "agents.ini");
            case To.Queue(QueueName queue) -> exists(number, "queue", queue.value(), queues, "queues.ini");
            case To.Contact(String uri) -> contacts.put(number, uri);
            case To.Registered _ -> registers(number, secret);
            case To.Script _ -> {} // scripts are looked for at the start, with those of numbers
        }
        if (secret.isPresent() && !(to instanceof To.Registered)) {
            values.problem(
                    SECRET.of(number),
                    "A phone-secret is for a phone that registers as " + number + ".",
                    "Write to = phone, or take the secret away.");
        }
    }

    private void registers(String number, Optional<String> secret) {
        if (secret.isEmpty()) {
            values.problem(
                    TO.of(number), "The phone " + number + " has no secret to register with.", "Add a phone-secret.");
        }
        secret.ifPresent(s -> phones.put(number, new Secret(s)));
    }

    private void exists(String number, String kind, String name, Set<String> there, String file) {
        if (!there.contains(name)) {
            values.problem(TO.of(number), "There is no " + kind + " named " + name + ".", Values.oneOf(file, there));
        }
    }

    private static Optional<To> to(String text) {
        if (text.equals("phone")) {
            return Optional.of(new To.Registered());
        }
        if (text.matches("sip:[^\\s<>\",;]+(;transport=(tcp|udp))?") || text.matches(BY_TRUNK)) {
            return Optional.of(new To.Contact(text));
        }
        int colon = text.indexOf(':');
        String name = colon < 0 ? "" : text.substring(colon + 1).strip();
        if (!Shapes.isName(name)) {
            return Optional.empty();
        }
        return switch (text.substring(0, colon).strip()) {
            case "agent" -> Optional.of(new To.Agent(new AgentId(name)));
            case "queue" -> Optional.of(new To.Queue(new QueueName(name)));
            case "script" -> Optional.of(new To.Script(name));
            default -> Optional.empty();
        };
    }
}
