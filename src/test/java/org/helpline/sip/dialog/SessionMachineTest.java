package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Optional;
import java.util.stream.Collectors;
import org.helpline.config.SessionTimers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The session timer, state by state, and who refreshes: RFC 4028 §7 to §10. */
class SessionMachineTest {

    @ParameterizedTest
    @CsvSource({
        "Off, AgreedOurs, Ours, StopTimers StartRefresh:900 StartExpiry:1768",
        "Off, AgreedTheirs, Theirs, StopTimers StartExpiry:1768",
        "Off, AgreedNone, Off, StopTimers",
        "Off, RefreshDue, Off, ''",
        "Off, NotNow, Off, ''",
        "Off, ExpiryDue, Off, ''",
        "Ours, RefreshDue, Asking, Refresh",
        "Ours, NotNow, Ours, ''",
        "Ours, ExpiryDue, Off, StopTimers Expire:ours",
        "Ours, AgreedTheirs, Theirs, StopTimers StartExpiry:1768",
        "Asking, AgreedOurs, Ours, StopTimers StartRefresh:900 StartExpiry:1768",
        "Asking, AgreedNone, Off, StopTimers",
        "Asking, RefreshDue, Asking, ''",
        "Asking, NotNow, Ours, StartRefresh:100",
        "Asking, ExpiryDue, Off, StopTimers Expire:ours",
        "Theirs, AgreedTheirs, Theirs, StopTimers StartExpiry:1768",
        "Theirs, AgreedNone, Off, StopTimers",
        "Theirs, RefreshDue, Theirs, ''",
        "Theirs, NotNow, Theirs, ''",
        "Theirs, ExpiryDue, Off, StopTimers Expire:theirs",
    })
    void goes(String from, String event, String to, String effects) {
        SessionMachine.State state = switch (from) {
            case "Ours" -> new SessionMachine.State.Ours(1800);
            case "Asking" -> new SessionMachine.State.Asking(1800);
            case "Theirs" -> new SessionMachine.State.Theirs(1800);
            default -> new SessionMachine.State.Off();
        };
        SessionMachine.Event told = switch (event) {
            case "AgreedOurs" -> agreed(true);
            case "AgreedTheirs" -> agreed(false);
            case "AgreedNone" -> new SessionMachine.Event.Agreed(Optional.empty());
            case "RefreshDue" -> new SessionMachine.Event.RefreshDue();
            case "NotNow" -> new SessionMachine.Event.NotNow();
            default -> new SessionMachine.Event.ExpiryDue();
        };
        SessionMachine.Step step = SessionMachine.step(state, told);
        assertThat(step.next().getClass().getSimpleName()).isEqualTo(to);
        assertThat(step.effects().stream().map(SessionMachineTest::shown).collect(Collectors.joining(" ")))
                .isEqualTo(effects);
    }

    /** RFC 4028 §10: before the end by 32 s, or by a third of it. */
    @ParameterizedTest
    @CsvSource({"90, 60", "95, 64", "96, 64", "97, 65", "1800, 1768"})
    void theLastMomentIsBeforeTheEnd(long seconds, long moment) {
        assertThat(SessionMachine.lastMoment(seconds)).isEqualTo(moment);
    }

    /** RFC 4028 §9, table 2, and what is agreed where the request leaves it open. {@code now}: we or they refresh by what was agreed before. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Supported: timer | 600;refresher=uac | '' | '' | 600;refresher=uac | timer | they",
                "Supported: timer | 600;refresher=uas | '' | '' | 600;refresher=uas | timer | we",
                "Supported: timer | 600 | '' | '' | 600;refresher=uac | timer | they",
                "Supported: timer | 600 | '' | we | 600;refresher=uas | timer | we",
                "Supported: timer | 600;Refresher=UAC | '' | we | 600;refresher=uac | timer | they",
                "Supported: timer | '' | '' | '' | 1800;refresher=uas | timer | we",
                "Supported: timer | '' | '' | they | 1800;refresher=uac | timer | they",
                "Supported: 100rel | 600;refresher=uac | '' | '' | 600;refresher=uas | '' | we",
                "Supported: 100rel | '' | '' | '' | '' | '' | nobody",
                "Require: timer | 7200 | '' | '' | 1800;refresher=uac | timer | they",
                "Supported: timer | 300 | 500 | '' | 500;refresher=uac | timer | they",
                "Supported: timer | 9999 | 3600 | '' | 3600;refresher=uac | timer | they",
                "Supported: 100rel | 20 | '' | '' | 90;refresher=uas | '' | we",
                "Supported: timer | soon | '' | '' | 1800;refresher=uas | timer | we",
            })
    void weAnswer(
            String knows, String expires, String least, String now, String answered, String required, String who) {
        SIPRequest invite = Wire.invite(
                knows + "\n"
                        + (expires.isEmpty() ? "" : "Session-Expires: " + expires + "\n")
                        + (least.isEmpty() ? "" : "Min-SE: " + least + "\n"),
                "");
        SessionRoles.Answer answer = SessionRoles.answer(
                invite, SessionTimers.USUAL, now.isEmpty() ? Optional.empty() : Optional.of(now.equals("we")));
        assertThat(String.join(" ", answer.headers()))
                .isEqualTo((answered.isEmpty() ? "" : "Session-Expires: " + answered)
                        + (required.isEmpty() ? "" : " Require: timer"));
        assertThat(answer.terms().map(t -> t.weRefresh() ? "we" : "they").orElse("nobody"))
                .isEqualTo(who);
    }

    @ParameterizedTest
    @CsvSource({
        "Supported: timer, Session-Expires: 60, true",
        "Supported: timer, x: 60, true",
        "k: timer, Session-Expires: 89, true",
        "Supported: timer, Session-Expires: 90, false",
        "Supported: path, Session-Expires: 60, false", // would not know what 422 means
        "Supported: timer, X-None: 1, false",
    })
    void tooBriefIsRefusedToWhoUnderstands(String knows, String expires, boolean refused) {
        Optional<Refusal> refusal =
                SessionRoles.tooBrief(Wire.invite(knows + "\n" + expires + "\n", ""), SessionTimers.USUAL);
        assertThat(refusal.isPresent()).isEqualTo(refused);
        refusal.ifPresent(r -> assertThat(r.headers()).containsExactly("Min-SE: 90"));
    }

    private static SessionMachine.Event agreed(boolean weRefresh) {
        return new SessionMachine.Event.Agreed(Optional.of(new SessionMachine.Terms(1800, weRefresh)));
    }

    private static String shown(SessionMachine.Effect effect) {
        return switch (effect) {
            case SessionMachine.Effect.StartRefresh start ->
                "StartRefresh:" + start.after().toSeconds();
            case SessionMachine.Effect.StartExpiry start ->
                "StartExpiry:" + start.after().toSeconds();
            case SessionMachine.Effect.Expire end -> "Expire:" + (end.wasOurs() ? "ours" : "theirs");
            case SessionMachine.Effect.StopTimers _, SessionMachine.Effect.Refresh _ ->
                effect.getClass().getSimpleName();
        };
    }
}
