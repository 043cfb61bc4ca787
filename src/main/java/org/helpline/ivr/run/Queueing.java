package org.helpline.ivr.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.helpline.core.Digit;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Choice;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.SendOn;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.Value;

/** The stay in a queue: joining, music and announcements, keys, being sent on, the agent. */
final class Queueing {

    static final QueueWait NOTHING = new QueueWait(
            new Place("queues", 0, 0),
            "",
            Duration.ZERO,
            List.of(),
            Map.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            SendOn.UNWRITTEN);
    private static final SendOn.Reason NOBODY = SendOn.Reason.NOBODY;

    private Queueing() {}

    static void join(Turn turn, ScriptStep.JoinQueue step) {
        Transfers.pop(turn, step.pop());
        join(turn, step, step.queue(), List.of());
    }

    private static void join(Turn turn, ScriptStep.JoinQueue step, QueueName queue, List<QueueName> before) {
        List<QueueName> tried = new ArrayList<>(before);
        tried.add(queue);
        QueueRules ruled = ruled(turn, step, queue);
        turn.publish(new ScriptFact.Left("queue " + queue + ruled.needs()));
        enqueue(turn, step, queue, ruled, tried);
    }

    private static QueueRules ruled(Turn turn, ScriptStep.JoinQueue step, QueueName queue) {
        return QueueRules.of(turn, step, priority(turn, step), hears(turn, queue));
    }

    private static QueueWait hears(Turn turn, QueueName queue) {
        return turn.script.queues().getOrDefault(queue.value(), NOTHING);
    }

    private static void enqueue(
            Turn turn, ScriptStep.JoinQueue step, QueueName queue, QueueRules ruled, List<QueueName> tried) {
        turn.ahead = "";
        QueueWait hears = hears(turn, queue);
        boolean orNobody = step.sendOn()
                .branch(NOBODY)
                .or(() -> hears.sendOn().branch(NOBODY))
                .isPresent();
        turn.effects.add(new Effect.Enqueue(
                queue,
                ruled.priority(),
                ruled.wanted(),
                ruled.prefer(turn),
                orNobody,
                List.copyOf(turn.choices),
                hears.maxWait(),
                step.recorded()));
        turn.doing = new Doing.Joining(new Doing.Stay(step, queue, hears, List.copyOf(tried)), turn.taken);
    }

    /** What cannot be worked out, or is no number, is none; what is beyond 0 and 10 is the nearer of them. */
    private static int priority(Turn turn, ScriptStep.JoinQueue step) {
        Optional<Value> worked = step.wanted().priority().flatMap(p -> turn.worked(step, "priority", p));
        if (worked.isEmpty()) {
            return step.priority();
        }
        return worked.get() instanceof Value.Number(var number) ? Math.clamp(number.longValue(), 0, 10) : 0;
    }

    /** In the queue already, without having asked for it. */
    static void startIn(Turn turn, QueueName queue) {
        QueueWait hears = hears(turn, queue);
        Place place = new Place("callback", 0, 0);
        ScriptStep.JoinQueue step =
                new ScriptStep.JoinQueue(place, queue, 0, SendOn.UNWRITTEN, after(turn.script, queue));
        turn.frame = new Frame.Bottom();
        turn.doing = new Doing.Joining(new Doing.Stay(step, queue, hears, List.of(queue)), "");
    }

    /** What follows a conversation of this queue: as the first step says that leads there. */
    private static Optional<Action> after(Script script, QueueName queue) {
        List<Action> after = new ArrayList<>();
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.JoinQueue join && join.queue().equals(queue)) {
                join.after().ifPresent(after::add);
            }
        });
        return after.stream().findFirst();
    }

    static void queued(Turn turn, int position) {
        if (!(turn.doing instanceof Doing.Joining joining)) {
            return; // a queue that the caller has left
        }
        Doing.Stay stay = joining.stay();
        place(turn, stay.queue(), position);
        String written = stay.hears().music();
        String music = written.isEmpty() ? turn.environment.music().apply(stay.queue()) : written;
        if (!music.isEmpty()) {
            turn.effects.add(new Effect.StartMusic(music));
        }
        announce(turn, stay);
    }

    private static void announce(Turn turn, Doing.Stay stay) {
        Duration every = stay.hears().every();
        OptionalLong timer = OptionalLong.empty();
        if (!every.isZero()) {
            timer = OptionalLong.of(turn.newToken());
            turn.effects.add(new Effect.StartTimer(timer.getAsLong(), every));
        }
        Doing.Waiting silent = new Doing.Waiting(stay, timer, new Doing.Announcing.Nothing());
        turn.doing = silent;
        if (!tookEarlyKey(turn, silent)) {
            turn.doing = new Doing.Waiting(stay, timer, say(turn, announcement(turn, stay)));
        }
    }

    /** A key that was pressed before the queue had answered counts as if it had been pressed now; the first that means anything does. */
    private static boolean tookEarlyKey(Turn turn, Doing.Waiting waiting) {
        String early = turn.ahead;
        turn.ahead = "";
        for (int i = 0; i < early.length(); i++) {
            if (choice(waiting, early.charAt(i)).isPresent()) {
                turn.ahead = early.substring(i + 1);
                key(turn, waiting, early.charAt(i));
                return true;
            }
        }
        return false;
    }

    /** What is said, and the offer of a call-back while the wait is long. */
    private static List<Spoken> announcement(Turn turn, Doing.Stay stay) {
        Optional<QueueWait.Offer> offer = offered(turn, stay);
        List<Spoken> what = new ArrayList<>(stay.hears().say());
        offer.ifPresent(o -> what.addAll(o.say()));
        return what;
    }

    /** The offer of a call-back, if there is one and the wait is long enough. */
    private static Optional<QueueWait.Offer> offered(Turn turn, Doing.Stay stay) {
        return stay.hears()
                .offer()
                .filter(o -> turn.variables.get(BuiltIn.WAIT) instanceof Value.Span wait
                        && wait.duration().compareTo(o.waitOver()) > 0);
    }

    private static void place(Turn turn, QueueName queue, int position) {
        turn.variables.put(BuiltIn.POSITION, Value.Number.of(position));
        expect(turn, queue, position);
    }

    private static void expect(Turn turn, QueueName queue, int position) {
        turn.environment.waits().expected(queue, position).ifPresentOrElse(turn::expect, turn::expectNothing);
    }

    private static Doing.Announcing say(Turn turn, List<Spoken> what) {
        Optional<Doing.Playing> playing = turn.play(turn.phrases().say(what, turn.language));
        return playing.isPresent() ? new Doing.Announcing.Now(playing.get()) : new Doing.Announcing.Nothing();
    }

    static void announceAgain(Turn turn, Doing.Waiting waiting) {
        turn.playing().ifPresent(turn::stop); // an announcement longer than its own interval
        if (turn.variables.get(BuiltIn.POSITION) instanceof Value.Number position) {
            expect(turn, waiting.stay().queue(), position.number().intValue()); // as it is now
        }
        announce(turn, waiting.stay());
    }

    static void positionChanged(Turn turn, int position) {
        if (turn.doing instanceof Doing.Waiting w) {
            // told with the next announcement: interrupting the music at every change is worse than a late number
            place(turn, w.stay().queue(), position);
        }
    }

    /** A key is taken at any moment, also while an announcement plays. */
    static void key(Turn turn, Doing.Waiting waiting, char key) {
        Optional<Choice> choice = choice(waiting, key);
        if (choice.isEmpty()) {
            return; // waiting callers press keys out of boredom
        }
        Place at = waiting.stay().hears().at();
        turn.publish(new ScriptFact.Chose(
                at.name(), new Personal(Character.toString(key)), choice.get().show()));
        Optional<List<Spoken>> only = onlySays(choice.get().action());
        if (only.isPresent()) {
            turn.playing().ifPresent(turn::stop);
            turn.doing = new Doing.Waiting(waiting.stay(), waiting.timer(), say(turn, only.get()));
            return;
        }
        if (!choice.get().show().isEmpty()) {
            turn.choices.add(new ScreenPop.Choice(choice.get().show(), new Personal(Character.toString(key))));
        }
        turn.taken = Character.toString(key);
        stopWaiting(turn, waiting);
        boolean keepsPlace = CallingBack.isAskedFor(
                turn.script, choice.get().action(), waiting.stay().queue());
        turn.effects.add(keepsPlace ? new Effect.HoldPlace() : new Effect.LeaveQueue());
        goOn(turn, choice.get().action());
    }

    private static Optional<Choice> choice(Doing.Waiting waiting, char key) {
        return Digit.ofSymbol(key).flatMap(d -> choice(waiting.stay().hears(), d));
    }

    /** An offer's key counts from the start: who has called before knows it. */
    private static Optional<Choice> choice(QueueWait hears, Digit key) {
        Choice written = hears.keys().get(key);
        return written != null
                ? Optional.of(written)
                : hears.offer().filter(o -> o.key() == key).map(QueueWait.Offer::choice);
    }

    /** What is said, when an action only says something: that keeps the place. */
    private static Optional<List<Spoken>> onlySays(Action action) {
        List<Spoken> all = new ArrayList<>();
        for (ScriptStep step : action.steps()) {
            if (!(step instanceof ScriptStep.Say say)) {
                return Optional.empty();
            }
            all.addAll(say.what());
        }
        return Optional.of(all);
    }

    private static void stopWaiting(Turn turn, Doing.Waiting waiting) {
        turn.playing().ifPresent(turn::stop);
        if (waiting.timer().isPresent()) {
            turn.effects.add(new Effect.CancelTimer(waiting.timer().getAsLong()));
        }
        turn.effects.add(new Effect.StopMusic());
        turn.variables.remove(BuiltIn.POSITION);
        turn.expectNothing();
    }

    static void notQueued(Turn turn, String why) {
        if (turn.doing instanceof Doing.Joining joining) {
            turn.ahead = ""; // pressed for a queue that does not serve
            sendOn(turn, joining.stay(), why);
        }
    }

    static void sentOn(Turn turn, String why) {
        switch (turn.doing) {
            case Doing.Waiting w -> {
                stopWaiting(turn, w);
                sendOn(turn, w.stay(), why);
            }
            case Doing.Joining j -> {
                turn.ahead = "";
                sendOn(turn, j.stay(), why); // sent on before it was told that it waits
            }
            case Doing.Recording _, Doing.Rehearing _, Doing.Studio _ -> {}
            case Doing.Running _, Doing.Saying _, Doing.Prompting _, Doing.Listening _, Doing.LookingUp _ -> {}
            case Doing.Calling _, Doing.Booking _, Doing.Talking _, Doing.Leaving _, Doing.Over _ -> {}
        }
    }

    /** The script's own branch wins; then what its {@code queues:} says; then the server's settings. */
    private static void sendOn(Turn turn, Doing.Stay stay, String why) {
        if (!turn.countStep()) {
            return;
        }
        SendOn.Reason reason = reason(why);
        Optional<Action> branch = stay.step()
                .sendOn()
                .branch(reason)
                .or(() -> stay.hears().sendOn().branch(reason));
        boolean own = stay.step().sendOn().branch(reason).isPresent();
        if (branch.isPresent()) {
            unserved(turn, stay, reason, own ? "the step" : "queues");
            goOn(turn, branch.get());
            return;
        }
        Target target = turn.environment.overflow().of(stay.queue(), why);
        unserved(turn, stay, reason, "the settings: " + words(target));
        switch (target) {
            case Target.ToQueue q when stay.tried().contains(q.queue()) -> busyGoodbye(turn, stay, why);
            case Target.ToQueue q -> join(turn, stay.step(), q.queue(), stay.tried());
            case Target.ToScript s -> turn.toScript(s.script());
            case Target.Goodbye _ -> busyGoodbye(turn, stay, why);
        }
    }

    private static void unserved(Turn turn, Doing.Stay stay, SendOn.Reason reason, String by) {
        turn.publish(new ScriptFact.Unserved(stay.step().at().name(), reason.word(), by));
    }

    private static String words(Target target) {
        return switch (target) {
            case Target.ToQueue q -> "queue " + q.queue();
            case Target.ToScript s -> "script " + s.script();
            case Target.Goodbye _ -> "goodbye";
        };
    }

    private static void busyGoodbye(Turn turn, Doing.Stay stay, String why) {
        String reason = "queue " + stay.queue() + ": " + why;
        boolean busy = reason(why) != SendOn.Reason.CLOSED;
        if (busy && turn.script.prompts().has(Script.ALL_BUSY, turn.language)) {
            List<Spoken> last = new ArrayList<>(List.of(new Spoken.Prompt(Script.ALL_BUSY)));
            if (turn.script.prompts().has(Script.GOODBYE, turn.language)) {
                last.add(new Spoken.Prompt(Script.GOODBYE));
            }
            turn.frame = new Frame.Bottom();
            turn.play(turn.phrases().say(last, turn.language))
                    .ifPresent(p -> turn.doing = new Doing.Leaving(p, reason));
        } else {
            turn.goodbye(reason);
        }
    }

    private static SendOn.Reason reason(String why) {
        return switch (why) {
            case "full" -> SendOn.Reason.FULL;
            case "closed" -> SendOn.Reason.CLOSED;
            case "max wait", "expected wait" -> SendOn.Reason.TOO_LONG;
            default -> SendOn.Reason.NOBODY; // "nobody serving", "unknown queue"
        };
    }

    private static void goOn(Turn turn, Action action) {
        turn.frame = Frame.of(action, turn.frame);
        turn.doing = new Doing.Running();
    }

    static void connected(Turn turn) {
        switch (turn.doing) {
            case Doing.Waiting w -> {
                stopWaiting(turn, w);
                turn.doing = new Doing.Talking(w.stay());
            }
            case Doing.Joining j -> {
                turn.ahead = ""; // the agent was faster
                turn.doing = new Doing.Talking(j.stay());
            }
            case Doing.Calling c -> Transfers.connected(turn, c);
            case Doing.Recording _, Doing.Rehearing _, Doing.Studio _ -> {}
            case Doing.Running _, Doing.Saying _, Doing.Prompting _, Doing.Listening _, Doing.LookingUp _ -> {}
            case Doing.Talking _, Doing.Leaving _, Doing.Over _, Doing.Booking _ -> {}
        }
    }

    /** The agent sends the caller there, or a supervisor whoever waits, not the script: whoever tells the script tells the story too. */
    static void sentToQueue(Turn turn, QueueName queue) {
        switch (turn.doing) {
            case Doing.Talking talking -> enqueue(turn, talking.stay().step(), queue);
            case Doing.Waiting waiting -> {
                stopWaiting(turn, waiting);
                enqueue(turn, waiting.stay().step(), queue);
            }
            case Doing.Joining joining -> enqueue(turn, joining.stay().step(), queue);
            case Doing.Recording _, Doing.Rehearing _, Doing.Studio _ -> {}
            case Doing.Running _, Doing.Saying _, Doing.Prompting _, Doing.Listening _, Doing.LookingUp _ -> {}
            case Doing.Calling _, Doing.Booking _, Doing.Leaving _, Doing.Over _ -> {}
        }
    }

    private static void enqueue(Turn turn, ScriptStep.JoinQueue step, QueueName queue) {
        enqueue(turn, step, queue, ruled(turn, step, queue), List.of(queue));
    }

    static void agentLeft(Turn turn) {
        if (!(turn.doing instanceof Doing.Talking talking)) {
            return;
        }
        Optional<Action> after = talking.stay().step().after();
        if (after.isPresent()) {
            goOn(turn, after.get());
        } else {
            turn.goodbye("the conversation is over");
        }
    }
}
