package org.helpline.app;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.Secret;
import org.helpline.config.Settings;
import org.helpline.core.Problems;
import org.helpline.desk.Accounts;

/**
 * What people and phones log in with: made once for everybody who has none yet, told once, and never a default. What is made is
 * kept only by {@link #keep}, once all else of the start has succeeded: what nobody was shown must not be in force.
 *
 * @param made what was made now, to be shown this one time
 * @param people who may log in at the desk, and as what
 * @param phones the SIP secret of each agent and supervisor, who listens by phone, from the settings, from before or made now
 */
record Credentials(
        Accounts accounts,
        PhoneSecrets secrets,
        List<Made> made,
        Map<String, Secret> phones,
        Map<String, Role> people) {

    /** Something that was made. {@code password} is absent for those who have one; {@code phone} for those without a phone of ours. */
    record Made(String name, Role role, Optional<Secret> password, Optional<Secret> phone) {}

    /** Loads what there is and makes the rest, in memory; what cannot be read is a problem. */
    static Credentials load(Settings settings, SecureRandom random, Problems problems) {
        Accounts accounts = Accounts.load(settings.data().resolve("accounts.json"), random, problems);
        PhoneSecrets secrets = PhoneSecrets.load(settings.data().resolve("phones.secret"), problems);
        return of(accounts, secrets, settings, random);
    }

    /** The same for settings that have changed: what is made is for those who are new. */
    Credentials changed(Settings next, SecureRandom random) {
        return of(accounts, secrets, next, random);
    }

    private static Credentials of(Accounts accounts, PhoneSecrets secrets, Settings settings, SecureRandom random) {
        List<Made> made = new ArrayList<>();
        Map<String, Secret> phones = new HashMap<>(settings.sip().phones());
        Map<String, Role> people = new HashMap<>();
        for (AgentSettings agent : settings.acd().agents()) {
            if (!agent.alwaysReady()) {
                String name = agent.id().value();
                people.put(name, agent.role());
                Optional<Secret> password = accounts.names().contains(name)
                        ? Optional.empty()
                        : Optional.of(new Secret(Accounts.generatePassword(random)));
                Optional<Secret> phone = agent.role() != Role.ADMINISTRATOR
                                && !settings.sip().phones().containsKey(name)
                        ? phone(name, secrets, phones, random)
                        : Optional.empty();
                if (password.isPresent() || phone.isPresent()) {
                    made.add(new Made(name, agent.role(), password, phone));
                }
            }
        }
        return new Credentials(accounts, secrets, List.copyOf(made), Map.copyOf(phones), Map.copyOf(people));
    }

    /** Puts the secret of an agent's phone among {@code phones}; answers it if it was made now. */
    private static Optional<Secret> phone(
            String name, PhoneSecrets secrets, Map<String, Secret> phones, SecureRandom random) {
        boolean isNew = !secrets.has(name);
        Secret secret = secrets.of(name, random);
        phones.put(name, secret);
        return isNew ? Optional.of(secret) : Optional.empty();
    }

    /** Writes what was made; from now on it is in force. */
    void keep() throws IOException {
        accounts.admit(people);
        if (made.isEmpty()) {
            return;
        }
        secrets.save();
        for (Made m : made) {
            if (m.password().isPresent()) {
                accounts.create(m.name(), m.role(), m.password().get().value());
            }
        }
    }
}
