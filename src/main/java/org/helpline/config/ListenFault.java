package org.helpline.config;

import org.helpline.core.Problem;

/** An address that cannot be listened on, told in the same words whoever finds it: the look before the start, SIP or the desk. */
public final class ListenFault {

    private ListenFault() {}

    /**
     * The problem.
     *
     * @param source where the setting was made, as far as the finder knows; else its key
     * @param entry the address as it was set, {@code host:port}
     * @param fault what {@link #of} says
     */
    public static Problem problem(String source, String key, String entry, String fault) {
        return Problem.of(
                source,
                key + " is " + entry + ", which cannot be listened on: " + fault + ".",
                "Stop the program that has it (is another Helpline running?), or choose another address or port, for example --set "
                        + key + "=" + beside(entry) + ".");
    }

    /** {@code TCP port 8080 is taken}: what the system said, in plain words. */
    public static String of(String transport, int port, Throwable cause) {
        return transport + " port " + port + " " + reason(String.valueOf(cause.getMessage()));
    }

    private static String reason(String said) {
        if (said.contains("in use")) {
            return "is taken";
        }
        if (said.contains("assign")) {
            return "cannot be had, since this machine has no such address";
        }
        return said.contains("denied")
                ? "may not be opened by the server's user (it is below 1024)"
                : "cannot be opened (" + said + ")";
    }

    /** The same address ten ports on, as an example of another. */
    private static String beside(String entry) {
        int colon = entry.lastIndexOf(':') + 1;
        return entry.substring(0, colon)
                + (Integer.parseInt(entry.substring(colon).strip()) + 10) % 65_536;
    }
}
