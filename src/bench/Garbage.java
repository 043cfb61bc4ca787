import java.lang.instrument.Instrumentation;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A thread beside the server's that makes garbage, to see what a busy collector does to the pacing of RTP: {@code -javaagent:garbage.jar=MB_PER_SECOND}. */
public final class Garbage {

    private static final int BLOCK = 4_096;
    private static final int TURNS_PER_SECOND = 100;
    private static volatile byte[] last = new byte[0];

    private Garbage() {}

    /** Begins; the JVM calls it before main. */
    public static void premain(String megabytes, Instrumentation unused) {
        int blocks = Integer.parseInt(megabytes) * 1_000_000 / BLOCK / TURNS_PER_SECOND;
        Thread.ofPlatform().daemon().name("garbage").start(() -> make(blocks));
    }

    private static void make(int blocks) {
        long due = System.nanoTime();
        while (true) {
            for (int i = 0; i < blocks; i++) {
                last = new byte[BLOCK];
            }
            due += TimeUnit.SECONDS.toNanos(1) / TURNS_PER_SECOND;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }
}
