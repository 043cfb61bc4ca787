package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.helpline.config.MediaSettings;
import org.helpline.core.Clock;
import org.helpline.core.ThreadLoop;
import org.helpline.media.MediaEngine;
import org.helpline.media.MediaEvent;
import org.helpline.media.MediaLeg;
import org.helpline.media.TickedEngine;
import org.helpline.media.play.Tone;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.Fingerprint;
import org.helpline.sdp.IceDtls;
import org.helpline.sdp.OfferAnswer;
import org.helpline.sdp.Ours;
import org.helpline.sdp.Protection;
import org.helpline.sdp.SessionDescription;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sound of a real browser moves to another socket of ours, on another media thread, within the call. */
@Tag("clients")
class BrowserMoveTest {

    private static final int BEFORE = 440;
    private static final int AFTER = 800;
    private static final MediaSettings SETTINGS =
            new MediaSettings(0, 0, 2, List.of("PCMU"), Duration.ofMinutes(5), Duration.ofSeconds(10));
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final SecureRandom random = new SecureRandom();
    private final LinkedBlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();

    @Test
    @DisplayName(
            "RFC 8842 §4: a browser follows its sound to another socket by ICE restart and another certificate, both ways")
    void aBrowserFollowsItsSoundToAnotherSocket() throws Exception {
        Path says = RealPhone.says(Files.createDirectories(Path.of("target/browser-move")), 600);
        try (ThreadLoop owner = ThreadLoop.start("owner", Clock.system(), 1_000);
                TickedEngine engine = TickedEngine.start(SETTINGS, Clock.system(), new SecureRandom());
                PagePhone page = PagePhone.open(says)) {
            List<Fingerprint> certificates = engine.certificates();
            MediaLeg first = open(engine, owner);
            take(first, offered(page, first, 0, certificates.getFirst()));
            first.startMusic(Tone.sine("before", BEFORE, Duration.ofSeconds(1)));
            page.hears(BEFORE);

            MediaLeg second = open(engine, owner);
            assertThat(engine.areBeside(first, second)).as("on one thread").isFalse();
            OfferAnswer.Result answered = offered(page, second, 1, certificates.getLast());
            first.close();
            take(second, answered);
            second.startMusic(Tone.sine("after", AFTER, Duration.ofSeconds(1)));
            page.hears(AFTER);
            long received = engine.counts().received();
            await("the browser is heard there")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> engine.counts().received() > received + 50);
            assertThat(events).noneMatch(MediaEvent.Unsecured.class::isInstance);
        }
    }

    private MediaLeg open(MediaEngine engine, ThreadLoop owner) {
        return engine.open(owner, HERE, Optional.empty(), events::add).orElseThrow();
    }

    private OfferAnswer.Result offered(PagePhone page, MediaLeg leg, int version, Fingerprint certificate) {
        Ours ours = ours(leg, version, certificate);
        SessionDescription offer = OfferAnswer.offer(ours);
        return OfferAnswer.complete(offer, page.answers(offer.encode()), ours.protection());
    }

    private Ours ours(MediaLeg leg, int version, Fingerprint certificate) {
        Protection told = Protection.NONE.withDtls(IceDtls.fresh(certificate, random));
        return new Ours(leg.local(), List.of(AudioCodec.PCMU), Direction.SENDRECV, 4711, version).protecting(told);
    }

    private static void take(MediaLeg leg, OfferAnswer.Result result) {
        assertThat(result).isInstanceOf(OfferAnswer.Result.Accepted.class);
        leg.agreed(((OfferAnswer.Result.Accepted) result).audio());
    }
}
