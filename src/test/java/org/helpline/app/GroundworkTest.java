package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.helpline.core.Problem;
import org.junit.jupiter.api.Test;

class GroundworkTest {

    @Test
    void aSystemThatForbidsIoUringIsToldWithTheKeyAndAWayOut() {
        Problem told = Groundwork.notTogether("conf/media.properties:9", "this kernel does not have it");
        assertThat(told.toString()).contains("conf/media.properties:9");
        assertThat(told.what())
                .isEqualTo("media.sending is io_uring, and this system has none for us: this kernel does not have it.");
        assertThat(told.fix()).contains("auto or single");
    }
}
