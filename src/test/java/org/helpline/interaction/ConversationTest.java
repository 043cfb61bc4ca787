package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.core.AgentId;
import org.helpline.interaction.Conversation.Event;
import org.helpline.interaction.Conversation.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {

    private static final AgentId ANNA = new AgentId("anna");

    private static final Map<String, State> STATES = Map.of(
            "Alone", new State.Alone(),
            "Ringing", new State.Ringing(7, ANNA),
            "Taken", new State.Taken(7, ANNA),
            "Talking", new State.Talking(ANNA),
            "Lost", new State.Lost(7, ANNA),
            "OnHold", new State.OnHold(ANNA, true, false),
            "PhoneHolds", new State.OnHold(ANNA, false, true),
            "BothHold", new State.OnHold(ANNA, true, true),
            "Parted", new State.Parted(),
            "Over", new State.Over());

    private static final Map<String, Event> EVENTS = Map.ofEntries(
            Map.entry("Offered", new Event.Offered(7, ANNA)),
            Map.entry("Withdrawn", new Event.Withdrawn(7)),
            Map.entry("Connected", new Event.Connected(7)),
            Map.entry("LeftQueue", new Event.LeftQueue()),
            Map.entry("PhoneHold", new Event.PhoneHold()),
            Map.entry("PhoneResume", new Event.PhoneResume()),
            Map.entry("DeskResume", new Event.DeskResume()),
            Map.entry("PhoneAnswered", new Event.PhoneAnswered()),
            Map.entry("PhoneFailed", new Event.PhoneFailed(OfferFailure.BUSY)),
            Map.entry("AgentGone", new Event.AgentGone()),
            Map.entry("ScriptWentOn", new Event.ScriptWentOn()),
            Map.entry("CallerGone", new Event.CallerGone()),
            Map.entry("DeskHold", new Event.DeskHold()),
            Map.entry("DeskHangUp", new Event.DeskHangUp()),
            Map.entry("DeskTransfer", new Event.DeskTransfer(new Transfer.ToAgent(new AgentId("ben")))));

    @ParameterizedTest
    @CsvSource({
        // from, event, to, effects
        "Alone, Offered, Ringing, CallPhone",
        "Alone, CallerGone, Over, LeaveQueue",
        "Alone, Connected, Alone, ''",
        "Alone, PhoneAnswered, Alone, HangUpAgent",
        "Alone, DeskHangUp, Alone, ''",
        "Ringing, PhoneAnswered, Taken, TellAccepted",
        "Ringing, PhoneFailed, Alone, TellFailed",
        "Ringing, AgentGone, Alone, TellFailed",
        "Ringing, Withdrawn, Alone, HangUpAgent",
        "Ringing, CallerGone, Over, HangUpAgent LeaveQueue",
        "Ringing, LeftQueue, Alone, HangUpAgent",
        "Ringing, Offered, Ringing, TellFailed",
        "Ringing, DeskHangUp, Alone, HangUpAgent TellFailed",
        "Taken, Connected, Talking, Bridge",
        "Taken, Withdrawn, Alone, HangUpAgent",
        "Taken, AgentGone, Lost, ''",
        "Taken, LeftQueue, Alone, HangUpAgent",
        "Taken, CallerGone, Over, HangUpAgent LeaveQueue",
        "Taken, DeskHangUp, Taken, ''",
        "Lost, Connected, Alone, TellReleased JoinAgain",
        "Lost, Withdrawn, Alone, ''",
        "Lost, LeftQueue, Alone, ''",
        "Lost, CallerGone, Over, LeaveQueue",
        "Talking, AgentGone, Parted, TellReleased ScriptGoesOn",
        "Talking, CallerGone, Over, HangUpAgent TellReleased",
        "Talking, DeskHold, OnHold, Hold HoldMusic",
        "Talking, PhoneHold, PhoneHolds, Hold HoldMusic",
        "Talking, PhoneResume, Talking, ''",
        "Talking, LeftQueue, Talking, ''",
        "Talking, DeskResume, Talking, ''",
        "Talking, DeskHangUp, Parted, HangUpAgent TellReleased ScriptGoesOn",
        "Talking, DeskTransfer, Alone, HangUpAgent TellReleased GoTo",
        "Talking, Offered, Talking, TellFailed",
        "OnHold, DeskResume, Talking, Resume BridgeAgain",
        "OnHold, DeskHold, OnHold, ''",
        "OnHold, PhoneHold, BothHold, Hold",
        "OnHold, PhoneResume, OnHold, ''",
        "PhoneHolds, PhoneHold, PhoneHolds, ''",
        "PhoneHolds, DeskHold, BothHold, Hold",
        "PhoneHolds, DeskResume, PhoneHolds, ''",
        "PhoneHolds, PhoneResume, Talking, Resume BridgeAgain",
        "BothHold, DeskResume, PhoneHolds, Resume",
        "BothHold, PhoneResume, OnHold, Resume",
        "BothHold, AgentGone, Parted, TellReleased ScriptGoesOn",
        "OnHold, AgentGone, Parted, TellReleased ScriptGoesOn",
        "OnHold, CallerGone, Over, HangUpAgent TellReleased",
        "OnHold, DeskHangUp, Parted, HangUpAgent TellReleased ScriptGoesOn",
        "OnHold, DeskTransfer, Alone, HangUpAgent TellReleased GoTo",
        "Parted, ScriptWentOn, Alone, ''",
        "Parted, Offered, Ringing, CallPhone",
        "Parted, CallerGone, Over, LeaveQueue",
        "Parted, PhoneAnswered, Parted, HangUpAgent",
        "Parted, AgentGone, Parted, ''",
        "Parted, DeskHangUp, Parted, ''",
        "Alone, ScriptWentOn, Alone, ''",
        "Talking, ScriptWentOn, Talking, ''",
        "Over, ScriptWentOn, Over, ''",
        "Over, Offered, Over, ''",
        "Over, PhoneAnswered, Over, HangUpAgent",
        "Over, AgentGone, Over, ''",
        "Over, CallerGone, Over, ''",
    })
    void goesFromStateToState(String from, String event, String to, String effects) {
        Conversation.Step step = Conversation.on(state(from), event(event));
        assertThat(step.next()).isEqualTo(state(to));
        assertThat(step.effects().stream()
                        .map(e -> e.getClass().getSimpleName())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(effects);
    }

    /** Any order of events: whoever was rung is hung up or talks, and the ACD hears one word for each offer. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyOrderOfEventsLeavesNoPhoneAndNoOfferBehind(long seed) {
        Random random = new Random(seed);
        List<String> names = new ArrayList<>(EVENTS.keySet());
        names.sort(null);
        for (int run = 0; run < 500; run++) {
            Ledger ledger = new Ledger();
            List<String> history = new ArrayList<>();
            State state = new State.Alone();
            for (int i = 0; i < 30; i++) {
                Event event = ledger.number(event(names.get(random.nextInt(names.size()))), state);
                history.add(event.toString());
                Conversation.Step step = Conversation.on(state, event);
                ledger.note(event, step);
                state = step.next();
            }
            Conversation.Step end = Conversation.on(state, new Event.CallerGone());
            ledger.note(new Event.CallerGone(), end);
            assertThat(end.next()).as("seed %d %s", seed, history).isInstanceOf(State.Over.class);
            assertThat(ledger.phoneBusy)
                    .as("seed %d: a phone left ringing or up: %s", seed, history)
                    .isFalse();
            assertThat(ledger.twice)
                    .as("seed %d: an offer answered twice: %s", seed, history)
                    .isEmpty();
        }
    }

    private static State state(String name) {
        return Objects.requireNonNull(STATES.get(name), name);
    }

    private static Event event(String name) {
        return Objects.requireNonNull(EVENTS.get(name), name);
    }

    /** What the outside world has seen. */
    private static final class Ledger {
        private boolean phoneBusy;
        private long offers;
        private final List<Long> answered = new ArrayList<>();
        private final List<Long> twice = new ArrayList<>();

        Event number(Event event, State state) {
            long current = switch (state) {
                case State.Ringing r -> r.offer();
                case State.Taken t -> t.offer();
                case State.Lost l -> l.offer();
                default -> offers;
            };
            return switch (event) {
                case Event.Offered e -> new Event.Offered(++offers, e.agent());
                case Event.Withdrawn ignored -> new Event.Withdrawn(current);
                case Event.Connected ignored -> new Event.Connected(current);
                default -> event;
            };
        }

        void note(Event event, Conversation.Step step) {
            boolean phoneUp = step.next() instanceof State.Talking
                    || step.next() instanceof State.OnHold
                    || step.next() instanceof State.Taken;
            if (event instanceof Event.AgentGone || (event instanceof Event.PhoneFailed && !phoneUp)) {
                phoneBusy = false;
            }
            for (ConversationEffect effect : step.effects()) {
                switch (effect) {
                    case ConversationEffect.CallPhone ignored -> phoneBusy = true;
                    case ConversationEffect.HangUpAgent ignored -> phoneBusy = false;
                    case ConversationEffect.TellAccepted e -> answer(e.offer());
                    case ConversationEffect.TellFailed e -> answer(e.offer());
                    default -> {}
                }
            }
        }

        private void answer(long offer) {
            if (answered.contains(offer)) {
                twice.add(offer);
            }
            answered.add(offer);
        }
    }
}
