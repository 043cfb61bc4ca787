package org.helpline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.helpline.interaction.Audition;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Effect;

/** Plays what is said as callers hear it: the recording, else the text spoken. What cannot be heard is told, and read only. */
final class LoudPlayer implements Consumer<Effect.Utterance> {

    private final Player player;
    private final Audition audition;
    private final Script script;
    private final PrintWriter err;

    LoudPlayer(Player player, Audition audition, Script script, PrintWriter err) {
        this.player = player;
        this.audition = audition;
        this.script = script;
        this.err = err;
    }

    @Override
    public void accept(Effect.Utterance utterance) {
        Audition.Heard heard = audition.hear(script, utterance);
        heard.missing().forEach(err::println);
        err.flush();
        if (heard.sounds().isEmpty()) {
            return;
        }
        try {
            player.play(LineSound.wav(heard.sounds()), err);
        } catch (IOException e) {
            err.println("It was not played: " + e.getMessage());
            err.flush();
        }
    }
}
