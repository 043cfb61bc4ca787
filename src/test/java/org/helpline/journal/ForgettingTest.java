package org.helpline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgettingTest {

    @TempDir
    private Path directory;

    @Test
    void writesNoTextOfACallerReadably() throws IOException {
        House house = new House(directory);
        house.publish(ScriptedCall.served("call-1", "+447700900123").facts());
        house.journal.publish(ScriptedCall.note(1, "call-1", "Wants her money back"));
        house.live(Duration.ofSeconds(1));
        house.await(house.store.checkpoint()).orThrow();
        String file = Files.readString(house.settings.file(), StandardCharsets.ISO_8859_1);
        assertThat(file)
                .contains("call.arrived")
                .doesNotContain("7700900123")
                .doesNotContain("Ada")
                .doesNotContain("Okafor")
                .doesNotContain("4711")
                .doesNotContain("money back");
    }

    @Test
    void aCallbackThatWasBookedWithoutACallIsKeptAndItsNumberSealed() throws IOException {
        House house = new House(directory);
        house.journal.publish(new Published(
                "callback:cb-1",
                1,
                Instant.parse("2026-11-18T09:00:00Z"),
                0,
                new QueueFact.CallbackBooked(
                        new QueueName("support"), "cb-1", new Personal("+447700900123"), 1, "desk:anna")));
        house.live(Duration.ofSeconds(1));
        house.await(house.store.checkpoint()).orThrow();
        assertThat(Files.readString(house.settings.file(), StandardCharsets.ISO_8859_1))
                .contains("queue.callback-booked")
                .doesNotContain("7700900123");
    }

    @Test
    void afterwardsTheTextsAreGoneAndTheRestStays() throws IOException {
        House house = new House(directory);
        house.publish(ScriptedCall.served("call-1", "+44 7700 900123").facts());
        house.publish(ScriptedCall.served("call-2", "+447700900456").facts());
        house.journal.publish(ScriptedCall.note(1, "call-1", "Wants her money back"));
        house.live(Duration.ofSeconds(1));
        String key = house.read(house.store.read(tx -> tx.first(
                        "select k.secret from call_record c join caller_key k on k.id = c.key_id where c.id = 'call-1'",
                        row -> row.text("secret"))
                .orElseThrow()));
        assertThat(key).hasSize(64);

        var forgotten = house.journal.forget("07700 900123");
        house.live(Duration.ofSeconds(1));
        assertThat(house.await(forgotten)).isTrue();

        Found.One gone = house.one("call-1");
        assertThat(gone.record().caller().value()).isEqualTo("(forgotten)");
        assertThat(gone.record().callerName().value()).isEqualTo("(forgotten)");
        assertThat(gone.record().outcome()).isEqualTo("served");
        assertThat(gone.record().talked()).isEqualTo(Duration.ofSeconds(60));
        assertThat(gone.story().steps().toString())
                .contains("pressed (forgotten) in the main menu: Billing")
                .contains("anna notes: (forgotten)")
                .doesNotContain("900123")
                .doesNotContain("4711")
                .doesNotContain("Okafor");
        assertThat(house.one("call-2").record().caller().value()).isEqualTo("+447700900456");
        for (String side : new String[] {"", "-wal"}) {
            assertThat(Files.readString(Path.of(house.settings.file() + side), StandardCharsets.ISO_8859_1))
                    .doesNotContain(key);
        }
    }

    @Test
    void whatWasNotedInAPlaybookIsSealedAndForgottenToo() throws IOException {
        House house = new House(directory);
        house.publish(ScriptedCall.served("call-1", "+447700900123").facts());
        house.journal.publish(ScriptedCall.step(1, "call-1", "amount", "40 EUR to Mrs Okafor's card"));
        house.live(Duration.ofSeconds(1));
        house.await(house.store.checkpoint()).orThrow();
        assertThat(house.one("call-1").story().steps().toString())
                .contains("anna has done step amount of playbook refund: 40 EUR to Mrs Okafor's card");
        assertThat(Files.readString(house.settings.file(), StandardCharsets.ISO_8859_1))
                .contains("agent.step-done")
                .doesNotContain("Okafor");
        house.journal.forget("+447700900123");
        house.live(Duration.ofSeconds(1));
        assertThat(house.one("call-1").story().steps().toString())
                .contains("anna has done step amount of playbook refund: (forgotten)");
    }

    @Test
    void forgetsInTheMiddleOfACallAndWhatComesAfterIsReadable() {
        House house = new House(directory);
        var facts = ScriptedCall.served("call-1", "+447700900123").facts();
        house.publish(facts.subList(0, 6));
        house.live(Duration.ofSeconds(1));
        house.journal.forget("+447700900123");
        house.live(Duration.ZERO);
        house.publish(facts.subList(6, facts.size()));
        house.live(Duration.ofSeconds(1));
        Found.One found = house.one("call-1");
        assertThat(found.record().caller().value()).isEqualTo("(forgotten)");
        assertThat(found.story().steps().toString()).contains("pressed 2 in the main menu");
    }

    @Test
    void forgetsANoteWrittenAfterARestart() {
        House first = new House(directory);
        first.publish(ScriptedCall.served("call-1", "+447700900123").facts());
        first.live(Duration.ofSeconds(1));
        first.kill();
        House second = new House(directory, 2);
        second.journal.publish(ScriptedCall.note(1, "call-1", "Wants her money back"));
        second.live(Duration.ofSeconds(1));
        assertThat(second.one("call-1").story().steps().toString()).contains("Wants her money back");
        second.journal.forget("+447700900123");
        second.live(Duration.ofSeconds(1));
        assertThat(second.one("call-1").story().steps().toString()).doesNotContain("money back");
    }

    @Test
    void aCallerWithoutANumberHasAKeyForThatCallAlone() {
        House house = new House(directory);
        for (String id : new String[] {"call-1", "call-2"}) {
            house.publish(new ScriptedCall(id, ScriptedCall.START)
                    .at(0, ScriptedCall.from("anonymous", "", id + "@x"))
                    .at(1, new CallFact.Ended("abandoned", "caller", "The caller hung up."))
                    .facts());
        }
        house.live(Duration.ofSeconds(1));
        assertThat(house.count("select count(distinct key_id) as n from call_record"))
                .isEqualTo(2);
        assertThat(house.await(house.journal.forget("anonymous"))).isFalse();
    }
}
