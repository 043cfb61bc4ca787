package org.helpline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FewSetTest {

    private final Set<String> few = new FewSet<>();

    @Test
    void doesWhatALinkedHashSetDoes() {
        Set<String> reference = new LinkedHashSet<>();
        Random random = new Random(12);
        for (int i = 0; i < 2_000; i++) {
            String one = "e" + random.nextInt(6);
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> assertThat(few.add(one)).isEqualTo(reference.add(one));
                case 3 -> assertThat(few.remove(one)).isEqualTo(reference.remove(one));
                case 4 -> assertThat(few.removeIf(one::equals)).isEqualTo(reference.removeIf(one::equals));
                case 5 -> {
                    if (random.nextInt(20) == 0) {
                        few.clear();
                        reference.clear();
                    }
                }
                default -> throw new AssertionError();
            }
            assertThat(few).isEqualTo(reference).hasSameSizeAs(reference);
            assertThat(few.contains(one)).isEqualTo(reference.contains(one));
            assertThat(List.copyOf(few)).isEqualTo(List.copyOf(reference));
        }
    }

    @Test
    void aWalkSeesWhatWasThereWhenItBegan() {
        few.add("a");
        few.add("b");
        few.forEach(one -> {
            few.remove("b");
            few.add(one + one);
        });
        assertThat(few).containsExactly("a", "aa", "bb");
    }

    @Test
    void nothingIsNoElement() {
        assertThatNullPointerException().isThrownBy(() -> few.add(null));
    }

    @Test
    void aWalkEnds() {
        Iterator<String> walk = few.iterator();
        assertThat(walk.hasNext()).isFalse();
        assertThatThrownBy(walk::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(walk::remove).isInstanceOf(IllegalStateException.class);
    }
}
