package org.helpline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    private static final int ROUNDS = 50_000;

    private final Directory<String, Integer> directory = new Directory<>();

    /** Runs two threads that begin together. */
    private static void together(Runnable one, Runnable other) throws Exception {
        CountDownLatch start = new CountDownLatch(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Void>> both = List.of(after(start, one), after(start, other));
            for (Future<Void> each : threads.invokeAll(both)) {
                each.get();
            }
        }
    }

    private static Callable<Void> after(CountDownLatch start, Runnable task) {
        return () -> {
            start.countDown();
            start.await();
            for (int i = 0; i < ROUNDS; i++) {
                task.run();
            }
            return null;
        };
    }

    @Test
    void noChangeOfTwoThreadsIsLost() throws Exception {
        directory.put("anna", 0);
        together(() -> directory.replace("anna", n -> n + 1), () -> directory.replace("anna", n -> n + 1));
        assertThat(directory.find("anna")).contains(2 * ROUNDS);
    }

    @Test
    void whatWasStruckOutIsNotBroughtBackByAChange() throws Exception {
        together(
                () -> {
                    directory.put("anna", 0);
                    directory.remove("anna");
                    assertThat(directory.find("anna")).isEmpty();
                },
                () -> directory.replace("anna", n -> n + 1));
    }

    @Test
    void onlyWhatIsSoIsStruckOut() {
        directory.put("anna", 1);
        directory.removeIf("anna", n -> n == 2);
        assertThat(directory.find("anna")).contains(1);
        directory.removeIf("anna", n -> n == 1);
        assertThat(directory.find("anna")).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotChanged() {
        directory.replace("anna", n -> n + 1);
        directory.removeIf("anna", _ -> true);
        assertThat(directory.size()).isZero();
    }
}
