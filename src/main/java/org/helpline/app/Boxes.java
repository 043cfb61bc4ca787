package org.helpline.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.helpline.interaction.MessageBoxes;
import org.helpline.voicemail.Message;
import org.helpline.voicemail.Voicemail;

/** The voicemail room as the hallway asks it; a message that was kept is mailed at once. Any thread. */
final class Boxes implements MessageBoxes {

    private final Voicemail voicemail;
    private final Runnable mail;
    private final Executor blocking;

    Boxes(Voicemail voicemail, Runnable mail, Executor blocking) {
        this.voicemail = voicemail;
        this.mail = mail;
        this.blocking = blocking;
    }

    @Override
    public boolean isFull(QueueName queue) {
        return voicemail.isFull(queue);
    }

    @Override
    public Path draft(InteractionId call, long number) {
        return voicemail.draft(call + "-" + number);
    }

    @Override
    public void begin(Said soFar, Duration least) {
        voicemail.begin(message(soFar), least);
    }

    @Override
    public void reject(Path draft) {
        voicemail.reject(id(draft));
    }

    @Override
    public void keep(Said said) {
        voicemail.keep(message(said)).thenAcceptAsync(_ -> mail.run(), blocking);
    }

    private static String id(Path draft) {
        String name = String.valueOf(draft.getFileName());
        return name.substring(0, name.length() - ".wav".length());
    }

    private static Message message(Said said) {
        return new Message(
                id(said.draft()),
                said.box(),
                said.call().value(),
                said.at(),
                said.length(),
                0,
                said.caller(),
                said.callerName(),
                said.dialled(),
                said.variable(),
                said.language(),
                said.choices().stream()
                        .map(c -> new Message.Answer(c.label(), c.value()))
                        .toList(),
                Message.State.NEW,
                "",
                List.of());
    }

    @Override
    public void discard(Path draft) {
        voicemail.discard(draft);
    }
}
