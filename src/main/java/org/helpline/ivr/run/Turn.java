package org.helpline.ivr.run;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.core.BusinessHours;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.Variable;

/**
 * One event's work: takes a state, runs steps until the script waits for something, and leaves a new state and effects.
 * Lives within one call of {@link Interpreter}; confined to it.
 */
final class Turn {

    private static final int MAX_AHEAD = 32;
    private static final State.Swallow NOTHING = new State.Swallow("", java.time.Instant.EPOCH);

    Script script;
    final CallContext context;
    final Environment environment;
    final Map<String, Value> variables;
    final List<ScreenPop.Choice> choices;
    final Map<String, Script> pinned;
    final List<Effect> effects = new ArrayList<>();

    String language;
    boolean languageChosen;
    boolean trusted;
    String ahead = "";

    /** The key that this turn has taken for an answer; empty if it has taken none. */
    String taken = "";

    State.Swallow swallow = NOTHING;
    Frame frame = new Frame.Bottom();
    Doing doing = new Doing.Running();
    long lastToken;
    int steps;

    private Turn(
            Script script,
            CallContext context,
            Environment environment,
            String language,
            Map<String, Value> variables,
            List<ScreenPop.Choice> choices,
            Map<String, Script> pinned) {
        this.script = script;
        this.context = context;
        this.environment = environment;
        this.language = language;
        this.variables = new HashMap<>(variables);
        this.choices = new ArrayList<>(choices);
        this.pinned = new HashMap<>(pinned);
    }

    static Turn begin(Script script, CallContext context, Environment environment) {
        String language = context.language()
                .or(context::remembered)
                .filter(script.languages()::contains)
                .orElse(script.defaultLanguage());
        Turn turn = new Turn(
                script, context, environment, language, context.variables(), context.choices(), context.pinned());
        turn.pinned.putIfAbsent(script.name(), script);
        turn.steps = context.stepsTaken();
        turn.languageChosen = context.language().isPresent();
        script.head().variables().forEach((name, v) -> turn.begin(name, v));
        turn.publish(new ScriptFact.Started(script.name(), script.version(), language));
        turn.effects.add(new Effect.SetLanguage(language, false));
        turn.enterSection(Script.START);
        return turn;
    }

    /** What an earlier script of the call has set stands; then what was kept of the customer; then what the script says. */
    private void begin(String name, Variable variable) {
        atBegin(name, variable).ifPresent(value -> variables.putIfAbsent(name, value));
    }

    /** What was kept of the customer, or else what the script that declares it says. */
    Optional<Value> atBegin(String name, Variable variable) {
        Optional<Value> kept =
                variable.ofCustomer() ? Optional.ofNullable(context.kept().get(name)) : Optional.empty();
        return kept.flatMap(v -> fit(variable, v)).or(variable::initial);
    }

    static Turn of(State state, Environment environment) {
        Turn turn = new Turn(
                state.script, state.context, environment, state.language, state.variables, state.choices, state.pinned);
        turn.languageChosen = state.languageChosen;
        turn.ahead = state.ahead;
        turn.swallow = state.swallow;
        turn.frame = state.frame;
        turn.doing = state.doing;
        turn.trusted = state.trusted;
        turn.lastToken = state.lastToken;
        turn.steps = state.steps;
        return turn;
    }

    Step step() {
        return new Step(new State(this), List.copyOf(effects));
    }

    /** Runs steps until the script waits for something or is over. */
    void run() {
        while (doing instanceof Doing.Running) {
            switch (frame) {
                case Frame.Bottom _ -> goodbye("the script came to its end");
                case Frame.Steps s
                when s.next() < s.steps().size() -> {
                    frame = new Frame.Steps(s.steps(), s.next() + 1, s.below());
                    enter(s.steps().get(s.next()));
                }
                case Frame.Steps s -> frame = s.below();
                case Frame.Routine r -> Routines.end(this, r, Value.NOTHING);
                case Frame.Booking b -> {
                    frame = b.below();
                    CallingBack.request(this, b);
                }
                case Frame.Question q -> {
                    frame = q.below();
                    if (q.listenAgain()) {
                        Questions.listen(this, q.listen());
                    }
                }
            }
        }
    }

    /** Counts a step; false when the call has taken too many and is being ended. */
    boolean countStep() {
        steps++;
        int most = Math.min(script.head().maxSteps().orElse(environment.maxSteps()), environment.maxSteps());
        if (steps <= most) {
            return true;
        }
        frame = new Frame.Bottom();
        goodbye("the call took more than " + most + " steps");
        return false;
    }

    private void enter(ScriptStep step) {
        if (!countStep()) {
            return;
        }
        if (!(step instanceof ScriptStep.When || step instanceof ScriptStep.Split)) {
            publish(new ScriptFact.Entered(step.at().name(), InWords.of(step)));
        }
        switch (step) {
            case ScriptStep.Say s -> say(s.what(), s.barge());
            case ScriptStep.Notice n -> notice(n);
            case ScriptStep.Menu m -> Questions.put(this, Listen.to(m));
            case ScriptStep.Ask a -> Questions.put(this, Listen.to(a));
            case ScriptStep.DialExtension d -> Questions.put(this, Listen.to(d));
            case ScriptStep.SpellName s -> Questions.put(this, Listen.to(s));
            case ScriptStep.RecordCaller r -> Recordings.begin(this, r);
            case ScriptStep.Switch s -> Studio.enter(this, s);
            case ScriptStep.Declare d -> Studio.enter(this, d);
            case ScriptStep.ChooseLanguage c -> chooseLanguage(c);
            case ScriptStep.SetLanguage l -> setLanguage(l.language(), false);
            case ScriptStep.SetVariables s -> s.values().forEach((name, to) -> assign(s, name, to));
            case ScriptStep.When w -> when(w);
            case ScriptStep.JoinQueue q -> Queueing.join(this, q);
            case ScriptStep.Transfer t -> Transfers.begin(this, t);
            case ScriptStep.Callback c -> CallingBack.offer(this, c);
            case ScriptStep.LookUp l -> Enquiring.ask(this, l);
            case ScriptStep.Do d -> Routines.run(this, d);
            case ScriptStep.Return r -> Routines.comesBack(this, r);
            case ScriptStep.Split s -> Routines.split(this, s);
            case ScriptStep.Go g -> enterSection(g.section());
            case ScriptStep.ToScript t -> toScript(t.script());
            case ScriptStep.HangUp _ -> hangUpOrHuman();
            case ScriptStep.Human _ -> human();
            case ScriptStep.Again _ -> Questions.again(this);
            case ScriptStep.Next _ -> Questions.next(this);
        }
    }

    void enterSection(String name) {
        Action section = script.sections().get(name);
        Frame base = routine().map(Frame.class::cast).orElseGet(Frame.Bottom::new);
        frame = section == null ? new Frame.Bottom() : Frame.of(section, base);
    }

    /** What runs this as a routine; empty when nothing does. */
    Optional<Frame.Routine> routine() {
        for (Frame f = frame; !(f instanceof Frame.Bottom); f = f.below()) {
            if (f instanceof Frame.Routine r) {
                return Optional.of(r);
            }
        }
        return Optional.empty();
    }

    /** A script in the version that this call has seen first. */
    Optional<Script> pinned(String name) {
        if (!pinned.containsKey(name)) {
            environment.scripts().apply(name).ifPresent(s -> pinned.put(name, s));
        }
        return Optional.ofNullable(pinned.get(name));
    }

    private void say(List<Spoken> what, boolean barge) {
        if (barge && !ahead.isEmpty()) {
            return; // the caller knows it and has typed ahead
        }
        play(phrases().say(what, language)).ifPresent(p -> doing = new Doing.Saying(p, barge));
    }

    private void notice(ScriptStep.Notice notice) {
        if (environment.noticeOn().test(notice.name())) {
            say(List.of(new Spoken.Prompt(notice.name())), true);
        }
    }

    private void chooseLanguage(ScriptStep.ChooseLanguage step) {
        boolean known = languageChosen
                || context.remembered().filter(script.languages()::contains).isPresent();
        if (known && !step.always()) {
            return;
        }
        Questions.put(this, Listen.to(step));
    }

    void setLanguage(String tag, boolean remember) {
        language = tag;
        languageChosen = true;
        effects.add(new Effect.SetLanguage(tag, remember));
        publish(new ScriptFact.LanguageSet(tag));
    }

    /** What cannot be worked out leaves the variable as it is. */
    private void assign(ScriptStep step, String name, Assigned to) {
        worked(step, name, to).ifPresent(value -> set(step, name, value));
    }

    /** A value; empty after the story has been told why there is none. */
    Optional<Value> worked(ScriptStep step, String name, Assigned to) {
        return switch (assigned(to)) {
            case Evaluation.Outcome.Is(Value value) -> Optional.of(value);
            case Evaluation.Outcome.Undecided(String why) -> {
                publish(new ScriptFact.Undecided(step.at().name(), name + ": " + why));
                yield Optional.empty();
            }
        };
    }

    private Evaluation.Outcome assigned(Assigned to) {
        return switch (to) {
            case Assigned.Fixed f -> new Evaluation.Outcome.Is(f.value());
            case Assigned.Filled f -> new Evaluation.Outcome.Is(f.text().typed(this::held));
            case Assigned.Computed c -> Evaluation.of(c.tree(), world());
            case Assigned.Listed l -> {
                List<Value> values = new ArrayList<>();
                for (Assigned entry : l.entries()) {
                    if (!(assigned(entry) instanceof Evaluation.Outcome.Is(Value value))) {
                        yield assigned(entry);
                    }
                    values.add(value);
                }
                yield new Evaluation.Outcome.Is(new Value.Many(values));
            }
            case Assigned.Mapped m -> {
                Map<String, Value> fields = new LinkedHashMap<>();
                for (Map.Entry<String, Assigned> entry : m.entries().entrySet()) {
                    if (!(assigned(entry.getValue()) instanceof Evaluation.Outcome.Is(Value value))) {
                        yield assigned(entry.getValue());
                    }
                    fields.put(entry.getKey(), value);
                }
                yield new Evaluation.Outcome.Is(new Value.Fields(fields));
            }
        };
    }

    /** Sets a variable; one that is declared takes only what can be read as its type. */
    void set(ScriptStep step, String name, Value value) {
        Optional<Value> fit = fit(name, value);
        if (fit.isEmpty()) {
            publish(new ScriptFact.Undecided(step.at().name(), name + ": it is no " + declared(name)));
            return;
        }
        variables.put(name, fit.get());
        publish(new ScriptFact.VariableSet(name, new Personal(fit.get().written())));
        keep(name);
    }

    /** What the script says shall be kept of the customer is kept as soon as it is set. */
    void keep(String name) {
        Variable variable = script.head().variables().get(name);
        if (variable != null && variable.ofCustomer()) {
            effects.add(new Effect.Keep(name, held(name)));
        }
    }

    /** The value as the variable's declared type; empty when it is none. An empty text means that there is nothing. */
    Optional<Value> fit(String name, Value value) {
        Variable variable = script.head().variables().get(name);
        return variable == null ? Optional.of(value) : fit(variable, value);
    }

    /** The value as a declared type. */
    static Optional<Value> fit(Variable variable, Value value) {
        if (variable.type() == value.type() || value.equals(Value.NOTHING)) {
            return Optional.of(value);
        }
        return value instanceof Value.Text(String text) ? variable.type().read(text.strip()) : Optional.empty();
    }

    private String declared(String name) {
        Variable variable = script.head().variables().get(name);
        return variable == null ? "value" : variable.type().word();
    }

    /** Whether a condition holds; the story is told why one cannot be worked out. */
    boolean holds(Place at, Condition condition) {
        return new Decision(world(), why -> publish(new ScriptFact.Undecided(at.name(), why))).holds(condition);
    }

    private void when(ScriptStep.When step) {
        boolean holds = environment.foresight().of(step).orElseGet(() -> holds(step.at(), step.condition()));
        publish(new ScriptFact.Entered(step.at().name(), InWords.of(step) + (holds ? ": yes" : ": no")));
        Weighing.of(step.condition(), world())
                .ifPresent(values -> publish(new ScriptFact.Weighed(step.at().name(), values)));
        Optional<Action> branch = holds ? step.then() : step.otherwise();
        branch.ifPresent(a -> frame = Frame.of(a, frame));
    }

    /** Leaves whatever runs for a human. */
    void human() {
        ahead = "";
        Routines.leaveUntilSomebodyHasAHuman(this);
        if (script.human().isEmpty()) {
            goodbye("the script has no human");
            return;
        }
        frame = Frame.of(script.human().get(), new Frame.Bottom());
    }

    /** Key 0 means a human everywhere, also when it was pressed during the last words. */
    private void hangUpOrHuman() {
        if (ahead.indexOf('0') >= 0 && script.human().isPresent()) {
            human();
        } else {
            hangUp("the script ended the call");
        }
    }

    void toScript(String name) {
        publish(new ScriptFact.Left("script " + name));
        effects.add(new Effect.TransferToScript(name));
        doing = new Doing.Over();
    }

    /** Says {@code goodbye}, if the script has it, and hangs up. */
    void goodbye(String why) {
        lastWords(List.of(), why);
    }

    /** Says these and {@code goodbye}, those of them that the script has, and hangs up. */
    void lastWords(List<String> first, String why) {
        ahead = "";
        frame = new Frame.Bottom();
        List<Spoken> words = Stream.concat(first.stream(), Stream.of(Script.GOODBYE))
                .filter(id -> script.prompts().has(id, language))
                .<Spoken>map(Spoken.Prompt::new)
                .toList();
        Optional<Doing.Playing> last =
                words.isEmpty() ? Optional.empty() : play(phrases().say(words, language));
        if (last.isPresent()) {
            doing = new Doing.Leaving(last.get(), why);
        } else {
            hangUp(why);
        }
    }

    void hangUp(String why) {
        publish(new ScriptFact.Left("hang up"));
        effects.add(new Effect.HangUp(why));
        doing = new Doing.Over();
    }

    /** A key: cuts what may be cut, and is kept for the next question otherwise. */
    void keyPressed(char key) {
        if (swallowed(key)) {
            return;
        }
        switch (doing) {
            case Doing.Saying s -> {
                keep(key);
                if (s.barge()) {
                    stop(s.playing());
                    doing = new Doing.Running();
                }
            }
            case Doing.Prompting p -> {
                keep(key);
                if (p.listen().step().barge()) {
                    stop(p.playing());
                    Questions.listen(this, p.listen());
                }
            }
            case Doing.Listening l -> {
                keep(key);
                effects.add(new Effect.CancelTimer(l.timer()));
                Questions.consume(this, l.listen(), l.digits());
            }
            case Doing.Recording r -> Recordings.key(this, r, key);
            case Doing.Rehearing r -> {
                keep(key);
                stop(r.playing());
                Questions.listen(this, r.listen());
            }
            case Doing.LookingUp l -> {
                keep(key);
                Enquiring.key(this, l);
            }
            case Doing.Waiting w -> Queueing.key(this, w, key);
            case Doing.Calling _, Doing.Booking _, Doing.Studio _ -> keep(key);
            case Doing.Joining j -> {
                if (j.key().indexOf(key) < 0) { // a nervous second press of the menu's key must not leave the queue
                    keep(key);
                }
            }
            // an agent hears it, or the call is over: nobody is asked
            case Doing.Talking _, Doing.Leaving _, Doing.Over _, Doing.Running _ -> {}
        }
    }

    private boolean swallowed(char key) {
        boolean late = swallow.key().equals(Character.toString(key))
                && environment.now().isBefore(swallow.until());
        swallow = NOTHING;
        return late;
    }

    private void keep(char key) {
        if (ahead.length() < MAX_AHEAD) {
            ahead += key;
        }
    }

    /** Begins to play; empty when there is nothing to play. */
    Optional<Doing.Playing> play(List<Effect.Utterance> utterances) {
        if (utterances.isEmpty()) {
            return Optional.empty();
        }
        long token = newToken();
        effects.add(new Effect.Play(token, utterances));
        prompted(utterances);
        return Optional.of(new Doing.Playing(token, environment.now()));
    }

    /** A value of many recordings is one thing to be heard. */
    private void prompted(List<Effect.Utterance> utterances) {
        Optional<ScriptFact> last = Optional.empty();
        for (Effect.Utterance u : utterances) {
            ScriptFact fact = new ScriptFact.Prompted(u.prompt(), u.language());
            if (last.filter(fact::equals).isEmpty()) {
                publish(fact);
            }
            last = Optional.of(fact);
        }
    }

    void stop(Doing.Playing playing) {
        effects.add(new Effect.StopPlay());
        heard(playing, false);
    }

    void heard(Doing.Playing playing, boolean complete) {
        long millis =
                java.time.Duration.between(playing.since(), environment.now()).toMillis();
        publish(new ScriptFact.PromptEnded(Math.max(0, millis), complete));
    }

    /** What plays, if anything does. */
    Optional<Doing.Playing> playing() {
        return switch (doing) {
            case Doing.Saying s -> Optional.of(s.playing());
            case Doing.Prompting p -> Optional.of(p.playing());
            case Doing.Leaving l -> Optional.of(l.playing());
            case Doing.Rehearing r -> Optional.of(r.playing());
            case Doing.Recording _, Doing.Studio _ -> Optional.empty();
            case Doing.LookingUp l when l.meanwhile() instanceof Doing.Meanwhile.Words w -> Optional.of(w.playing());
            case Doing.Waiting w when w.announcing() instanceof Doing.Announcing.Now now -> Optional.of(now.playing());
            case Doing.Calling c when c.announcing() instanceof Doing.Announcing.Now now -> Optional.of(now.playing());
            case Doing.Waiting _, Doing.Calling _, Doing.Running _, Doing.Listening _ -> Optional.empty();
            case Doing.LookingUp _ -> Optional.empty();
            case Doing.Joining _, Doing.Talking _, Doing.Over _, Doing.Booking _ -> Optional.empty();
        };
    }

    long newToken() {
        return ++lastToken;
    }

    void publish(ScriptFact fact) {
        effects.add(new Effect.Publish(fact));
    }

    Phrases phrases() {
        return new Phrases(script, this::value, slot -> publish(new ScriptFact.SaidAsItIs(slot.name())));
    }

    /** A variable's value as it is written; empty when it has none. */
    String value(String name) {
        return find(name).map(Value::written).orElse("");
    }

    /** A variable's value, of its kind; an empty text when it has none. */
    Value held(String name) {
        return find(name).orElse(Value.NOTHING);
    }

    /** A variable's value, of its kind; empty when there is none of this name. */
    Optional<Value> find(String name) {
        return switch (name) {
            case BuiltIn.CALLER -> Optional.of(Value.text(context.caller().value()));
            case BuiltIn.WITHHELD ->
                Optional.of(new Value.Truth(context.caller().isEmpty()));
            case BuiltIn.DIALLED -> Optional.of(Value.text(context.dialled()));
            case BuiltIn.LANGUAGE -> Optional.of(Value.text(language));
            case BuiltIn.TODAY -> Optional.of(new Value.Date(local().toLocalDate()));
            case BuiltIn.TIME -> Optional.of(Value.text(clock("HH:mm")));
            case BuiltIn.NOW -> Optional.of(Value.text(clock("yyyy-MM-dd HH:mm")));
            case BuiltIn.WEEKDAY ->
                Optional.of(Value.text(local().getDayOfWeek().name().toLowerCase(Locale.ROOT)));
            default ->
                name.startsWith(QueueFigure.ROOT + ".")
                        ? QueueFigure.Asked.by(name).flatMap(this::atTheDoor)
                        : Value.find(variables, name);
        };
    }

    /** How long the caller is likely to wait yet. */
    void expect(Environment.Wait wait) {
        variables.put(BuiltIn.WAIT, new Value.Span(wait.most()));
        variables.put(BuiltIn.WAIT_LEAST, new Value.Span(wait.least()));
    }

    /** Nobody knows, or the caller waits no longer. */
    void expectNothing() {
        variables.remove(BuiltIn.WAIT);
        variables.remove(BuiltIn.WAIT_LEAST);
    }

    private Optional<Value> atTheDoor(QueueFigure.Asked asked) {
        return environment.waits().figure(new QueueName(asked.queue()), asked.figure());
    }

    private ZonedDateTime local() {
        return environment
                .now()
                .atZone(environment.zone().apply(script.head().hours().orElse("")));
    }

    private String clock(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(local());
    }

    /** What expressions ask. */
    Evaluation.World world() {
        return new Evaluation.World() {
            @Override
            public Optional<Value> value(String name) {
                return find(name);
            }

            @Override
            public BusinessHours.State state(String calendar) {
                return environment.hours().apply(calendar);
            }
        };
    }
}
