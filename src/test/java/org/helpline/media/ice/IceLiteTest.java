package org.helpline.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.helpline.sdp.DtlsTerms;
import org.helpline.sdp.Fingerprint;
import org.helpline.sdp.IceDtls;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lite end of ICE: which checks are answered, and which addresses count. */
class IceLiteTest {

    private static final String REQUEST_OF_RFC_5769 = "000100582112a442b7e7a701bc34d686fa87dfae"
            + "802200105354554e207465737420636c69656e74002400046e0001ff80290008932ff9b151263b36"
            + "000600096576746a3a68367659202020"
            + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf";

    private static final InetSocketAddress HERE = new InetSocketAddress("192.0.2.7", 4000);
    private static final InetSocketAddress THERE = new InetSocketAddress("2001:db8::7", 5000);

    private final DtlsTerms terms = terms(1);
    private final IceLite ice = new IceLite(terms, 0);
    private final Checks browser = new Checks(terms);
    private final ByteBuffer answer = ByteBuffer.allocate(2_048);
    private long now;

    private static DtlsTerms terms(int seed) {
        Fingerprint print = Fingerprint.of(new byte[1]);
        return new DtlsTerms(side(print, seed), side(print, seed + 100));
    }

    private static IceDtls side(Fingerprint print, int seed) {
        return IceDtls.fresh(print, new Random(seed));
    }

    private int on(byte[] message, InetSocketAddress source) {
        return ice.on(ByteBuffer.allocate(2_048).put(0, message), message.length, source, now, answer);
    }

    private String type() {
        return HexFormat.of().toHexDigits(answer.getShort(0));
    }

    @Test
    @DisplayName("RFC 5769 §2.1: the sample request is read, and its code is right")
    void theSampleOfTheRfcIsRight() {
        byte[] bytes = HexFormat.of().parseHex(REQUEST_OF_RFC_5769);
        StunReader reader = new StunReader();
        assertThat(reader.read(ByteBuffer.wrap(bytes), bytes.length)).isTrue();
        assertThat(reader.isFor("evtj:h6vY".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(reader.isAuthentic(new StunKey("VOkJxbRl1RmTxUk/WvJxBt"))).isTrue();
        assertThat(reader.isAuthentic(new StunKey("VOkJxbRl1RmTxUk/WvJxBu"))).isFalse();
        assertThat(reader.isControlled()).isTrue();
        assertThat(reader.usesCandidate()).isFalse();
    }

    @Test
    void aCheckIsAnsweredWithTheAddressThatItCameFrom() {
        byte[] check = browser.check(false);
        int length = on(check, HERE);
        assertThat(length).isEqualTo(20 + 12 + 24 + 8);
        assertThat(type()).isEqualTo("0101");
        assertThat(Arrays.copyOfRange(answer.array(), 8, 20)).isEqualTo(Arrays.copyOfRange(check, 8, 20));
        assertThat(answer.getShort(26) ^ 0x2112).isEqualTo(4000);
        assertThat(answer.getInt(28) ^ 0x2112A442).isEqualTo(0xC0000207);
        StunKey key = new StunKey(terms.ours().pwd());
        assertThat(key.isCodeOf(answer.array(), 32)).isTrue();
        assertThat(answer.getInt(length - 4)).isEqualTo(StunReader.fingerprint(answer.array(), length - 8));
    }

    @Test
    void anAddressOfIpv6IsToldWhole() {
        assertThat(on(browser.check(false), THERE)).isEqualTo(20 + 24 + 24 + 8);
        byte[] mask = Arrays.copyOfRange(answer.array(), 4, 20);
        byte[] told = Arrays.copyOfRange(answer.array(), 28, 44);
        for (int i = 0; i < told.length; i++) {
            told[i] ^= mask[i];
        }
        assertThat(told).isEqualTo(THERE.getAddress().getAddress());
    }

    @Test
    void whatIsCheckedFirstWillDoUntilTheBrowserHasChosen() {
        assertThat(ice.selected()).isNull();
        on(browser.check(false), HERE);
        assertThat(ice.selected()).isEqualTo(HERE);
        on(browser.check(false), THERE);
        assertThat(ice.selected()).isEqualTo(HERE);
        assertThat(ice.isValid(THERE)).isTrue();
        on(browser.check(true), THERE);
        assertThat(ice.selected()).isEqualTo(THERE);
        assertThat(ice.isValid(HERE)).isTrue();
    }

    @Test
    void strangersAreNotAnsweredAndDoNotCount() {
        byte[] wrongName = new Checks("x:y", terms.ours().pwd()).check(true);
        byte[] wrongWord =
                new Checks(terms.ours().ufrag() + ":" + terms.theirs().ufrag(), "another-password-of-24-c").check(true);
        for (byte[] one : new byte[][] {wrongName, wrongWord, new byte[20], Arrays.copyOf(browser.check(true), 60)}) {
            assertThat(on(one, HERE)).isZero();
        }
        assertThat(ice.selected()).isNull();
        assertThat(ice.isValid(HERE)).isFalse();
    }

    @Test
    void oneChangedBitMakesACheckNobodys() {
        byte[] check = browser.check(true);
        for (int bit = 0; bit < check.length * 8; bit++) {
            byte[] changed = check.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(on(changed, HERE)).as("bit %d", bit).isZero();
        }
        assertThat(ice.selected()).isNull();
    }

    @Test
    void whoThinksThatWeControlIsToldOtherwise() {
        assertThat(on(browser.controlled(), HERE)).isPositive();
        assertThat(type()).isEqualTo("0111");
        assertThat(answer.get(26) * 100 + answer.get(27)).isEqualTo(487);
        assertThat(ice.selected()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7001, 0xC057})
    void anUnknownAttributeIsRefusedUnlessItIsOptional(int attribute) {
        assertThat(on(browser.unknown(attribute), HERE)).isPositive();
        assertThat(type()).isEqualTo(attribute < 0x8000 ? "0111" : "0101");
    }

    @Test
    void noMoreThanAFewAddressesAreKeptAndTheOneInUseIsNotLost() {
        on(browser.check(true), HERE);
        for (int port = 1; port <= 50; port++) {
            on(browser.check(false), new InetSocketAddress("192.0.2.8", port));
        }
        assertThat(ice.selected()).isEqualTo(HERE);
        assertThat(ice.isValid(HERE)).isTrue();
        assertThat(ice.isValid(new InetSocketAddress("192.0.2.8", 1))).isFalse();
        assertThat(ice.isValid(new InetSocketAddress("192.0.2.8", 50))).isTrue();
    }

    @Test
    @DisplayName("RFC 7675 §5.1: without a check for 30 s the peer has gone")
    void withoutChecksThePeerHasGone() {
        now = Duration.ofSeconds(20).toNanos();
        on(browser.check(true), HERE);
        assertThat(ice.isSilent(Duration.ofSeconds(50).toNanos())).isFalse();
        assertThat(ice.isSilent(Duration.ofSeconds(51).toNanos())).isTrue();
    }

    @Test
    void afterARestartOnlyTheNewNamesCountAndTheOldAddressGoesOnUntilThen() {
        on(browser.check(true), HERE);
        DtlsTerms anew = terms(50);
        ice.agreed(anew, now);
        assertThat(on(browser.check(true), THERE)).isZero();
        assertThat(ice.selected()).isEqualTo(HERE);
        byte[] check = new Checks(anew).check(true);
        assertThat(on(check, THERE)).isPositive();
        assertThat(ice.selected()).isEqualTo(THERE);
    }
}
