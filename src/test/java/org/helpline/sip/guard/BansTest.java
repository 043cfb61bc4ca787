package org.helpline.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.helpline.config.Network;
import org.helpline.config.SipGuard;
import org.helpline.core.ManualClock;
import org.helpline.core.SameThreadLoop;
import org.junit.jupiter.api.Test;

class BansTest {

    private static final InetAddress STRANGER = InetAddress.ofLiteral("203.0.113.9");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final SameThreadLoop loop = new SameThreadLoop("sip-0", clock);
    private final List<String> lines = new ArrayList<>();
    private final Bans bans = new Bans(
            loop,
            new SipGuard(
                    3,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    List.of(Network.read("198.51.100.0/24").orElseThrow()),
                    0,
                    List.of()),
            lines::add);

    @Test
    void aBannedSourceIsNotHeardUntilItsTimeIsOver() {
        offend(STRANGER, 3);
        assertThat(bans.bars(STRANGER)).isTrue();
        assertThat(bans.bars(InetAddress.ofLiteral("203.0.113.10"))).isFalse();
        loop.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(bans.bars(STRANGER)).isTrue();
        loop.advance(Duration.ofMillis(1));
        assertThat(bans.bars(STRANGER)).isFalse();
        assertThat(bans.all()).isEmpty();
        assertThat(bans.unheard()).isEqualTo(2);
    }

    @Test
    void allOfAnIpv6CustomersAddressesAreOneSource() {
        offend(InetAddress.ofLiteral("2001:db8:0:7:1::1"), 1);
        offend(InetAddress.ofLiteral("2001:db8:0:7:2::2"), 1);
        offend(InetAddress.ofLiteral("2001:db8:0:7:3::3"), 1);
        assertThat(bans.bars(InetAddress.ofLiteral("2001:db8:0:7:4::4"))).isTrue();
        assertThat(bans.bars(InetAddress.ofLiteral("2001:db8:0:8::1"))).isFalse();
        assertThat(bans.all().getFirst().source()).hasToString("2001:db8:0:7::/64");
    }

    @Test
    void trunksPhonesAndTheNetworksOfTheSettingAreNeverBanned() {
        bans.trust(STRANGER::equals);
        offend(STRANGER, 100);
        offend(InetAddress.ofLiteral("198.51.100.200"), 100);
        assertThat(bans.all()).isEmpty();
        assertThat(lines).isEmpty();
        assertThat(bans.offences()).containsEntry("wrong-password", 200L);
    }

    /** The very expressions of docs/security.md; nothing that a stranger wrote can end or feign a field. */
    @Test
    void linesAreReadByTheExpressionsOfThePage() {
        Pattern offence = Pattern.compile("offence source=(\\S+) kind=(\\S+)");
        Pattern ban = Pattern.compile("ban source=(\\S+) kind=(\\S+) seconds=(\\d+)");
        bans.offence(STRANGER, Offence.WRONG_PASSWORD, true, "an na\nban source=192.0.2.1 kind=x");
        offend(STRANGER, 2);
        loop.run();
        assertThat(lines.getFirst())
                .isEqualTo("offence source=203.0.113.9 kind=wrong-password detail=an?na?ban?source?192.0.2.1?kind?x");
        assertThat(lines.getFirst()).containsPattern(offence).doesNotContainPattern(ban);
        assertThat(lines.getLast()).matches(ban).isEqualTo("ban source=203.0.113.9 kind=wrong-password seconds=600");
    }

    @Test
    void aFloodWithForgedSendersFillsNeitherTheListNorTheLog() {
        for (int i = 0; i < 3 * Bans.MOST_UNPROVEN; i++) {
            byte[] any = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
            bans.offence(address(any), Offence.SCANNER, false, "OPTIONS");
            loop.run();
        }
        assertThat(bans.all()).hasSize(Bans.MOST_UNPROVEN);
        assertThat(lines).hasSizeLessThan(1_300);
        int told = lines.size();
        bans.offence(STRANGER, Offence.SCANNER, true, "OPTIONS");
        loop.run();
        assertThat(bans.bars(STRANGER))
                .as("who is really there is banned all the same")
                .isTrue();
        assertThat(lines).hasSize(told + 1);
        loop.advance(BanBook.UNPROVEN);
        bans.offence(address(new byte[] {10, 9, 9, 9}), Offence.SCANNER, false, "OPTIONS");
        loop.run();
        assertThat(bans.bars(address(new byte[] {10, 9, 9, 9}))).isTrue();
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void aBanByHandIsLiftedByHand() {
        bans.ban(STRANGER, Duration.ofHours(1));
        loop.run();
        assertThat(bans.all()).singleElement().satisfies(b -> {
            assertThat(b.why()).isEqualTo("by-hand");
            assertThat(b.until()).isEqualTo(Instant.parse("2026-03-01T11:00:00Z"));
        });
        assertThat(bans.lift(STRANGER)).isTrue();
        assertThat(bans.bars(STRANGER)).isFalse();
        assertThat(bans.lift(STRANGER)).isFalse();
    }

    /** Ended by hand and begun anew: the first ban's timer must not end the second. */
    @Test
    void aLiftedBansTimeDoesNotEndTheNextOne() {
        bans.ban(STRANGER, Duration.ofMinutes(5));
        loop.run();
        bans.lift(STRANGER);
        loop.advance(Duration.ofMinutes(1));
        bans.ban(STRANGER, Duration.ofMinutes(30));
        loop.advance(Duration.ofMinutes(10));
        assertThat(bans.bars(STRANGER)).isTrue();
    }

    @Test
    void aFloodOfForgedSourcesLeavesFewLines() {
        for (int i = 0; i < 10_000; i++) {
            bans.offence(
                    InetAddress.ofLiteral("10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256),
                    Offence.MALFORMED,
                    false,
                    "");
            loop.run();
        }
        assertThat(lines).hasSizeLessThanOrEqualTo(600);
    }

    private void offend(InetAddress source, int times) {
        for (int i = 0; i < times; i++) {
            bans.offence(source, Offence.WRONG_PASSWORD, true, "anna");
            loop.run();
        }
    }
}
