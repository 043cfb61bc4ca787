package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.helpline.media.Browsers.Page;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.ice.Checks;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.Fingerprint;
import org.helpline.sdp.IceDtls.Setup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A leg to a browser, of which the test plays the part: checks, handshake and sound on one port. The handshake runs on threads of its own. */
class BrowserLegTest {

    private static final InetSocketAddress STRANGER = TestHouse.at("203.0.113.66", 6666);

    private final TestHouse house = new TestHouse();
    private final Browsers browsers = new Browsers(house);

    @AfterEach
    void end() {
        browsers.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ACTIVE", "PASSIVE"})
    void afterCheckAndHandshakeThePromptIsHeardFromItsBeginning(Setup setup) {
        Page page = browsers.new Page(setup == Setup.ACTIVE, browsers.fingerprint());
        page.agree(Direction.SENDRECV);
        page.phone.leg.play(1, List.of(TestHouse.counting("prompt", 16_000)));
        for (int i = 0; i < 20; i++) {
            page.pass();
        }
        assertThat(page.phone.wire.rtpOut).as("nothing before a check").isEmpty();
        page.check();
        page.secured();
        List<byte[]> heard = page.hears(5);
        for (int i = 0; i < heard.size(); i++) {
            assertThat(heard.get(i)).hasSize(160).containsOnly((byte) i);
        }
        assertThat(page.answered).isPositive();
        assertThat(page.phone.wire.rtpOut).allMatch(d -> d.address().equals(page.phone.address));
    }

    @Test
    void whatTheBrowserSaysIsPassedOnToAPhoneAndBack() {
        Page page = browsers.page();
        Phone other = house.phoneBeside(page.phone, 7000);
        page.agree(Direction.SENDRECV);
        other.agree(AudioCodec.PCMU, Direction.SENDRECV);
        page.phone.leg.bridge(other.leg);
        page.check();
        page.secured();
        for (int i = 0; i < 20; i++) {
            page.speak(7);
            other.speak(AudioCodec.PCMU, 9);
            page.pass();
        }
        assertThat(other.heard()).hasSizeGreaterThan(15).allMatch(p -> p.payload()[0] == 7);
        assertThat(page.hears(15)).allMatch(p -> p[0] == 9);
    }

    @Test
    @DisplayName("RFC 5763 §5: a certificate that the description does not name makes no call")
    void anotherCertificateIsRefused() {
        Page page = browsers.new Page(true, Fingerprint.of(new byte[] {1}));
        page.agree(Direction.SENDRECV);
        page.check();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(Browsers.PATIENCE)
                .until(() -> {
                    page.pass();
                    return !page.phone.told(MediaEvent.Unsecured.class).isEmpty();
                });
        assertThat(page.phone.told(MediaEvent.Unsecured.class).getFirst().why()).contains("DTLS handshake failed");
        assertThat(page.sound).isEmpty();
    }

    @Test
    void whoHasNotBeenCheckedMayNotBeginAHandshake() {
        Page page = browsers.page();
        page.agree(Direction.SENDRECV);
        for (int i = 0; i < 50; i++) {
            page.pass(); // its first flight comes, unchecked
        }
        assertThat(page.phone.wire.rtpOut).isEmpty();
        page.check();
        page.secured(); // by its second
    }

    @Test
    void reportsShareThePort() {
        Page page = browsers.page();
        page.agree(Direction.SENDRECV);
        page.phone.leg.startMusic(TestHouse.counting("music", 16_000));
        page.check();
        page.secured();
        for (int i = 0; i < 600; i++) {
            page.speak(1);
            page.pass();
        }
        assertThat(page.reports).isNotEmpty();
        assertThat(page.phone.wire.rtcpOut).isEmpty();
    }

    @Test
    @DisplayName("STUN and DTLS floods: the stream goes on")
    void floodsLeaveTheStreamAlone() {
        Page page = browsers.page();
        Phone other = house.phoneBeside(page.phone, 7000);
        page.agree(Direction.SENDRECV);
        other.agree(AudioCodec.PCMU, Direction.SENDRECV);
        page.phone.leg.bridge(other.leg);
        page.check();
        page.secured();
        int before = page.answered;
        byte[] forged = new Checks("a:b", "another-password-of-24-c").check(true);
        byte[] record = new byte[200];
        record[0] = 22;
        for (int i = 0; i < 100; i++) {
            for (int k = 0; k < 25; k++) {
                page.send(forged, STRANGER);
                page.send(forged, page.phone.address);
                page.send(record, STRANGER);
                page.send(record, page.phone.address);
                page.send(new byte[] {(byte) 0x80, 0, 1}, STRANGER);
            }
            page.speak(7);
            page.pass();
        }
        for (int i = 0; i < 20; i++) {
            page.pass();
        }
        assertThat(page.phone.wire.rtpIn).as("what waits").isEmpty();
        assertThat(other.heard()).hasSizeGreaterThanOrEqualTo(99).allMatch(p -> p.payload()[0] == 7);
        assertThat(page.answered).as("no stranger is answered").isEqualTo(before);
        assertThat(page.phone.wire.rtpOut).allMatch(d -> d.address().equals(page.phone.address));
    }

    @Test
    @DisplayName("RFC 7675: a browser that checks no more is told silent, on hold, too")
    void aBrowserThatChecksNoMoreIsToldSilentOnce() {
        Page page = browsers.page();
        page.agree(Direction.SENDRECV);
        page.check();
        page.secured();
        page.agree(Direction.INACTIVE);
        page.check();
        page.pass();
        page.phone.events.clear(); // a slow handshake is long in the house's time
        house.pass(29_000);
        page.check();
        house.pass(29_000);
        assertThat(page.phone.told(MediaEvent.Silent.class)).isEmpty();
        house.pass(20_000);
        assertThat(page.phone.told(MediaEvent.Silent.class)).hasSize(1);
    }

    @Test
    void aRefreshKeepsTheKeys() {
        Page page = browsers.page();
        page.agree(Direction.SENDRECV);
        page.check();
        page.secured();
        page.agree(Direction.SENDRECV);
        page.phone.leg.startMusic(TestHouse.counting("music", 16_000));
        assertThat(page.hears(5)).isNotEmpty();
    }
}
