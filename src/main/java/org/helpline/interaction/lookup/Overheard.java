package org.helpline.interaction.lookup;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Sends as another does, and tells every reply to who tries a look-up by hand. */
record Overheard(Web web, Consumer<String> told) implements Web {

    private static final int MOST = 2_000;

    @Override
    public Runnable send(Question question, int maxAnswer, Consumer<Reply> then) {
        return web.send(question, maxAnswer, reply -> {
            told.accept(words(reply));
            then.accept(reply);
        });
    }

    private static String words(Reply reply) {
        return switch (reply) {
            case Reply.Answered a -> a.status() + " " + plain(new String(a.body(), StandardCharsets.UTF_8));
            case Reply.TooLarge _ -> "more than may be read";
            case Reply.Broken b -> b.why();
        };
    }

    /** Nothing that a terminal would obey, and no more than one likes to read. */
    private static String plain(String text) {
        String clean = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return clean.length() > MOST ? clean.substring(0, MOST) + "…" : clean;
    }
}
