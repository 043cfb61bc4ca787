package org.helpline.ivr.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.Wanted;

/** A simulated call, written down for people: what was heard and done, {@code seconds.tenths what} a line. */
public final class Transcript {

    private Transcript() {}

    /** A line for each moment that can be heard or seen from outside. */
    public static List<String> of(List<Moment> moments) {
        return of(moments, 0);
    }

    /** The same for the moments from {@code from} on. Keys that answer a secret question are not shown. */
    public static List<String> of(List<Moment> moments, int from) {
        List<String> lines = new ArrayList<>();
        boolean secret = false;
        for (int i = 0; i < moments.size(); i++) {
            Moment moment = moments.get(i);
            if (moment instanceof Moment.Did(var _, Effect.Publish(ScriptFact.Entered e))) {
                secret = e.what().endsWith(InWords.SECRETLY);
            }
            boolean hidden = secret && moment instanceof Moment.Told(var _, ScriptEvent.KeyPressed _);
            if (i >= from) {
                lines.addAll(hidden ? List.of(line(moment, "caller presses a secret key")) : lines(moment));
            }
        }
        return lines;
    }

    private static List<String> lines(Moment moment) {
        return switch (moment) {
            case Moment.Did(var _, Effect.Play p) ->
                p.utterances().stream().map(u -> line(moment, heard(u))).toList();
            case Moment.Did d ->
                words(d.effect()).map(w -> line(moment, w)).stream().toList();
            case Moment.Told t ->
                words(t.event()).map(w -> line(moment, w)).stream().toList();
        };
    }

    private static String line(Moment moment, String what) {
        long millis = moment.after().toMillis();
        return String.format(Locale.ROOT, "%d.%d %s", millis / 1000, millis % 1000 / 100, what);
    }

    private static String heard(Effect.Utterance u) {
        return u.language() + " " + u.recording() + (u.text().isEmpty() ? "" : ": " + u.text());
    }

    private static Optional<String> words(ScriptEvent event) {
        return switch (event) {
            case ScriptEvent.PlayEnded _, ScriptEvent.TimerFired _ -> Optional.empty();
            case ScriptEvent.KeyPressed k ->
                Optional.of("caller presses " + k.digit().symbol());
            case ScriptEvent.Recorded r when !r.failure().isEmpty() -> Optional.of("nothing can be recorded");
            case ScriptEvent.Recorded r ->
                Optional.of(r.spoken().isZero() ? "nothing was said" : "recorded " + seconds(r.length()));
            case ScriptEvent.StudioAnswered a -> Optional.of(a.answer().name().toLowerCase(Locale.ROOT));
            case ScriptEvent.CallerGone _ -> Optional.empty();
            case ScriptEvent.LookedUp l -> Optional.of("answer: " + answer(l.answer()));
            case ScriptEvent.Queued q -> Optional.of("queue: position " + q.position());
            case ScriptEvent.NotQueued q -> Optional.of("queue: not taken, " + q.why());
            case ScriptEvent.PositionChanged q -> Optional.of("queue: position " + q.position());
            case ScriptEvent.SentOn q -> Optional.of("queue: sent on, " + q.why());
            case ScriptEvent.Connected _ -> Optional.of("agent answers");
            case ScriptEvent.NotReached n ->
                Optional.of("not reached: " + n.why().words());
            case ScriptEvent.AgentLeft _ -> Optional.of("agent leaves");
            case ScriptEvent.CallbackAnswered c -> Optional.of("call-back: " + answer(c.answer()));
            case ScriptEvent.SentToQueue q -> Optional.of("agent sends the caller to queue " + q.queue());
        };
    }

    private static String answer(ScriptEvent.CallbackAnswer answer) {
        return switch (answer) {
            case TAKEN -> "promised";
            case THERE -> "promised before";
            case NUMBER_REFUSED -> "not to this number";
            case FAILED -> "none";
        };
    }

    private static Optional<String> words(Effect effect) {
        return switch (effect) {
            case Effect.StopPlay _ -> Optional.of("… cut");
            case Effect.Publish(ScriptFact.Ruled r) -> Optional.of("rule " + r.rule() + ": " + r.words());
            case Effect.StartMusic m -> Optional.of("music " + m.name());
            case Effect.StopMusic _ -> Optional.of("music ends");
            case Effect.Enqueue q ->
                Optional.of("queue " + q.queue() + " priority " + q.priority() + needs(q)
                        + q.recorded()
                                .map(on -> on ? " recorded" : " not recorded")
                                .orElse("") + pop(q.choices()));
            case Effect.CallOut c -> Optional.of("rings " + who(c.reach()) + pop(c.choices()));
            case Effect.HoldPlace _ -> Optional.of("keeps the place in the queue");
            case Effect.RequestCallback c ->
                Optional.of("asks for a call-back of " + c.queue() + " to "
                        + c.number().value());
            case Effect.LookUp l -> Optional.of("asks " + l.name() + parameters(l));
            case Effect.Keep k ->
                Optional.of("keeps " + k.name() + "=" + k.value().written());
            case Effect.LeaveQueue _ -> Optional.of("leaves the queue");
            case Effect.RecordCaller r ->
                Optional.of(r.how().beep() ? "tone, and the caller is recorded" : "the caller is recorded");
            case Effect.CheckPin p -> Optional.of("is this the PIN " + p.name());
            case Effect.SwitchNotice n -> Optional.of("notice " + n.notice() + (n.on() ? " on" : " off"));
            case Effect.DeclareHours d ->
                Optional.of("hours " + d.calendar() + " " + d.to() + " until "
                        + d.until().written());
            case Effect.KeepPrompt k -> Optional.of("keep as prompt " + k.prompt() + " in " + k.language());
            case Effect.StopRecord _ -> Optional.of("recording stopped");
            case Effect.PlayRecording _ -> Optional.of("what was recorded");
            case Effect.KeepRecording k ->
                Optional.of(k.box().map(b -> "message for " + b).orElse("recording kept"));
            case Effect.SetLanguage l -> Optional.of("language " + l.language() + (l.remember() ? ", remembered" : ""));
            case Effect.TransferToScript t -> Optional.of("script " + t.script());
            case Effect.HangUp h -> Optional.of("hangs up: " + h.why());
            case Effect.Play _, Effect.StartTimer _, Effect.CancelTimer _, Effect.Publish _ -> Optional.empty();
        };
    }

    private static String seconds(Duration length) {
        return String.format(Locale.ROOT, "%d.%d s", length.toSeconds(), length.toMillisPart() / 100);
    }

    private static String answer(LookUpAnswer answer) {
        return switch (answer) {
            case LookUpAnswer.Found f -> f.fields().written();
            case LookUpAnswer.None _ -> "none";
            case LookUpAnswer.Failed f -> "failed" + (f.why().isEmpty() ? "" : ", " + f.why());
        };
    }

    private static String parameters(Effect.LookUp asked) {
        List<String> all = asked.parameters().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue().written())
                .toList();
        return all.isEmpty() ? "" : " [" + String.join(", ", all) + "]";
    }

    private static String needs(Effect.Enqueue q) {
        return (q.wanted().needs().isEmpty()
                        ? ""
                        : " needs " + Wanted.words(q.wanted().needs()))
                + q.wanted().relaxed().stream()
                        .map(r -> " after " + r.after().toSeconds() + " s "
                                + (r.needs().isEmpty() ? "anybody" : Wanted.words(r.needs())))
                        .collect(Collectors.joining())
                + q.prefer()
                        .map(p -> " prefers " + (p.agent().isEmpty() ? "the last agent" : p.agent()))
                        .orElse("");
    }

    private static String who(PhoneBook.Reach reach) {
        return switch (reach) {
            case PhoneBook.Reach.Agent a -> "agent " + a.agent();
            case PhoneBook.Reach.Phone p -> "extension " + p.extension();
            case PhoneBook.Reach.Outside o -> "number " + o.number();
            case PhoneBook.Reach.Queue q -> "queue " + q.queue();
            case PhoneBook.Reach.Script s -> "script " + s.script();
        };
    }

    private static String pop(List<ScreenPop.Choice> choices) {
        List<String> lines =
                choices.stream().map(c -> c.label() + "=" + c.value().value()).toList();
        return lines.isEmpty() ? "" : " [" + String.join(", ", lines) + "]";
    }
}
