package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.acd.TicketState.Input;
import org.helpline.core.AgentId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketMachineTest {

    private static final AgentId ANNA = new AgentId("anna");
    private static final AgentId BEN = new AgentId("ben");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // from         | input     | to              | effects
                "Waiting        | OfferMade | Offered         | ",
                "Waiting        | Left      | Gone            | Depart",
                "Waiting        | GivenUp   | Gone            | SendOn",
                "Offered        | OfferMade | OfferedToTwo    | ",
                "OfferedToTwo   | OfferLost | Offered         | ",
                "OfferedToTwo   | Accepted  | Connected       | Connect Withdraw",
                "OfferedToTwo   | Left      | Gone            | Withdraw Withdraw Depart",
                "OfferedToTwo   | Hold      | Held            | Withdraw Withdraw",
                "Offered        | Accepted  | Connected       | Connect",
                "Offered        | OfferLost | Waiting         | ",
                "Offered        | Left      | Gone            | Withdraw Depart",
                "Offered        | GivenUp   | OfferedGivenUp  | ",
                "OfferedGivenUp | Accepted  | Connected       | Connect",
                "OfferedGivenUp | OfferLost | Gone            | SendOn",
                "OfferedGivenUp | Left      | Gone            | Withdraw Depart",
                "Waiting        | Recalled  | Waiting         | ",
                "Offered        | Recalled  | Waiting         | Withdraw",
                "Waiting        | Hold      | Held            | ",
                "Offered        | Hold      | Held            | Withdraw",
                "Held           | Resumed   | Waiting         | ",
                "Held           | GivenUp   | Held            | ",
                "Held           | Left      | Gone            | Depart",
                "Offered        | AgentTook | Calling         | Connect",
                "Offered        | Reached   | Offered         | ",
                "Offered        | Missed    | Resting         | Withdraw",
                "Calling        | Reached   | Gone            | ",
                "Calling        | Missed    | Resting         | FreeAgent",
                "Calling        | Left      | Gone            | FreeAgent Depart",
                "Waiting        | Rest      | Resting         | ",
                "Resting        | Due       | Waiting         | ",
                "Resting        | Left      | Gone            | Depart"
            })
    void movesAsTheTableSays(String from, String input, String to, String effects) {
        Step<TicketState, TicketState.Effect> step = TicketMachine.step(state(from), input(input));
        assertThat(told(step.next())).isEqualTo(to);
        assertThat(String.join(
                        " ",
                        step.effects().stream()
                                .map(e -> e.getClass().getSimpleName())
                                .toList()))
                .isEqualTo(effects == null ? "" : effects);
    }

    @ParameterizedTest
    @CsvSource({
        "Waiting, OfferLost",
        "Waiting, Accepted",
        "Connected, Left",
        "Connected, OfferMade",
        "Gone, OfferMade",
        "Gone, Left",
        "Held, OfferMade",
        "Calling, OfferMade",
        "Resting, OfferMade",
        "Waiting, Reached",
        "Resting, Missed",
        "Held, Recalled",
        "Calling, Recalled",
        "Resting, Recalled"
    })
    void whatCannotHappenIsABug(String from, String input) {
        assertThatThrownBy(() -> TicketMachine.step(state(from), input(input)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static TicketState state(String name) {
        return switch (name) {
            case "Waiting" -> new TicketState.Waiting();
            case "Offered" -> new TicketState.Offered(7, ANNA);
            case "OfferedToTwo" -> new TicketState.Offered(7, ANNA).with(8, BEN);
            case "OfferedGivenUp" -> new TicketState.Offered(new TreeMap<>(Map.of(7L, ANNA)), Optional.of("max wait"));
            case "Connected" -> new TicketState.Connected(ANNA);
            case "Held" -> new TicketState.Held();
            case "Calling" -> new TicketState.Calling(ANNA);
            case "Resting" -> new TicketState.Resting();
            default -> new TicketState.Gone();
        };
    }

    private static Input input(String name) {
        return switch (name) {
            case "OfferMade" -> new Input.OfferMade(8, BEN);
            case "OfferLost" -> new Input.OfferLost(7);
            case "Accepted" -> new Input.Accepted(7);
            case "Left" -> new Input.Left(LeaveReason.ABANDONED);
            case "AgentTook" -> new Input.AgentTook(7);
            case "Hold" -> new Input.Hold();
            case "Recalled" -> new Input.Recalled();
            case "Resumed" -> new Input.Resumed();
            case "Reached" -> new Input.Reached();
            case "Missed" -> new Input.Missed("busy");
            case "Rest" -> new Input.Rest();
            case "Due" -> new Input.Due();
            default -> new Input.GivenUp("max wait");
        };
    }

    private static String told(TicketState state) {
        if (!(state instanceof TicketState.Offered offered)) {
            return state.getClass().getSimpleName();
        }
        return "Offered" + (offered.givenUp().isPresent() ? "GivenUp" : "")
                + (offered.offers().size() > 1 ? "ToTwo" : "");
    }
}
