package org.helpline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.helpline.config.TrunkSettings;
import org.helpline.config.TrunksSettings;
import org.helpline.core.ManualClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LiveWaysTest {

    private final TrunkSettings acme = Trunks.allowing("acme", "+49*");
    private final TrunkSettings off = Trunks.disabled("off");
    private final LiveTrunks live = new LiveTrunks(
            new TrunksSettings(List.of(acme, off), Set.of("112"), TrunksSettings.Accept.TRUNKS),
            new ManualClock(Instant.EPOCH),
            ZoneOffset.UTC);
    private final LiveWays ways = new LiveWays(live, Targets.none(), new Random(1));

    @DisplayName("Emergency numbers go by every trunk that is enabled, others by those that allow them")
    @Test
    void emergencyNumbersGoByEveryEnabledTrunk() {
        assertThat(ways.allows(acme, "112")).isTrue();
        assertThat(ways.allows(acme, "+4930")).isTrue();
        assertThat(ways.allows(acme, "+33")).isFalse();
        assertThat(ways.allows(off, "112")).isFalse();
    }

    @Test
    void leaveIsHeldUntilTheCallIsOver() {
        assertThat(ways.out("acme", "+4930")).isInstanceOfSatisfying(WaysOut.Granted.class, granted -> {
            assertThat(live.allowances().count("acme").orElseThrow().now()).isEqualTo(1);
            granted.over().run();
            assertThat(live.allowances().count("acme").orElseThrow().now()).isZero();
        });
        assertThat(ways.out("acme", "+33")).isInstanceOfSatisfying(WaysOut.Barred.class, barred -> {
            assertThat(barred.status()).isEqualTo(403);
            assertThat(barred.why()).contains("allow in trunks.ini has only +49*");
        });
    }

    @Test
    void aChangeIsSeenAtOnce() {
        live.change(new TrunksSettings(List.of(), Set.of(), TrunksSettings.Accept.TRUNKS));
        assertThat(ways.trunks()).isEmpty();
        assertThat(ways.out("acme", "+4930")).isInstanceOf(WaysOut.Barred.class);
    }
}
