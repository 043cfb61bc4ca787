package org.helpline.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.core.AgentFact;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;

/** Makes the facts of calls, as the house publishes them. */
final class ScriptedCall {

    static final Instant START = Instant.parse("2026-11-22T02:15:03.000000001Z");
    static final AgentId ANNA = new AgentId("anna");
    static final QueueName SUPPORT = new QueueName("support");

    private final String stream;
    private final Instant start;
    private final List<Published> facts = new ArrayList<>();

    ScriptedCall(String stream, Instant start) {
        this.stream = stream;
        this.start = start;
    }

    ScriptedCall at(long offsetMillis, Fact fact) {
        facts.add(new Published(stream, facts.size() + 1L, start.plusMillis(offsetMillis), offsetMillis, fact));
        return this;
    }

    List<Published> facts() {
        return List.copyOf(facts);
    }

    static CallFact.Arrived from(String number, String name, String callId) {
        return new CallFact.Arrived(
                new Personal(number), new Personal(name), "100", callId, "udp 127.0.0.1:5062", "baresip v1.0.0");
    }

    static ScreenPop pop(String number) {
        return new ScreenPop(
                new Personal(number),
                List.of(new ScreenPop.Match(
                        "c1",
                        new Personal("Ada Okafor"),
                        "Moonlight Ltd",
                        "12,000 EUR",
                        "4 of 5",
                        Optional.of("en"),
                        List.of("yesterday"),
                        new Personal("ada@moonlight.example"),
                        new Personal("Handle with care"))),
                List.of(
                        new ScreenPop.Choice("Billing", Personal.NONE),
                        new ScreenPop.Choice("order", new Personal("4711"))),
                SUPPORT,
                "en");
    }

    /** Menu, queue, a first agent who does not answer, anna, hold, hang-up by the caller. */
    static ScriptedCall served(String stream, String number) {
        return new ScriptedCall(stream, START)
                .at(0, from(number, "Ada", "abc123@phone"))
                .at(4, new CallFact.Answered("caller", "PCMU", "127.0.0.1:4000"))
                .at(5, new ScriptFact.Started("support-line", "0123456789ab", "en"))
                .at(6, new ScriptFact.Entered("main/1", "menu"))
                .at(6, new ScriptFact.Prompted("main_menu", "en"))
                .at(3100, new CallFact.DigitPressed("caller", new Personal("2"), "rtp"))
                .at(3110, new ScriptFact.PromptEnded(3104, false))
                .at(3120, new ScriptFact.Chose("main/1", new Personal("2"), "Billing"))
                .at(3121, new ScriptFact.Left("queue support"))
                .at(3122, new QueueFact.Joined(SUPPORT, 1, 0))
                .at(4000, new QueueFact.Offered(SUPPORT, new AgentId("bo"), 1, Duration.ofMillis(878), pop(number)))
                .at(9000, new QueueFact.OfferEnded(SUPPORT, new AgentId("bo"), 1, "no answer"))
                .at(9400, new QueueFact.Offered(SUPPORT, ANNA, 2, Duration.ofMillis(6278), pop(number)))
                .at(9500, new CallFact.Ringing("agent:anna"))
                .at(11000, new CallFact.Answered("agent:anna", "PCMA", "127.0.0.1:4100"))
                .at(11001, new QueueFact.OfferAccepted(SUPPORT, ANNA, 2))
                .at(11002, new QueueFact.Connected(SUPPORT, ANNA, Duration.ofMillis(7880)))
                .at(11010, new CallFact.Bridged("agent:anna"))
                .at(20000, new CallFact.Held("caller", "desk"))
                .at(25000, new CallFact.Resumed("caller", "desk"))
                .at(71010, new CallFact.LegEnded("caller", "caller", "The caller hung up."))
                .at(71012, new CallFact.LegEnded("agent:anna", "server", "The caller had hung up."))
                .at(71015, new CallFact.MediaClosed("caller", 3550, 3549, 1, 0, 1.25))
                .at(71020, new CallFact.Ended("served", "caller", "The caller hung up after talking to anna."));
    }

    static Published note(long number, String interaction, String text) {
        return new Published(
                "agent:anna",
                number,
                START.plusSeconds(80),
                999_999,
                new AgentFact.Noted(ANNA, interaction, new Personal(text)));
    }

    static Published tagged(long number, String interaction, String tag, boolean on) {
        return new Published(
                "agent:anna",
                number,
                START.plusSeconds(70 + number),
                999_999,
                new AgentFact.Tagged(ANNA, interaction, tag, on));
    }

    static Published step(long number, String interaction, String step, String note) {
        return new Published(
                "agent:anna",
                number,
                START.plusSeconds(82),
                999_999,
                new AgentFact.StepDone(ANNA, interaction, "refund", "0123456789ab", step, true, new Personal(note)));
    }

    static Published wrapUp(long number, String interaction, String code) {
        return wrapUp(ANNA, number, interaction, code);
    }

    static Published wrapUp(AgentId agent, long number, String interaction, String code) {
        return new Published(
                "agent:" + agent,
                number,
                START.plusSeconds(81),
                999_999,
                new AgentFact.WrapUpCoded(agent, interaction, code));
    }
}
