package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.acd.Acd.Ticket;
import org.helpline.acd.AcdScribe;
import org.helpline.acd.LiveAcd;
import org.helpline.acd.PastShift;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.ManualClock;
import org.helpline.core.QueueName;
import org.helpline.core.SameThreadLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatIfTest {

    private static final QueueName SUPPORT = new QueueName("support");
    private static final AgentId ANNA = new AgentId("anna");
    private static final PastDay DAY = PastDay.read("2026-11-23", Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC)
            .orElseThrow();

    @Test
    void theTableTellsTheDayAsItWasAndWithOneAgentMore() {
        assertThat(String.join("\n", whatIf("+1@support").table())).isEqualTo("""
                        queue support: 3 calls
                                              as it was       played      changed   difference (95 %)
                          in time (18 s)         33.3 %       33.3 %       66.7 %   +33.3 ± 0.0 %
                          mean wait              32.0 s       32.0 s       22.7 s   -9.3 ± 0.0 s
                          longest wait           60.0 s       60.0 s       60.0 s   +0.0 ± 0.0 s
                          abandoned              33.3 %       33.3 %        0.0 %   -33.3 ± 0.0 %
                          sent on                 0.0 %        0.0 %        0.0 %   +0.0 ± 0.0 %

                        all agents
                          occupancy                           92.3 %       73.1 %   -19.2 ± 0.0 %""");
    }

    @Test
    void theSameSeedIsTheSameTable() {
        assertThat(whatIf("+1@support").table()).isEqualTo(whatIf("+1@support").table());
    }

    @Test
    void theDrawingHasALineForEach() {
        String svg = WaitPicture.svg("Mean wait <today>", whatIf("+1@support").waits(DAY.from(), 48));
        assertThat(svg).startsWith("<svg").contains("Mean wait &lt;today>").containsPattern("(?s)polyline.*polyline");
    }

    @ParameterizedTest
    @CsvSource({
        "2@support, 09:00-13:00",
        "+2support, 09:00-13:00",
        "+0@support, 09:00-13:00",
        "+2@support, 13:00-09:00",
        "+2@support, 09:00",
        "+2@support, 25:00-26:00",
    })
    void whatIsNoChangeOfAgentsIsNotTaken(String who, String when) {
        assertThat(MoreAgents.read(who, when)).isEmpty();
    }

    private static WhatIf whatIf(String who) {
        PastShift past = new PastShift(DAY.from(), DAY.to());
        log().forEach(past::take);
        MoreAgents more = MoreAgents.read(who, "9:00-24:00").orElseThrow();
        return new WhatIf(past, more.in(past.settings(), 0), more.in(past.deeds(), past, DAY, 0), 3, 1);
    }

    /** Anna serves kim and max; lea hangs up after 20 s. */
    private static List<String> log() {
        ManualClock clock =
                new ManualClock(LocalDate.of(2026, 11, 23).atTime(9, 0).toInstant(ZoneOffset.UTC));
        SameThreadLoop loop = new SameThreadLoop("acd", clock);
        AcdScribe scribe = new AcdScribe();
        QueueSettings queue = new QueueSettings(
                SUPPORT,
                "",
                Duration.ZERO,
                0,
                new Target.Goodbye(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(20),
                Duration.ZERO);
        AcdSettings settings = new AcdSettings(
                List.of(queue),
                List.of(new AgentSettings(ANNA, "Anna", List.of(SUPPORT), false, Role.AGENT)),
                Duration.ofSeconds(18));
        LiveAcd acd = LiveAcd.start(settings, loop, _ -> true, () -> new InteractionId("none"), scribe, _ -> {});
        acd.reachable(ANNA, true);
        acd.agent(ANNA, new AgentCommand.LogIn());
        acd.agent(ANNA, new AgentCommand.Ready());
        joins(acd, "kim");
        loop.advance(Duration.ofSeconds(4));
        acd.accepted(1);
        joins(acd, "lea");
        joins(acd, "max");
        loop.advance(Duration.ofSeconds(20));
        acd.leave(new InteractionId("lea"), LeaveReason.ABANDONED);
        loop.advance(Duration.ofSeconds(36));
        acd.released(new InteractionId("kim"));
        loop.advance(Duration.ofSeconds(4));
        acd.accepted(2);
        loop.advance(Duration.ofSeconds(40));
        acd.released(new InteractionId("max"));
        loop.run();
        return scribe.take(Integer.MAX_VALUE);
    }

    private static void joins(LiveAcd acd, String caller) {
        acd.join(new Ticket(new InteractionId(caller), SUPPORT, 0, Optional.empty()));
    }
}
