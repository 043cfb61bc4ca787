package org.helpline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.config.StoreSettings;
import org.helpline.core.ManualClock;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.helpline.core.SameThreadLoop;
import org.helpline.store.Store;
import org.helpline.store.Stored;

/** A real store and a journal on one thread, in virtual time. */
final class House {

    final Path directory;
    final StoreSettings settings;
    final ManualClock clock = new ManualClock(ScriptedCall.START.plusSeconds(3600));
    final SameThreadLoop loop = new SameThreadLoop("house", clock);
    final Store store;
    final Journal journal;
    final CallRecords records;

    House(Path directory) {
        this(directory, 1);
    }

    House(Path directory, long seed) {
        this(directory, seed, directory.resolve("spill"));
    }

    House(Path directory, long seed, Path spill) {
        this.directory = directory;
        this.settings = new StoreSettings(directory.resolve("store.db"), spill, directory.resolve("c.csv"), "GB");
        Problems problems = new Problems();
        store = Store.openOn(loop, settings, problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
        var opening = Journal.openOn(loop, store, settings, clock, new Random(seed), problems);
        loop.run();
        journal = opening.join()
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
        records = new CallRecords(store);
    }

    void publish(List<Published> facts) {
        facts.forEach(journal::publish);
    }

    House live(Duration time) {
        loop.advance(time);
        return this;
    }

    <T> T await(CompletionStage<T> stage) {
        loop.run();
        CompletableFuture<T> answer = stage.toCompletableFuture();
        assertThat(answer).isDone();
        return answer.join();
    }

    <T> T read(CompletionStage<Stored<T>> stage) {
        return await(stage).orThrow();
    }

    Found.One one(String name) {
        return (Found.One) told(records.find(name));
    }

    <T> T told(CompletionStage<Reading<T>> stage) {
        return await(stage).orThrow();
    }

    long count(String sql) {
        return read(store.read(tx -> tx.first(sql, row -> row.number("n")).orElseThrow()));
    }

    /** What kill -9 leaves: nothing is flushed, nothing told. */
    void kill() {
        store.close();
    }
}
