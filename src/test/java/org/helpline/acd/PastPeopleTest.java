package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.CallbackTicket;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.acd.Acd.Miss;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.CallbackTerms;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.config.AcdSettings.Strategy;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Days on which agents decline calls and let phones ring, and callers ask to be called back and are reached or not: read from the log and
 * played without a change they are the same days, each stay and each call-back.
 */
class PastPeopleTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-11-23T10:05:00Z");
    private static final List<String> QUEUES = List.of("agents-first", "customers-first", "all-ring");

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 30);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDayOfRefusalsAndCallbacksPlayedUnchangedIsTheSame(int seed) {
        Evening evening = new Evening(seed);
        evening.passes();
        PastShift past = new PastShift(MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(1)));
        evening.shift.log().forEach(past::take);
        Play.Outcome played = Play.of(past.day(past.settings(), past.deeds(), seed), seed);
        assertThat(played.stays()).containsExactlyInAnyOrderElementsOf(past.stays());
        assertThat(played.callbacks()).containsExactlyInAnyOrderElementsOf(past.callbacks());
        assertThat(past.stays()).extracting(Play.Stay::how).contains(Play.How.CALLED_BACK, Play.How.ANSWERED);
        assertThat(past.callbacks()).extracting(Play.Called::how).contains(Play.Ended.REACHED);
        assertThat(evening.refusals).isGreaterThan(5);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aShiftReadFromACheckpointOnIsThatReadFromTheBeginning(int seed) {
        Evening evening = new Evening(seed);
        evening.passes();
        List<String> log = evening.shift.log();
        int checkpoint = IntStream.range(0, log.size())
                .filter(i -> AcdScribe.isCheckpoint(log.get(i)))
                .findFirst()
                .orElseThrow();
        PastShift whole = second(log);
        PastShift later = second(log.subList(checkpoint, log.size()));
        assertThat(later.stays()).isEqualTo(whole.stays());
        assertThat(later.callbacks()).containsExactlyInAnyOrderElementsOf(whole.callbacks());
        assertThat(withoutNames(later)).containsExactlyInAnyOrderElementsOf(withoutNames(whole));
        List<Instant> before = whole.callbacks().stream()
                .map(Play.Called::asked)
                .filter(asked -> asked.isBefore(SECOND.minusSeconds(120))) // others were asked for a number then
                .toList();
        Play.Outcome played = Play.of(later.day(later.settings(), later.deeds(), seed), seed);
        assertThat(played.callbacks()).extracting(Play.Called::asked).containsAll(before);
    }

    /** From some minutes after ten on, when a checkpoint has been written. */
    private static PastShift second(List<String> log) {
        PastShift past = new PastShift(SECOND, MIDNIGHT.plus(Duration.ofDays(1)));
        log.forEach(past::take);
        return past;
    }

    /** Numbers have other stand-ins in another run. */
    private static List<Play.Deed> withoutNames(PastShift past) {
        return past.deeds().stream()
                .filter(d -> !(d.input() instanceof AcdInput.Restore || d.input() instanceof AcdInput.CallBack))
                .toList();
    }

    /** People of their own will, in virtual time; no two things happen at the same moment. */
    private static final class Evening {

        private static final List<String> AGENTS = List.of("anna", "ben", "cem", "dora");
        private static final Duration STEP = Duration.ofMillis(50);

        private final Random random;
        final Shift shift = new Shift(settings());
        private final Set<InteractionId> waiting = new HashSet<>();
        private final Map<InteractionId, Boolean> customerFirst = new HashMap<>();
        private int heard;
        private int callers;
        int refusals;

        Evening(int seed) {
            this.random = new Random(seed);
        }

        private static AcdSettings settings() {
            List<Duration> again = List.of(Duration.ofSeconds(90), Duration.ofMinutes(5));
            CallbackTerms agentsFirst = new CallbackTerms(false, again, 0, Duration.ofHours(3), Duration.ZERO);
            CallbackTerms customersFirst = new CallbackTerms(true, again, 0, Duration.ofHours(3), Duration.ZERO);
            List<QueueSettings> queues = List.of(
                    Shift.callingBack(QUEUES.get(0), "", agentsFirst),
                    Shift.callingBack(QUEUES.get(1), "", customersFirst),
                    Shift.callingBack(QUEUES.get(2), "", agentsFirst)
                            .sharedBy(Sharing.USUAL.by(Strategy.RING_ALL).atOnce(3)));
            List<QueueName> names = queues.stream().map(QueueSettings::name).toList();
            List<AgentSettings> agents = new ArrayList<>();
            AGENTS.forEach(a -> agents.add(Shift.agent(a, false, names)));
            agents.add(Shift.agent("robot", true, names));
            return new AcdSettings(queues, agents, Duration.ofSeconds(18));
        }

        void passes() {
            for (String agent : List.of("anna", "ben", "cem", "dora", "robot")) {
                shift.ready(agent);
            }
            for (int i = 0; i < 160; i++) {
                later(random.nextInt(5400), this::calls);
            }
            for (int i = 0; i < 10; i++) {
                String agent = pick(AGENTS);
                int at = random.nextInt(5400);
                later(at, () -> shift.acd.agent(new AgentId(agent), new AgentCommand.NotReady("break")));
                later(
                        at + 30 + random.nextInt(200),
                        () -> shift.acd.agent(new AgentId(agent), new AgentCommand.Ready()));
            }
            while (shift.clock.now().isBefore(Instant.parse("2026-11-23T11:00:00Z"))) {
                shift.loop.advance(STEP);
                for (; heard < shift.told.size(); heard++) {
                    hear(shift.told.get(heard));
                }
            }
        }

        /** At some moment after so many seconds. */
        private void later(int seconds, Runnable what) {
            shift.loop.timers().after(Duration.ofSeconds(seconds).plusNanos(1 + random.nextInt(999_000_000)), what);
        }

        private void calls() {
            InteractionId caller = new InteractionId("c" + ++callers);
            Ticket ticket = new Ticket(caller, new QueueName(pick(QUEUES)), random.nextInt(2), Optional.empty());
            waiting.add(caller);
            shift.acd.join(ticket);
            later(20 + random.nextInt(300), () -> leaves(caller));
            if (random.nextInt(3) == 0) {
                later(random.nextInt(60), () -> isAsked(ticket));
            } else if (random.nextInt(20) == 0) {
                later(5, () -> wants(ticket, "booked")); // by the desk
            }
        }

        private void leaves(InteractionId caller) {
            if (waiting.remove(caller)) {
                shift.acd.leave(caller, LeaveReason.ABANDONED);
            }
        }

        private void isAsked(Ticket ticket) {
            if (waiting.contains(ticket.interaction())) {
                shift.acd.hold(ticket.interaction());
                int does = random.nextInt(5);
                later(3 + random.nextInt(10), () -> {
                    if (!waiting.contains(ticket.interaction())) {
                        return;
                    }
                    if (does < 3) {
                        wants(ticket, ticket.interaction().value());
                    } else if (does == 3) {
                        shift.acd.join(ticket);
                    } else {
                        leaves(ticket.interaction());
                    }
                });
            }
        }

        private void wants(Ticket ticket, String from) {
            InteractionId callback = new InteractionId("cb" + ++callers);
            Personal number = new Personal("+49" + random.nextInt(40));
            shift.acd.callBack(new CallbackTicket(callback, new InteractionId(from), ticket.queue(), 0, number));
            switch (random.nextInt(8)) {
                case 0 -> later(300 + random.nextInt(600), () -> shift.acd.cancelCallback(callback, "not wanted"));
                case 1 -> later(100 + random.nextInt(300), () -> shift.acd.callbackNow(callback));
                case 2 -> {
                    InteractionId call = new InteractionId("in" + callers);
                    int at = random.nextInt(200);
                    later(at, () -> shift.acd.sleep(callback, call));
                    later(at + 20, () -> shift.acd.wake(callback, call));
                }
                default -> {}
            }
        }

        private void hear(AcdEvent event) {
            switch (event) {
                case AcdEvent.Offer o -> isRung(o.offer());
                case AcdEvent.CallbackDue d -> {
                    customerFirst.put(d.interaction(), d.customerFirst());
                    if (d.customerFirst()) {
                        isCalled(d.interaction());
                    } else {
                        isRung(d.offer());
                    }
                }
                case AcdEvent.Connect c -> {
                    waiting.remove(c.interaction());
                    if (Boolean.FALSE.equals(customerFirst.get(c.interaction()))) {
                        isCalled(c.interaction());
                    } else {
                        later(10 + random.nextInt(110), () -> shift.acd.released(c.interaction(), c.agent()));
                    }
                }
                case AcdEvent.CallbackReached r -> {
                    if (Boolean.FALSE.equals(customerFirst.get(r.interaction()))) {
                        later(10 + random.nextInt(110), () -> shift.acd.released(r.interaction()));
                    }
                }
                case AcdEvent.Gone g -> waiting.remove(g.interaction());
                case AcdEvent.SendOn s -> waiting.remove(s.interaction());
                case AcdEvent.AgentChanged a -> comesBack(a);
                default -> {}
            }
        }

        private void isRung(long offer) {
            switch (random.nextInt(10)) {
                case 0 -> refuses(offer, OfferFailure.DECLINED);
                case 1 -> refuses(offer, OfferFailure.BUSY);
                case 2 -> refuses(offer, OfferFailure.UNREACHABLE);
                case 3 -> refusals++; // lets it ring
                default -> later(1 + random.nextInt(9), () -> shift.acd.accepted(offer));
            }
        }

        private void refuses(long offer, OfferFailure why) {
            refusals++;
            later(random.nextInt(6), () -> shift.acd.failed(offer, why));
        }

        private void isCalled(InteractionId attempt) {
            switch (random.nextInt(8)) {
                case 0 -> later(2, () -> shift.acd.missed(attempt, Miss.BUSY));
                case 1, 2 -> later(15, () -> shift.acd.missed(attempt, Miss.NO_ANSWER));
                case 3 -> later(3, () -> shift.acd.missed(attempt, Miss.AGENT_LEFT));
                default -> later(2 + random.nextInt(10), () -> shift.acd.reached(attempt));
            }
        }

        private void comesBack(AcdEvent.AgentChanged a) {
            boolean missed = a.reason().equals("no answer") || a.reason().equals("phone unreachable");
            if (missed && a.state().equals("not-ready") && random.nextInt(5) > 0) {
                AgentId agent = a.agent();
                later(5 + random.nextInt(60), () -> shift.acd.agent(agent, new AgentCommand.Ready()));
            }
        }

        private <T> T pick(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }
    }
}
