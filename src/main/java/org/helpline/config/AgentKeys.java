package org.helpline.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.helpline.config.AcdSettings.AcceptKey;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.core.AgentId;
import org.helpline.core.Digit;
import org.helpline.core.QueueName;

/** What {@code agents.ini} knows: one section for each person, or for many at once ({@code [bench-{1..1000}]}). */
final class AgentKeys {

    static final String FAMILY = "agents";

    /** In the name of an agent's display name, {@code {id}} stands for the agent's id. */
    static final Key<String> NAME = Key.of("agents.*.name", "{id}", Shapes.oneLine());

    static final Key<List<String>> QUEUES = Key.of("agents.*.queues", "", Shapes.list(Shapes.name()));
    static final Key<List<String>> HELPS = Key.of("agents.*.helps", "", Shapes.list(Shapes.name()));
    static final Key<Role> ROLE =
            Key.of("agents.*.role", "agent", new Shape<>("agent, supervisor or administrator", Role::of));

    /** Each with its level: {@code billing:4, english}. */
    static final Key<Map<String, Integer>> SKILLS =
            Key.of("agents.*.skills", "", levels("skills", AgentSettings.USUAL_LEVEL, 5));

    /** One for all queues, or one for each: {@code support:3, billing:1}. */
    static final Key<Weights> WEIGHT = Key.of("agents.*.weight", "1", weights());

    static final Key<Boolean> LISTED = Key.of("agents.*.directory", "yes", Shapes.flag());
    static final Key<Boolean> ALWAYS_READY = Key.of("agents.*.always-ready", "no", Shapes.flag());
    static final Key<Optional<String>> CONTACT = Key.of(
            "agents.*.contact",
            "",
            Shapes.matching(
                            "a SIP address such as sip:203@192.0.2.7:5060, or trunk:acme/+491701234567",
                            t -> t.matches("sip:[^\\s<>\",;]+") || t.matches(ExtensionKeys.BY_TRUNK))
                    .orNothing());
    static final Key<Optional<String>> SECRET = Key.secret(
            "agents.*.phone-secret",
            Shapes.matching("at least 8 characters", t -> t.length() >= 8).orNothing());
    static final Key<Optional<String>> SECRET_FILE =
            Key.of("agents.*.phone-secret-file", "", Shapes.oneLine().orNothing());

    static final Key<Optional<TrunkSettings.Srtp>> SRTP =
            Key.of("agents.*.srtp", "", SrtpShapes.policy().orNothing());

    static final Key<Optional<Digit>> ACCEPT_KEY =
            Key.of("agents.*.accept-key", "", new Shape<>("a key: 0 to 9, * or #", AgentKeys::key).orNothing());

    /** {@code {key}} stands for the key. */
    static final Key<String> ACCEPT_SAY =
            Key.of("agents.*.accept-say", "A caller is waiting. Press {key} to take the call.", Shapes.oneLine());

    static final Key<String> ACCEPT_LANGUAGE = Key.of(
            "agents.*.accept-language",
            "en",
            Shapes.matching("a language such as en or en-GB", t -> t.matches("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,4}")));
    static final Key<Duration> ACCEPT_WITHIN = Key.of("agents.*.accept-within", "15s", Shapes.duration("3s", "1m"));

    static final List<Key<?>> ALL = List.of(
            NAME,
            QUEUES,
            SKILLS,
            WEIGHT,
            HELPS,
            ROLE,
            LISTED,
            ALWAYS_READY,
            CONTACT,
            SECRET,
            SECRET_FILE,
            SRTP,
            ACCEPT_KEY,
            ACCEPT_SAY,
            ACCEPT_LANGUAGE,
            ACCEPT_WITHIN);

    private final Values values;
    private final Path conf;
    private final Set<String> queues;
    private final Map<String, AgentSettings> agents = new LinkedHashMap<>();
    private final Map<String, Secret> phones = new HashMap<>();
    private final Map<String, String> contacts = new HashMap<>();

    private AgentKeys(Values values, Path conf, Set<String> queues) {
        this.values = values;
        this.conf = conf;
        this.queues = queues;
    }

    /** The agents, the secrets of their phones and the fixed addresses of their phones, by id. */
    record People(List<AgentSettings> agents, Map<String, Secret> phones, Map<String, String> contacts) {}

    static People read(Values values, Path conf, Set<String> queues) {
        AgentKeys keys = new AgentKeys(values, conf, queues);
        values.members(FAMILY).forEach(keys::add);
        return new People(List.copyOf(keys.agents.values()), Map.copyOf(keys.phones), Map.copyOf(keys.contacts));
    }

    private void add(String member) {
        List<QueueName> served = known(QUEUES, member);
        Optional<String> contact = values.get(CONTACT, member);
        Optional<Secret> secret = secret(member);
        boolean always = values.get(ALWAYS_READY, member);
        if (always && contact.isEmpty() && secret.isEmpty()) {
            values.problem(
                    ALWAYS_READY.of(member),
                    "Agent " + member + " is always ready, but no phone of theirs can be reached.",
                    "Give a contact, such as contact = sip:203@192.0.2.7:5060, or a phone-secret.");
        }
        for (String id : MemberNames.expand(member)) {
            String name = values.get(NAME, member).replace("{id}", id);
            AgentSettings agent = new AgentSettings(
                    new AgentId(id),
                    name,
                    served,
                    always,
                    values.get(ROLE, member),
                    values.get(SKILLS, member),
                    values.get(LISTED, member),
                    values.get(SRTP, member),
                    accept(member),
                    weights(member, served),
                    known(HELPS, member));
            if (agents.put(id, agent) != null) {
                values.problem(FAMILY + "." + member, "Agent " + id + " is there twice.", "Take one of them away.");
            }
            contact.ifPresent(c -> contacts.put(id, c));
            secret.ifPresent(s -> phones.put(id, s));
        }
    }

    private Optional<AcceptKey> accept(String member) {
        return values.get(ACCEPT_KEY, member)
                .map(key -> new AcceptKey(
                        key,
                        values.get(ACCEPT_SAY, member).replace("{key}", String.valueOf(key.symbol())),
                        values.get(ACCEPT_LANGUAGE, member),
                        values.get(ACCEPT_WITHIN, member)));
    }

    private static Optional<Digit> key(String text) {
        return text.matches("[0-9*#]") ? Digit.ofSymbol(text.charAt(0)) : Optional.empty();
    }

    private List<QueueName> known(Key<List<String>> key, String member) {
        List<String> named = values.get(key, member);
        for (String queue : named) {
            if (!queues.contains(queue)) {
                values.problem(
                        key.of(member), "There is no queue named " + queue + ".", Values.oneOf("queues.ini", queues));
            }
        }
        return named.stream().distinct().map(QueueName::new).collect(Collectors.toUnmodifiableList());
    }

    private Optional<Secret> secret(String member) {
        Optional<String> file = values.get(SECRET_FILE, member);
        Optional<String> secret = values.get(SECRET, member);
        if (file.isPresent() && secret.isPresent()) {
            values.problem(
                    SECRET_FILE.of(member), "There is a phone-secret and a phone-secret-file.", "Keep one of the two.");
        }
        return file.isPresent() ? fromFile(member, file.get()) : secret.map(Secret::new);
    }

    private Optional<Secret> fromFile(String member, String name) {
        Path file = conf.resolve(name);
        try {
            String text = Files.readString(file).strip();
            if (text.length() >= 8) {
                return Optional.of(new Secret(text));
            }
            values.problem(
                    SECRET_FILE.of(member), "The secret in " + file + " is too short.", "Write at least 8 characters.");
        } catch (IOException e) {
            values.problem(
                    SECRET_FILE.of(member),
                    "The file " + file + " cannot be read.",
                    "Write the secret alone into it and let this user read it.");
        }
        return Optional.empty();
    }

    /** How often the agent is rung: in all queues alike, or by queue. */
    record Weights(int everywhere, Map<String, Integer> byQueue) {}

    private static Shape<Weights> weights() {
        Shape<Integer> each = Shapes.whole(1, 100);
        Shape<Map<String, Integer>> byQueue = levels("queues", 1, 100);
        return new Shape<>(
                each.expected() + ", or one for each queue such as support:3, billing:1",
                text -> each.parse()
                        .apply(text)
                        .map(all -> new Weights(all, Map.of()))
                        .or(() -> byQueue.parse().apply(text).map(m -> new Weights(1, m))));
    }

    private Map<QueueName, Integer> weights(String member, List<QueueName> served) {
        Weights weights = values.get(WEIGHT, member);
        weights.byQueue().keySet().stream()
                .filter(q -> !served.contains(new QueueName(q)))
                .forEach(q -> values.problem(
                        WEIGHT.of(member),
                        "The weight in " + q + " says nothing: " + member + " does not serve that queue.",
                        "Take it away, or name the queue in queues."));
        Map<QueueName, Integer> all = new HashMap<>();
        served.forEach(q -> all.put(q, weights.byQueue().getOrDefault(q.value(), weights.everywhere())));
        all.values().removeIf(w -> w == 1);
        return Map.copyOf(all);
    }

    /** {@code name:number} or {@code name} between commas; a name without a number has the usual one. */
    private static Shape<Map<String, Integer>> levels(String what, int usual, int most) {
        return new Shape<>(
                "names of " + what + " between commas, each with a number from 1 to " + most
                        + " after a colon or without one (" + usual + ")",
                text -> {
                    Map<String, Integer> levels = new LinkedHashMap<>();
                    for (String part : Shapes.commas(text)) {
                        int colon = part.indexOf(':');
                        String name =
                                colon < 0 ? part : part.substring(0, colon).strip();
                        Optional<Integer> level = colon < 0
                                ? Optional.of(usual)
                                : Shapes.whole(1, most)
                                        .parse()
                                        .apply(part.substring(colon + 1).strip());
                        if (!Shapes.isName(name) || level.isEmpty() || levels.put(name, level.get()) != null) {
                            return Optional.empty();
                        }
                    }
                    return Optional.of(Map.copyOf(levels));
                });
    }
}
