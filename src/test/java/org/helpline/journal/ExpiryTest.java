package org.helpline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.journal.measure.CountedRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiryTest {

    @TempDir
    private Path directory;

    @Test
    void anOldCallGoesWithAllThatWasSaidOfItAndItsKeyAndAYoungOneStays() {
        House first = new House(directory);
        first.publish(ScriptedCall.served("call-1", "+447700900123").facts());
        first.journal.publish(ScriptedCall.note(1, "call-1", "Wants her money back"));
        first.live(Duration.ofSeconds(1));
        Instant then = first.one("call-1").record().arrived().plusSeconds(1);
        // the second house's virtual clock begins where the first one's did
        first.await(first.store.write(tx -> tx.execute("update caller_key set made = 0")))
                .orThrow();
        first.kill();

        House house = new House(directory, 2);
        house.publish(ScriptedCall.served("call-2", "+447700900123").facts());
        house.live(Duration.ofSeconds(1));
        Expiry expiry = new Expiry(house.store, new CountedRows());
        house.await(house.store.write(tx -> tx.execute(
                        "update call_record set arrived = ? where id = 'call-2'", Entry.nanos(then.plusSeconds(60)))))
                .orThrow();

        assertThat(house.told(expiry.calls(then))).isEqualTo(1);
        assertThat(house.told(expiry.calls(then))).isZero();
        assertThat(house.told(house.records.find("call-1"))).isInstanceOf(Found.None.class);
        assertThat(house.count("select count(*) as n from fact where stream = 'call-1' or interaction = 'call-1'"))
                .isZero();
        assertThat(house.count("select count(*) as n from caller_key")).isEqualTo(1);
        assertThat(house.one("call-2").record().caller().value()).isEqualTo("+447700900123");
    }

    /** The journal still seals with it: without its key the caller's next call could never be read. */
    @Test
    void aKeyThatIsInUseStaysUntilTheNextStart() {
        House house = new House(directory);
        house.publish(ScriptedCall.served("call-1", "+447700900123").facts());
        house.live(Duration.ofSeconds(1));
        Instant then = house.one("call-1").record().arrived().plusSeconds(1);
        Expiry expiry = new Expiry(house.store, new CountedRows());
        assertThat(house.told(expiry.calls(then))).isEqualTo(1);
        house.publish(ScriptedCall.served("call-2", "+447700900123").facts());
        house.live(Duration.ofSeconds(1));
        assertThat(house.one("call-2").record().caller().value()).isEqualTo("+447700900123");
    }

    @Test
    void aCallbackThatWasBookedWithoutACallGoesWithWhatWasCountedOfIt() {
        House house = new House(directory);
        Instant booked = Instant.parse("2026-11-18T09:00:00Z");
        house.journal.publish(new Published(
                "callback:cb-1",
                1,
                booked,
                0,
                new QueueFact.CallbackBooked(
                        new QueueName("support"), "cb-1", new Personal("+447700900123"), 1, "desk:anna")));
        house.live(Duration.ofSeconds(1));
        house.await(house.store.write(tx -> tx.execute(
                        "insert into callback_mark (call, number, at, queue, callback, what) values (?,?,?,?,?,?)",
                        "callback:cb-1",
                        1L,
                        booked.toEpochMilli(),
                        "support",
                        "cb-1",
                        "promised")))
                .orThrow();
        Expiry expiry = new Expiry(house.store, new CountedRows());
        assertThat(house.told(expiry.states(booked))).isZero();
        assertThat(house.told(expiry.states(booked.plusSeconds(1)))).isEqualTo(2);
        assertThat(house.count("select count(*) as n from fact where stream = 'callback:cb-1'"))
                .isZero();
        assertThat(house.count("select count(*) as n from callback_mark")).isZero();
    }

    @Test
    void statesOfAgentsAndScoresGoByTheirOwnAge() {
        House house = new House(directory);
        house.publish(ScriptedCall.served("call-1", "+447700900123").facts());
        house.live(Duration.ofSeconds(1));
        Instant after = house.clock.now().plusSeconds(1);
        long states = house.count("select count(*) as n from fact where stream >= 'agent:' and stream < 'agent;'");
        long calls = house.count("select count(*) as n from fact where stream = 'call-1'");
        Expiry expiry = new Expiry(house.store, new CountedRows());
        assertThat(house.told(expiry.states(Instant.EPOCH))).isZero();
        assertThat(house.told(expiry.states(after))).isGreaterThanOrEqualTo((int) states);
        assertThat(house.count("select count(*) as n from fact where stream >= 'agent:' and stream < 'agent;'"))
                .isZero();
        assertThat(house.count("select count(*) as n from fact where stream = 'call-1'"))
                .isEqualTo(calls);
    }
}
