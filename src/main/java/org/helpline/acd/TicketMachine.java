package org.helpline.acd;

import java.util.Optional;
import org.helpline.acd.TicketState.Connected;
import org.helpline.acd.TicketState.Effect;
import org.helpline.acd.TicketState.Gone;
import org.helpline.acd.TicketState.Input;
import org.helpline.acd.TicketState.Offered;
import org.helpline.acd.TicketState.Waiting;

/** The transitions of {@link TicketState}. Pure. */
final class TicketMachine {

    private TicketMachine() {}

    static Step<TicketState, Effect> step(TicketState state, Input input) {
        return switch (state) {
            case Waiting _ -> waiting(state, input);
            case Offered offered -> offered(offered, input);
            case Connected _, Gone _ -> throw wrong(state, input);
        };
    }

    private static Step<TicketState, Effect> waiting(TicketState state, Input input) {
        return switch (input) {
            case Input.OfferMade(var offer, var agent) -> Step.go(new Offered(offer, agent, Optional.empty()));
            case Input.Left(var why) -> Step.go(new Gone(), new Effect.Depart(why));
            case Input.GivenUp(String why) -> Step.go(new Gone(), new Effect.SendOn(why));
            case Input.OfferLost _, Input.Accepted _ -> throw wrong(state, input);
        };
    }

    private static Step<TicketState, Effect> offered(Offered state, Input input) {
        return switch (input) {
            case Input.Accepted _ ->
                Step.go(new Connected(state.agent()), new Effect.Connect(state.offer(), state.agent()));
            case Input.OfferLost _ ->
                state.givenUp().isPresent()
                        ? Step.go(new Gone(), new Effect.SendOn(state.givenUp().get()))
                        : Step.go(new Waiting());
            case Input.Left(var why) ->
                Step.go(
                        new Gone(),
                        new Effect.Withdraw(state.offer(), state.agent(), "caller left"),
                        new Effect.Depart(why));
            // a phone rings for this caller: let it, and give up only if nobody answers
            case Input.GivenUp(String why) -> Step.go(new Offered(state.offer(), state.agent(), Optional.of(why)));
            case Input.OfferMade _ -> throw wrong(state, input);
        };
    }

    private static IllegalStateException wrong(TicketState state, Input input) {
        return new IllegalStateException("caller in " + state + " cannot take " + input);
    }
}
