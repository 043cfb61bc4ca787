package org.helpline.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams cut into messages. */
class StreamFramerTest implements StreamFramer.Out {

    private final List<String> out = new ArrayList<>();
    private final StreamFramer framer = new StreamFramer(Limits.of(8_192), this);

    private static String withBody(String body) {
        return Sip.OPTIONS.replace("Content-Length: 0", "L : " + body.length()) + body;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 100_000})
    void findsTheSameMessagesInPiecesOfAnySize(int size) {
        String stream = "\r\n" + Sip.OPTIONS + withBody("v=0\r\n\r\nSIP/2.0") + "\r\n\r\n" + withBody("x".repeat(5_000))
                + "\r\n\r\n" + Sip.OPTIONS;
        for (int at = 0; at < stream.length(); at += size) {
            framer.feed(Sip.bytes(stream.substring(at, Math.min(stream.length(), at + size))));
        }
        assertThat(out)
                .containsExactly(
                        Sip.OPTIONS,
                        withBody("v=0\r\n\r\nSIP/2.0"),
                        "ping",
                        withBody("x".repeat(5_000)),
                        "ping",
                        Sip.OPTIONS);
        assertThat(framer.isHalfway()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "", "70000", "5\r\nl: 6", "99999999999999"})
    void handsOverOnlyTheHeadersWhereTheEndCannotBeKnown(String length) {
        feed(Sip.OPTIONS.replace("Content-Length: 0", "Content-Length: " + length) + "body");
        feed(Sip.OPTIONS);
        assertThat(out).containsExactly("unframed");
    }

    @Test
    void takesABodyWithoutLengthOnceAndThenNothingMore() {
        String old = Sip.OPTIONS.replace("Content-Length: 0\r\n", "");
        feed(old);
        feed(old + "v=0\r\n");
        feed(Sip.OPTIONS);
        assertThat(out).containsExactly(old, old + "v=0\r\n");
    }

    @Test
    void doesNotTakeALengthOutOfAFoldedLine() {
        String folded = Sip.OPTIONS.replace("Content-Length: 0", "X: y\r\n Content-Length: 5\r\nContent-Length: 0");
        feed(folded);
        assertThat(out).containsExactly(folded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n", "\u0016\u0003\u0001", "\n", "hello\r\nSIP/2.0\r\n\r\n", " "})
    void givesUpOnWhatIsNoSipAtOnce(String junk) {
        feed(junk);
        feed(Sip.OPTIONS);
        assertThat(out).containsExactly("junk");
    }

    @Test
    void givesUpOnAHeaderWithoutEndAndOnAFirstLineWithoutEnd() {
        feed("OPTIONS sip:x SIP/2.0\r\n");
        assertThat(framer.isHalfway()).isTrue();
        for (int i = 0; i < 20; i++) {
            feed("X: " + "y".repeat(1_000) + "\r\n");
        }
        assertThat(out).containsExactly("junk");
        StreamFramer other = new StreamFramer(Limits.of(8_192), this);
        other.feed(Sip.bytes("O".repeat(2_048)));
        assertThat(out).containsExactly("junk", "junk");
    }

    @Test
    void waitsForARoomyBodyButNotForAnEndlessOne() {
        String large = withBody("x".repeat(65_536));
        feed(large.substring(0, 30_000));
        assertThat(out).isEmpty();
        feed(large.substring(30_000));
        assertThat(out).containsExactly(large);
        feed(Sip.OPTIONS.replace("Content-Length: 0", "Content-Length: 65537"));
        assertThat(out).containsExactly(large, "unframed");
    }

    private void feed(String text) {
        framer.feed(Sip.bytes(text));
    }

    @Override
    public void message(byte[] bytes) {
        out.add(Sip.text(bytes));
    }

    @Override
    public void unframed(byte[] head) {
        out.add("unframed");
    }

    @Override
    public void ping() {
        out.add("ping");
    }

    @Override
    public void junk() {
        out.add("junk");
    }
}
