package org.helpline.app;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.Settings;
import org.helpline.desk.Accounts;
import org.helpline.interaction.SettingsBoard.Done;
import org.helpline.interaction.SettingsBoard.Made;
import org.helpline.interaction.SettingsBoard.Outcome;
import org.helpline.interaction.SettingsBoard.Refused;

/** A new desk password for a name, in the place of the old one, which opens nothing any more. While no reload makes any. */
record NewPasswords(Supplier<Settings> settings, Accounts accounts, SecureRandom random, Reload reload)
        implements Function<String, Outcome> {

    @Override
    public Outcome apply(String name) {
        return reload.alone(() -> {
            Optional<AgentSettings> person = settings.get().acd().agents().stream()
                    .filter(a -> a.id().value().equals(name) && !a.alwaysReady())
                    .findFirst();
            return person.isEmpty()
                    ? Refused.because("Nobody with a desk has that name in agents.ini. There are: "
                            + String.join(", ", accounts.names()) + ".")
                    : renewed(person.get());
        });
    }

    private Outcome renewed(AgentSettings person) {
        String name = person.id().value();
        String password = Accounts.generatePassword(random);
        try {
            accounts.create(name, person.role(), password);
            return new Done(0, List.of(), List.of(new Made(name, password, "")));
        } catch (IOException e) {
            return Refused.because("The new password cannot be written, the old one stays: " + e);
        }
    }
}
