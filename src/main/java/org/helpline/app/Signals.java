package org.helpline.app;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Hears SIGTERM before the virtual machine does, which would run its shutdown hooks at once and be deaf to a second one. By reflection:
 * sun.misc.Signal is supported, but its name is warned of at compile time.
 */
final class Signals {

    private Signals() {}

    /** Runs {@code heard} at each SIGTERM, on a thread of its own; false if this machine cannot, where SIGTERM ends the process by itself. */
    static boolean onTerm(Runnable heard) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object calling = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(),
                    new Class<?>[] {handler},
                    (self, method, args) -> answer(self, method, args, heard));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), calling);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) { // java -Xrs, another machine
            return false;
        }
    }

    private static Object answer(Object self, Method method, Object[] args, Runnable heard) {
        return switch (method.getName()) {
            case "equals" -> self == args[0];
            case "hashCode" -> System.identityHashCode(self);
            case "toString" -> "SIGTERM";
            default -> {
                heard.run();
                yield "";
            }
        };
    }
}
