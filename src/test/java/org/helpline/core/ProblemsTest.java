package org.helpline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    @Test
    void peopleReadEachFileFromTopToBottomInTheOrderInWhichTheFilesCameUp() {
        Problems problems = new Problems();
        problems.add(new Problem("hours.ini", 11, 0, "a.", "Fix.", null));
        problems.add(new Problem("agents.ini", 2, 0, "b.", "Fix.", null));
        problems.add(new Problem("hours.ini", 13, 7, "c.", "Fix.", null));
        problems.add(new Problem("hours.ini", 13, 2, "d.", "Fix.", null));
        problems.add(Problem.of("hours.ini:8", "e.", "Fix."));
        problems.add(Problem.of("agents.ini", "f.", "Fix."));
        assertThat(problems.inOrder()).extracting(Problem::what).isEqualTo(List.of("e.", "a.", "d.", "c.", "f.", "b."));
    }
}
