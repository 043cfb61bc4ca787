package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Template;

/** Questions for what nobody may write down, and secrets that a script tells after all. */
final class Secrets {

    /** Whole words of a name: {@code card_no} is one of a card, {@code discard} is not. */
    private static final Pattern NAMES = Pattern.compile(
            "(^|[_\\W])(card|cards?_?(no|num|number)|cc|pan|pin|cvv|cvc|csc|tan|otp|passcode|password|passwd|iban"
                    + "|kart|kart_?no|sifre|şifre|parola|пин|карта)($|[_\\W\\d])");

    private static final int SHORTEST_CARD = 13;
    private static final int LONGEST_CARD = 19;

    private final List<Finding> findings = new ArrayList<>();
    private final Family family;
    /** By key. */
    private final Set<String> secrets = new HashSet<>();

    private Secrets(Family family) {
        this.family = family;
    }

    static List<Finding> find(Family family) {
        Secrets secrets = new Secrets(family);
        family.forEach((script, step) -> {
            if (step instanceof ScriptStep.Ask ask) {
                secrets.ask(script, ask);
            }
        });
        int before = -1;
        while (secrets.secrets.size() > before) {
            before = secrets.secrets.size();
            family.forEach(secrets::given);
        }
        family.forEach(secrets::told);
        family.forEach(secrets::shown);
        return secrets.findings;
    }

    /** What a script is given that is a secret of the one that runs it is a secret there too. */
    private void given(Script script, ScriptStep step) {
        if (step instanceof ScriptStep.Do d) {
            Family.runs(d)
                    .flatMap(family::find)
                    .ifPresent(run -> d.with().forEach((name, value) -> {
                        if (secret(script, Names.readToSet(List.of(value))).isPresent()) {
                            secrets.add(family.key(run, name));
                        }
                    }));
        }
    }

    private Optional<String> secret(Script script, Collection<String> names) {
        return names.stream()
                .filter(n -> secrets.contains(family.key(script, n)))
                .findFirst();
    }

    private void ask(Script script, ScriptStep.Ask ask) {
        if (ask.secret()) {
            secrets.add(family.key(script, ask.variable()));
            return;
        }
        boolean card = ask.min() >= SHORTEST_CARD && ask.max() <= LONGEST_CARD;
        boolean named = looksSecret(ask.variable())
                || looksSecret(ask.show())
                || ask.prompt().stream().anyMatch(s -> s instanceof Spoken.Prompt p && looksSecret(p.id()));
        if (card || named) {
            add(
                    script,
                    ask.at(),
                    card && !named
                            ? "An answer of " + digits(ask) + " digits looks like a card's number,"
                                    + " and it would be written into the call's story."
                            : "'" + ask.variable()
                                    + "' looks like a secret, and it would be written into the call's story.",
                    "Write 'secret: yes' here, so that nobody ever reads it.");
        }
    }

    private static String digits(ScriptStep.Ask ask) {
        return ask.min() == ask.max() ? "" + ask.min() : ask.min() + " to " + ask.max();
    }

    private static boolean looksSecret(String name) {
        return NAMES.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    /** A copy of a secret is written down like any other variable. */
    private void told(Script script, ScriptStep step) {
        if (step instanceof ScriptStep.SetVariables set) {
            secret(script, Names.readToSet(set))
                    .ifPresent(name -> add(
                            script,
                            step.at(),
                            "This copies the secret '" + name + "' into a variable that the call's story tells.",
                            "Use '" + name + "' itself where it is needed."));
        } else if (step instanceof ScriptStep.Callback c) {
            secret(script, c.number().slots().stream().map(Slot::name).toList())
                    .ifPresent(name -> add(
                            script,
                            step.at(),
                            "This asks for a call-back to the secret '" + name + "', which would be kept and shown.",
                            "Ask for the number by a question that is no secret."));
        } else if (step instanceof ScriptStep.Return r) {
            secret(script, Names.readToSet(r.value().stream().toList()))
                    .filter(_ -> isKept(r))
                    .ifPresent(name -> add(
                            script,
                            step.at(),
                            "This gives the secret '" + name + "' back, into a variable that the call's story tells.",
                            "Give back what was found out about it instead."));
        }
    }

    private void shown(Script script, ScriptStep step) {
        List<String> shown = pop(step).values().stream()
                .flatMap(text -> text.slots().stream())
                .map(Slot::name)
                .toList();
        secret(script, shown)
                .ifPresent(name -> add(
                        script,
                        step.at(),
                        "This shows the secret '" + name + "' to an agent.",
                        "Remove it from 'pop'."));
    }

    /** The lines that whoever answers sees. */
    private static Map<String, Template> pop(ScriptStep step) {
        return switch (step) {
            case ScriptStep.JoinQueue q -> q.pop();
            case ScriptStep.Transfer t -> t.ringing().pop();
            case ScriptStep.DialExtension d -> d.dial().ringing().pop();
            case ScriptStep.SpellName s -> s.dial().ringing().pop();
            case ScriptStep.Menu m -> m.extensions().map(d -> d.ringing().pop()).orElse(Map.of());
            default -> Map.of(); // nobody sees anything of it
        };
    }

    /** Whether it is a copy, not the answer to a question about it. */
    private static boolean isKept(ScriptStep.Return step) {
        return step.value()
                .filter(v -> !(v instanceof Assigned.Computed c) || !Sources.isQuestion(c.tree()))
                .isPresent();
    }

    private void add(Script script, Place at, String what, String fix) {
        findings.add(new Finding(Proof.Claim.SECRET, family.other(script), at, what, fix, Optional.empty()));
    }
}
