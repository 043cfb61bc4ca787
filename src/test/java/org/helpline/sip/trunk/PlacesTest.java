package org.helpline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.helpline.sip.trunk.Places.Place;
import org.junit.jupiter.api.Test;

/** Priorities and weights: RFC 2782. */
class PlacesTest {

    @Test
    void lowerPrioritiesComeFirstWhateverTheirWeight() {
        Places places = new Places(List.of(place("c", 30, 100), place("a", 10, 0), place("b", 20, 100)));
        for (int seed = 0; seed < 50; seed++) {
            assertThat(places.drawn(new Random(seed))).extracting(Place::host).containsExactly("a", "b", "c");
        }
    }

    @Test
    void weightsAreSharesOfTheCalls() {
        Places places = new Places(List.of(place("a", 1, 60), place("b", 1, 30), place("c", 1, 10), place("d", 1, 0)));
        Map<String, Integer> first = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            List<Place> drawn = places.drawn(random);
            assertThat(drawn).hasSize(4).doesNotHaveDuplicates();
            first.merge(drawn.getFirst().host(), 1, Integer::sum);
        }
        assertThat(first.getOrDefault("a", 0) / 10_000.0).isCloseTo(0.6, within(0.03));
        assertThat(first.getOrDefault("b", 0) / 10_000.0).isCloseTo(0.3, within(0.03));
        assertThat(first.getOrDefault("d", 0) / 10_000.0)
                .as("seldom, but not never")
                .isBetween(0.001, 0.03);
    }

    @Test
    void withoutWeightsAllAreAlike() {
        Places places = new Places(List.of(place("a", 1, 0), place("b", 1, 0)));
        Map<String, Integer> first = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            first.merge(places.drawn(random).getFirst().host(), 1, Integer::sum);
        }
        assertThat(first.get("a")).isBetween(400, 600);
    }

    private static Place place(String host, int priority, int weight) {
        return new Place("UDP", host, 5060, List.of(), priority, weight);
    }
}
