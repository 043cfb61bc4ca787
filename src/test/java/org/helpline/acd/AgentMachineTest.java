package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.core.InteractionId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentMachineTest {

    private static final InteractionId KIM = new InteractionId("kim");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // from           | input       | to                          | effects
                "Offline          | LogIn       | NotReady[logged in]         | ",
                "Offline          | Ready       | Offline                     | ",
                "Offline          | NotReady    | Offline                     | ",
                "Offline          | LogOut      | Offline                     | ",
                "Offline          | TimerOver   | Offline                     | ",
                "NotReady         | Ready       | Ready                       | StopTimer",
                "NotReady         | LogIn       | NotReady[break]             | ",
                "NotReady         | LogOut      | Offline                     | StopTimer",
                "NotReady         | NotReady    | NotReady[lunch]             | StopTimer",
                "NotReady         | Extend      | NotReady[break]             | ",
                "NotReady         | TimerOver   | Ready                       | ",
                "Ready            | LogIn       | Ready                       | ",
                "Ready            | Ready       | Ready                       | ",
                "Ready            | NotReady    | NotReady[lunch]             | ",
                "Ready            | LogOut      | Offline                     | ",
                "Ready            | OfferMade   | Offered                     | ",
                "Ready            | TimerOver   | Ready                       | ",
                "Pausing          | Ready       | Ready                       | StopTimer",
                "Pausing          | NotReady    | NotReady[lunch]             | StopTimer",
                "Pausing          | LogOut      | Offline                     | StopTimer",
                "Pausing          | TimerOver   | Ready                       | ",
                "Pausing          | LogIn       | Pausing[declined]           | ",
                "Offered          | Accepted    | Talking                     | ",
                "Offered          | DECLINED    | Pausing[declined]           | StartTimer[5s]",
                "Offered          | BUSY        | Pausing[busy]               | StartTimer[5s]",
                "Offered          | NO_ANSWER   | NotReady[no answer]         | ",
                "Offered          | UNREACHABLE | NotReady[phone unreachable] | ",
                "Offered          | CallerLeft  | Ready                       | ",
                "Offered          | LogOut      | Offline                     | GiveBack[7]",
                "Offered          | NotReady    | NotReady[lunch]             | GiveBack[7]",
                "Offered          | Ready       | Offered                     | ",
                "Offered          | LogIn       | Offered                     | ",
                "Talking          | Released    | WrapUp                      | StartTimer[30s]",
                "Talking          | LogOut      | Talking[then log out]       | ",
                "Talking          | NotReady    | Talking[then lunch]         | ",
                "Talking          | LogIn       | Talking                     | ",
                "Talking          | Extend      | Talking                     | ",
                "TalkingThenOut   | Released    | Offline                     | ",
                "TalkingThenOut   | LogIn       | Talking                     | ",
                "TalkingThenOut   | Ready       | Talking                     | ",
                "TalkingThenLunch | Released    | WrapUp[then lunch]          | StartTimer[30s]",
                "TalkingNoWrapUp  | Released    | Ready                       | ",
                "WrapUp           | TimerOver   | Ready                       | ",
                "WrapUp           | Ready       | Ready                       | StopTimer",
                "WrapUp           | NotReady    | NotReady[lunch]             | StopTimer",
                "WrapUp           | LogOut      | Offline                     | StopTimer",
                "WrapUp           | Extend      | WrapUp                      | ExtendTimer[60s]",
                "WrapUp           | LogIn       | WrapUp                      | ",
                "WrapUpThenLunch  | TimerOver   | NotReady[lunch]             | ",
                "WrapUpThenLunch  | Ready       | Ready                       | StopTimer",
                "WrapUp           | EndWrapUp   | Ready                       | StopTimer",
                "WrapUpThenLunch  | EndWrapUp   | NotReady[lunch]             | StopTimer",
                "Talking          | EndWrapUp   | Talking                     | ",
                "Offered          | EndWrapUp   | Offered                     | ",
                "Pausing          | EndWrapUp   | Pausing[declined]           | ",
                "Ready            | EndWrapUp   | Ready                       | ",
                "NotReady         | EndWrapUp   | NotReady[break]             | ",
                "Offline          | EndWrapUp   | Offline                     | "
            })
    void movesAsTheTableSays(String from, String input, String to, String effects) {
        Step<AgentState, AgentInput.Effect> step = AgentMachine.step(state(from), input(input), false);
        assertThat(told(step.next())).isEqualTo(to);
        assertThat(String.join(
                        " ", step.effects().stream().map(AgentMachineTest::told).toList()))
                .isEqualTo(effects == null ? "" : effects);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Offered | NO_ANSWER   | NotReady[no answer]         | StartTimer[15s]",
                "Offered | UNREACHABLE | NotReady[phone unreachable] | StartTimer[15s]",
                "Offline | LogIn       | Ready                       | "
            })
    void alwaysReadyAgentsComeBackByThemselves(String from, String input, String to, String effects) {
        Step<AgentState, AgentInput.Effect> step = AgentMachine.step(state(from), input(input), true);
        assertThat(told(step.next())).isEqualTo(to);
        assertThat(step.effects())
                .extracting(AgentMachineTest::told)
                .isEqualTo(effects == null ? List.of() : List.of(effects));
    }

    @ParameterizedTest
    @CsvSource({
        "Offline, OfferMade", "NotReady, OfferMade", "Pausing, OfferMade", "Offered, OfferMade", "Talking, OfferMade",
        "WrapUp, OfferMade", "Ready, Accepted", "Talking, Accepted", "Ready, Released", "Offered, Released",
        "WrapUp, Released", "Ready, NO_ANSWER", "Talking, CallerLeft"
    })
    void whatCannotHappenIsABugAndNamesBoth(String from, String input) {
        assertThatThrownBy(() -> AgentMachine.step(state(from), input(input), false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(from)
                .hasMessageContaining(input(input).toString());
    }

    private static AgentState state(String name) {
        Duration wrapUp = Duration.ofSeconds(30);
        AgentState.Next ready = new AgentState.Next.ToReady();
        AgentState.Next lunch = new AgentState.Next.ToNotReady("lunch");
        return switch (name) {
            case "Offline" -> new AgentState.Offline();
            case "NotReady" -> new AgentState.NotReady("break");
            case "Ready" -> new AgentState.Ready();
            case "Pausing" -> new AgentState.Pausing("declined");
            case "Offered" -> new AgentState.Offered(7, KIM);
            case "Talking" -> new AgentState.Talking(KIM, wrapUp, ready);
            case "TalkingThenOut" -> new AgentState.Talking(KIM, wrapUp, new AgentState.Next.ToOffline());
            case "TalkingThenLunch" -> new AgentState.Talking(KIM, wrapUp, lunch);
            case "TalkingNoWrapUp" -> new AgentState.Talking(KIM, Duration.ZERO, ready);
            case "WrapUp" -> new AgentState.WrapUp(KIM, ready);
            case "WrapUpThenLunch" -> new AgentState.WrapUp(KIM, lunch);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static AgentInput input(String name) {
        return switch (name) {
            case "LogIn" -> new AgentInput.Commanded(new AgentCommand.LogIn());
            case "LogOut" -> new AgentInput.Commanded(new AgentCommand.LogOut());
            case "Ready" -> new AgentInput.Commanded(new AgentCommand.Ready());
            case "NotReady" -> new AgentInput.Commanded(new AgentCommand.NotReady("lunch"));
            case "EndWrapUp" -> new AgentInput.Commanded(new AgentCommand.EndWrapUp());
            case "Extend" -> new AgentInput.Commanded(new AgentCommand.ExtendWrapUp(Duration.ofMinutes(1)));
            case "OfferMade" -> new AgentInput.OfferMade(7, KIM);
            case "Accepted" -> new AgentInput.Accepted(Duration.ofSeconds(30));
            case "CallerLeft" -> new AgentInput.CallerLeft();
            case "Released" -> new AgentInput.Released();
            case "TimerOver" -> new AgentInput.TimerOver();
            default -> new AgentInput.Failed(OfferFailure.valueOf(name));
        };
    }

    private static String told(AgentState state) {
        String name = state.getClass().getSimpleName();
        return state.reason().isEmpty() ? name : name + "[" + state.reason() + "]";
    }

    private static String told(AgentInput.Effect effect) {
        return switch (effect) {
            case AgentInput.Effect.StartTimer(Duration after) -> "StartTimer[" + after.toSeconds() + "s]";
            case AgentInput.Effect.ExtendTimer(Duration by) -> "ExtendTimer[" + by.toSeconds() + "s]";
            case AgentInput.Effect.StopTimer _ -> "StopTimer";
            case AgentInput.Effect.GiveBack give -> "GiveBack[" + give.offer() + "]";
        };
    }
}
