package org.helpline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FewMapTest {

    private final Map<String, Integer> few = new FewMap<>();

    @Test
    void doesWhatALinkedHashMapDoes() {
        Map<String, Integer> reference = new LinkedHashMap<>();
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            String key = "k" + random.nextInt(6);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> assertThat(few.put(key, i)).isEqualTo(reference.put(key, i));
                case 3 -> assertThat(few.remove(key)).isEqualTo(reference.remove(key));
                case 4 -> assertThat(few.putIfAbsent(key, i)).isEqualTo(reference.putIfAbsent(key, i));
                case 5 -> assertThat(few.replace(key, i)).isEqualTo(reference.replace(key, i));
                case 6 ->
                    assertThat(few.keySet().removeIf(key::equals))
                            .isEqualTo(reference.keySet().removeIf(key::equals));
                case 7 -> {
                    if (random.nextInt(20) == 0) {
                        few.clear();
                        reference.clear();
                    }
                }
                default -> throw new AssertionError();
            }
            assertThat(few).isEqualTo(reference).hasSameSizeAs(reference);
            assertThat(few.containsKey(key)).isEqualTo(reference.containsKey(key));
            assertThat(few.get(key)).isEqualTo(reference.get(key));
            assertThat(List.copyOf(few.keySet())).isEqualTo(List.copyOf(reference.keySet()));
            assertThat(List.copyOf(few.values())).isEqualTo(List.copyOf(reference.values()));
        }
    }

    @Test
    void aWalkSeesWhatWasThereWhenItBegan() {
        few.put("a", 1);
        few.put("b", 2);
        List<String> walked = new ArrayList<>();
        few.forEach((key, value) -> {
            walked.add(key + value);
            few.remove("b");
            few.put("c", 3);
        });
        assertThat(walked).containsExactly("a1", "b2");
        assertThat(few).containsOnlyKeys("a", "c");
    }

    @Test
    void nothingIsNoKeyAndNoValue() {
        assertThatNullPointerException().isThrownBy(() -> few.put(null, 1));
        assertThatNullPointerException().isThrownBy(() -> few.put("a", null));
        assertThat(few).isEmpty();
    }

    @Test
    void aWalkEnds() {
        Iterator<Map.Entry<String, Integer>> walk = few.entrySet().iterator();
        assertThat(walk.hasNext()).isFalse();
        assertThatThrownBy(walk::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(walk::remove).isInstanceOf(IllegalStateException.class);
    }
}
