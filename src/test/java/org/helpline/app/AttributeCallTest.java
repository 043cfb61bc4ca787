package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.helpline.app.stage.StagePhone;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent writes of the caller at the desk is there for scripts, over real SIP. */
class AttributeCallTest {

    @TempDir
    private Path folder;

    private AnnasHouse house;

    @BeforeEach
    void start() throws Exception {
        house = new AnnasHouse(folder, """
                helpline: 1
                languages: [en]
                human: {queue: support}
                variables: {shop: {type: text, keep: customer}, visits: {type: number, default: 0, keep: customer}}
                start:
                  - {when: 'shop == "York" && visits == 7', then: [{say: outage}, hangup]}
                  - queue: support
                queues: {support: {}}
                """);
        house.starting.script("after", """
                helpline: 1
                languages: [en]
                human: none
                variables: {shop: {type: text, keep: customer}}
                start:
                  - {when: 'shop == "York"', then: [{say: welcome}, hangup]}
                  - hangup
                """);
        house.start("numbers.100=line");
        house.talk();
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    @DisplayName("P62: what the agent writes is read by the next script, in this call and in the next one")
    void whatTheAgentWritesIsReadByTheNextScript() throws Exception {
        assertThat(house.desk().attributes()).containsEntry("shop", "text").containsEntry("visits", "number");
        assertThat(house.tries(new Command.Attribute(house.call(), "mood", "good")))
                .isInstanceOf(Result.Refused.class);
        assertThat(house.tries(new Command.Attribute(house.call(), "visits", "many")))
                .isEqualTo(new Result.Refused("That is no number."));
        assertThat(house.tries(new Command.Attribute(house.call(), "visits", "7")))
                .isEqualTo(new Result.Done());
        assertThat(house.tries(new Command.Attribute(house.call(), "shop", "York")))
                .isEqualTo(new Result.Done());
        assertThat(house.tries(new Command.TransferToScript("after"))).isEqualTo(new Result.Done());
        String story = house.starting.storyWith("the call ends");
        assertThat(story).contains("anna writes shop: York", "hears welcome");
        try (StagePhone again = new StagePhone(AnnasHouse.KIM, house.sip)) {
            assertThat(house.starting.storyOf(() -> again.call("100")))
                    .as("the next call")
                    .contains("hears outage");
        }
        assertThat(house.starting.command("forget", AnnasHouse.KIM).out())
                .contains("2 values that scripts kept are deleted.");
    }
}
