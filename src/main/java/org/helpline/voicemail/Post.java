package org.helpline.voicemail;

import java.nio.file.Path;

/** The way out for e-mails. Blocks. */
public interface Post {

    /** Sends one. */
    Outcome send(Letter letter);

    /**
     * An e-mail with one attachment.
     *
     * @param subject one line
     * @param id unique, of letters, digits and dashes; the same for every try
     */
    record Letter(String to, String subject, String body, Path attachment, String fileName, String id) {}

    /** What came of it. */
    sealed interface Outcome {

        /** The mail server has taken it. */
        record Taken() implements Outcome {}

        /** It will never be taken: the server refused it for good. */
        record Refused(String why) implements Outcome {}

        /** It may be taken later. */
        record NotNow(String why) implements Outcome {}
    }
}
