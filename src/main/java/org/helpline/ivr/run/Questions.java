package org.helpline.ivr.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Digit;
import org.helpline.core.Personal;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Choice;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Value;

/** Puts questions and takes keys: menus, answers of several digits, the language. */
final class Questions {

    private static final String YES = "1";
    private static final String NO = "2";

    /** What a record shows of secret keys. */
    static final Personal HIDDEN = new Personal("•");

    private Questions() {}

    /** Says the question's prompt and then listens; who has typed ahead is not made to hear it. */
    static void put(Turn turn, Listen listen) {
        if (!listen.step().ahead()) {
            turn.ahead = "";
        }
        boolean knowsIt = listen.step().barge() && !turn.ahead.isEmpty();
        Optional<Doing.Playing> playing = knowsIt ? Optional.empty() : turn.play(prompt(turn, listen));
        if (playing.isPresent()) {
            turn.doing = new Doing.Prompting(playing.get(), listen);
        } else {
            listen(turn, listen);
        }
    }

    private static List<Effect.Utterance> prompt(Turn turn, Listen listen) {
        return switch (listen.step()) {
            // nobody knows yet which one the caller understands
            case ScriptStep.ChooseLanguage c ->
                c.keys().values().stream()
                        .distinct()
                        .flatMap(tag -> turn.phrases().say(c.prompt(), tag).stream())
                        .toList();
            case ScriptStep.Ask a
            when listen.candidate().isPresent() -> turn.phrases().say(a.confirm(), turn.language);
            case ScriptStep.Ask a -> turn.phrases().say(a.prompt(), turn.language);
            case ScriptStep.Menu m -> turn.phrases().say(m.prompt(), turn.language);
            case ScriptStep.DialExtension d -> turn.phrases().say(d.prompt(), turn.language);
            case ScriptStep.SpellName s when listen.candidate().isPresent() -> Dialling.choices(turn, listen, s);
            case ScriptStep.SpellName s -> turn.phrases().say(s.prompt(), turn.language);
            case ScriptStep.RecordCaller r -> turn.phrases().say(Recordings.prompt(listen, r), turn.language);
        };
    }

    /** Takes what was typed ahead, else waits for a key. */
    static void listen(Turn turn, Listen listen) {
        if (listen.step() instanceof ScriptStep.RecordCaller r
                && listen.candidate().isEmpty()) {
            Recordings.record(turn, listen, r);
            return;
        }
        consume(turn, listen, "");
    }

    /** Takes keys until the question is answered or none is left. {@code digits}: what the answer has so far. */
    static void consume(Turn turn, Listen listen, String digits) {
        String answer = digits;
        while (!turn.ahead.isEmpty()) {
            String key = turn.ahead.substring(0, 1);
            turn.ahead = turn.ahead.substring(1);
            if (listen.step() instanceof ScriptStep.Ask ask
                    && listen.candidate().isEmpty()) {
                if (!isDigit(key)) {
                    functionKey(turn, listen, ask, answer, key);
                    return;
                }
                answer += key;
                if (answer.length() == ask.max()) {
                    swallowEnd(turn, ask);
                    answered(turn, listen, ask, answer);
                    return;
                }
            } else if (Dialling.takesSeveral(listen)) {
                Optional<String> soFar = Dialling.key(turn, listen, answer, key);
                if (soFar.isEmpty()) {
                    return;
                }
                answer = soFar.get();
            } else {
                single(turn, listen, key);
                return;
            }
        }
        await(turn, listen, answer);
    }

    private static void await(Turn turn, Listen listen, String digits) {
        Duration wait = digits.isEmpty()
                ? listen.step().retries().waitFor()
                : listen.step() instanceof ScriptStep.Ask a ? a.between() : Dialling.between(listen.step());
        long timer = turn.newToken();
        turn.effects.add(new Effect.StartTimer(timer, wait));
        turn.doing = new Doing.Listening(listen, timer, digits);
    }

    private static boolean isDigit(String key) {
        return key.charAt(0) >= '0' && key.charAt(0) <= '9';
    }

    private static void functionKey(Turn turn, Listen listen, ScriptStep.Ask ask, String answer, String key) {
        Digit digit = Digit.ofSymbol(key.charAt(0)).orElseThrow();
        if (ask.end().equals(Optional.of(digit)) && answer.length() >= ask.min()) {
            answered(turn, listen, ask, answer);
        } else if (ask.keys().containsKey(digit)) {
            choose(turn, listen, key, choice(ask.keys(), digit));
        } else {
            wrong(turn, listen, answer + key);
        }
    }

    private static Choice choice(Map<Digit, Choice> keys, Digit digit) {
        return Optional.ofNullable(keys.get(digit)).orElseThrow();
    }

    /** Many callers press the end key although the answer is complete; it shall not be heard by the next menu. */
    private static void swallowEnd(Turn turn, ScriptStep.Ask ask) {
        if (ask.end().isEmpty()) {
            return;
        }
        String end = Character.toString(ask.end().get().symbol());
        if (turn.ahead.startsWith(end)) {
            turn.ahead = turn.ahead.substring(1);
        } else {
            turn.swallow = new State.Swallow(end, turn.environment.now().plus(ask.between()));
        }
    }

    private static void answered(Turn turn, Listen listen, ScriptStep.Ask ask, String answer) {
        if (ask.pin().isPresent()) {
            Studio.check(turn, listen, ask, answer);
            return;
        }
        Optional<Value> value = ask.answer().read(answer).flatMap(v -> turn.fit(ask.variable(), v));
        if (value.isEmpty()) {
            wrong(turn, listen, answer); // digits that are no date, or not of the pattern, are no answer
            return;
        }
        turn.variables.put(ask.variable(), value.get());
        if (ask.confirm().isEmpty()) {
            accept(turn, ask, answer);
        } else if (turn.countStep()) {
            put(turn, listen.confirming(answer));
        }
    }

    private static void accept(Turn turn, ScriptStep.Ask ask, String answer) {
        if (ask.secret()) {
            turn.publish(new ScriptFact.Asked(ask.at().name(), ask.variable(), HIDDEN));
            turn.doing = new Doing.Running();
            return;
        }
        turn.publish(new ScriptFact.Asked(ask.at().name(), ask.variable(), new Personal(answer)));
        ask.answer()
                .scale()
                .ifPresent(s -> turn.publish(new ScriptFact.Rated(ask.variable(), Integer.parseInt(answer), s.most())));
        // asked a second time, the later answer stands
        turn.choices.removeIf(c -> c.label().equals(ask.show()));
        String shown = ask.answer().read(answer).map(Value::written).orElse(answer);
        turn.choices.add(new ScreenPop.Choice(ask.show(), new Personal(shown)));
        turn.keep(ask.variable());
        turn.doing = new Doing.Running();
    }

    /** One key decides: a menu, the language, or "is that right?". */
    static void single(Turn turn, Listen listen, String key) {
        switch (listen.step()) {
            case ScriptStep.Menu m -> menuKey(turn, listen, m, key);
            case ScriptStep.Ask a -> confirmKey(turn, listen, a, key);
            case ScriptStep.ChooseLanguage c -> languageKey(turn, listen, c, key);
            case ScriptStep.RecordCaller r -> Recordings.reviewKey(turn, listen, r, key);
            case ScriptStep.SpellName s -> Dialling.chosen(turn, listen, s, key);
            case ScriptStep.DialExtension _ -> throw new IllegalStateException("several keys make an extension");
        }
    }

    private static void menuKey(Turn turn, Listen listen, ScriptStep.Menu menu, String key) {
        Optional<Choice> choice = Digit.ofSymbol(key.charAt(0)).map(menu.keys()::get);
        if (choice.isPresent()) {
            choose(turn, listen, key, choice.get());
        } else if (!humanKey(turn, listen, key)) {
            wrong(turn, listen, key);
        }
    }

    private static void confirmKey(Turn turn, Listen listen, ScriptStep.Ask ask, String key) {
        if (key.equals(YES)) {
            accept(turn, ask, listen.candidate().orElse(""));
        } else if (key.equals(NO)) {
            if (turn.countStep()) {
                put(turn, listen.asking());
            }
        } else if (!humanKey(turn, listen, key)) {
            wrong(turn, listen, key);
        }
    }

    private static void languageKey(Turn turn, Listen listen, ScriptStep.ChooseLanguage step, String key) {
        Optional<String> tag = Digit.ofSymbol(key.charAt(0)).map(step.keys()::get);
        if (tag.isPresent()) {
            turn.publish(new ScriptFact.Chose(step.at().name(), new Personal(key), ""));
            turn.setLanguage(tag.get(), step.remember());
            turn.doing = new Doing.Running();
        } else if (!humanKey(turn, listen, key)) {
            wrong(turn, listen, key);
        }
    }

    static boolean humanKey(Turn turn, Listen listen, String key) {
        if (!key.equals("0") || turn.script.human().isEmpty()) {
            return false;
        }
        turn.publish(new ScriptFact.Chose(listen.step().at().name(), new Personal(key), ""));
        turn.human();
        turn.doing = new Doing.Running();
        return true;
    }

    static void choose(Turn turn, Listen listen, String key, Choice choice) {
        turn.publish(new ScriptFact.Chose(listen.step().at().name(), new Personal(key), choice.show()));
        if (!choice.show().isEmpty()) {
            turn.choices.add(new ScreenPop.Choice(choice.show(), new Personal(key)));
        }
        turn.taken = key;
        turn.frame = Frame.of(choice.action(), new Frame.Question(listen, false, turn.frame));
        turn.doing = new Doing.Running();
    }

    /** The time for a key is over. */
    static void timeOut(Turn turn, Doing.Listening listening) {
        Listen listen = listening.listen();
        if (!listening.digits().isEmpty() && listen.step() instanceof ScriptStep.Ask ask) {
            if (listening.digits().length() >= ask.min()) {
                answered(turn, listen, ask, listening.digits());
            } else {
                wrong(turn, listen, listening.digits()); // too short an answer is an answer, not silence
            }
            return;
        }
        if (!listening.digits().isEmpty() && Dialling.takesSeveral(listen)) {
            Dialling.timeOut(turn, listen, listening.digits());
            return;
        }
        Listen next = listen.afterSilence();
        turn.publish(new ScriptFact.Silence(listen.step().at().name(), next.silences()));
        retry(turn, next, listen.step().retries().silence(), next.silences());
    }

    static void wrong(Turn turn, Listen listen, String keys) {
        turn.ahead = ""; // what was typed ahead was typed for something else
        Listen next = listen.afterWrongKey();
        Personal told = isSecret(listen) ? HIDDEN : new Personal(keys);
        turn.publish(new ScriptFact.WrongKey(listen.step().at().name(), told, next.wrongs()));
        retry(turn, next, listen.step().retries().wrong(), next.wrongs());
    }

    static void retry(Turn turn, Listen listen, List<Action> entries, int tries) {
        if (entries.isEmpty()) {
            turn.goodbye("no key was pressed");
            return;
        }
        turn.doing = new Doing.Running();
        if (turn.countStep()) {
            Action entry = entries.get(Math.min(tries, entries.size()) - 1);
            turn.frame = Frame.of(entry, new Frame.Question(listen, true, turn.frame));
        }
    }

    /** Whether what is keyed now is told to nobody. */
    static boolean isSecret(Listen listen) {
        return listen.step() instanceof ScriptStep.Ask ask
                && ask.secret()
                && listen.candidate().isEmpty();
    }

    /** {@code again}: the question above which it was written, from its prompt. */
    static void again(Turn turn) {
        Optional<Frame.Question> question = unwind(turn);
        if (question.isEmpty()) {
            turn.goodbye("'again' outside a question");
            return;
        }
        // a key shows that somebody is there: counts begin anew
        Listen listen = question.get().listenAgain()
                ? question.get().listen()
                : Listen.to(question.get().listen().step());
        put(turn, listen);
    }

    /** {@code next}: the step after the question. */
    static void next(Turn turn) {
        Optional<Frame.Question> question = unwind(turn);
        if (question.isEmpty()) {
            turn.goodbye("'next' outside a question");
        } else if (question.get().listen().step() instanceof ScriptStep.RecordCaller r) {
            Recordings.leave(turn, question.get().listen(), r);
        }
        turn.frame = withoutBooking(turn.frame);
    }

    /** Who leaves the question for the number of a call-back does not want one. */
    private static Frame withoutBooking(Frame frame) {
        return switch (frame) {
            case Frame.Steps s when s.next() >= s.steps().size() -> withoutBooking(s.below());
            case Frame.Booking b -> b.below();
            case Frame.Steps _, Frame.Question _, Frame.Routine _, Frame.Bottom _ -> frame;
        };
    }

    private static Optional<Frame.Question> unwind(Turn turn) {
        Frame frame = turn.frame;
        while (true) {
            switch (frame) {
                case Frame.Bottom _, Frame.Routine _ -> {
                    return Optional.empty();
                }
                case Frame.Steps s -> frame = s.below();
                case Frame.Booking b -> frame = b.below();
                case Frame.Question q -> {
                    turn.frame = q.below();
                    return Optional.of(q);
                }
            }
        }
    }
}
