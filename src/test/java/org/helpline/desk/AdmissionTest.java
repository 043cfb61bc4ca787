package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.helpline.config.AcdSettings.Role;
import org.helpline.core.InteractionId;
import org.helpline.core.ManualClock;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final FakeHouse house = new FakeHouse(new ManualClock(Instant.parse("2026-11-23T02:00:00Z")));

    @Test
    void whoIsTakenOutOfTheSettingsStaysForTheCallInHand() throws IOException {
        Accounts accounts = DeskDemo.accounts();
        Account anna = accounts.check("anna", DeskDemo.PASSWORD).orElseThrow();
        Admission admission = new Admission(accounts, house);
        house.offer(FakeHouse.ANNA, new InteractionId("20261122-021503-7f3a9c"), Pops.one(), Duration.ZERO);
        accounts.admit(Map.of("ben", Role.AGENT));
        assertThat(admission.apply(anna)).contains(anna);
        assertThat(accounts.check("anna", DeskDemo.PASSWORD))
                .as("nobody logs in anew")
                .isEmpty();
        house.dismiss(FakeHouse.ANNA);
        assertThat(admission.apply(anna)).isEmpty();
    }

    @Test
    void anotherPasswordEndsItAtOnce() throws IOException {
        Accounts accounts = DeskDemo.accounts();
        Account anna = accounts.check("anna", DeskDemo.PASSWORD).orElseThrow();
        house.offer(FakeHouse.ANNA, new InteractionId("20261122-021503-7f3a9c"), Pops.one(), Duration.ZERO);
        accounts.admit(Map.of("anna", Role.AGENT));
        accounts.create("anna", Role.AGENT, "quite another one");
        assertThat(new Admission(accounts, house).apply(anna)).isEmpty();
    }
}
