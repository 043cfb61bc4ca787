package org.helpline.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The four machines of RFC 3261 §17 as tables: from, event, to, effects. What a table does not name changes nothing. */
class MachinesTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
        PROCEEDING, REQUEST_AGAIN, PROCEEDING, RESEND
        PROCEEDING, PROVISIONAL, PROCEEDING, SEND
        PROCEEDING, SUCCESS, ACCEPTED, SEND START_L
        PROCEEDING, FAILURE, COMPLETED, SEND START_G START_H
        PROCEEDING, FAILURE_AT_ONCE, COMPLETED, SEND START_H
        COMPLETED, REQUEST_AGAIN, COMPLETED, RESEND
        COMPLETED, ACK, CONFIRMED, STOP_G START_I
        COMPLETED, TIMER_G, COMPLETED, RESEND RESTART_G
        COMPLETED, TIMER_H, TERMINATED, STOP_G END
        COMPLETED, TRANSPORT_ERROR, TERMINATED, STOP_G END
        CONFIRMED, TIMER_I, TERMINATED, END
        ACCEPTED, SUCCESS, ACCEPTED, SEND
        ACCEPTED, ACK, ACCEPTED, PASS_ACK
        ACCEPTED, TIMER_L, TERMINATED, END
        """)
    void inviteServerMoves(
            InviteServerMachine.State from,
            InviteServerMachine.Event event,
            InviteServerMachine.State to,
            String effects) {
        var step = InviteServerMachine.on(from, event, false);
        assertThat(step.next()).isEqualTo(to);
        assertThat(words(step.effects())).isEqualTo(effects);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        TRYING, PROVISIONAL, PROCEEDING, SEND
        TRYING, FINAL, COMPLETED, SEND START_J
        TRYING, TOO_LATE, TERMINATED, END
        TRYING, TIMER_J, TERMINATED, END
        PROCEEDING, REQUEST_AGAIN, PROCEEDING, RESEND
        PROCEEDING, PROVISIONAL, PROCEEDING, SEND
        PROCEEDING, FINAL, COMPLETED, SEND START_J
        PROCEEDING, TOO_LATE, TERMINATED, END
        PROCEEDING, TIMER_J, TERMINATED, END
        PROCEEDING, TRANSPORT_ERROR, TERMINATED, END
        COMPLETED, REQUEST_AGAIN, COMPLETED, RESEND
        COMPLETED, TIMER_J, TERMINATED, END
        COMPLETED, TRANSPORT_ERROR, TERMINATED, END
        """)
    void plainServerMoves(
            PlainServerMachine.State from,
            PlainServerMachine.Event event,
            PlainServerMachine.State to,
            String effects) {
        var step = PlainServerMachine.on(from, event);
        assertThat(step.next()).isEqualTo(to);
        assertThat(words(step.effects())).isEqualTo(effects);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        CALLING, PROVISIONAL, PROCEEDING, STOP_A STOP_B TELL_RESPONSE
        CALLING, SUCCESS, ACCEPTED, STOP_A STOP_B START_M TELL_RESPONSE
        CALLING, FAILURE, COMPLETED, STOP_A STOP_B SEND_ACK START_D TELL_RESPONSE
        CALLING, CANCEL, CANCEL_WAITING, ''
        CALLING, TIMER_A, CALLING, RESEND RESTART_A
        CALLING, TIMER_B, TERMINATED, STOP_A TELL_TIMEOUT END
        CALLING, TRANSPORT_ERROR, TERMINATED, STOP_A STOP_B TELL_TRANSPORT_ERROR END
        CANCEL_WAITING, PROVISIONAL, CANCELLING, STOP_A STOP_B SEND_CANCEL START_CANCEL_TIMEOUT TELL_RESPONSE
        CANCEL_WAITING, SUCCESS, ACCEPTED, STOP_A STOP_B START_M TELL_RESPONSE
        CANCEL_WAITING, FAILURE, COMPLETED, STOP_A STOP_B SEND_ACK START_D TELL_RESPONSE
        CANCEL_WAITING, TIMER_A, CANCEL_WAITING, RESEND RESTART_A
        CANCEL_WAITING, TIMER_B, TERMINATED, STOP_A TELL_TIMEOUT END
        CANCEL_WAITING, TRANSPORT_ERROR, TERMINATED, STOP_A STOP_B TELL_TRANSPORT_ERROR END
        PROCEEDING, PROVISIONAL, PROCEEDING, TELL_RESPONSE
        PROCEEDING, SUCCESS, ACCEPTED, STOP_A STOP_B START_M TELL_RESPONSE
        PROCEEDING, FAILURE, COMPLETED, STOP_A STOP_B SEND_ACK START_D TELL_RESPONSE
        PROCEEDING, CANCEL, CANCELLING, SEND_CANCEL START_CANCEL_TIMEOUT
        PROCEEDING, CANCEL_TIMEOUT, TERMINATED, TELL_TIMEOUT END
        PROCEEDING, TRANSPORT_ERROR, TERMINATED, STOP_B TELL_TRANSPORT_ERROR END
        CANCELLING, PROVISIONAL, CANCELLING, TELL_RESPONSE
        CANCELLING, SUCCESS, ACCEPTED, STOP_A STOP_B START_M TELL_RESPONSE
        CANCELLING, FAILURE, COMPLETED, STOP_A STOP_B SEND_ACK START_D TELL_RESPONSE
        CANCELLING, CANCEL_TIMEOUT, TERMINATED, TELL_TIMEOUT END
        CANCELLING, TRANSPORT_ERROR, TERMINATED, STOP_B TELL_TRANSPORT_ERROR END
        COMPLETED, FAILURE, COMPLETED, RESEND_ACK
        COMPLETED, TIMER_D, TERMINATED, END
        COMPLETED, TRANSPORT_ERROR, TERMINATED, END
        ACCEPTED, SUCCESS, ACCEPTED, TELL_RESPONSE
        ACCEPTED, TIMER_M, TERMINATED, END
        """)
    void inviteClientMoves(
            InviteClientMachine.State from,
            InviteClientMachine.Event event,
            InviteClientMachine.State to,
            String effects) {
        var step = InviteClientMachine.on(from, event);
        assertThat(step.next()).isEqualTo(to);
        assertThat(words(step.effects())).isEqualTo(effects);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        TRYING, PROVISIONAL, PROCEEDING, TELL_RESPONSE
        TRYING, FINAL, COMPLETED, STOP_E STOP_F START_K TELL_RESPONSE
        TRYING, TIMER_E, TRYING, RESEND RESTART_E
        TRYING, TIMER_F, TERMINATED, STOP_E TELL_TIMEOUT END
        TRYING, TRANSPORT_ERROR, TERMINATED, STOP_E STOP_F TELL_TRANSPORT_ERROR END
        PROCEEDING, PROVISIONAL, PROCEEDING, TELL_RESPONSE
        PROCEEDING, FINAL, COMPLETED, STOP_E STOP_F START_K TELL_RESPONSE
        PROCEEDING, TIMER_E, PROCEEDING, RESEND SLOW_E
        PROCEEDING, TIMER_F, TERMINATED, STOP_E TELL_TIMEOUT END
        PROCEEDING, TRANSPORT_ERROR, TERMINATED, STOP_E STOP_F TELL_TRANSPORT_ERROR END
        COMPLETED, TIMER_K, TERMINATED, END
        """)
    void plainClientMoves(
            PlainClientMachine.State from,
            PlainClientMachine.Event event,
            PlainClientMachine.State to,
            String effects) {
        var step = PlainClientMachine.on(from, event);
        assertThat(step.next()).isEqualTo(to);
        assertThat(words(step.effects())).isEqualTo(effects);
    }

    @Test
    void nothingElseMovesOrActs() {
        long moves = 0;
        for (var from : InviteServerMachine.State.values()) {
            for (var event : InviteServerMachine.Event.values()) {
                moves += acts(from, InviteServerMachine.on(from, event, false));
            }
        }
        assertThat(moves).isEqualTo(14);
        moves = 0;
        for (var from : PlainServerMachine.State.values()) {
            for (var event : PlainServerMachine.Event.values()) {
                moves += acts(from, PlainServerMachine.on(from, event));
            }
        }
        assertThat(moves).isEqualTo(13);
        moves = 0;
        for (var from : InviteClientMachine.State.values()) {
            for (var event : InviteClientMachine.Event.values()) {
                moves += acts(from, InviteClientMachine.on(from, event));
            }
        }
        assertThat(moves).isEqualTo(29);
        moves = 0;
        for (var from : PlainClientMachine.State.values()) {
            for (var event : PlainClientMachine.Event.values()) {
                moves += acts(from, PlainClientMachine.on(from, event));
            }
        }
        assertThat(moves).isEqualTo(11);
    }

    @Test
    void aReliableTransportRepeatsNothing() {
        assertThat(words(InviteClientMachine.start(true).effects())).isEqualTo("SEND START_B");
        assertThat(words(InviteClientMachine.start(false).effects())).isEqualTo("SEND START_A START_B");
        assertThat(words(PlainClientMachine.start(true).effects())).isEqualTo("SEND START_F");
        assertThat(words(PlainClientMachine.start(false).effects())).isEqualTo("SEND START_E START_F");
        var refused =
                InviteServerMachine.on(InviteServerMachine.State.PROCEEDING, InviteServerMachine.Event.FAILURE, true);
        assertThat(words(refused.effects())).isEqualTo("SEND START_H");
    }

    private static <S> int acts(S from, Step<S, ?> step) {
        return step.next() == from && step.effects().isEmpty() ? 0 : 1;
    }

    private static String words(List<? extends Enum<?>> effects) {
        return String.join(" ", effects.stream().map(Enum::name).toList());
    }
}
