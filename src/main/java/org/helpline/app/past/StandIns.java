package org.helpline.app.past;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.helpline.core.CallFact;
import org.helpline.core.Published;
import org.helpline.core.ScriptFact;

/**
 * Puts other digits in the place of what a caller keyed into questions of several digits: of the same number, so that the call takes as long. A
 * single key is a choice, and stays.
 */
final class StandIns implements UnaryOperator<List<Published>> {

    private static final String DIGITS = "1234567890";

    @Override
    public List<Published> apply(List<Published> facts) {
        List<Published> replaced = new ArrayList<>(facts);
        List<Integer> run = new ArrayList<>();
        boolean asking = false;
        for (int i = 0; i < facts.size(); i++) {
            switch (facts.get(i).fact()) {
                case ScriptFact.Entered e -> {
                    end(run, replaced);
                    asking = e.what().startsWith("ask ") || (asking && e.place().contains("."));
                }
                case CallFact.DigitPressed d -> {
                    if (asking && isDigit(d)) {
                        run.add(i);
                    }
                }
                case ScriptFact.Prompted _, ScriptFact.Asked _, ScriptFact.WrongKey _ -> end(run, replaced);
                default -> {} // does not come between two keys of one answer
            }
        }
        end(run, replaced);
        return List.copyOf(replaced);
    }

    private static boolean isDigit(CallFact.DigitPressed pressed) {
        return pressed.leg().equals("caller") && pressed.digit().value().matches("\\d");
    }

    private static void end(List<Integer> run, List<Published> facts) {
        for (int i = 0; run.size() > 1 && i < run.size(); i++) {
            Published p = facts.get(run.get(i));
            CallFact.DigitPressed d = (CallFact.DigitPressed) p.fact();
            String digit = DIGITS.substring(i % DIGITS.length(), i % DIGITS.length() + 1);
            facts.set(
                    run.get(i),
                    new Published(
                            p.stream(),
                            p.number(),
                            p.at(),
                            p.offsetMillis(),
                            new CallFact.DigitPressed(d.leg(), new org.helpline.core.Personal(digit), d.via())));
        }
        run.clear();
    }
}
