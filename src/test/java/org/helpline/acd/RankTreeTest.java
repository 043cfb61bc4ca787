package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.helpline.acd.Acd.Ticket;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tree of places against a plain sorted set. */
class RankTreeTest {

    private final AcdQueue queue = new AcdQueue(Shift.queue("support"), new Unsettled());

    private Place place(long number, int priority, long since) {
        Ticket ticket =
                new Ticket(new InteractionId("c" + number), new QueueName("support"), priority, Optional.empty());
        return new Place(ticket, queue, Optional.empty(), number, since);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void ranksAndSlicesAreThoseOfASortedSet(int seed) {
        Random random = new Random(seed);
        RankTree tree = new RankTree(Place.TURN);
        TreeSet<Place> plain = new TreeSet<>(Place.TURN);
        List<Place> there = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            if (there.isEmpty() || random.nextInt(3) > 0) {
                Place place = place(i, random.nextInt(3), random.nextLong(1_000_000_000_000L));
                tree.add(place);
                plain.add(place);
                there.add(place);
            } else {
                Place gone = there.remove(random.nextInt(there.size()));
                assertThat(tree.remove(gone)).as("seed %d", seed).isTrue();
                assertThat(tree.remove(gone)).as("seed %d", seed).isFalse();
                plain.remove(gone);
            }
            assertThat(tree.size()).isEqualTo(plain.size());
            if (!there.isEmpty()) {
                Place one = there.get(random.nextInt(there.size()));
                assertThat(tree.rank(one))
                        .as("seed %d", seed)
                        .isEqualTo(plain.headSet(one, true).size());
            }
        }
        List<Place> sorted = List.copyOf(plain);
        assertThat(tree.from(1, sorted.size())).isEqualTo(sorted);
        assertThat(tree.from(100, 50)).isEqualTo(sorted.subList(99, 149));
    }
}
