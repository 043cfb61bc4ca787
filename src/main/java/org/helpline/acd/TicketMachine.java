package org.helpline.acd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.helpline.acd.TicketState.Calling;
import org.helpline.acd.TicketState.Connected;
import org.helpline.acd.TicketState.Effect;
import org.helpline.acd.TicketState.Gone;
import org.helpline.acd.TicketState.Held;
import org.helpline.acd.TicketState.Input;
import org.helpline.acd.TicketState.Offered;
import org.helpline.acd.TicketState.Resting;
import org.helpline.acd.TicketState.Waiting;
import org.helpline.core.AgentId;

/** The transitions of {@link TicketState}. Pure. */
final class TicketMachine {

    private TicketMachine() {}

    static Step<TicketState, Effect> step(TicketState state, Input input) {
        return switch (state) {
            case Waiting _ -> waiting(state, input);
            case Offered offered -> offered(offered, input);
            case Held _ -> held(state, input);
            case Calling calling -> calling(calling, input);
            case Resting _ -> resting(state, input);
            case Connected _, Gone _ -> throw wrong(state, input);
        };
    }

    private static Step<TicketState, Effect> waiting(TicketState state, Input input) {
        return switch (input) {
            case Input.OfferMade(var offer, var agent) -> Step.go(new Offered(offer, agent));
            case Input.Left(var why) -> Step.go(new Gone(), new Effect.Depart(why));
            case Input.GivenUp(String why) -> Step.go(new Gone(), new Effect.SendOn(why));
            case Input.Hold _ -> Step.go(new Held());
            case Input.Rest _ -> Step.go(new Resting());
            case Input.Recalled _ -> Step.go(state); // nobody's phone rings
            case Input.OfferLost _, Input.Accepted _, Input.AgentTook _ -> throw wrong(state, input);
            case Input.Resumed _, Input.Reached _, Input.Missed _, Input.Due _ -> throw wrong(state, input);
        };
    }

    private static Step<TicketState, Effect> offered(Offered state, Input input) {
        return switch (input) {
            case Input.OfferMade(var offer, var agent) -> Step.go(state.with(offer, agent));
            case Input.Accepted(var offer) -> taken(state, offer, new Connected(state.agent(offer)));
            case Input.AgentTook(var offer) -> taken(state, offer, new Calling(state.agent(offer)));
            case Input.OfferLost(var offer) -> lost(state, state.without(offer));
            case Input.Left(var why) -> new Step<>(new Gone(), withdraw(state, "caller left", new Effect.Depart(why)));
            case Input.Hold _ -> new Step<>(new Held(), withdraw(state, "caller left"));
            case Input.Recalled _ -> new Step<>(new Waiting(), withdraw(state, "given to somebody else"));
            // a phone rings for this caller: let it, and give up only if nobody answers
            case Input.GivenUp(String why) -> Step.go(new Offered(state.offers(), Optional.of(why)));
            // the customer is on the phone, and from now on a caller like any other
            case Input.Reached _ -> Step.go(state);
            case Input.Missed(String why) -> new Step<>(new Resting(), withdraw(state, why));
            case Input.Resumed _, Input.Rest _, Input.Due _ -> throw wrong(state, input);
        };
    }

    /** The first who answers has the caller; the others see who it was. */
    private static Step<TicketState, Effect> taken(Offered state, long offer, TicketState next) {
        AgentId by = state.agent(offer);
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.Connect(offer, by));
        state.without(offer)
                .forEach((other, agent) ->
                        effects.add(new Effect.Withdraw(other, agent, "taken by " + by, Optional.of(by))));
        return new Step<>(next, effects);
    }

    /** While another phone rings, the caller is offered all the same. */
    private static Step<TicketState, Effect> lost(Offered state, SortedMap<Long, AgentId> left) {
        if (!left.isEmpty()) {
            return Step.go(new Offered(left, state.givenUp()));
        }
        return state.givenUp().isPresent()
                ? Step.go(new Gone(), new Effect.SendOn(state.givenUp().get()))
                : Step.go(new Waiting());
    }

    private static List<Effect> withdraw(Offered state, String why, Effect... then) {
        List<Effect> effects = new ArrayList<>();
        state.offers().forEach((offer, agent) -> effects.add(new Effect.Withdraw(offer, agent, why, Optional.empty())));
        effects.addAll(List.of(then));
        return effects;
    }

    private static Step<TicketState, Effect> held(TicketState state, Input input) {
        return switch (input) {
            case Input.Resumed _ -> Step.go(new Waiting());
            case Input.Left(var why) -> Step.go(new Gone(), new Effect.Depart(why));
            // asked for a number: given up when they wait again, if it still holds then
            case Input.GivenUp _, Input.Hold _ -> Step.go(state);
            case Input.OfferMade _, Input.Recalled _ -> throw wrong(state, input);
            case Input.OfferLost _, Input.Accepted _, Input.AgentTook _ -> throw wrong(state, input);
            case Input.Reached _, Input.Missed _, Input.Rest _, Input.Due _ -> throw wrong(state, input);
        };
    }

    private static Step<TicketState, Effect> calling(Calling state, Input input) {
        return switch (input) {
            case Input.Reached _ -> Step.go(new Gone());
            case Input.Missed(String why) -> Step.go(new Resting(), new Effect.FreeAgent(state.agent(), why));
            case Input.Left(var why) ->
                Step.go(new Gone(), new Effect.FreeAgent(state.agent(), "cancelled"), new Effect.Depart(why));
            case Input.GivenUp _ -> Step.go(state); // the customer's phone rings
            case Input.Recalled _ -> throw wrong(state, input);
            case Input.OfferMade _, Input.OfferLost _, Input.Accepted _, Input.AgentTook _ -> throw wrong(state, input);
            case Input.Hold _, Input.Resumed _, Input.Rest _, Input.Due _ -> throw wrong(state, input);
        };
    }

    private static Step<TicketState, Effect> resting(TicketState state, Input input) {
        return switch (input) {
            case Input.Due _ -> Step.go(new Waiting());
            case Input.Left(var why) -> Step.go(new Gone(), new Effect.Depart(why));
            case Input.GivenUp _, Input.Rest _ -> Step.go(state); // its time comes
            case Input.Recalled _ -> throw wrong(state, input);
            case Input.OfferMade _, Input.OfferLost _, Input.Accepted _, Input.AgentTook _ -> throw wrong(state, input);
            case Input.Hold _, Input.Resumed _, Input.Reached _, Input.Missed _ -> throw wrong(state, input);
        };
    }

    private static IllegalStateException wrong(TicketState state, Input input) {
        return new IllegalStateException("caller in " + state + " cannot take " + input);
    }
}
