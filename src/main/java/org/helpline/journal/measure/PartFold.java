package org.helpline.journal.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.core.CallFact;
import org.helpline.core.QueueFact;
import org.helpline.journal.FactRow;
import org.jspecify.annotations.Nullable;

/** The parts that agents have in one call, from its facts in order. Talking is from hearing each other on: waiting, ringing and hold are not in it. */
final class PartFold {

    private static final String LEG = "agent:";

    private final List<OpenPart> parts = new ArrayList<>();
    private @Nullable OpenPart talking;
    private @Nullable OpenPart sender;
    private @Nullable OpenPart consulting;
    private @Nullable OpenPart consulted;
    private boolean isPassedOn;
    private String queue = "";
    private String needs = "";
    private String dialler = "";
    private String joiner = "";

    void on(FactRow row) {
        switch (row.fact()) {
            case QueueFact.Joined f -> {
                queue = f.queue().value();
                needs = Skills.of(f.needs());
                stop(row);
            }
            case QueueFact.Offered f ->
                parts.add(part(row, f.agent().value(), name(f.queue().value()), f.offer()));
            case QueueFact.OfferAccepted f ->
                asked(f.agent().value(), f.offer()).ifPresent(p -> p.over(row, Part.ANSWERED));
            case QueueFact.OfferEnded f ->
                asked(f.agent().value(), f.offer()).ifPresent(p -> p.over(row, how(f.why())));
            case QueueFact.Connected f -> queue = f.queue().value();
            case QueueFact.CallbackReached f -> queue = f.queue().value();
            case CallFact.Dials f -> {
                queue = name(f.queue().value());
                dialler = f.by().value();
            }
            case CallFact.Bridged f -> bridged(row, f.agentLeg());
            case CallFact.Held f -> ofTalking(f.leg()).ifPresent(p -> p.hold(row));
            case CallFact.Resumed f -> ofTalking(f.leg()).ifPresent(p -> p.resume(row));
            case CallFact.Consulted f -> consults(row, f.by().value(), f.withCaller());
            case CallFact.AllTogether f -> joiner = f.by().value();
            case CallFact.ConsultEnded _ -> consultEnds(row);
            case CallFact.Transferred f -> transferred(row, f.by().value());
            case CallFact.LegEnded f -> {
                if (f.leg().equals("caller") || ofTalking(f.leg()).isPresent()) {
                    stop(row);
                }
            }
            case CallFact.Ended f -> {
                if (f.outcome().equals("cut") && talking != null) {
                    talking.how = "cut";
                }
                consultEnds(row);
                stop(row);
            }
            default -> {} // tells nothing of agents
        }
    }

    /** Offers past all queues, to a colleague or an extension, are of none. */
    private static String name(String queue) {
        return queue.equals("direct") ? "" : queue;
    }

    private OpenPart part(FactRow row, String agent, String of, long offer) {
        return new OpenPart(row, agent, of, of.isEmpty() ? "" : needs, offer);
    }

    /** The caller waits while the agent talks with somebody else; or, {@code withCaller}, the other does. */
    private void consults(FactRow row, String by, boolean withCaller) {
        OpenPart asker = ofTalking(LEG + by).orElse(null);
        if (asker == null) {
            return;
        }
        if (consulting != asker) {
            consulting = asker;
            asker.consults++;
            consulted = passedTo().orElse(null);
            if (consulted != null) {
                consulted.consulted++;
            }
        }
        for (OpenPart one : consultants()) {
            one.consult(row, !withCaller);
        }
    }

    private List<OpenPart> consultants() {
        return Stream.of(Optional.ofNullable(consulting), Optional.ofNullable(consulted))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The colleague who was rung past all queues and has picked up; empty: it is a phone without an agent. */
    private Optional<OpenPart> passedTo() {
        return parts.reversed().stream()
                .filter(p -> p.queue.isEmpty() && p.offer != 0 && p.began == 0 && p.how.equals(Part.ANSWERED))
                .findFirst();
    }

    private void consultEnds(FactRow row) {
        consultants().forEach(p -> p.consult(row, false));
        consulting = null;
        consulted = null;
        joiner = "";
    }

    private Optional<OpenPart> asked(String agent, long offer) {
        return parts.reversed().stream()
                .filter(p -> p.agent.equals(agent) && p.offer == offer && p.how.equals("offered"))
                .findFirst();
    }

    private Optional<OpenPart> ofTalking(String leg) {
        return Optional.ofNullable(talking).filter(p -> leg.equals(LEG + p.agent));
    }

    private static String how(String why) {
        return switch (why) {
            case "no answer" -> "no-answer";
            case "declined", "busy", "unreachable" -> why;
            default -> "withdrawn";
        };
    }

    private void bridged(FactRow row, String leg) {
        if (ofTalking(leg).isPresent()) {
            return;
        }
        stop(row);
        if (leg.startsWith(LEG)) {
            OpenPart part = taken(row, leg.substring(LEG.length()));
            part.begin(row);
            if (isPassedOn) {
                part.cameBy = Part.TRANSFER;
            } else if (part.agent.equals(dialler)) {
                part.cameBy = Part.DIALLED;
            }
            dialler = "";
            talking = part;
        }
        isPassedOn = false;
    }

    /** Who was offered the caller and took them, else who has the caller without an offer: the agent before had called them first. */
    private OpenPart taken(FactRow row, String agent) {
        return parts.reversed().stream()
                .filter(p -> p.agent.equals(agent) && p.began == 0 && p.how.equals(Part.ANSWERED))
                .findFirst()
                .orElseGet(() -> {
                    OpenPart part = part(row, agent, queue, 0);
                    part.how = Part.ANSWERED;
                    parts.add(part);
                    if (sender != null && isPassedOn) {
                        sender.sentOn = "attended";
                    }
                    return part;
                });
    }

    private void transferred(FactRow row, String by) {
        sender = parts.reversed().stream()
                .filter(p -> p.agent.equals(by) && p.began > 0)
                .findFirst()
                .orElse(null);
        if (sender != null) {
            boolean haveSpoken = sender == consulting || sender.agent.equals(joiner);
            sender.sentOn = haveSpoken ? "attended" : "blind";
            isPassedOn = true;
        }
        ofTalking(LEG + by).ifPresent(_ -> stop(row));
    }

    private void stop(FactRow row) {
        if (talking != null) {
            talking.end(row);
            talking = null;
        }
    }

    List<Part> parts() {
        return parts.stream().map(OpenPart::part).toList();
    }

    /** A part while its facts come in. */
    private static final class OpenPart {

        private final FactRow first;
        private final String agent;
        private final String queue;
        private final String needs;
        private final long offer;
        private long rung;
        private long began;
        private long ended;
        private long hold;
        private long heldSince;
        private long consults;
        private long consulted;
        private long consultMillis;
        private long consultSince;
        private String how = "offered";
        private String sentOn = "";
        private String cameBy = "";

        OpenPart(FactRow first, String agent, String queue, String needs, long offer) {
            this.first = first;
            this.agent = agent;
            this.queue = queue;
            this.needs = needs;
            this.offer = offer;
        }

        void over(FactRow row, String what) {
            how = what;
            rung = at(row) - at(first);
        }

        void begin(FactRow row) {
            began = at(row);
        }

        void hold(FactRow row) {
            heldSince = heldSince == 0 ? at(row) : heldSince;
        }

        void resume(FactRow row) {
            hold += heldSince == 0 ? 0 : at(row) - heldSince;
            heldSince = 0;
        }

        void end(FactRow row) {
            resume(row);
            ended = at(row);
        }

        void consult(FactRow row, boolean on) {
            if (on) {
                consultSince = consultSince == 0 ? at(row) : consultSince;
            } else {
                consultMillis += consultSince == 0 ? 0 : at(row) - consultSince;
                consultSince = 0;
            }
        }

        private static long at(FactRow row) {
            return row.at().toEpochMilli();
        }

        Part part() {
            long talk = ended == 0 ? 0 : ended - began - hold;
            return new Part(
                    first.stream(),
                    first.number(),
                    agent,
                    queue,
                    at(first),
                    rung,
                    began,
                    ended,
                    talk,
                    hold,
                    how,
                    sentOn,
                    cameBy,
                    needs,
                    new Part.Consults(consults, consulted, consultMillis));
        }
    }
}
