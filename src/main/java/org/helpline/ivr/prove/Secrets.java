package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Steps;

/** Questions for what nobody may write down, and secrets that a script tells after all. */
final class Secrets {

    /** Whole words of a name: {@code card_no} is one of a card, {@code discard} is not. */
    private static final Pattern NAMES = Pattern.compile(
            "(^|[_\\W])(card|cards?_?(no|num|number)|cc|pan|pin|cvv|cvc|csc|tan|otp|passcode|password|passwd|iban"
                    + "|kart|kart_?no|sifre|şifre|parola|пин|карта)($|[_\\W\\d])");

    private static final int SHORTEST_CARD = 13;
    private static final int LONGEST_CARD = 19;

    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> secrets = new HashSet<>();

    private Secrets() {}

    static List<Finding> find(Script script) {
        Secrets secrets = new Secrets();
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.Ask ask) {
                secrets.ask(ask);
            }
        });
        new Steps(script).forEach(secrets::told);
        return secrets.findings;
    }

    private void ask(ScriptStep.Ask ask) {
        if (ask.secret()) {
            secrets.add(ask.variable());
            return;
        }
        boolean card = ask.min() >= SHORTEST_CARD && ask.max() <= LONGEST_CARD;
        boolean named = looksSecret(ask.variable())
                || looksSecret(ask.show())
                || ask.prompt().stream().anyMatch(s -> s instanceof Spoken.Prompt p && looksSecret(p.id()));
        if (card || named) {
            add(
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
    private void told(ScriptStep step) {
        if (step instanceof ScriptStep.SetVariables set) {
            Names.readToSet(set).stream()
                    .filter(secrets::contains)
                    .findFirst()
                    .ifPresent(name -> add(
                            step.at(),
                            "This copies the secret '" + name + "' into a variable that the call's story tells.",
                            "Use '" + name + "' itself where it is needed."));
        } else if (step instanceof ScriptStep.Transfer t) {
            t.ringing().pop().values().stream()
                    .flatMap(text -> text.slots().stream())
                    .map(Slot::name)
                    .filter(secrets::contains)
                    .findFirst()
                    .ifPresent(name -> add(
                            step.at(), "This shows the secret '" + name + "' to an agent.", "Remove it from 'pop'."));
        }
    }

    private void add(Place at, String what, String fix) {
        findings.add(new Finding(Proof.Claim.SECRET, at, what, fix, Optional.empty()));
    }
}
