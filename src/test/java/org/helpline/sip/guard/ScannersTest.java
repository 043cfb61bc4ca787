package org.helpline.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScannersTest {

    private final Scanners scanners = new Scanners(List.of("friendly-scanner", "SIPVicious"));

    @ParameterizedTest
    @CsvSource({
        "User-Agent: friendly-scanner, true",
        "user-agent:FRIENDLY-SCANNER/2, true",
        "User-Agent: x sipvicious, true",
        "User-Agent: friendly-scanne, false",
        "User-Agent: baresip v1.0.0, false",
        "X-User-Agent: friendly-scanner, false",
        "Subject: friendly-scanner, false",
        "Us: friendly-scanner, false",
        "User-Agent:, false"
    })
    void areKnownByTheirUserAgentAlone(String line, boolean scanner) {
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        assertThat(scanners.isScanner(bytes, 0, line.indexOf(':') + 1, bytes.length))
                .isEqualTo(scanner);
    }
}
