package org.helpline.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.Problem;
import org.helpline.ivr.model.Playbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Playbooks that change while calls are up. */
class PlaybooksTest {

    private static final String GOOD = "title: T\nsteps: [{id: a, title: A}]\n";
    private static final String BETTER = "title: U\nsteps: [{id: a, title: A, when: 'queue == \"sales\"'}]\n";
    private static final String BAD = "title: T\nsteps: [{id: a}]\n";

    @TempDir
    Path folder;

    private final List<String> queues = new ArrayList<>(List.of("sales", "support"));
    private int saved;

    private Playbooks playbooks() {
        return new Playbooks(
                folder, () -> new PlaybookKnown(Set.copyOf(queues), Optional.of(Set.of()), List.of(), Set.of()));
    }

    private void save(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setLastModifiedTime(
                file, FileTime.fromMillis(1_000L * ++saved)); // two saves within one tick of the clock
    }

    @Test
    void aBrokenOneLeavesTheOldInForceAndIsToldOnce() throws IOException {
        save("refund.yaml", GOOD);
        save("refund.test.yaml", "tests: []");
        Playbooks playbooks = playbooks();
        assertThat(playbooks.refresh()).singleElement().isInstanceOf(Playbooks.Change.Taken.class);
        String version = playbooks.find("refund").map(Playbook::version).orElseThrow();
        save("refund.yaml", BAD);
        assertThat(playbooks.refresh()).singleElement().satisfies(c -> {
            Playbooks.Change.Kept kept = (Playbooks.Change.Kept) c;
            assertThat(kept.oldStays()).isTrue();
            assertThat(kept.problems()).extracting(Problem::what).containsExactly("This step has no title.");
        });
        assertThat(playbooks.refresh()).isEmpty();
        assertThat(playbooks.find("refund")).map(Playbook::version).contains(version);
        save("refund.yaml", BETTER);
        assertThat(playbooks.refresh()).singleElement().isInstanceOf(Playbooks.Change.Taken.class);
        assertThat(playbooks.find("refund")).map(Playbook::title).contains("U");
    }

    @Test
    void aFileThatIsGoneGuidesNobodyMore() throws IOException {
        save("refund.yaml", GOOD);
        Playbooks playbooks = playbooks();
        playbooks.refresh();
        Files.delete(folder.resolve("refund.yaml"));
        assertThat(playbooks.refresh()).containsExactly(new Playbooks.Change.Removed("refund"));
        assertThat(playbooks.find("refund")).isEmpty();
    }

    @Test
    void oneThatWasRefusedIsTriedAgainWhenItsQueueComes() throws IOException {
        queues.remove("sales");
        save("refund.yaml", BETTER);
        Playbooks playbooks = playbooks();
        assertThat(playbooks.refresh()).singleElement().isInstanceOf(Playbooks.Change.Kept.class);
        queues.add("sales");
        assertThat(playbooks.refresh()).singleElement().isInstanceOf(Playbooks.Change.Taken.class);
    }

    @Test
    void whereThereIsNoFolderThereAreNone() throws IOException {
        Files.delete(folder);
        assertThat(playbooks().refresh()).isEmpty();
    }

    @Test
    void theVersionIsThatOfTheText() throws IOException {
        save("refund.yaml", GOOD);
        save("again.yaml", GOOD);
        Playbooks playbooks = playbooks();
        playbooks.refresh();
        assertThat(playbooks.find("again").map(Playbook::version))
                .isEqualTo(playbooks.find("refund").map(Playbook::version));
    }
}
