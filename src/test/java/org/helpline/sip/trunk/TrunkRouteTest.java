package org.helpline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.helpline.config.TrunkSettings;
import org.helpline.core.AgentId;
import org.helpline.core.Problems;
import org.helpline.sip.AgentPhones;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrunkRouteTest {

    private static final List<TrunkSettings> TRUNKS = List.of(Trunks.plain("acme"), Trunks.plain("pbx"));

    @ParameterizedTest
    @CsvSource({
        "trunk:acme/+491701234567, acme, +491701234567",
        "trunk:nobody/201, nobody, 201",
        "sip:201@pbx, pbx, 201",
        "sip:201@PBX.example, pbx, 201",
        "sip:201@pbx;transport=tcp, pbx, 201",
        "sip:%2B4917@acme, acme, +4917",
    })
    void aContactMayMeanATrunk(String contact, String trunk, String number) {
        assertThat(TrunkRoute.read(contact, TRUNKS)).contains(new TrunkRoute(List.of(trunk), number));
    }

    @ParameterizedTest
    @CsvSource({"sip:201@192.0.2.7:5060", "sip:201@pbx.example:5070", "sip:pbx", "tel:+49", "trunk:acme", "trunk:/201"})
    void otherContactsAreAddresses(String contact) {
        assertThat(TrunkRoute.read(contact, TRUNKS)).isEmpty();
    }

    @Test
    void aContactOfATrunkThatIsNotThereIsAProblemThatNamesThoseThatAre() {
        Problems problems = new Problems();
        FixedPhones phones = FixedPhones.read(
                Map.of("anna", "trunk:acne/+49", "ben", "sip:b@192.0.2.7", "eva", "trunk:pbx/202"), TRUNKS, problems);
        assertThat(problems.all().toString())
                .contains("The contact of anna is trunk:acne/+49, but there is no trunk named acne.", "acme, pbx");
        assertThat(phones.byAddress()).containsOnlyKeys("ben");
        assertThat(phones.byTrunk())
                .contains(new AgentPhones.Phone(
                        new AgentId("eva"), "trunk:pbx/202", new TrunkRoute(List.of("pbx"), "202")));
    }
}
