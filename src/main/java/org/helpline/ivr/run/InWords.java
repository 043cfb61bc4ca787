package org.helpline.ivr.run;

import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Wanted;

/** A step in words, for the call's story: never what a caller keyed. */
final class InWords {

    /** The end of the words of a question whose answer is told to nobody. */
    static final String SECRETLY = ", secretly";

    private InWords() {}

    static String of(ScriptStep step) {
        return switch (step) {
            case ScriptStep.Say s -> "say " + said(s.what());
            case ScriptStep.Notice n -> "notice " + n.name();
            case ScriptStep.Menu m -> "menu " + said(m.prompt());
            case ScriptStep.Ask a ->
                a.pin().map(p -> "pin " + p).orElse("ask " + said(a.prompt()) + " for " + a.variable())
                        + (a.secret() ? SECRETLY : "");
            case ScriptStep.Declare d -> "declare " + d.calendar() + " " + d.to();
            case ScriptStep.Switch s -> "switch " + s.notice() + " " + s.to().word();
            case ScriptStep.RecordCaller r ->
                r.box().map(b -> "voicemail " + b).orElse("record " + said(r.prompt()))
                        + (r.variable().isEmpty() ? "" : " as " + r.variable());
            case ScriptStep.ChooseLanguage c -> "language " + said(c.prompt());
            case ScriptStep.SetLanguage l -> "language " + l.language();
            case ScriptStep.SetVariables s ->
                "set " + String.join(", ", s.values().keySet());
            case ScriptStep.When w -> "when " + condition(w.condition());
            case ScriptStep.JoinQueue q ->
                "queue " + q.queue()
                        + (q.wanted().needs().isEmpty()
                                ? ""
                                : " needs " + Wanted.words(q.wanted().needs()));
            case ScriptStep.DialExtension d -> "extension " + said(d.prompt());
            case ScriptStep.SpellName s -> "directory " + said(s.prompt());
            case ScriptStep.Transfer t -> "transfer " + whom(t.whom());
            case ScriptStep.Callback c -> "callback " + c.queue();
            case ScriptStep.LookUp l -> "look up " + l.name();
            case ScriptStep.Do d ->
                (d.routine() instanceof ScriptStep.Routine.Script ? "do script " : "do ")
                        + d.routine().name();
            case ScriptStep.Return _ -> "return";
            case ScriptStep.Split s ->
                "split "
                        + String.join(
                                ", ",
                                s.sides().stream().map(ScriptStep.Side::label).toList());
            case ScriptStep.Go g -> "go " + g.section();
            case ScriptStep.ToScript t -> "script " + t.script();
            case ScriptStep.HangUp _ -> "hangup";
            case ScriptStep.Human _ -> "human";
            case ScriptStep.Again _ -> "again";
            case ScriptStep.Next _ -> "next";
        };
    }

    /** A value in it is a value of the caller's: its name is told. */
    static String whom(ScriptStep.Whom whom) {
        return switch (whom) {
            case ScriptStep.Whom.Agent a -> "agent " + a.id().fill(n -> "{" + n + "}");
            case ScriptStep.Whom.Extension e -> "extension " + e.number().fill(n -> "{" + n + "}");
            case ScriptStep.Whom.Outside n -> "number " + n.number().fill(v -> "{" + v + "}");
        };
    }

    private static String said(java.util.List<Spoken> what) {
        return String.join(
                ", ",
                what.stream()
                        .map(s -> switch (s) {
                            case Spoken.Prompt p -> p.id();
                            case Spoken.Value v -> "{" + v.slot().name() + "}";
                            case Spoken.Sound s2 -> s2.name();
                        })
                        .toList());
    }

    private static String condition(Condition condition) {
        return switch (condition) {
            case Condition.Calendar c -> c.hours() + " " + c.state().name().toLowerCase(java.util.Locale.ROOT);
            case Condition.IsText t -> t.variable() + (t.negated() ? " != " : " == ") + '"' + t.text() + '"';
            case Condition.Expression e -> e.source().replaceAll("\\s+", " ").strip();
            case Condition.IsNumber n -> n.variable() + " " + n.sign().written() + " " + n.number();
        };
    }
}
