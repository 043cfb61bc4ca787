package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.helpline.config.AcdSettings.Role;
import org.helpline.core.Problems;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {

    private static final Argon2id.Cost CHEAP = new Argon2id.Cost(64, 1, 1);

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final Problems problems = new Problems();

    @Test
    void whatWasCreatedCanBeCheckedAfterALoad() throws IOException {
        load().create("anna", Role.AGENT, "correct horse");
        load().create("sam", Role.SUPERVISOR, "battery staple");
        Accounts again = load();
        assertThat(again.names()).containsExactly("anna", "sam");
        assertThat(again.check("anna", "correct horse")).map(Account::role).contains(Role.AGENT);
        assertThat(again.check(" Anna ", "correct horse")).isPresent();
        assertThat(again.check("sam", "battery staple")).map(Account::role).contains(Role.SUPERVISOR);
        assertThat(again.check("anna", "battery staple")).isEmpty();
        assertThat(again.check("nobody", "correct horse")).isEmpty();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void theFileHoldsHashesAndIsOursAlone() throws IOException {
        load().create("anna", Role.AGENT, "correct horse");
        Path file = folder.resolve("accounts.json");
        assertThat(Files.readString(file)).contains("$argon2id$v=19$").doesNotContain("correct horse");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    @DisplayName("P63: who is gone from the settings comes in no more, and who is promoted there is promoted here")
    void theSettingsSayWhoComesInAndAsWhat() throws IOException {
        Accounts accounts = load();
        accounts.create("anna", Role.AGENT, "correct horse");
        accounts.create("sam", Role.SUPERVISOR, "battery staple");
        Account anna = accounts.check("anna", "correct horse").orElseThrow();
        Account sam = accounts.check("sam", "battery staple").orElseThrow();
        accounts.admit(Map.of("anna", Role.ADMINISTRATOR));
        assertThat(accounts.check("anna", "correct horse")).map(Account::role).contains(Role.ADMINISTRATOR);
        assertThat(accounts.present(anna)).map(Account::role).contains(Role.ADMINISTRATOR);
        assertThat(accounts.check("sam", "battery staple")).isEmpty();
        assertThat(accounts.present(sam)).isEmpty();
        assertThat(accounts.admits("sam")).isFalse();
    }

    @Test
    void whoseNewPasswordWasMadeLogsInAnew() throws IOException {
        Accounts accounts = load();
        accounts.create("anna", Role.AGENT, "correct horse");
        Account before = accounts.check("anna", "correct horse").orElseThrow();
        accounts.create("anna", Role.AGENT, "another horse");
        assertThat(accounts.present(before)).isEmpty();
    }

    @Test
    void noFileIsTheFirstStart() {
        assertThat(load().isEmpty()).isTrue();
        assertThat(problems.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"accounts\":[{\"name\":\"anna\",\"role\":\"king\",\"hash\":\"x\"}]}",
                "{\"accounts\":[{\"name\":\"anna\",\"role\":\"agent\",\"hash\":\"plain text\"}]}",
                "{\"accounts\":[{\"role\":\"agent\"}]}",
                "{\"accounts\":[7]}"
            })
    void aBrokenFileIsAProblemAndLetsNobodyIn(String text) throws IOException {
        Files.writeString(folder.resolve("accounts.json"), text);
        Accounts accounts = load();
        assertThat(accounts.isEmpty()).isTrue();
        assertThat(problems.all())
                .singleElement()
                .satisfies(p -> assertThat(p.source()).endsWith("accounts.json"));
    }

    @ParameterizedTest
    @CsvSource({"'', long enough", "Anna, long enough", "../anna, long enough", "a b, long enough", "anna, short"})
    void refusesNamesAndPasswordsThatAreNone(String name, String password) {
        Accounts accounts = load();
        assertThatThrownBy(() -> accounts.create(name, Role.AGENT, password))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(accounts.isEmpty()).isTrue();
    }

    @Test
    void generatedPasswordsDiffer() {
        assertThat(Accounts.generatePassword(random)).matches("([a-z2-9]{4}-){3}[a-z2-9]{4}");
        assertThat(Accounts.generatePassword(random)).isNotEqualTo(Accounts.generatePassword(random));
    }

    /** RFC 9106 §5.3 cannot be used as it stands (it has a secret and associated data); this one is from the reference code's test. */
    @Test
    void readsAHashMadeByTheReferenceCode() {
        String phc = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assertThat(Argon2id.matches("password", phc)).isTrue();
        assertThat(Argon2id.matches("passwore", phc)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA'", // 10 GB
        "'$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA'",
        "'$argon2id$v=19$m=7,t=2,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA'",
        "'$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA'",
        "''",
    })
    void aHashOutOfBoundsIsNone(String phc) {
        assertThat(Argon2id.isHash(phc)).isFalse();
    }

    private Accounts load() {
        return Accounts.load(folder.resolve("accounts.json"), random, CHEAP, problems);
    }
}
