package org.helpline.media;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks the system to prefer the calling thread: real-time (SCHED_FIFO) or else nice -10, where permitted (CAP_SYS_NICE). Linux only; Java's
 * own thread priorities do nothing there.
 */
@SuppressWarnings("restricted") // calls the C library by its standard names; the launcher enables native access
final class RaisedPriority {

    private static final int SCHED_FIFO = 1;
    private static final int FIFO_LEVEL = 10;
    private static final int PRIO_PROCESS = 0;
    private static final int NICE = -10;
    private static final int CALLER = 0;

    private RaisedPriority() {}

    /** Raises the calling thread; says what was granted. Never fails. */
    static String raise() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return "normal (only Linux is asked for more)";
        }
        try {
            return fifo() ? "real-time " + FIFO_LEVEL : nice() ? "nice " + NICE : "normal (the system refused more)";
        } catch (Throwable e) { // invokeExact declares it; whatever it was, media runs without
            return "normal (" + e.getClass().getSimpleName() + ")";
        }
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

    private static boolean nice() throws Throwable {
        FunctionDescriptor three = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        Optional<MethodHandle> call = function("setpriority", three);
        return call.isPresent() && (int) call.get().invokeExact(PRIO_PROCESS, CALLER, NICE) == 0;
    }

    private static Optional<MethodHandle> function(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find(name).map(at -> linker.downcallHandle(at, type));
    }
}
