package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.helpline.config.AcdSettings.Role;
import org.helpline.core.AgentId;
import org.helpline.desk.PhoneHolders.Answer;
import org.helpline.desk.PhoneHolders.Wish;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneHoldersTest {

    private final Iterator<String> ids =
            List.of("first", "second", "third", "fourth").iterator();
    private final PhoneHolders holders = new PhoneHolders(ids::next);
    private final DeskSession office = session("anna", "office");
    private final DeskSession home = session("anna", "home");

    private static DeskSession session(String agent, String key) {
        return new DeskSession(
                key,
                key,
                new Account(agent, Role.AGENT, ""),
                new DeskSession.Place("192.0.2.7", "a browser"),
                "csrf",
                Instant.EPOCH,
                0);
    }

    /** Another window is the phone under the id {@code first}; nobody is where {@code now} is empty. */
    @ParameterizedTest
    @CsvSource({
        // now, id, takes, talking, answer
        "    , '', false, false, Given",
        "    , '', true, false, Given",
        "    , '', false, true, Given",
        "    , old, false, false, Given",
        "first, '', false, false, Elsewhere",
        "first, '', false, true, Elsewhere",
        "first, old, false, false, Elsewhere",
        "first, '', true, false, Given",
        "first, '', true, true, Talking",
        "first, first, false, false, Given",
        "first, first, false, true, Given",
        "first, first, true, true, Given",
    })
    void oneWindowAtMostIsThePhone(@Nullable String now, String id, boolean takes, boolean isTalking, String answer) {
        if (now != null) {
            assertThat(holders.ask(office, new Wish("", false), false)).isEqualTo(new Answer.Given(now));
        }
        assertThat(holders.ask(home, new Wish(id, takes), isTalking).getClass().getSimpleName())
                .isEqualTo(answer);
    }

    @Test
    void aTabThatWasDuplicatedTakesThePhoneFromTheFirst() {
        holders.ask(office, new Wish("", false), false);
        assertThat(holders.ask(office, new Wish("first", false), false)).isEqualTo(new Answer.Given("second"));
        assertThat(holders.ask(office, new Wish("first", false), false)).isEqualTo(new Answer.Elsewhere());
    }

    @Test
    void onlyTheWindowThatIsThePhoneLeaves() {
        holders.ask(office, new Wish("", false), false);
        assertThat(holders.leave(office.agent(), "old")).isFalse();
        assertThat(holders.leave(new AgentId("ben"), "first")).isFalse();
        assertThat(holders.leave(office.agent(), "first")).isTrue();
        assertThat(holders.leave(office.agent(), "first")).isFalse();
        assertThat(holders.ask(home, new Wish("", false), false)).isEqualTo(new Answer.Given("second"));
    }

    @Test
    void agentsDoNotTouchEachOther() {
        holders.ask(office, new Wish("", false), false);
        assertThat(holders.ask(session("ben", "ben"), new Wish("", false), true))
                .isEqualTo(new Answer.Given("second"));
    }

    @Test
    void whoseLoginIsOverIsThePhoneNoLonger() {
        holders.ask(office, new Wish("", false), false);
        holders.ask(session("ben", "ben"), new Wish("", false), false);
        assertThat(holders.endWithout(s -> s != office)).containsExactly(office.agent());
        assertThat(holders.endWithout(s -> s != office)).isEmpty();
        assertThat(holders.ask(home, new Wish("", false), false)).isEqualTo(new Answer.Given("third"));
    }
}
