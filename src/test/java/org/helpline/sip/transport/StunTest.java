package org.helpline.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** STUN keep-alives: RFC 5626 §8, RFC 8489; the addresses are those of the test vectors of RFC 5769 §2.2 and §2.3. */
class StunTest {

    private static final String COOKIE = "2112a442";
    private static final String TRANSACTION = "b7e7a701bc34d686fa87dfae";

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String answer(String request, String address) {
        InetSocketAddress sender = new InetSocketAddress(InetAddress.ofLiteral(address), 32_853);
        return Stun.answer(bytes(request), sender)
                .map(HexFormat.of()::formatHex)
                .orElse("nothing");
    }

    private static String request(String length, String attributes) {
        return "0001" + length + COOKIE + TRANSACTION + attributes;
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 0101000c, 002000080001a147e112a643",
        "2001:db8:1234:5678:11:2233:4455:6677, 01010018, 002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9",
    })
    void whoAsksIsToldWhereTheyAreSeen(String address, String head, String attribute) {
        assertThat(answer(request("0000", ""), address)).isEqualTo(head + COOKIE + TRANSACTION + attribute);
    }

    @Test
    void whatNeedNotBeUnderstoodIsPassedOver() {
        String software = "80220004 74657374".replace(" ", "");
        assertThat(answer(request("0008", software), "192.0.2.1")).startsWith("0101000c");
    }

    @ParameterizedTest
    @CsvSource({
        "0024000400000001, 0008, 000a0002002400",
        "0024000400000001002500000003000400000000, 0014, 000a000400240025",
    })
    void whatWouldHaveToBeUnderstoodIsRefusedByName(String attributes, String length, String named) {
        assertThat(answer(request(length, attributes), "192.0.2.1"))
                .startsWith("01110010" + COOKIE + TRANSACTION + "0009000400000414" + named)
                .hasSize(72);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00110000 2112a442 b7e7a701bc34d686fa87dfae", // an indication
                "01010000 2112a442 b7e7a701bc34d686fa87dfae", // a response
                "00030000 2112a442 b7e7a701bc34d686fa87dfae", // to allocate a relay
                "00010000 2112a443 b7e7a701bc34d686fa87dfae",
                "00010004 2112a442 b7e7a701bc34d686fa87dfae",
                "00010000 2112a442 b7e7a701bc34d686fa87dfae 00",
                "00010004 2112a442 b7e7a701bc34d686fa87dfae 80220001",
                "00010000 2112a442 b7e7a701bc34d686fa87df",
                "",
            })
    void allElseGetsNoAnswer(String datagram) {
        assertThat(answer(datagram, "192.0.2.1")).isEqualTo("nothing");
    }
}
