package org.helpline.acd;

import java.util.Optional;
import org.helpline.acd.TicketState.Calling;
import org.helpline.acd.TicketState.Connected;
import org.helpline.acd.TicketState.Effect;
import org.helpline.acd.TicketState.Gone;
import org.helpline.acd.TicketState.Held;
import org.helpline.acd.TicketState.Input;
import org.helpline.acd.TicketState.Offered;
import org.helpline.acd.TicketState.Resting;
import org.helpline.acd.TicketState.Waiting;

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
            case Input.OfferMade(var offer, var agent) -> Step.go(new Offered(offer, agent, Optional.empty()));
            case Input.Left(var why) -> Step.go(new Gone(), new Effect.Depart(why));
            case Input.GivenUp(String why) -> Step.go(new Gone(), new Effect.SendOn(why));
            case Input.Hold _ -> Step.go(new Held());
            case Input.Rest _ -> Step.go(new Resting());
            case Input.OfferLost _, Input.Accepted _, Input.AgentTook _ -> throw wrong(state, input);
            case Input.Resumed _, Input.Reached _, Input.Missed _, Input.Due _ -> throw wrong(state, input);
        };
    }

    private static Step<TicketState, Effect> offered(Offered state, Input input) {
        return switch (input) {
            case Input.Accepted _ ->
                Step.go(new Connected(state.agent()), new Effect.Connect(state.offer(), state.agent()));
            case Input.AgentTook _ ->
                Step.go(new Calling(state.agent()), new Effect.Connect(state.offer(), state.agent()));
            case Input.OfferLost _ ->
                state.givenUp().isPresent()
                        ? Step.go(new Gone(), new Effect.SendOn(state.givenUp().get()))
                        : Step.go(new Waiting());
            case Input.Left(var why) -> Step.go(new Gone(), withdraw(state, "caller left"), new Effect.Depart(why));
            case Input.Hold _ -> Step.go(new Held(), withdraw(state, "caller left"));
            // a phone rings for this caller: let it, and give up only if nobody answers
            case Input.GivenUp(String why) -> Step.go(new Offered(state.offer(), state.agent(), Optional.of(why)));
            // the customer is on the phone, and from now on a caller like any other
            case Input.Reached _ -> Step.go(state);
            case Input.Missed(String why) -> Step.go(new Resting(), withdraw(state, why));
            case Input.OfferMade _, Input.Resumed _, Input.Rest _, Input.Due _ -> throw wrong(state, input);
        };
    }

    private static Effect withdraw(Offered state, String why) {
        return new Effect.Withdraw(state.offer(), state.agent(), why);
    }

    private static Step<TicketState, Effect> held(TicketState state, Input input) {
        return switch (input) {
            case Input.Resumed _ -> Step.go(new Waiting());
            case Input.Left(var why) -> Step.go(new Gone(), new Effect.Depart(why));
            // asked for a number: given up when they wait again, if it still holds then
            case Input.GivenUp _, Input.Hold _ -> Step.go(state);
            case Input.OfferMade _, Input.OfferLost _, Input.Accepted _, Input.AgentTook _ -> throw wrong(state, input);
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
            case Input.OfferMade _, Input.OfferLost _, Input.Accepted _, Input.AgentTook _ -> throw wrong(state, input);
            case Input.Hold _, Input.Resumed _, Input.Rest _, Input.Due _ -> throw wrong(state, input);
        };
    }

    private static Step<TicketState, Effect> resting(TicketState state, Input input) {
        return switch (input) {
            case Input.Due _ -> Step.go(new Waiting());
            case Input.Left(var why) -> Step.go(new Gone(), new Effect.Depart(why));
            case Input.GivenUp _, Input.Rest _ -> Step.go(state); // its time comes
            case Input.OfferMade _, Input.OfferLost _, Input.Accepted _, Input.AgentTook _ -> throw wrong(state, input);
            case Input.Hold _, Input.Resumed _, Input.Reached _, Input.Missed _ -> throw wrong(state, input);
        };
    }

    private static IllegalStateException wrong(TicketState state, Input input) {
        return new IllegalStateException("caller in " + state + " cannot take " + input);
    }
}
