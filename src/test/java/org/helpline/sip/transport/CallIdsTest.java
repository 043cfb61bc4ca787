package org.helpline.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Call-IDs and their loops. */
class CallIdsTest {

    private final Random random = new Random(7);

    @Test
    void oursCarryTheirLoop() {
        for (int loop : new int[] {0, 1, 9, 10, 63}) {
            assertThat(CallIds.ownerOf(CallIds.make(loop, random), 64)).isEqualTo(loop);
        }
        assertThat(CallIds.make(3, random)).matches("hl3-[0-9a-f]{24}").isNotEqualTo(CallIds.make(3, random));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "hl", "hl-", "hl9-x", "hl99999-x", "hl2", "hl2x-", "HL1-x", "abc@192.0.2.1"})
    void everyOtherHasSomeLoop(String callId) {
        assertThat(CallIds.ownerOf(callId, 3)).isBetween(0, 2).isEqualTo(CallIds.ownerOf(callId, 3));
        assertThat(CallIds.ownerOf(callId, 1)).isZero();
    }

    @Test
    void strangersAreSpreadEvenly() {
        int[] counts = new int[4];
        for (int i = 0; i < 40_000; i++) {
            counts[CallIds.ownerOf(i + "-4711@127.0.0.1", 4)]++;
        }
        assertThat(counts).satisfies(all -> {
            for (int count : all) {
                assertThat(count).isBetween(9_000, 11_000);
            }
        });
    }
}
