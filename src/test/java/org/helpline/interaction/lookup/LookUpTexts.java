package org.helpline.interaction.lookup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.LookUpSettings;
import org.helpline.config.SettingsReader;
import org.helpline.config.Sources;

/** Look-ups as an admin writes them, for tests. */
public final class LookUpTexts {

    private LookUpTexts() {}

    /** The look-up {@code order_status} with these lines in its section. */
    public static Map<String, LookUpSettings> order(String lines) {
        try {
            Path home = Files.createTempDirectory("helpline-look-ups");
            Path file = home.resolve("look-ups.ini");
            Files.writeString(file, "[order_status]\n" + lines.strip() + "\n");
            SettingsReader.Outcome outcome = SettingsReader.read(new Sources(
                    home,
                    home.resolve("data"),
                    Optional.of(home),
                    Optional.empty(),
                    Map.of("SHOP_TOKEN", "t-98765"),
                    List.of()));
            Files.delete(file);
            Files.delete(home);
            return switch (outcome) {
                case SettingsReader.Read r -> r.settings().lookUps();
                case SettingsReader.Refused r ->
                    throw new AssertionError(r.problems().all());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
