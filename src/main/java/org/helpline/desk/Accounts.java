package org.helpline.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.helpline.config.AcdSettings.Role;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.core.Snapshot;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The people who may log in, kept in one JSON file of mode 0600: names, roles and Argon2id hashes.
 *
 * <p>Any thread may read and check; changes come from one thread (start, or the command line's), each replacing the whole map.
 */
public final class Accounts {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");
    private static final String FIX = "Correct the file, or remove it to have new accounts made at the next start.";
    /** No letter or digit that is read as another. */
    private static final String PASSWORD_SYMBOLS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Path file;
    private final SecureRandom random;
    private final Argon2id.Cost cost;
    private final String nobodysHash;
    private final Snapshot<Map<String, Account>> accounts;
    private final Snapshot<Optional<Map<String, Role>>> admitted = new Snapshot<>(Optional.empty());

    private Accounts(Path file, SecureRandom random, Argon2id.Cost cost, Map<String, Account> accounts) {
        this.file = file;
        this.random = random;
        this.cost = cost;
        this.nobodysHash = Argon2id.ofNobody(cost, random);
        this.accounts = new Snapshot<>(Map.copyOf(accounts));
    }

    /**
     * Reads the file; a file that is not there yet is no account. Mistakes in it are told to {@code problems}, and what is
     * readable is kept.
     */
    public static Accounts load(Path file, SecureRandom random, Problems problems) {
        return load(file, random, Argon2id.Cost.ADVISED, problems);
    }

    static Accounts load(Path file, SecureRandom random, Argon2id.Cost cost, Problems problems) {
        return new Accounts(file, random, cost, Files.exists(file) ? read(file, problems) : Map.of());
    }

    /** Whether nobody can log in yet: the first start. */
    public boolean isEmpty() {
        return accounts.get().isEmpty();
    }

    /**
     * From now on only these people are let in, each in this role, whatever the file says: an account whose person is gone from the settings
     * opens nothing. Before the first call the file alone counts.
     */
    public void admit(Map<String, Role> people) {
        admitted.publish(Optional.of(Map.copyOf(people)));
    }

    /** Whether the settings have a person of that name who may log in. */
    boolean admits(String name) {
        return admitted.get().map(people -> people.containsKey(name)).orElse(true);
    }

    /** The same account as it is now; empty where its person may not come in any more, or has another password since. */
    Optional<Account> present(Account then) {
        return known(then.name()).filter(now -> now.hash().equals(then.hash()));
    }

    private Optional<Account> known(String name) {
        Optional<Account> kept = Optional.ofNullable(accounts.get().get(name));
        Optional<Map<String, Role>> people = admitted.get();
        return people.isEmpty()
                ? kept
                : kept.flatMap(account -> Optional.ofNullable(people.get().get(name))
                        .map(role -> new Account(name, role, account.hash())));
    }

    /** The account of somebody whose name another has proved. */
    Optional<Account> named(String name) {
        return known(name);
    }

    /** A file beside the accounts, for what else belongs to them. */
    Path beside(String name) {
        return file.toAbsolutePath().resolveSibling(name);
    }

    /** The names, sorted. */
    public Set<String> names() {
        return new TreeMap<>(accounts.get()).navigableKeySet();
    }

    /**
     * Adds a person or replaces one of that name, and writes the file.
     *
     * @param name 1 to 32 of a-z, 0-9, '.', '-', '_'
     * @throws IllegalArgumentException for any other name or a password of fewer than 8 characters
     * @throws IOException if the file cannot be written; then nothing has changed
     */
    public void create(String name, Role role, String password) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an account's name is 1 to 32 of a-z, 0-9, '.', '-', '_'");
        }
        if (password.length() < 8) {
            throw new IllegalArgumentException("a password has at least 8 characters");
        }
        Map<String, Account> next = new TreeMap<>(accounts.get());
        next.put(name, new Account(name, role, Argon2id.hash(password, cost, random)));
        write(next);
        accounts.publish(Map.copyOf(next));
    }

    /** A password to print once: 16 symbols in four groups, about 79 bits. */
    public static String generatePassword(SecureRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            if (i > 0 && i % 4 == 0) {
                text.append('-');
            }
            text.append(PASSWORD_SYMBOLS.charAt(random.nextInt(PASSWORD_SYMBOLS.length())));
        }
        return text.toString();
    }

    /**
     * The account whose name and password these are; empty for a wrong one. Takes as long for an unknown name as for a wrong
     * password, so that names cannot be found out. Tens of milliseconds: never on a loop.
     */
    Optional<Account> check(String name, String password) {
        Optional<Account> account = known(name.strip().toLowerCase(Locale.ROOT));
        boolean matches = Argon2id.matches(password, account.map(Account::hash).orElse(nobodysHash));
        return matches ? account : Optional.empty();
    }

    private static Map<String, Account> read(Path file, Problems problems) {
        Map<String, Account> found = new TreeMap<>();
        try {
            JsonNode root = JsonMapper.builder().build().readTree(Files.readString(file));
            for (JsonNode node : root.path("accounts")) {
                Account account = account(file, node, problems);
                if (account != null) {
                    found.put(account.name(), account);
                }
            }
        } catch (IOException | JacksonException e) {
            problems.add(Problem.of(file.toString(), "The accounts cannot be read.", FIX));
        }
        return found;
    }

    private static @Nullable Account account(Path file, JsonNode node, Problems problems) {
        String name = node.path("name").asString("");
        String role = node.path("role").asString("");
        String hash = node.path("hash").asString("");
        Optional<Role> known = Role.of(role);
        if (NAME.matcher(name).matches() && known.isPresent() && Argon2id.isHash(hash)) {
            return new Account(name, known.get(), hash);
        }
        String who = name.isEmpty() ? "an account without a name" : "the account '" + printable(name) + "'";
        problems.add(Problem.of(
                file.toString(),
                "The name, role (agent, supervisor or administrator) or Argon2id hash of " + who + " is wrong.",
                FIX));
        return null;
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private void write(Map<String, Account> next) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode root = json.createObjectNode();
        ArrayNode list = root.putArray("accounts");
        next.values()
                .forEach(a -> list.addObject()
                        .put("name", a.name())
                        .put("role", a.role().word())
                        .put("hash", a.hash()));
        Path folder = file.toAbsolutePath().getParent();
        Set<PosixFilePermission> ours = PosixFilePermissions.fromString("rw-------");
        Path draft = Files.createTempFile(folder, ".accounts", ".json", PosixFilePermissions.asFileAttribute(ours));
        Files.writeString(draft, json.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        // moved whole, so that a crash leaves the old file or the new one, never half of one
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
