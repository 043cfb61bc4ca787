package org.helpline.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The 49 messages of RFC 4475 through gate and parser, as datagrams. */
class TortureTest {

    private final Gate gate = new Gate(Limits.of(8_192));
    private final SipCodec codec = new JainCodec();

    @ParameterizedTest
    @CsvSource(textBlock = """
        # valid ones, RFC 4475 §3.1.1
        wsinv, passed
        intmeth, passed
        esc01, passed
        escnull, passed
        esc02, passed
        lwsdisp, passed
        longreq, passed
        dblreq, passed
        semiuri, passed
        transports, passed
        mpart01, passed
        unreason, passed
        noreason, passed
        # invalid ones, §3.1.2
        badinv01, 400
        clerr, 400
        ncl, 400
        scalar02, 400
        scalarlg, silence
        quotbal, 400
        ltgtruri, 400
        lwsruri, 400
        lwsstart, 400
        trws, 400
        escruri, passed
        baddate, passed
        regbadct, 400
        badaspec, 400
        baddn, passed
        badvers, 505
        mismatch01, 400
        mismatch02, 400
        bigcode, silence
        # for the layers above, §3.2 to §3.4
        badbranch, passed
        insuf, 400
        unkscm, passed
        novelsc, passed
        unksm2, passed
        bext01, passed
        invut, passed
        regaut01, passed
        multi01, 400
        mcl01, 400
        bcast, passed
        zeromf, passed
        cparam01, passed
        cparam02, passed
        regescrt, passed
        sdp01, passed
        inv2543, passed
        """)
    void eachMessageGetsItsVerdict(String name, String verdict) throws IOException {
        assertThat(verdictOn(message(name))).isEqualTo(verdict);
    }

    static byte[] message(String name) throws IOException {
        return Files.readAllBytes(Path.of("src/test/checks/rfc4475/cases", name + ".dat"));
    }

    private String verdictOn(byte[] bytes) {
        return switch (gate.examine(bytes, false)) {
            case Verdict.Passed(Head head) ->
                codec.parse(head).isPresent() ? "passed" : head.isRequest() ? "400" : "silence";
            case Verdict.Refused(Refusal why, Head head) -> String.valueOf(why.status());
            case Verdict.Dropped(Refusal why) -> "silence";
            case Verdict.Ignored() -> "silence";
        };
    }
}
