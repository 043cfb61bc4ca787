package org.helpline.app;

import java.io.IOException;
import java.nio.file.Path;
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
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.desk.Accounts;

/**
 * What people and phones log in with: made once for everybody who has none yet, told once, and never a default.
 *
 * @param made what was made now, to be shown this one time
 * @param phones the SIP secret of each agent, from the settings or made here
 */
record Credentials(Accounts accounts, List<Made> made, Map<String, Secret> phones) {

    /** Something that was made. {@code phone} is absent for people without a phone and for those whose secret is in the settings. */
    record Made(String name, Role role, String password, Optional<Secret> phone) {}

    /** Loads, completes and keeps them; what cannot be read or written is a problem. */
    static Credentials complete(Settings settings, SecureRandom random, Problems problems) {
        Path accountsFile = settings.data().resolve("accounts.json");
        Path phonesFile = settings.data().resolve("phones.secret");
        Accounts accounts = Accounts.load(accountsFile, random, problems);
        PhoneSecrets secrets = PhoneSecrets.load(phonesFile, problems);
        List<Made> made = new ArrayList<>();
        Map<String, Secret> phones = new HashMap<>(settings.sip().phones());
        if (problems.isEmpty()) {
            try {
                for (AgentSettings agent : settings.acd().agents()) {
                    if (!agent.alwaysReady()) {
                        complete(agent, accounts, secrets, phones, made, random);
                    }
                }
                secrets.save();
            } catch (IOException e) {
                problems.add(Problem.of(
                        accountsFile.toString(), "Credentials cannot be written: " + e + ".", "Let the server's user write there."));
            }
        }
        return new Credentials(accounts, List.copyOf(made), Map.copyOf(phones));
    }

    private static void complete(
            AgentSettings agent,
            Accounts accounts,
            PhoneSecrets secrets,
            Map<String, Secret> phones,
            List<Made> made,
            SecureRandom random)
            throws IOException {
        String name = agent.id().value();
        Optional<Secret> newSecret = Optional.empty();
        boolean hasPhone = agent.role() == Role.AGENT;
        if (hasPhone && !phones.containsKey(name)) {
            boolean known = secrets.has(name);
            Secret secret = secrets.of(name, random);
            phones.put(name, secret);
            newSecret = known ? Optional.empty() : Optional.of(secret);
        }
        if (!accounts.names().contains(name)) {
            String password = Accounts.generatePassword(random);
            accounts.create(name, agent.role(), password);
            made.add(new Made(name, agent.role(), password, newSecret));
        } else if (newSecret.isPresent()) {
            made.add(new Made(name, agent.role(), "(as before)", newSecret));
        }
    }
}
