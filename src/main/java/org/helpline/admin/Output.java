package org.helpline.admin;

import java.io.PrintWriter;

/** Where a command's lines go: a terminal, or through the control channel to one. One thread. */
public interface Output {

    /** A line of the answer: standard output. */
    void line(String text);

    /** A line of what is wrong, or of progress: standard error. */
    void problem(String text);

    /** Output to a terminal. */
    static Output to(PrintWriter out, PrintWriter err) {
        return new Output() {
            @Override
            public void line(String text) {
                out.println(text);
                out.flush();
            }

            @Override
            public void problem(String text) {
                err.println(text);
                err.flush();
            }
        };
    }
}
