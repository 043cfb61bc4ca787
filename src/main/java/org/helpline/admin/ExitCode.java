package org.helpline.admin;

/** What a command's process returns to the shell. */
public enum ExitCode {
    /** Done. */
    FINE(0),
    /** What was asked for failed, or there is no such thing. */
    FAILED(1),
    /** The command line or the settings are wrong; nothing was begun. */
    USAGE(2);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** 0, 1 or 2. */
    public int code() {
        return code;
    }

    /** The exit code of a number; {@link #FAILED} for any other. */
    public static ExitCode of(int code) {
        return code == 0 ? FINE : code == 2 ? USAGE : FAILED;
    }
}
