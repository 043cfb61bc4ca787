package org.helpline.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.helpline.sdp.SessionDescription.Parsed;

/** Session descriptions for tests. */
final class Texts {

    private Texts() {}

    static Ours ours(AudioCodec... codecs) {
        return new Ours(
                new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 40000),
                List.of(codecs),
                Direction.SENDRECV,
                7,
                1);
    }

    static Ours ours() {
        return ours(AudioCodec.PCMU, AudioCodec.PCMA);
    }

    static String file(String name) {
        try (InputStream in = Texts.class.getResourceAsStream("/sdp/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An offer with these lines after the session's own. */
    static String offer(String... lines) {
        return "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n" + String.join("\r\n", lines)
                + "\r\n";
    }

    static SessionDescription read(String text) {
        return assertThat(SessionDescription.parse(text))
                .isInstanceOf(Parsed.Described.class)
                .extracting(p -> ((Parsed.Described) p).description())
                .actual();
    }

    static OfferAnswer.Result.Accepted accepted(OfferAnswer.Result result) {
        assertThat(result).isInstanceOf(OfferAnswer.Result.Accepted.class);
        return (OfferAnswer.Result.Accepted) result;
    }

    static String why(OfferAnswer.Result result) {
        assertThat(result).isInstanceOf(OfferAnswer.Result.NotAcceptable.class);
        return ((OfferAnswer.Result.NotAcceptable) result).why();
    }
}
