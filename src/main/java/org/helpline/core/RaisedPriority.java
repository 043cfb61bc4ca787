package org.helpline.core;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks the system to prefer the calling thread, where permitted (CAP_SYS_NICE). Linux only; Java's own thread priorities do nothing there.
 */
@SuppressWarnings("restricted") // calls the C library by its standard names; the launcher enables native access
public final class RaisedPriority {

    private static final int SCHED_FIFO = 1;
    private static final int FIFO_LEVEL = 10;
    private static final int PRIO_PROCESS = 0;
    private static final int NICE_MEDIA = -10;
    private static final int NICE_SIGNALLING = -5;
    private static final int CALLER = 0;

    private RaisedPriority() {}

    /** For what is paced: real-time (SCHED_FIFO), or else nice -10. Says what was granted; never fails. */
    public static String paced() {
        return granted(() -> fifo() ? "real-time " + FIFO_LEVEL : niced(NICE_MEDIA));
    }

    /**
     * For what answers: nice -5, which on a full core gives it a share before the collector and the compilers, without which calls are
     * refused as too many while work that can wait is done. Says what was granted; never fails.
     */
    public static String answering() {
        return granted(() -> niced(NICE_SIGNALLING));
    }

    private interface Asking {
        String ask() throws Throwable;
    }

    private static String granted(Asking asking) {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return "normal (only Linux is asked for more)";
        }
        try {
            return asking.ask();
        } catch (Throwable e) { // invokeExact declares it; whatever it was, we go on without
            return "normal (" + e.getClass().getSimpleName() + ")";
        }
    }

    private static String niced(int by) throws Throwable {
        return nice(by) ? "nice " + by : "normal (the system refused more)";
    }

    private static boolean fifo() throws Throwable {
        FunctionDescriptor three = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        Optional<MethodHandle> call = function("sched_setscheduler", three);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment level = arena.allocate(ValueLayout.JAVA_INT);
            level.set(ValueLayout.JAVA_INT, 0, FIFO_LEVEL);
            return call.isPresent() && (int) call.get().invokeExact(CALLER, SCHED_FIFO, level) == 0;
        }
    }

    private static boolean nice(int by) throws Throwable {
        FunctionDescriptor three = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        Optional<MethodHandle> call = function("setpriority", three);
        return call.isPresent() && (int) call.get().invokeExact(PRIO_PROCESS, CALLER, by) == 0;
    }

    private static Optional<MethodHandle> function(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find(name).map(at -> linker.downcallHandle(at, type));
    }
}
