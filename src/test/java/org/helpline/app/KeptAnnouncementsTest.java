package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.helpline.core.Fact;
import org.helpline.core.ManualClock;
import org.helpline.core.QueueName;
import org.helpline.core.ServerFact;
import org.helpline.interaction.AnnouncementBoard.Announcement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Announcements outlive a restart, and end by themselves or by hand. */
class KeptAnnouncementsTest {

    private static final QueueName SALES = new QueueName("sales");

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T09:00:00Z"));
    private final List<Fact> facts = new ArrayList<>();

    private KeptAnnouncements load() throws IOException {
        return KeptAnnouncements.load(
                folder.resolve("announcements"), clock, new ServerFacts(p -> facts.add(p.fact()), clock));
    }

    @Test
    void anAnnouncementIsThereAfterARestartUntilItsTimeIsOver() throws IOException {
        assertThat(load().announce("sue", "Router\tdown\nat 9", Set.of(SALES), Duration.ofHours(1)))
                .isEmpty();
        KeptAnnouncements again = load();
        Announcement kept = again.current().getFirst();
        assertThat(kept.text()).isEqualTo("Router down at 9");
        assertThat(kept.by()).isEqualTo("sue");
        assertThat(kept.isFor(Set.of(SALES))).isTrue();
        assertThat(kept.isFor(Set.of(new QueueName("support")))).isFalse();
        clock.move(Duration.ofHours(1));
        assertThat(again.current()).isEmpty();
    }

    @Test
    void whoEndsOneIsToldToTheRecordAndItsTextIsNot() throws IOException {
        KeptAnnouncements board = load();
        board.announce("sue", "Call +49 30 123456 back", Set.of(), Duration.ofHours(1));
        String id = board.current().getFirst().id();
        assertThat(board.end("tom", id)).isEmpty();
        assertThat(board.end("tom", id)).contains("This announcement is over.");
        assertThat(load().current()).isEmpty();
        assertThat(facts).hasSize(2).last().isEqualTo(new ServerFact.AnnouncementOver(id, "tom"));
        assertThat(facts.toString()).doesNotContain("123456");
    }

    @Test
    void whatIsTooLongOrTooShortIsRefused() throws IOException {
        KeptAnnouncements board = load();
        assertThat(board.announce("sue", " \n", Set.of(), Duration.ofHours(1))).isPresent();
        assertThat(board.announce("sue", "x".repeat(301), Set.of(), Duration.ofHours(1)))
                .isPresent();
        assertThat(board.announce("sue", "x", Set.of(), Duration.ofDays(8))).isPresent();
        assertThat(board.announce("sue", "x", Set.of(), Duration.ZERO)).isPresent();
        assertThat(board.current()).isEmpty();
        assertThat(facts).isEmpty();
    }
}
