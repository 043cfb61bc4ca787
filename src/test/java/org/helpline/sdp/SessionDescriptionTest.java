package org.helpline.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.helpline.sdp.SessionDescription.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDescriptionTest {

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r"})
    void takesAnyLineEnding(String end) {
        String text = Texts.file("zoiper.sdp").replace("\n", end) + end + end;
        assertThat(Texts.read(text)).isEqualTo(Texts.read(Texts.file("zoiper.sdp")));
    }

    @Test
    void keepsNothingThatItDoesNotUnderstand() {
        assertThat(Texts.read(Texts.file("baresip.sdp")).encode())
                .contains("a=rtcp:21895")
                .doesNotContain("tool")
                .doesNotContain("cname")
                .doesNotContain("b=");
    }

    @Test
    void whatItWritesReadsBackTheSame() {
        for (String name : new String[] {"baresip", "linphone", "zoiper", "cisco", "carrier", "sipp", "webrtc"}) {
            SessionDescription once = Texts.read(Texts.file(name + ".sdp"));
            assertThat(Texts.read(once.encode())).as(name).isEqualTo(once);
        }
    }

    @Test
    void aMediaLinesOwnConnectionAndDirectionWin() {
        SessionDescription read = Texts.read(Texts.offer(
                "a=sendonly", "m=audio 1000 RTP/AVP 0", "c=IN IP4 192.0.2.10", "a=recvonly", "m=audio 1002 RTP/AVP 0"));
        assertThat(read.connectionOf(read.media().get(0))).hasValue(new Connection("IP4", "192.0.2.10"));
        assertThat(read.connectionOf(read.media().get(1))).hasValue(new Connection("IP4", "192.0.2.9"));
        assertThat(read.directionOf(read.media().get(0))).isEqualTo(Direction.RECVONLY);
        assertThat(read.directionOf(read.media().get(1))).isEqualTo(Direction.SENDONLY);
    }

    @Test
    void takesSpacesInTheUserNameAndNumbersOfAnyLength() {
        SessionDescription read = Texts.read("v=0\no=Jane Doe 18446744073709551616 2 IN IP4 host.example\nt=0 0\n");
        assertThat(read.origin().sessionId()).isEqualTo("18446744073709551616");
        assertThat(read.origin().username()).isEqualTo("Jane");
        assertThat(read.origin().address().ip()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "hello                                          | it does not begin with v=0",
                "\"\"                                           | it does not begin with v=0",
                "v=0                                            | it has no o= line",
                "v=0\\no=- 1 1 IN IP4                           | line 2 is not o=user id version IN IP4 address",
                "v=0\\no=- x 1 IN IP4 192.0.2.1                 | line 2 is not o=user id version IN IP4 address",
                "v=0\\no=- 1 1 IN IP4 192.0.2.1\\nc=IN IP4      | line 3 is not c=IN IP4 address",
                "v=0\\no=- 1 1 IN IP4 192.0.2.1\\nt=now         | line 3 is not t=start stop",
                "v=0\\no=- 1 1 IN IP4 192.0.2.1\\nm=audio 1     | line 3 is not m=media port protocol formats",
                "v=0\\no=- 1 1 IN IP4 192.0.2.1\\nm=audio x A 0 | line 3 has no port from 0 to 65535",
                "v=0\\no=- 1 1 IN IP4 192.0.2.1\\nm=audio 65536 RTP/AVP 0 | line 3 has no port from 0 to 65535",
                "v=0\\no=- 1 1 IN IP4 192.0.2.1\\nwhat          | line 3 is not of the form x=value",
                "v=0\\no=- 1 1 IN IP4 192.0.2.1\\na=rtp\\tmap:0 | line 3 has a control character",
            })
    void saysWhichLineIsWrongAndWhatItShouldBe(String text, String why) {
        String raw = text.replace("\\n", "\n").replace("\\t", "\t");
        assertThat(SessionDescription.parse(raw)).isEqualTo(new Parsed.Malformed(why));
    }

    @Test
    void refusesWhatIsTooLong() {
        String text = Texts.offer("m=audio 1 RTP/AVP 0");
        assertThat(SessionDescription.parse(text + "\n".repeat(8192 - text.length())))
                .isInstanceOf(Parsed.Described.class);
        assertThat(SessionDescription.parse(text + "\n".repeat(8193 - text.length())))
                .isEqualTo(new Parsed.Malformed("it is longer than 8192 characters"));
    }

    @Test
    void takesFiftyMediaLinesAndNoMore() {
        String fifty = Texts.offer() + "m=video 1 RTP/AVP 0\r\n".repeat(50);
        assertThat(Texts.read(fifty).media()).hasSize(50);
        assertThat(SessionDescription.parse(fifty + "m=audio 1 RTP/AVP 0\r\n"))
                .extracting(p -> ((Parsed.Malformed) p).why())
                .asString()
                .endsWith("is one media line more than 50");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, true",
        "127.1, false",
        "host.example, false",
        "256.0.0.1, false",
        "2001:db8::1, true",
        "::, true",
        "fe80::1%eth0, false",
        "1:2:3, false",
    })
    void onlyWholeIpLiteralsAreAddresses(String address, boolean is) {
        assertThat(new Connection("IP4", address).ip().isPresent()).isEqualTo(is);
    }

    /** Damaged descriptions: every outcome is a value. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverThrowsWhateverComes(long seed) {
        Random random = new Random(seed);
        String[] names = {"baresip", "linphone", "cisco", "carrier", "webrtc"};
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder(Texts.file(names[random.nextInt(names.length)] + ".sdp"));
            for (int damage = random.nextInt(1, 12); damage > 0; damage--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.deleteCharAt(at);
                    case 2 -> text.insert(at, "=: /0123456789 \n".charAt(random.nextInt(16)));
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
                }
            }
            OfferAnswer.Result result = OfferAnswer.answer(text.toString(), Texts.ours());
            if (result instanceof OfferAnswer.Result.Accepted(SessionDescription answer, NegotiatedAudio audio)) {
                assertThat(Texts.read(answer.encode()))
                        .as("seed %d round %d", seed, round)
                        .isEqualTo(answer);
                assertThat(audio.payloadType()).isBetween(0, 127);
            } else {
                assertThat(Texts.why(result)).matches("[\\x20-\\x7e]{10,}").hasSizeLessThan(3000);
            }
        }
    }
}
