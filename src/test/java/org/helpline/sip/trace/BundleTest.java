package org.helpline.sip.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BundleTest {

    private static final InetSocketAddress HERE = new InetSocketAddress("192.0.2.1", 5060);
    private static final InetSocketAddress PHONE = new InetSocketAddress("192.0.2.7", 5062);

    @Test
    void givesBackWhatWasPacked() {
        Random random = new Random(3);
        List<TraceEntry> entries = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            byte[] bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            boolean out = random.nextBoolean();
            InetSocketAddress peer = random.nextBoolean() ? PHONE : new InetSocketAddress("192.0.2.8", 5070 + i);
            entries.add(new TraceEntry(random.nextLong(), out, out ? "UDP" : "TLS", HERE, peer, bytes));
        }
        try (Bundle.Press press = new Bundle.Press()) {
            assertThat(press.of(List.of()).entries()).isEmpty();
            Bundle all = press.of(entries);
            press.of(entries.subList(0, 3)); // the press is used again
            assertThat(all.entries())
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyElementsOf(entries);
        }
    }

    @Test
    void messagesOfACallTakeAThirdOfTheirRoom() {
        String headers = """
                Via: SIP/2.0/UDP 192.0.2.7:5062;branch=z9hG4bK-8b1d\r
                From: "Ada" <sip:+493012345@192.0.2.7>;tag=77c1\r
                To: <sip:support@192.0.2.1>;tag=0e45\r
                Call-ID: 5e1f-91@192.0.2.7\r
                CSeq: 1 INVITE\r
                """;
        List<TraceEntry> call = List.of(
                entry(
                        false,
                        "INVITE sip:support@192.0.2.1 SIP/2.0\r\n" + headers + "Contact: <sip:ada@192.0.2.7>\r\n\r\n"),
                entry(true, "SIP/2.0 200 OK\r\n" + headers + "Contact: <sip:helpline@192.0.2.1>\r\n\r\n"),
                entry(false, "ACK sip:helpline@192.0.2.1 SIP/2.0\r\n" + headers + "Max-Forwards: 70\r\n\r\n"));
        int plain = call.stream().mapToInt(TraceEntry::weight).sum();
        try (Bundle.Press press = new Bundle.Press()) {
            assertThat(press.of(call).weight()).isLessThan(plain / 3);
        }
    }

    private static TraceEntry entry(boolean out, String text) {
        return new TraceEntry(7, out, "UDP", HERE, PHONE, text.getBytes(StandardCharsets.US_ASCII));
    }
}
